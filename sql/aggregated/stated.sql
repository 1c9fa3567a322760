-- one row per area (city or own level), indicator that is not a ratio, and period, as reported
-- purpose: the in-force figures in the shape that totals, ratios and changes are made from, before
--   anything is imputed; not applicable counts as nothing to add, so it is present with an addend of zero; is_strict
--   says that a lower bound is itself excluded (more than, not at least)
with counted as (
    select
        observation.area,
        observation.indicator,
        observation.period,
        observation.value,
        observation.lower,
        observation.upper,
        observation.precision,
        observation.decimals,
        coalesce(observation.lower_open, false) as is_strict,
        observation.obs_status,
        observation.ref_date,
        observation.revised,
        observation.is_sample,
        area.kind as area_kind,
        coalesce(observation.value, 0) as addend,
        coalesce(observation.lower, 0) as addend_lower,
        case when observation.value is null then 0 else observation.upper end as addend_upper
    from validated.observation as observation
    inner join codelist.indicator as indicator on observation.indicator = indicator.id
    inner join codelist.area as area on observation.area = area.code
    where indicator.kind <> 'ratio' and (observation.value is not null or observation.obs_status = 'M')
)

select *
from counted
order by area, indicator, period
