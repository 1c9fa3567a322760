-- one row per area, period and event of the list of events in force
-- purpose: the 大事记 that may be printed
select
    event.area,
    event.period,
    event.event_no,
    event.date,
    event.place_zh,
    event.place_en,
    event.text_zh,
    event.text_en,
    event.is_sample
from staged.event as event
inner join validated.submission as submission on event.submission_id = submission.submission_id
where submission.in_force
order by event.area, event.period, event.date, event.event_no
