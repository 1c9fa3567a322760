-- one row per area and form that was owed for the reference $year, or came
-- purpose: what became of every form: accepted, returned or missing, in how many revisions, how late,
--   with how many findings; the public edition counts these rows and names no city
with owed as (
    select city.code as area, form.code as form
    from codelist.area as city
    cross join codelist.form as form
    where city.kind = 'city' and form.expected_from <= $year
    union
    select area, form
    from staged.submission
    where year = $year
),

came as (
    select
        area,
        form,
        count(*) as n_files,
        bool_or(in_force) as is_in_force,
        min(late_days) as late_days,
        sum(case when in_force then n_query else 0 end) as n_query,
        sum(n_error) as n_error,
        bool_or(is_sample) as is_sample
    from validated.submission
    where year = $year
    group by area, form
)

select
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
left join came on owed.area = came.area and owed.form = came.form
order by owed.area, owed.form
