-- one row per total (region or class), indicator and period for which any part reported
-- purpose: sums with their coverage; a sum over some of the parts knows that it is one. imputed is how
--   much of it was imputed: over $final_pct per cent, it is no final figure
with expected as (
    select total, indicator, count(*) as n_expected
    from aggregated.membership
    group by total, indicator
),

summed as (
    select
        membership.total as area,
        membership.indicator,
        reported.period,
        count(*) as n_reported,
        count(reported.value) as n_valued,
        sum(reported.addend) as value,
        sum(reported.addend_lower) as lower,
        case when count(reported.addend_upper) = count(*) then sum(reported.addend_upper) end as upper,
        max(reported.decimals) as decimals,
        bool_or(reported.is_strict) as is_strict,
        sum(case when reported.obs_status = 'I' then reported.addend else 0 end) as imputed,
        case
            when bool_or(reported.obs_status = 'E') then 'E'
            when bool_or(reported.obs_status = 'P') then 'P'
            else 'A'
        end as obs_status,
        case when min(reported.ref_date) = max(reported.ref_date) then max(reported.ref_date) end as ref_date,
        bool_or(reported.revised) as revised,
        bool_or(reported.is_sample) as is_sample
    from aggregated.membership as membership
    inner join aggregated.reported as reported
        on membership.part = reported.area and membership.indicator = reported.indicator
    group by membership.total, membership.indicator, reported.period
)

select
    summed.area,
    summed.indicator,
    summed.period,
    cast(summed.value as decimal(28, 4)) as value,
    cast(summed.lower as decimal(28, 4)) as lower,
    cast(summed.upper as decimal(28, 4)) as upper,
    summed.decimals,
    summed.is_strict,
    summed.imputed,
    case
        when summed.imputed * 100 > summed.value * $final_pct then 'I' else summed.obs_status
    end as obs_status,
    summed.ref_date,
    summed.revised,
    summed.is_sample,
    summed.n_reported,
    expected.n_expected
from summed
inner join expected on summed.area = expected.total and summed.indicator = expected.indicator
where summed.n_valued > 0
order by summed.area, summed.indicator, summed.period
