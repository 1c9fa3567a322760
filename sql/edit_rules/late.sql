-- one row per submission of a form whose first submission came after the deadline
-- purpose: for information only; a later revision of a form that was in time is not late
-- rule: V08
-- class: completeness
-- severity: note
-- title_zh: 迟报
-- title_en: Late
-- message_zh: {area_name} {period} 年{table_no}首次报送于 {observed}，晚于截止日期 {expected}，迟 {difference} 天。
-- message_en: {form} of {area_name} for {period} was first received on {observed}, due {expected}: {difference} day(s) late.
-- remedy_zh: 无需更正；请下年按期报送。
-- remedy_en: Nothing to correct; please keep the deadline next year.
-- expects_zh: 在截止日期之前收到
-- expects_en: receipt by the deadline
-- example: observed=2025-03-07 expected=2025-02-28 difference=7
with first_receipt as (
    select
        submission_id,
        area,
        form,
        year as period,
        min(received_on) over (partition by area, form, year) as observed
    from staged.submission
)

select
    first_receipt.*,
    edition_year.deadline as expected,
    date_diff('day', edition_year.deadline, first_receipt.observed) as difference
from first_receipt
inner join codelist.edition_year as edition_year on first_receipt.period = edition_year.year
inner join codelist.area as area on first_receipt.area = area.code
inner join codelist.form as form on first_receipt.form = form.code
where
    area.kind = 'city'
    and first_receipt.period >= form.expected_from
    and first_receipt.observed > edition_year.deadline
order by first_receipt.submission_id
