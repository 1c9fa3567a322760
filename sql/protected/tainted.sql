-- one row per area, indicator and period whose figure is withheld, or whose formula has such a line
-- purpose: what must not be printed because of a withheld level: the level itself and what is made of it
with source as (
    select id as indicator, id as part from codelist.indicator
    union all
    select indicator, line as part from codelist.formula_line
)

select distinct
    withheld.area,
    source.indicator,
    withheld.period
from protected.withheld as withheld
inner join source on withheld.indicator = source.part
order by withheld.area, source.indicator, withheld.period
