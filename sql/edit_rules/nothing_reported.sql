-- one row per submission that holds no figure, no paragraph and no event
-- purpose: an empty form may be right, but is mostly a template that was sent by mistake
-- rule: V10
-- class: completeness
-- severity: query
-- title_zh: 报表没有内容
-- title_en: An empty form
-- message_zh: {area_name} {period} 年{table_no}（{form_name}）没有任何内容。
-- message_en: {form} ({form_name}) of {area_name} for {period} holds nothing at all.
-- remedy_zh: 请核对是否误报空表；确无内容的请说明。
-- remedy_en: Check whether the empty template was sent by mistake; if there is nothing to report, explain.
-- expects_zh: 报表有内容
-- expects_en: a form that holds something
with content as (
    select submission_id
    from staged.observation
    where role = 'this' and obs_status <> 'L'
    union
    select submission_id
    from staged.narrative
    union
    select submission_id
    from staged.event
)

select submission.submission_id
from staged.submission as submission
left join content on submission.submission_id = content.submission_id
where content.submission_id is null
order by submission.submission_id
