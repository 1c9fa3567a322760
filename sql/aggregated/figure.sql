-- one row per area, indicator, measure and period: every figure that exists, unprotected
-- purpose: levels, changes, growth and shares under one address, with bounds and coverage;
--   whatever prints is one of these rows, after protection
with counted as (
    select count_level.*, indicator.decimals as places
    from aggregated.count_level as count_level
    inner join codelist.indicator as indicator on count_level.indicator = indicator.id
),

compared as (
    select growth_part.*, indicator.decimals
    from aggregated.growth_part as growth_part
    inner join codelist.indicator as indicator on growth_part.indicator = indicator.id
),

absent as (
    select undefined.*, indicator.decimals
    from aggregated.undefined as undefined
    inner join codelist.indicator as indicator on undefined.indicator = indicator.id
),

every_figure as (
    select
        'N' as measure, area, indicator, period, value, lower, upper, precision,
        case when lower = upper then places else least(coalesce(decimals, 0), places) end as decimals,
        is_strict, obs_status, ref_date, revised, is_sample, n_reported, n_expected
    from counted
    union all
    select
        'N' as measure, area, indicator, period, value, lower, upper, precision, decimals,
        is_strict, obs_status, ref_date, revised, is_sample, 1 as n_reported, 1 as n_expected
    from aggregated.stated_ratio
    union all
    select
        measure, area, indicator, period, value, lower, upper, null as precision, decimals,
        is_strict, obs_status, ref_date, revised, is_sample, n_reported, n_expected
    from aggregated.quotient
    union all
    select
        'GAV' as measure, area, indicator, period, value, lower, upper, null as precision, decimals,
        is_strict, obs_status, ref_date, revised, is_sample, 1 as n_reported, 1 as n_expected
    from aggregated.average_growth
    union all
    select
        'D1Y' as measure, area, indicator, period,
        num - den as value, num - den as lower, num - den as upper, null as precision, decimals,
        false as is_strict, obs_status, ref_date, revised, is_sample, n_reported, n_expected
    from compared
    where num_lower = num_upper and den_lower = den_upper
    union all
    select
        measure, area, indicator, period,
        null as value, null as lower, null as upper, null as precision, decimals,
        false as is_strict, obs_status, ref_date, revised, is_sample,
        case when obs_status = 'M' then 1 else 0 end as n_reported, 1 as n_expected
    from absent
),

known as (
    select
        measure, area, indicator, period, precision, decimals, ref_date, revised, is_sample,
        n_reported, n_expected, lower, upper, is_strict,
        case when lower is not null or upper is not null then value end as value,
        case when value is not null and lower is null and upper is null then 'O' else obs_status end as obs_status
    from every_figure
)

select
    *,
    case
        when value is null then ''
        when upper is null then case when is_strict then '>' else '≥' end
        when lower is null then case when is_strict then '<' else '≤' end
        when upper - lower > case when decimals = 0 then 1 when decimals = 1 then 0.1 else 0.01 end then '≈'
        else ''
    end as mark
from known
order by area, indicator, measure, period
