-- one row per area, indicator, measure and period that is a quotient, rounded
-- purpose: the only place where anything is divided: half to even, once (GB/T 8170-2008)
-- value, lower and upper are rounded alike; a bound is null where the interval is open
with side as (
    select
        measure, area, indicator, period, 'value' as name,
        num, den, factor, shift, decimals
    from aggregated.fraction
    union all
    select measure, area, indicator, period, 'lower' as name, num_lower, den_upper, factor, shift, decimals
    from aggregated.fraction
    where den_upper is not null
    union all
    select measure, area, indicator, period, 'upper' as name, num_upper, den_lower, factor, shift, decimals
    from aggregated.fraction
    where num_upper is not null and den_lower > 0
),

scaled as (
    select
        measure, area, indicator, period, name, decimals, den,
        (num * factor + shift * den) * cast(power(10, decimals) as hugeint) as num
    from side
),

halved as (
    select
        *,
        abs(num) // den as quotient,
        abs(num) % den as remainder
    from scaled
),

rounded as (
    select
        measure, area, indicator, period, name,
        cast(
            cast(
                sign(num)
                * (
                    quotient
                    + case
                        when 2 * remainder > den or (2 * remainder = den and quotient % 2 = 1) then 1
                        else 0
                    end
                )
                * cast(power(10, 4 - decimals) as hugeint) as decimal(30, 0)
            ) * cast(0.0001 as decimal(5, 4)) as decimal(28, 4)
        ) as rounded
    from halved
),

pivoted as (
    select
        measure, area, indicator, period,
        max(case when name = 'value' then rounded end) as value,
        max(case when name = 'lower' then rounded end) as lower,
        max(case when name = 'upper' then rounded end) as upper
    from rounded
    group by measure, area, indicator, period
)

select
    pivoted.*,
    fraction.decimals, fraction.is_strict, fraction.n_reported, fraction.n_expected, fraction.obs_status,
    fraction.ref_date, fraction.revised, fraction.is_sample
from pivoted
inner join aggregated.fraction as fraction
    on
        pivoted.measure = fraction.measure and pivoted.area = fraction.area
        and pivoted.indicator = fraction.indicator and pivoted.period = fraction.period
order by pivoted.measure, pivoted.area, pivoted.indicator, pivoted.period
