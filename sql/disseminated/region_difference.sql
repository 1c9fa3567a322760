-- one row per indicator and period that the region observed directly and all its cities reported
-- purpose: a directly observed total is printed as it is; how far the cities' sum lies off is shown
select
    total.indicator,
    total.period,
    direct.value as observed,
    total.value as summed,
    direct.value - total.value as difference
from aggregated.total as total
inner join aggregated.count_level as direct
    on
        total.area = direct.area
        and total.indicator = direct.indicator
        and total.period = direct.period
inner join codelist.indicator as indicator on total.indicator = indicator.id
left join protected.withheld as withheld
    on
        direct.area = withheld.area
        and direct.indicator = withheld.indicator
        and direct.period = withheld.period
where
    total.period <= $year
    and withheld.area is null
    and direct.origin = 'region'
    and total.n_reported = total.n_expected
    and indicator.release = 'public'
order by total.indicator, total.period
