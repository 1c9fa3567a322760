-- one row per cell with decimals in an indicator that is counted in whole units
-- purpose: 11.65 under 人 is mostly 11.65 万人; the value is loaded, the form goes back
-- rule: V01
-- class: domain
-- severity: error
-- forms: table
-- title_zh: 应为整数
-- title_en: Not a whole number
-- message_zh: 指标 {indicator}（{name}）应为整数（单位：{unit}），实填“{observed}”。
-- message_en: Indicator {indicator} ({name}) must be a whole number (unit: {unit}), but is “{observed}”.
-- remedy_zh: 请核对计量单位（是否误以“万{unit}”填报），更正后重新报送整张表。
-- remedy_en: Check the unit (was it reported in ten thousands?), correct and send the whole form again.
-- expects_zh: 整数
-- expects_en: a whole number
-- columns: 本年 上年
-- example: indicator=117 observed=11.65
select
    observation.submission_id,
    observation.indicator,
    observation.line,
    case observation.role when 'this' then '本年' else '上年' end as column_name,
    observation.raw_text as observed
from staged.observation as observation
inner join codelist.indicator as indicator on observation.indicator = indicator.id
where indicator.decimals = 0 and observation.value <> floor(observation.value)
order by observation.submission_id, observation.indicator, column_name
