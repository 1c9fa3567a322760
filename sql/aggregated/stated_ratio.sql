-- one row per area, ratio indicator and period for which the ratio was stated, its parts not exactly
-- purpose: such a ratio is printed as it was stated and enters no total; where the parts are known
--   exactly the ratio is computed from them, whatever was stated
select
    observation.area,
    observation.indicator,
    observation.period,
    cast(observation.value as decimal(28, 4)) as value,
    cast(observation.lower as decimal(28, 4)) as lower,
    cast(observation.upper as decimal(28, 4)) as upper,
    observation.precision,
    least(observation.decimals, indicator.decimals) as decimals,
    coalesce(observation.lower_open, false) as is_strict,
    observation.obs_status,
    observation.ref_date,
    observation.revised,
    observation.is_sample
from validated.observation as observation
inner join codelist.indicator as indicator on observation.indicator = indicator.id
left join aggregated.ratio_part as computed
    on
        observation.area = computed.area
        and observation.indicator = computed.indicator
        and observation.period = computed.period
where
    indicator.kind = 'ratio' and observation.value is not null
    and (
        computed.area is null
        or coalesce(computed.num_lower <> computed.num_upper, true)
        or coalesce(computed.den_lower <> computed.den_upper, true)
    )
order by observation.area, observation.indicator, observation.period
