-- one row per area, indicator and period whose figure is withheld, or a ratio with a withheld side
-- purpose: what must not be printed because of a withheld level: the level itself and what is made of it
with source as (
    select id as indicator, id as part from codelist.indicator
    union all
    select id as indicator, numerator as part from codelist.indicator where numerator is not null
    union all
    select id as indicator, denominator as part from codelist.indicator where denominator is not null
)

select distinct
    withheld.area,
    source.indicator,
    withheld.period
from protected.withheld as withheld
inner join source on withheld.indicator = source.part
order by withheld.area, source.indicator, withheld.period
