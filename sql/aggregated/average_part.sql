-- one row per area, indicator that is counted, and period, with the level $average_years years before
-- purpose: the two sides of an average growth rate: own levels, both complete, of one day of the year;
--   in whole numbers of the last decimal place
select
    now.area,
    now.indicator,
    now.period,
    case when indicator.yoy_limit_pct <= 5 then 2 else 1 end as decimals,
    cast(now.value * power(10, indicator.decimals) as hugeint) as num,
    cast(now.lower * power(10, indicator.decimals) as hugeint) as num_lower,
    cast(now.upper * power(10, indicator.decimals) as hugeint) as num_upper,
    cast(before.value * power(10, indicator.decimals) as hugeint) as den,
    cast(before.lower * power(10, indicator.decimals) as hugeint) as den_lower,
    cast(before.upper * power(10, indicator.decimals) as hugeint) as den_upper,
    now.is_strict or before.is_strict as is_strict,
    case when now.obs_status = 'A' then before.obs_status else now.obs_status end as obs_status,
    now.ref_date,
    now.revised or before.revised as revised,
    now.is_sample or before.is_sample as is_sample
from aggregated.count_level as now
inner join aggregated.count_level as before
    on
        now.area = before.area
        and now.indicator = before.indicator
        and now.period = before.period + $average_years
inner join codelist.indicator as indicator on now.indicator = indicator.id
where
    now.value >= 0 and before.value > 0
    and now.origin = before.origin
    and now.n_reported = now.n_expected and before.n_reported = before.n_expected
    and month(now.ref_date) = month(before.ref_date) and day(now.ref_date) = day(before.ref_date)
order by now.area, now.indicator, now.period
