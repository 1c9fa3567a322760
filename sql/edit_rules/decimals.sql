-- one row per cell that was given with more decimals than its indicator is printed with
-- purpose: the figure is loaded as it was given; where no decimals are allowed, V01 speaks
-- rule: V02
-- class: domain
-- severity: query
-- forms: table
-- title_zh: 小数位数过多
-- title_en: Too many decimals
-- message_zh: 指标 {indicator}（{name}）填“{observed}”，小数 {decimals} 位，规定 {expected} 位。
-- message_en: Indicator {indicator} ({name}) is “{observed}”, with {decimals} decimals; {expected} are allowed.
-- remedy_zh: 请四舍六入五成双，保留 {expected} 位小数后重新报送；确需保留的请说明。
-- remedy_en: Round half to even to {expected} decimals and send again, or explain.
-- expects_zh: 小数位数不超过该指标的规定位数
-- expects_en: no more decimals than the indicator has
-- columns: 本年 上年
-- example: indicator=709 observed=1172.505 decimals=3 expected=2
select
    observation.submission_id,
    observation.indicator,
    observation.line,
    case observation.role when 'this' then '本年' else '上年' end as column_name,
    observation.raw_text as observed,
    observation.decimals,
    indicator.decimals as expected
from staged.observation as observation
inner join codelist.indicator as indicator on observation.indicator = indicator.id
where
    indicator.decimals > 0
    and observation.decimals > indicator.decimals
    and observation.value is not null
order by observation.submission_id, observation.indicator, column_name
