-- one row per figure that surely changed by more than its limit since last year
-- purpose: both the limit in per cent and the least absolute change must be exceeded (1 -> 2 is no
--   finding). Intervals: the smallest change that the bounds allow. A change that a
--   slip of the pen explains is told of as such (V21 to V23), and not here
-- rule: V12
-- class: cross-year
-- severity: query
-- forms: table
-- needs: last_year
-- title_zh: 比上年变动过大
-- title_en: A large change on last year
-- message_zh: 指标 {indicator}（{name}）由上年 {expected} 变为 {observed}[，变动 {signed}%]，超过 ±{limit}% 的限度。
-- message_en: Indicator {indicator} ({name}) went from {expected} to {observed}[, a change of {signed}%], beyond ±{limit}%.
-- remedy_zh: 请核对两年数据；如属实，请说明变动原因，不必改数。
-- remedy_en: Check both years; if the change is real, explain it and leave the figure as it is.
-- expects_zh: 较上年变动不超过该指标的限度
-- expects_en: a change on last year within the limit of the indicator
-- columns: 本年
-- example: indicator=510 observed=429 expected=193 difference=122.3 limit=50
with change as (
    select
        pair.submission_id,
        pair.indicator,
        pair.line,
        pair.raw_text as observed,
        pair.last_raw_text as expected,
        indicator.yoy_limit_pct as "limit",
        case
            when pair.last_value > 0
                then cast((pair.value - pair.last_value) * 100 / pair.last_value as decimal(18, 1))
        end as difference,
        pair.lower - pair.last_upper as least_rise,
        pair.last_lower - pair.upper as least_fall,
        pair.lower * 100 - pair.last_upper * (100 + indicator.yoy_limit_pct) as rise_over,
        pair.last_lower * (100 - indicator.yoy_limit_pct) - pair.upper * 100 as fall_over,
        coalesce(indicator.min_abs_change, 0) as least_change
    from validated.pair as pair
    inner join codelist.indicator as indicator on pair.indicator = indicator.id
    left join validated.slip as slip
        on pair.submission_id = slip.submission_id and pair.indicator = slip.indicator
    where indicator.yoy_limit_pct is not null and slip.indicator is null
)

select
    *,
    '本年' as column_name
from change
where
    (least_rise >= least_change and rise_over > 0)
    or (least_fall >= least_change and fall_over > 0)
order by submission_id, indicator
