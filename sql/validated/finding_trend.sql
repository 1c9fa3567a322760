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

came as (
    select
        owed.area,
        owed.form,
        owed.year as period,
        owed.deadline,
        min(given.received_on) as received_on
    from codelist.obligation as owed
    left join staged.submission as given
        on owed.area = given.area and owed.form = given.form and owed.year = given.year
    where owed.year in (select submission.year from staged.submission as submission)
    group by owed.area, owed.form, owed.year, owed.deadline
),

overdue as (
    select area, period, deadline as day, 1 as change
    from came
    where received_on is null or received_on > deadline
    union all
    select area, period, received_on as day, -1 as change
    from came
    where received_on > deadline
    union all
    select area, period, explained_on as day, -1 as change
    from validated.finding
    where submission_id is null and severity = 'query' and form is not null and explained_on is not null
),

every_change as (
    select area, period, day, change from step
    union all
    select area, period, day, change from overdue
    where day is not null
),

daily as (
    select
        area,
        period,
        day,
        sum(change) as change
    from every_change
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
