-- one row per year, area and form that was owed, or came
-- purpose: what became of every form: accepted, returned, rejected (nothing readable came) or missing;
--   which revision is the newest, which is in force; how late; how much of it is open. n_error counts
--   the errors of all revisions, n_query and n_explained the questions of the one in force, open_* those
--   of the newest
with came as (
    select
        year,
        area,
        form,
        count(*) as n_files,
        max(revision) as revision,
        max(case when in_force then revision end) as revision_in_force,
        max(case when is_newest then verdict end) as newest_verdict,
        max(case when is_newest then file_name end) as file_name,
        max(case when is_newest then received_on end) as received_on,
        min(late_days) as late_days,
        cast(sum(case when in_force then n_query else 0 end) as integer) as n_query,
        cast(sum(case when in_force then n_explained else 0 end) as integer) as n_explained,
        cast(sum(n_error) as integer) as n_error,
        cast(sum(case when is_newest then n_error else 0 end) as integer) as open_errors,
        cast(sum(case when is_newest then n_query else 0 end) as integer) as open_queries,
        bool_or(is_sample) as is_sample
    from validated.submission
    group by year, area, form
),

unreadable as (
    select
        year,
        area,
        form,
        max(file_name) as file_name,
        count(*) as n_files,
        cast(sum(n_reject) as integer) as n_reject
    from validated.rejection
    where year is not null and area is not null and form is not null
    group by year, area, form
),

known as (
    select year, area, form from codelist.obligation
    union
    select year, area, form from came
    union
    select year, area, form from unreadable
)

select
    known.year,
    known.area,
    known.form,
    case
        when came.revision_in_force is not null then 'accepted'
        when came.area is not null then 'returned'
        when unreadable.area is not null then 'rejected'
        else 'missing'
    end as state,
    came.newest_verdict,
    came.revision,
    came.revision_in_force,
    coalesce(came.n_files, 0) as n_files,
    coalesce(unreadable.n_files, 0) as n_unreadable,
    coalesce(came.file_name, unreadable.file_name) as file_name,
    came.received_on,
    came.late_days,
    coalesce(came.n_query, 0) as n_query,
    coalesce(came.n_explained, 0) as n_explained,
    coalesce(came.n_error, 0) as n_error,
    coalesce(came.open_errors, unreadable.n_reject, 0) as open_errors,
    coalesce(came.open_queries, 0) as open_queries,
    coalesce(came.is_sample, false) as is_sample,
    owed.area is not null as is_owed
from known
left join codelist.obligation as owed
    on known.year = owed.year and known.area = owed.area and known.form = owed.form
left join came on known.year = came.year and known.area = came.area and known.form = came.form
left join unreadable
    on known.year = unreadable.year and known.area = unreadable.area and known.form = unreadable.form
order by known.year, known.area, known.form
