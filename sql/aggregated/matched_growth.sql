-- one row per total, indicator and period, over the parts that reported this year and last
-- purpose: the two sides of a growth rate where the parts that reported are not the same
select
    membership.total as area,
    membership.indicator,
    now.period,
    sum(now.addend) as num,
    sum(now.addend_lower) as num_lower,
    case when count(now.addend_upper) = count(*) then sum(now.addend_upper) end as num_upper,
    sum(before.addend) as den,
    sum(before.addend_lower) as den_lower,
    case when count(before.addend_upper) = count(*) then sum(before.addend_upper) end as den_upper,
    bool_or(now.is_strict or before.is_strict) as is_strict,
    count(*) as n_matched
from aggregated.membership as membership
inner join aggregated.stated as now
    on membership.part = now.area and membership.indicator = now.indicator
inner join aggregated.stated as before
    on now.area = before.area and now.indicator = before.indicator and now.period = before.period + 1
group by membership.total, membership.indicator, now.period
order by membership.total, membership.indicator, now.period
