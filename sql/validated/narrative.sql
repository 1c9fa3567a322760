-- one row per area, period and paragraph of the narrative in force
-- purpose: the 典型经验 that may be printed; references to figures are still references
select
    narrative.area,
    narrative.period,
    narrative.paragraph,
    narrative.heading_zh,
    narrative.heading_en,
    narrative.text_zh,
    narrative.text_en,
    narrative.is_sample
from staged.narrative as narrative
inner join validated.submission as submission on narrative.submission_id = submission.submission_id
where submission.in_force
order by narrative.area, narrative.period, narrative.paragraph
