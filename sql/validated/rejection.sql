-- one row per file that could not be read, and form in it (NULL where none could be told)
-- purpose: what was not received, with the first reason, as of the last time its year was collected;
--   n_reject counts the reasons on this form: none where others kept the whole workbook out
with reason as (
    select
        period as year,
        file_name,
        message_zh,
        message_en,
        row_number() over (
            partition by period, file_name
            order by sheet nulls first, line nulls first, rule, finding_id, message_zh
        ) as place
    from validated.finding
    where severity = 'reject' and submission_id is null and file_name is not null
),

form as (
    select
        period as year,
        file_name,
        form,
        max(area) as area,
        cast(count(case when severity = 'reject' then 1 end) as integer) as n_reject
    from validated.finding
    where submission_id is null
    group by period, file_name, form
),

named as (
    select
        *,
        count(form) over (partition by year, file_name) as n_forms
    from form
)

select
    named.year,
    named.area,
    named.form,
    named.file_name,
    reason.message_zh,
    reason.message_en,
    named.n_reject
from named
inner join reason on named.year = reason.year and named.file_name = reason.file_name
where reason.place = 1 and (named.form is not null or named.n_forms = 0)
order by named.year, named.area nulls first, named.form nulls first, named.file_name
