-- one row per figure of a city whose change on last year can be held against that of the other cities
-- purpose: deviation is the log ratio less the median log ratio of the figures in force, effect weighs it
--   by size (Hidiroglou and Berthelot 1986): deviation * greatest(x, y) ^ $hb_exponent; spread is the median
--   absolute deviation. Only on a base of $base_min or more, and of $areas_min cities or more
with change as (
    select
        pair.submission_id,
        pair.in_force,
        pair.area,
        pair.indicator,
        pair.period,
        pair.line,
        pair.raw_text,
        pair.last_raw_text,
        pair.last_value,
        pair.log_ratio,
        power(cast(greatest(pair.value, pair.last_value) as double), $hb_exponent) as weight
    from validated.pair as pair
    inner join codelist.area as area on pair.area = area.code
    inner join codelist.indicator as indicator on pair.indicator = indicator.id
    where
        pair.log_ratio is not null and pair.last_value >= $base_min
        and area.kind = 'city' and indicator.kind <> 'ratio'
),

ranked as (
    select
        *,
        row_number() over (partition by indicator, period order by log_ratio, area) as place,
        count(*) over (partition by indicator, period) as n
    from change
    where in_force
),

middle as (
    select
        indicator,
        period,
        cast((max(log_ratio) + min(log_ratio)) / 2 as decimal(18, 8)) as log_ratio
    from ranked
    where n >= $areas_min and place in (floor((n + 1) / 2), ceil((n + 1) / 2))
    group by indicator, period
),

deviating as (
    select
        change.*,
        change.log_ratio - middle.log_ratio as deviation,
        cast((change.log_ratio - middle.log_ratio) * change.weight as decimal(18, 6)) as effect
    from change
    inner join middle on change.indicator = middle.indicator and change.period = middle.period
),

distant as (
    select
        indicator,
        period,
        abs(deviation) as distance,
        row_number() over (partition by indicator, period order by abs(deviation), area) as place,
        count(*) over (partition by indicator, period) as n
    from deviating
    where in_force
),

spread as (
    select
        indicator,
        period,
        max(distance) as spread
    from distant
    where place <= ceil(0.5 * n)
    group by indicator, period
)

select
    deviating.*,
    spread.spread
from deviating
inner join spread on deviating.indicator = spread.indicator and deviating.period = spread.period
order by deviating.submission_id, deviating.indicator
