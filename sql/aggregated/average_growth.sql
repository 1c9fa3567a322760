-- one row per area, indicator that is counted, and period: growth a year on average, with its bounds
-- purpose: ((now / before) ^ (1 / n) - 1) in per cent over n = $average_years years (2 to 5), rounded half
--   to even once. The root is guessed and then settled in whole numbers: m is it, to the last place,
--   where (2m - 1)^n before <= (2 unit)^n now <= (2m + 1)^n before. Exact up to figures of 5 x 10^16
with side as (
    select area, indicator, period, 'value' as name, num, den, decimals from aggregated.average_part
    union all
    select area, indicator, period, 'lower' as name, num_lower as num, den_upper as den, decimals
    from aggregated.average_part where den_upper is not null
    union all
    select area, indicator, period, 'upper' as name, num_upper as num, den_lower as den, decimals
    from aggregated.average_part where num_upper is not null and den_lower > 0
),

guessed as (
    select
        *,
        cast(power(10, decimals + 2) as hugeint) as unit,
        cast(
            floor(power(cast(num as double) / den, 1.0 / $average_years) * power(10, decimals + 2)) as hugeint
        ) as guess
    from side
),

tried as (
    select
        guessed.*,
        guessed.guess + step.n as root,
        2 * guessed.unit as whole,
        case when guessed.guess + step.n > 0 then 2 * (guessed.guess + step.n) - 1 else 0 end as low,
        2 * (guessed.guess + step.n) + 1 as high
    from guessed
    cross join (values (-1), (0), (1), (2)) as step (n)
    where guessed.guess + step.n >= 0
),

raised as (
    select
        *,
        whole * whole
        * case $average_years when 2 then 1 when 3 then whole when 4 then whole * whole else whole * whole * whole end
            as whole_n,
        low * low * case $average_years when 2 then 1 when 3 then low when 4 then low * low else low * low * low end
            as low_n,
        high * high
        * case $average_years when 2 then 1 when 3 then high when 4 then high * high else high * high * high end
            as high_n
    from tried
),

settled as (
    select
        area, indicator, period, name,
        cast(
            cast((root - unit) * cast(power(10, 4 - decimals) as hugeint) as decimal(30, 0))
            * cast(0.0001 as decimal(5, 4)) as decimal(28, 4)
        ) as rounded,
        row_number() over (partition by area, indicator, period, name order by root % 2, root) as choice
    from raised
    where low_n * den <= whole_n * num and whole_n * num <= high_n * den
),

pivoted as (
    select
        area, indicator, period,
        max(case when name = 'value' then rounded end) as value,
        max(case when name = 'lower' then rounded end) as lower,
        max(case when name = 'upper' then rounded end) as upper
    from settled
    where choice = 1
    group by area, indicator, period
)

select
    pivoted.*,
    part.decimals, part.is_strict, part.obs_status, part.ref_date, part.revised, part.is_sample
from pivoted
inner join aggregated.average_part as part
    on pivoted.area = part.area and pivoted.indicator = part.indicator and pivoted.period = part.period
order by pivoted.area, pivoted.indicator, pivoted.period
