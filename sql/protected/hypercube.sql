-- one row per primary cell: the other city and the other part that hide it
-- purpose: complementary cells by the hypercube method (Repsilber 1994): four corners, city x part,
--   moved against each other, leave both margins as they are, so that an attacker who knows all
--   margins cannot exclude any value from 0 to k of the primary cell; where the parts have no
--   exhaustive family there is one margin only, and one other city is enough
-- the corners with the fewest persons are taken; other_area is null where there are none
with cell as (
    select
        level.area, level.indicator, level.period, level.value,
        case when indicator.part_of = 'exhaustive' then indicator.parent end as family
    from aggregated.count_level as level
    inner join codelist.indicator as indicator on level.indicator = indicator.id
    inner join codelist.area as area on level.area = area.code
    where
        area.kind = 'city' and indicator.k is not null
        and level.value is not null and level.lower = level.upper
),

square as (
    select
        small.area, small.indicator, small.period,
        beside.area as other_area, below.indicator as other_indicator,
        beside.value + below.value + across.value as cost
    from protected.primary_cell as small
    inner join cell as beside
        on
            small.indicator = beside.indicator
            and small.period = beside.period
            and small.area <> beside.area
            and small.k <= beside.value
    inner join cell as below
        on
            small.area = below.area and small.period = below.period and small.family = below.family
            and small.indicator <> below.indicator and small.k <= below.value
    inner join cell as across
        on
            beside.area = across.area and below.indicator = across.indicator
            and small.period = across.period and small.value <= across.value
),

pair as (
    select
        small.area, small.indicator, small.period,
        beside.area as other_area, small.indicator as other_indicator, beside.value as cost
    from protected.primary_cell as small
    inner join cell as beside
        on
            small.indicator = beside.indicator
            and small.period = beside.period
            and small.area <> beside.area
            and small.k <= beside.value
    where small.family is null
),

candidate as (
    select * from square
    union all
    select * from pair
),

cheapest as (
    select
        *,
        row_number() over (
            partition by area, indicator, period order by cost, other_area, other_indicator
        ) as place
    from candidate
)

select
    small.area, small.indicator, small.period, small.family,
    cheapest.other_area, cheapest.other_indicator
from protected.primary_cell as small
left join cheapest
    on
        small.area = cheapest.area and small.indicator = cheapest.indicator
        and small.period = cheapest.period and cheapest.place = 1
order by small.area, small.indicator, small.period
