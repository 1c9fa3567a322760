-- one row per area, summable indicator and period for which the region's total is complete
-- purpose: the two sides of an area's share of the region; a partial total has no shares
with region_level as (
    select count_level.*
    from aggregated.count_level as count_level
    inner join codelist.area as area on count_level.area = area.code
    where
        area.kind = 'region'
        and count_level.n_reported = count_level.n_expected
        and count_level.value > 0
)

select
    part.area,
    part.indicator,
    part.period,
    part.value as num,
    part.lower as num_lower,
    part.upper as num_upper,
    region_level.value as den,
    region_level.lower as den_lower,
    region_level.upper as den_upper,
    part.is_strict or region_level.is_strict as is_strict,
    part.n_reported,
    part.n_expected,
    case when part.obs_status = 'A' then region_level.obs_status else part.obs_status end as obs_status,
    region_level.ref_date,
    part.revised or region_level.revised as revised,
    part.is_sample or region_level.is_sample as is_sample
from aggregated.count_level as part
inner join region_level on part.indicator = region_level.indicator and part.period = region_level.period
inner join codelist.indicator as indicator on part.indicator = indicator.id
where indicator.aggregation = 'sum' and part.value is not null and part.ref_date = region_level.ref_date
order by part.area, part.indicator, part.period
