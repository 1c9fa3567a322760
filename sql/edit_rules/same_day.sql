-- one row per newest submission of a form of which other files came on the same day with the same stated date
-- purpose: which of them holds cannot be told; the one entered last counts until it is withdrawn. A
--   file that states no date states the day of its receipt
-- rule: V17
-- class: structural
-- severity: query
-- title_zh: 同日收到两份
-- title_en: Two files on one day
-- message_zh: {area_name} {period} 年{table_no}在 {observed} 同一天收到内容不同的文件，报出日期也相同：本文件和 {expected}，无法判断以哪份为准。
-- message_en: Different files of {form} of {area_name} for {period} came on {observed} with the same stated date: this one and {expected}; which of them holds?
-- remedy_zh: 现以本文件为准。请与填报单位核实；应以另一份为准的，用 pipeline withdraw 撤回本文件。
-- remedy_en: This one counts for now. Ask the unit; if another holds, withdraw this one with pipeline withdraw.
-- expects_zh: 同一天的两份报表报出日期不同，可辨先后
-- expects_en: files of one day whose stated dates tell which is newer
-- example: observed=2025-02-14 expected=mt2.csv
with dated as (
    select
        submission_id,
        area,
        form,
        year,
        revision,
        received_on,
        file_name,
        coalesce(stated_on, received_on) as stated_on,
        max(revision) over (partition by area, form, year) as newest_revision
    from staged.submission
)

select
    newest.submission_id,
    newest.received_on as observed,
    string_agg(other.file_name, ', ' order by other.revision) as expected
from dated as newest
inner join dated as other
    on
        newest.area = other.area
        and newest.form = other.form
        and newest.year = other.year
        and newest.received_on = other.received_on
        and newest.stated_on = other.stated_on
        and newest.revision > other.revision
where newest.revision = newest.newest_revision
group by newest.submission_id, newest.received_on
order by newest.submission_id
