-- one row per cumulative figure that is surely below that of last year
-- purpose: what is counted since the beginning cannot become less; judged between two
--   year-ends only
-- rule: V13
-- class: cross-year
-- severity: query
-- forms: table
-- needs: last_year
-- title_zh: 累计数减少
-- title_en: A cumulative figure fell
-- message_zh: 累计指标 {indicator}（{name}）本年 {observed}，小于上年 {expected}[，差 {signed}]。
-- message_en: Cumulative indicator {indicator} ({name}) is {observed}, below last year's {expected}[, difference {signed}].
-- remedy_zh: 累计数不应减少。请核对；上年数有误的，请先订正上年报表。
-- remedy_en: A cumulative count does not fall. Check; if last year's figure was wrong, correct last year's form first.
-- expects_zh: 累计数不小于上年
-- expects_en: no less than last year
-- columns: 本年
-- example: indicator=508 observed=204 expected=213 difference=-9
select
    pair.submission_id,
    pair.indicator,
    pair.line,
    '本年' as column_name,
    pair.raw_text as observed,
    pair.last_raw_text as expected,
    pair.value - pair.last_value as difference
from validated.pair as pair
inner join codelist.indicator as indicator on pair.indicator = indicator.id
left join validated.slip as slip
    on pair.submission_id = slip.submission_id and pair.indicator = slip.indicator
where
    indicator.monotone
    and slip.indicator is null
    and pair.upper < pair.last_lower
    and extract(month from pair.ref_date) = 12 and extract(day from pair.ref_date) = 31
order by pair.submission_id, pair.indicator
