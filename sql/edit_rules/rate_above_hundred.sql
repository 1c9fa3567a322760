-- one row per rate of a part in its whole that is surely above 100
-- purpose: only where the numerator is a part of the denominator (708 = 707 in 706); spending may
--   exceed the funds of the year (714), so that rate has no such limit. Negatives are not readable.
-- rule: V03
-- class: domain
-- severity: error
-- forms: table
-- title_zh: 比率超过 100
-- title_en: A rate above 100
-- message_zh: 指标 {indicator}（{name}）填 {observed}%，应在 0 至 100 之间。
-- message_en: Indicator {indicator} ({name}) is {observed}%; it must lie between 0 and 100.
-- remedy_zh: 请核对分子 {numerator} 和分母 {denominator}，更正后重新报送整张表。
-- remedy_en: Check numerator {numerator} and denominator {denominator}, correct and send the whole form again.
-- expects_zh: 部分占总体的比率在 0 至 100 之间
-- expects_en: a rate between 0 and 100
-- columns: 本年 上年
-- example: indicator=708 observed=101.2 numerator=707 denominator=706
select
    observation.submission_id,
    observation.indicator,
    observation.line,
    case observation.role when 'this' then '本年' else '上年' end as column_name,
    observation.raw_text as observed,
    100 as expected,
    rate.numerator,
    rate.denominator
from staged.observation as observation
inner join codelist.indicator as rate on observation.indicator = rate.id
inner join codelist.indicator as part on rate.numerator = part.id and rate.denominator = part.parent
where
    rate.factor = 100
    and (observation.lower > 100 or (observation.lower = 100 and observation.lower_open))
order by observation.submission_id, observation.indicator, column_name
