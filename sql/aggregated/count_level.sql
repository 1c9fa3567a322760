-- one row per area of any kind, indicator that is not a ratio, and period
-- purpose: the level of every count: as reported, as observed directly for the region, or summed;
--   a directly observed regional figure is never overwritten by a sum; a class of cities has a
--   level only when all of them reported
with as_reported as (
    select
        area,
        indicator,
        period,
        cast(value as decimal(28, 4)) as value,
        cast(lower as decimal(28, 4)) as lower,
        cast(upper as decimal(28, 4)) as upper,
        precision,
        decimals,
        is_strict,
        obs_status,
        ref_date,
        revised,
        is_sample,
        case when area_kind = 'region' then 'region' else 'city' end as origin,
        1 as n_reported,
        1 as n_expected
    from aggregated.reported
),

summed as (
    select
        total.area,
        total.indicator,
        total.period,
        total.value,
        total.lower,
        total.upper,
        cast(null as decimal(18, 4)) as precision,
        total.decimals,
        total.is_strict,
        total.obs_status,
        total.ref_date,
        total.revised,
        total.is_sample,
        'computed' as origin,
        total.n_reported,
        total.n_expected
    from aggregated.total as total
    left join as_reported as direct
        on
            total.area = direct.area
            and total.indicator = direct.indicator
            and total.period = direct.period
    inner join codelist.area as area on total.area = area.code
    where
        direct.area is null
        and (area.kind = 'region' or total.n_reported = total.n_expected)
),

every_level as (
    select * from as_reported
    union all
    select * from summed
)

select *
from every_level
order by area, indicator, period
