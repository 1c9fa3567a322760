-- one row per figure whose change on last year lies far outside the changes of the other cities
-- purpose: Hidiroglou and Berthelot (1986), Statistical edits for periodic business surveys, Survey
--   Methodology 12(1), on log ratios: unusual is an effect outside q2 - c * d1 .. q2 + c * d3, where d1 and
--   d3 are the distances of the median q2 to the quartiles, at least a * |q2| and $hb_least of a log times
--   the figure's weight (quartiles that coincide accuse nobody of a small change). c = $hb_width,
--   a = $hb_floor. What V12, V13 or a slip of the pen says already is not said again
-- rule: V18
-- class: outlier
-- severity: query
-- scope: region
-- forms: table
-- needs: last_year
-- title_zh: 变动与各市不同
-- title_en: A change unlike that of other cities
-- message_zh: 指标 {indicator}（{name}）由上年 {expected} 变为 {observed}[，变动 {signed}%]，与各市变动明显不同（各市中位数为 {median}%）。
-- message_en: Indicator {indicator} ({name}) went from {expected} to {observed}[, a change of {signed}%], unlike the other cities (median {median}%).
-- remedy_zh: 请核对两年数据；如属实，请说明变动原因，不必改数。
-- remedy_en: Check both years; if the change is real, explain it and leave the figure as it is.
-- expects_zh: 与上年之比和各市相近（Hidiroglou–Berthelot 法，对数比）
-- expects_en: a ratio to last year like that of the other cities (Hidiroglou–Berthelot, log ratios)
-- columns: 本年
-- example: indicator=313 observed=3600 expected=2400 difference=50.0 median=1.2
with ordered as (
    select
        *,
        row_number() over (partition by indicator, period order by effect, area) as place,
        count(*) over (partition by indicator, period) as n
    from validated.change
    where in_force
),

quartile as (
    select
        indicator,
        period,
        max(case when place = ceil(0.25 * n) then effect end) as q1,
        max(case when place = ceil(0.5 * n) then effect end) as q2,
        max(case when place = ceil(0.75 * n) then effect end) as q3
    from ordered
    group by indicator, period
),

judged as (
    select
        change.*,
        quartile.q2 - greatest(
            $hb_width * greatest(quartile.q2 - quartile.q1, abs($hb_floor * quartile.q2)), $hb_least * change.weight
        ) as lowest,
        quartile.q2 + greatest(
            $hb_width * greatest(quartile.q3 - quartile.q2, abs($hb_floor * quartile.q2)), $hb_least * change.weight
        ) as highest
    from validated.change as change
    inner join quartile on change.indicator = quartile.indicator and change.period = quartile.period
)

select
    judged.submission_id,
    judged.indicator,
    judged.line,
    '本年' as column_name,
    judged.raw_text as observed,
    judged.last_raw_text as expected,
    cast((exp(judged.log_ratio) - 1) * 100 as decimal(18, 1)) as difference,
    cast((exp(judged.log_ratio - judged.deviation) - 1) * 100 as decimal(18, 1)) as median
from judged
inner join codelist.indicator as indicator on judged.indicator = indicator.id
left join validated.slip as slip on judged.submission_id = slip.submission_id and judged.indicator = slip.indicator
where
    (judged.effect < judged.lowest or judged.effect > judged.highest)
    and slip.indicator is null
    and not (indicator.monotone and judged.log_ratio < 0)
    and (
        indicator.yoy_limit_pct is null
        or abs(exp(judged.log_ratio) - 1) * 100 <= indicator.yoy_limit_pct
        or abs(exp(judged.log_ratio) - 1) * judged.last_value < coalesce(indicator.min_abs_change, 0)
    )
order by judged.submission_id, judged.indicator
