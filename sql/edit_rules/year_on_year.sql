-- one row per figure in force that surely changed by more than its limit since last year
-- purpose: both the limit in per cent and the least absolute change must be exceeded (1 -> 2 is no
--   finding). Intervals: the smallest change that the bounds allow. Not judged across unlike
--   reference days, nor between a sample year and a real one.
-- rule: V12
-- severity: query
-- forms: table
-- title_zh: 比上年变动过大
-- title_en: A large change on last year
-- message_zh: 指标 {indicator}（{name}）由上年 {expected} 变为 {observed}[，变动 {signed}%]，超过 ±{limit}% 的限度。
-- message_en: Indicator {indicator} ({name}) went from {expected} to {observed}[, a change of {signed}%], beyond ±{limit}%.
-- remedy_zh: 请核对两年数据；如属实，请说明变动原因，不必改数。
-- remedy_en: Check both years; if the change is real, explain it and leave the figure as it is.
with pair as (
    select
        this_year.submission_id,
        this_year.indicator,
        this_year.line,
        this_year.raw_text as observed,
        last_year.raw_text as expected,
        indicator.yoy_limit_pct as "limit",
        case
            when last_year.value > 0
                then cast((this_year.value - last_year.value) * 100 / last_year.value as decimal(18, 1))
        end as difference,
        this_year.lower - last_year.upper as least_rise,
        last_year.lower - this_year.upper as least_fall,
        this_year.lower * 100 - last_year.upper * (100 + indicator.yoy_limit_pct) as rise_over,
        last_year.lower * (100 - indicator.yoy_limit_pct) - this_year.upper * 100 as fall_over,
        coalesce(indicator.min_abs_change, 0) as least_change
    from validated.observation as this_year
    inner join validated.observation as last_year
        on
            this_year.area = last_year.area
            and this_year.indicator = last_year.indicator
            and this_year.period = last_year.period + 1
            and this_year.is_sample = last_year.is_sample
            and extract(month from this_year.ref_date) = extract(month from last_year.ref_date)
            and extract(day from this_year.ref_date) = extract(day from last_year.ref_date)
    inner join codelist.indicator as indicator on this_year.indicator = indicator.id
    where indicator.yoy_limit_pct is not null
)

select
    *,
    '本年' as column_name
from pair
where
    (least_rise >= least_change and rise_over > 0)
    or (least_fall >= least_change and fall_over > 0)
order by submission_id, indicator
