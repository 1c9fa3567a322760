-- one row per form that a city owes for a year and of which nothing readable was received
-- purpose: a year is asked for once it has a deadline and anything of it has come in
-- rule: V07
-- class: completeness
-- severity: query
-- scope: region
-- title_zh: 未收到报表
-- title_en: A form is missing
-- message_zh: {area_name} {period} 年{table_no}（{form_name}）未收到可读的报送，截止日期 {expected}。
-- message_en: {area_name}: no readable submission of {form} ({form_name}) for {period}; it was due on {expected}.
-- remedy_zh: 请尽快报送；本级无此项工作的，请报送空表并说明。
-- remedy_en: Send the form; where there is nothing to report, send it empty and explain.
-- expects_zh: 应报的表均已收到
-- expects_en: every form that is owed
-- example: expected=2025-02-28
with due as (
    select
        area.code as area,
        form.code as form,
        edition_year.year as period,
        edition_year.deadline as expected
    from codelist.edition_year as edition_year
    inner join codelist.form as form on edition_year.year >= form.expected_from
    cross join codelist.area as area
    where
        area.kind = 'city'
        and edition_year.deadline is not null
        and edition_year.year in (select submission.year from staged.submission as submission)
)

select due.*
from due
left join staged.submission as received
    on due.area = received.area and due.form = received.form and due.period = received.year
where received.submission_id is null
order by due.period, due.area, due.form
