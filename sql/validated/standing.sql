-- one row per area, form and year of which anything was received, readable or not
-- purpose: whether it can go into the book. Nothing in force: it stops the build. Something in
--   force that is not the newest file: an earlier revision stays until its replacement clears.
--   n_error and rules tell what forbids the newest file, or the rejected one
with obstacle as (
    select
        area,
        form,
        period as year,
        max(case when severity = 'reject' then file_name end) as rejected_file,
        count(*) as n_error,
        string_agg(distinct rule, ';' order by rule) as rules
    from validated.finding
    where is_current and severity in ('reject', 'error')
    group by area, form, period
),

newest as (
    select
        area,
        form,
        year,
        submission_id,
        file_name,
        verdict
    from validated.submission
    where is_newest
),

in_force as (
    select
        area,
        form,
        year,
        submission_id,
        file_name
    from validated.submission
    where in_force
),

known as (
    select area, form, year from newest
    union
    select area, form, year from obstacle
    where area is not null and form is not null and year is not null and rejected_file is not null
)

select
    known.area,
    known.form,
    known.year,
    newest.submission_id as newest_submission_id,
    coalesce(newest.file_name, obstacle.rejected_file) as newest_file,
    coalesce(newest.verdict, 'rejected') as newest_verdict,
    in_force.submission_id as in_force_submission_id,
    in_force.file_name as in_force_file,
    in_force.submission_id is null as stops,
    coalesce(obstacle.n_error, 0) as n_error,
    obstacle.rules
from known
left join newest
    on known.area = newest.area and known.form = newest.form and known.year = newest.year
left join in_force
    on known.area = in_force.area and known.form = in_force.form and known.year = in_force.year
left join obstacle
    on known.area = obstacle.area and known.form = obstacle.form and known.year = obstacle.year
order by known.year, known.area, known.form
