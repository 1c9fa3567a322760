-- one row per event whose date does not lie in the year that the chronicle is about
-- purpose: a wrong year in a date is the commonest slip in a chronicle
-- rule: V09
-- class: narrative
-- severity: query
-- forms: events
-- title_zh: 大事记日期不在本年
-- title_en: An event outside the year
-- message_zh: 大事记日期 {observed} 不在 {period} 年内：{event}。
-- message_en: The event of {observed} does not lie in {period}: {event}.
-- remedy_zh: 请核对日期；应载入他年的请移至该年大事记。
-- remedy_en: Check the date; move the event to the chronicle of its own year.
-- expects_zh: 日期在统计年度之内
-- expects_en: a date within the reference year
-- columns: 日期
-- example: observed=2023-05-01 period=2024 event=召开座谈会
select
    event.submission_id,
    event.line,
    '日期' as column_name,
    event.date as observed,
    event.period as expected,
    event.text_zh as event
from staged.event as event
where extract(year from event.date) <> event.period
order by event.submission_id, event.event_no
