-- one row per indicator and period of which the figure of any area is withheld
-- purpose: of these, sums over some of the cities could be subtracted from each other; has_total says
--   whether the region's own figure is withheld, without which shares would tell it
select
    tainted.indicator,
    tainted.period,
    bool_or(area.kind = 'region') as has_total
from protected.tainted as tainted
inner join codelist.area as area on tainted.area = area.code
group by tainted.indicator, tainted.period
order by tainted.indicator, tainted.period
