-- one row per area and event of the edition's list of events
-- purpose: what is printed as 大事记 for the reference $year
select *
from validated.event
where period = $year
order by area, date, event_no
