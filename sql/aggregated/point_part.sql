-- one row per area, ratio indicator and period whose ratio is exact this year and last
-- purpose: the change of a rate in percentage points as one fraction, n1/d1 - n0/d0 =
--   (n1 d0 - n0 d1) / (d1 d0), so that it is computed unrounded and rounded once
with exact as (
    select
        *,
        cast(num * 10000 as hugeint) as num_integer,
        cast(den * 10000 as hugeint) as den_integer
    from aggregated.ratio_part
    where num_lower = num_upper and den_lower = den_upper and den > 0
)

select
    now.area,
    now.indicator,
    now.period,
    now.num_integer * before.den_integer - before.num_integer * now.den_integer as num,
    now.den_integer * before.den_integer as den,
    now.n_reported,
    now.n_expected,
    case when now.obs_status = 'A' then before.obs_status else now.obs_status end as obs_status,
    now.ref_date,
    now.revised or before.revised as revised,
    now.is_sample or before.is_sample as is_sample
from exact as now
inner join exact as before
    on now.area = before.area and now.indicator = before.indicator and now.period = before.period + 1
where
    now.n_reported = now.n_expected and before.n_reported = before.n_expected
    and month(now.ref_date) = month(before.ref_date) and day(now.ref_date) = day(before.ref_date)
order by now.area, now.indicator, now.period
