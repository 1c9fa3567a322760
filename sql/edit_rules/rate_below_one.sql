-- one row per rate in per cent that is above zero and below one, and whose parts are not both given
-- purpose: 0.94 where 94 was meant; never rescaled here. With both parts given their relation
--   judges the rate, so a true 0.94 is not asked about.
-- rule: V04
-- class: domain
-- severity: query
-- forms: table
-- title_zh: 比率小于 1
-- title_en: A rate below 1
-- message_zh: 指标 {indicator}（{name}）单位为%，填“{observed}”，小于 1，请确认是否应为 {expected}。
-- message_en: Indicator {indicator} ({name}) is in % and is “{observed}”, below 1: is {expected} meant?
-- remedy_zh: 如应为 {expected}，请更正后重新报送整张表；如确为 {observed}%，请说明。
-- remedy_en: If {expected} is meant, correct and send the whole form again; if it is {observed}%, explain.
-- expects_zh: 百分数按百分数填写（94 不写 0.94）
-- expects_en: per cent written as per cent (94, not 0.94)
-- columns: 本年 上年
-- example: indicator=212 observed=0.94 expected=94
select
    observation.submission_id,
    observation.indicator,
    observation.line,
    case observation.role when 'this' then '本年' else '上年' end as column_name,
    observation.raw_text as observed,
    observation.value * 100 as expected
from staged.observation as observation
inner join codelist.indicator as rate on observation.indicator = rate.id
left join staged.observation as above
    on
        observation.submission_id = above.submission_id
        and observation.role = above.role
        and rate.numerator = above.indicator
left join staged.observation as below
    on
        observation.submission_id = below.submission_id
        and observation.role = below.role
        and rate.denominator = below.indicator
where
    rate.factor = 100
    and observation.value > 0
    and observation.value < 1
    and (above.value is null or below.value is null)
order by observation.submission_id, observation.indicator, column_name
