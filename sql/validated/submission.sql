-- one row per readable submission, with its verdict and whether it is in force
-- purpose: n_query counts the questions without an answer, n_explained those with one. Returned while
--   an error is open, otherwise accepted; in force is the newest accepted
--   revision of an area, form and year. late_days counts from the deadline to the first receipt of
--   the form (NULL where nothing is owed, zero when in time)
with tally as (
    select
        submission_id,
        count(case when severity = 'error' then 1 end) as n_error,
        count(case when severity = 'query' and reason_code is null then 1 end) as n_query,
        count(case when severity = 'query' and reason_code is not null then 1 end) as n_explained,
        count(case when severity = 'note' then 1 end) as n_note
    from validated.finding
    where submission_id is not null
    group by submission_id
),

receipt as (
    select
        area,
        form,
        year,
        min(received_on) as first_on
    from staged.submission
    group by area, form, year
),

judged as (
    select
        submission.*,
        case when coalesce(tally.n_error, 0) > 0 then 'returned' else 'accepted' end as verdict,
        coalesce(tally.n_error, 0) as n_error,
        coalesce(tally.n_query, 0) as n_query,
        coalesce(tally.n_explained, 0) as n_explained,
        coalesce(tally.n_note, 0) as n_note,
        case
            when edition_year.deadline is not null
                then greatest(0, date_diff('day', edition_year.deadline, receipt.first_on))
        end as late_days
    from staged.submission as submission
    left join tally on submission.submission_id = tally.submission_id
    inner join receipt
        on
            submission.area = receipt.area
            and submission.form = receipt.form
            and submission.year = receipt.year
    left join codelist.edition_year as edition_year on submission.year = edition_year.year
),

newest as (
    select
        area,
        form,
        year,
        max(revision) as newest_revision,
        max(case when verdict = 'accepted' then revision end) as revision_in_force
    from judged
    group by area, form, year
)

select
    judged.*,
    judged.revision = newest.newest_revision as is_newest,
    coalesce(judged.revision = newest.revision_in_force, false) as in_force
from judged
inner join newest
    on judged.area = newest.area and judged.form = newest.form and judged.year = newest.year
order by judged.year, judged.area, judged.form, judged.revision
