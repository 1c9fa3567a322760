-- one row per cumulative figure in force that is surely below that of last year
-- purpose: what is counted since the beginning cannot become less; judged between two year-ends
--   only, and not between a sample year and a real one
-- rule: V13
-- severity: query
-- forms: table
-- title_zh: 累计数减少
-- title_en: A cumulative figure fell
-- message_zh: 累计指标 {indicator}（{name}）本年 {observed}，小于上年 {expected}[，差 {signed}]。
-- message_en: Cumulative indicator {indicator} ({name}) is {observed}, below last year's {expected}[, difference {signed}].
-- remedy_zh: 累计数不应减少。请核对；上年数有误的，请先订正上年报表。
-- remedy_en: A cumulative count does not fall. Check; if last year's figure was wrong, correct last year's form first.
select
    this_year.submission_id,
    this_year.indicator,
    this_year.line,
    '本年' as column_name,
    this_year.raw_text as observed,
    last_year.raw_text as expected,
    this_year.value - last_year.value as difference
from validated.observation as this_year
inner join validated.observation as last_year
    on
        this_year.area = last_year.area
        and this_year.indicator = last_year.indicator
        and this_year.period = last_year.period + 1
        and this_year.is_sample = last_year.is_sample
inner join codelist.indicator as indicator on this_year.indicator = indicator.id
where
    indicator.monotone
    and this_year.upper < last_year.lower
    and extract(month from this_year.ref_date) = 12 and extract(day from this_year.ref_date) = 31
    and extract(month from last_year.ref_date) = 12 and extract(day from last_year.ref_date) = 31
order by this_year.submission_id, this_year.indicator
