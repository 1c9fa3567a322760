-- one row per area, reference year and day on which the number of its open findings changed
-- purpose: how the questions and errors of a unit came and went; n_open counts those open at the end of
--   the day. A note is never open
with changed as (
    select
        event.finding_id,
        life.area,
        life.period,
        event.happened_on as day,
        event.revision,
        case event.event when 'corrected' then 1 when 'opened' then 2 when 'lapsed' then 3 else 4 end as place,
        case when event.event in ('opened', 'lapsed') then 1 else 0 end as is_open
    from validated.finding_event as event
    inner join validated.finding_life as life on event.finding_id = life.finding_id
    where event.event <> 'seen' and life.severity <> 'note'
),

step as (
    select
        area,
        period,
        day,
        is_open
        - coalesce(lag(is_open) over (partition by finding_id order by day, revision, place), 0) as change
    from changed
),

daily as (
    select
        area,
        period,
        day,
        sum(change) as change
    from step
    group by area, period, day
)

select
    area,
    period,
    day,
    cast(sum(change) over (partition by area, period order by day) as integer) as n_open
from daily
where change <> 0
order by area, period, day
