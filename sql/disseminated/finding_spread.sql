-- one row per city of which forms are known for the reference $year, from most findings to fewest
-- purpose: how unevenly the findings fall on the cities: counted, not named; notes ask nothing
with city as (
    select distinct board.area
    from validated.board as board
    inner join codelist.area as area on board.area = area.code
    where board.year = $year and area.kind = 'city'
),

counted as (
    select
        city.area,
        count(life.state) as n_found,
        count(case when life.state = 'open' then 1 end) as n_open
    from city
    left join validated.finding_life as life
        on city.area = life.area and life.period = $year and life.severity <> 'note'
    group by city.area
)

select
    row_number() over (order by n_found desc, n_open desc) as place,
    cast(n_found as integer) as n_found,
    cast(n_open as integer) as n_open
from counted
order by place
