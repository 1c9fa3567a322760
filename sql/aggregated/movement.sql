-- one row per indicator and period that cities can be compared in with the year before
-- purpose: how the region moved: the sums, this year and last, of the cities that reported both as
--   exact figures of like days; what was imputed does not count
select
    now.indicator,
    now.period,
    sum(now.value) as num,
    sum(before.value) as den,
    count(*) as n_matched
from aggregated.stated as now
inner join aggregated.stated as before
    on now.area = before.area and now.indicator = before.indicator and now.period = before.period + 1
where
    now.area_kind = 'city'
    and now.lower = now.upper and before.lower = before.upper
    and month(now.ref_date) = month(before.ref_date) and day(now.ref_date) = day(before.ref_date)
group by now.indicator, now.period
having sum(before.value) > 0
order by now.indicator, now.period
