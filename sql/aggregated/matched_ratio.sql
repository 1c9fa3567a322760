-- one row per total, ratio indicator and period, over the parts that reported both of its sides
-- purpose: the sides of a ratio where a total is incomplete: summed over like parts, never averaged
with ratio as (
    select id as indicator, numerator, denominator
    from codelist.indicator
    where kind = 'ratio' and numerator is not null
)

select
    membership.total as area,
    ratio.indicator,
    above.period,
    sum(above.addend) as num,
    sum(above.addend_lower) as num_lower,
    case when count(above.addend_upper) = count(*) then sum(above.addend_upper) end as num_upper,
    sum(below.addend) as den,
    sum(below.addend_lower) as den_lower,
    case when count(below.addend_upper) = count(*) then sum(below.addend_upper) end as den_upper,
    bool_or(above.is_strict or below.is_strict) as is_strict,
    count(*) as n_reported
from ratio
inner join aggregated.membership as membership on ratio.numerator = membership.indicator
inner join aggregated.stated as above
    on membership.part = above.area and ratio.numerator = above.indicator
inner join aggregated.stated as below
    on
        membership.part = below.area
        and ratio.denominator = below.indicator
        and above.period = below.period
group by membership.total, ratio.indicator, above.period
order by membership.total, ratio.indicator, above.period
