-- one row per area, indicator and period whose level must not be published, and why
-- purpose: primary cells, the corners that hide them, and, where no corners could be found,
--   every part of that family (or the one total) in that year
with corner as (
    select area, indicator, period, 'primary' as reason
    from protected.primary_cell
    union all
    select other_area as area, indicator, period, 'secondary' as reason
    from protected.hypercube
    where other_area is not null
    union all
    select area, other_indicator as indicator, period, 'secondary' as reason
    from protected.hypercube
    where other_area is not null
    union all
    select other_area as area, other_indicator as indicator, period, 'secondary' as reason
    from protected.hypercube
    where other_area is not null
),

unprotectable as (
    select distinct period, indicator, family
    from protected.hypercube
    where other_area is null
),

blanket as (
    select distinct level.area, level.indicator, level.period, 'secondary' as reason
    from unprotectable
    inner join codelist.indicator as member
        on
            unprotectable.family = member.parent and member.k is not null
            or unprotectable.family is null and unprotectable.indicator = member.id
    inner join aggregated.count_level as level
        on unprotectable.period = level.period and member.id = level.indicator
),

every_reason as (
    select * from corner
    union all
    select * from blanket
)

select area, indicator, period, min(reason) as reason
from every_reason
group by area, indicator, period
order by area, indicator, period
