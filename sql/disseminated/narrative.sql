-- one row per area and paragraph of the edition's narratives
-- purpose: what is printed as 典型经验 for the reference $year
select *
from validated.narrative
where period = $year
order by area, paragraph
