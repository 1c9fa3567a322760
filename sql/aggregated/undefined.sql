-- one row per area, indicator, measure and period that has a status and no figure
-- purpose: why nothing is printed: a level that was owed and is blank (aggregated.blank); a rate of which
--   only one side is known (L); a rate over nothing, or growth from nothing, which does not apply (M)
-- parameters: $average_years, over how many years average growth is taken
with level as (
    select count_level.*, count_level.lower = 0 and count_level.upper = 0 as is_nothing
    from aggregated.count_level as count_level
    inner join codelist.area as area on count_level.area = area.code
    where count_level.value is not null and area.kind in ('city', 'region')
),

rate as (
    select
        level.area, ratio.id as indicator, level.period,
        count(*) as n_sides,
        bool_or(level.indicator = ratio.denominator and level.is_nothing) as is_over_nothing,
        case when min(level.ref_date) = max(level.ref_date) then max(level.ref_date) end as ref_date,
        bool_or(level.revised) as revised,
        bool_or(level.is_sample) as is_sample
    from level
    inner join codelist.indicator as ratio
        on ratio.kind = 'ratio' and level.indicator in (ratio.numerator, ratio.denominator)
    group by level.area, ratio.id, level.period
),

unknown_rate as (
    select
        'N' as measure, rate.area, rate.indicator, rate.period,
        case when rate.n_sides = 2 then 'M' else 'L' end as obs_status,
        rate.ref_date, rate.revised, rate.is_sample
    from rate
    left join aggregated.quotient as quotient
        on
            quotient.measure = 'N' and rate.area = quotient.area
            and rate.indicator = quotient.indicator and rate.period = quotient.period
    left join aggregated.stated_ratio as stated
        on rate.area = stated.area and rate.indicator = stated.indicator and rate.period = stated.period
    where quotient.area is null and stated.area is null and (rate.n_sides = 1 or rate.is_over_nothing)
),

grown as (
    select 'G1Y' as measure, 1 as years
    union all
    select 'GAV' as measure, $average_years as years
),

from_nothing as (
    select
        grown.measure, now.area, now.indicator, now.period, 'M' as obs_status,
        now.ref_date, now.revised or before.revised as revised, now.is_sample or before.is_sample as is_sample
    from level as now
    cross join grown
    inner join level as before
        on
            now.area = before.area and now.indicator = before.indicator
            and now.period = before.period + grown.years
    where
        before.is_nothing
        and now.n_reported = now.n_expected and before.n_reported = before.n_expected
        and month(now.ref_date) = month(before.ref_date) and day(now.ref_date) = day(before.ref_date)
),

every_status as (
    select *, null as ref_date, false as revised, false as is_sample
    from (select 'N' as measure, area, indicator, period, obs_status from aggregated.blank) as owed
    union all
    select * from unknown_rate
    union all
    select * from from_nothing
)

select *
from every_status
order by area, indicator, measure, period
