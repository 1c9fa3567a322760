-- one row per area (city or own level), indicator that is not a ratio, and period that has a figure
-- purpose: what was stated, and the imputed figures (status I) of cells that were left blank; what
--   was stated is never changed, as aggregated.imputation_fault proves
with imputed as (
    select
        imputed.area,
        imputed.indicator,
        cast(imputed.period as integer) as period,
        cast(imputed.value as decimal(18, 4)) as value,
        indicator.decimals
    from aggregated.imputed as imputed
    inner join codelist.indicator as indicator on imputed.indicator = indicator.id
),

every_figure as (
    select * from aggregated.stated
    union all
    select
        imputed.area,
        imputed.indicator,
        imputed.period,
        imputed.value,
        imputed.value as lower,
        imputed.value as upper,
        cast(null as decimal(18, 4)) as precision,
        imputed.decimals,
        false as is_strict,
        'I' as obs_status,
        observation.ref_date,
        false as revised,
        observation.is_sample,
        area.kind as area_kind,
        imputed.value as addend,
        imputed.value as addend_lower,
        imputed.value as addend_upper
    from imputed
    inner join validated.observation as observation
        on
            imputed.area = observation.area
            and imputed.indicator = observation.indicator
            and imputed.period = observation.period
    inner join codelist.area as area on imputed.area = area.code
)

select *
from every_figure
order by area, indicator, period
