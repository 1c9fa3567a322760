-- one row per period, city and reason for which cells are withheld
-- purpose: how many of the cells that a city was asked for are small, and how many hide those; it tells
--   the one from the other, so it stays in the house
select
    withheld.period,
    withheld.area,
    withheld.reason,
    cast(count(*) as integer) as n_cells
from protected.withheld as withheld
inner join codelist.indicator as indicator on withheld.indicator = indicator.id
inner join codelist.area as area on withheld.area = area.code
where
    area.kind = 'city' and indicator.release = 'public'
    and indicator.on_form and indicator.kind <> 'ratio' and indicator.frequency = 'annual'
group by withheld.period, withheld.area, withheld.reason
order by withheld.period, withheld.area, withheld.reason
