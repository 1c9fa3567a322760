-- one row per year, area and form that was owed, or came
-- purpose: what became of every form: accepted, returned or missing, in how many files, how late,
--   with how many findings in the revision in force and errors in all of them
with owed as (
    select edition_year.year, city.code as area, form.code as form
    from codelist.edition_year as edition_year
    cross join codelist.area as city
    inner join codelist.form as form on edition_year.year >= form.expected_from
    where city.kind = 'city'
    union
    select year, area, form
    from validated.submission
),

came as (
    select
        year,
        area,
        form,
        count(*) as n_files,
        bool_or(in_force) as is_in_force,
        min(late_days) as late_days,
        cast(sum(case when in_force then n_query else 0 end) as integer) as n_query,
        cast(sum(n_error) as integer) as n_error,
        bool_or(is_sample) as is_sample
    from validated.submission
    group by year, area, form
)

select
    owed.year,
    owed.area,
    owed.form,
    case
        when came.area is null then 'missing'
        when came.is_in_force then 'accepted'
        else 'returned'
    end as state,
    came.n_files as revision,
    came.late_days,
    coalesce(came.n_query, 0) as n_query,
    coalesce(came.n_error, 0) as n_error,
    coalesce(came.is_sample, false) as is_sample
from owed
left join came on owed.year = came.year and owed.area = came.area and owed.form = came.form
order by owed.year, owed.area, owed.form
