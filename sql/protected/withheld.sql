-- one row per area, indicator and period whose level must not be published, and why
-- purpose: primary cells, and the secondary ones that hide them, as the pattern has them
-- protected.pattern holds text: it is made by pipeline/protect
select
    area,
    indicator,
    cast(period as integer) as period,
    reason
from protected.pattern
order by area, indicator, period
