-- one row per mandatory indicator that a city left blank on a form that it owes
-- purpose: a blank is not a zero; years in which the form is not owed yet are not judged
-- rule: V05
-- class: completeness
-- severity: query
-- forms: table
-- title_zh: 必填指标未填
-- title_en: A mandatory line is blank
-- message_zh: 必填指标 {indicator}（{name}）未填。
-- message_en: Mandatory indicator {indicator} ({name}) was left blank.
-- remedy_zh: 有数请补填；为零请填 0；不适用或不详请在“数据性质”栏注明，并重新报送整张表。
-- remedy_en: Fill it in; write 0 for zero; mark 不适用 or 不详 in the column 数据性质; send the whole form again.
-- expects_zh: 必填指标有数、为零或注明无数的原因
-- expects_en: a figure, a zero, or the reason why there is none
-- columns: 本年
-- example: indicator=207
select
    submission.submission_id,
    indicator.id as indicator,
    observation.line,
    '本年' as column_name
from staged.submission as submission
inner join codelist.area as area on submission.area = area.code
inner join codelist.form as form on submission.form = form.code
inner join codelist.indicator as indicator on submission.form = indicator.form
left join staged.observation as observation
    on
        submission.submission_id = observation.submission_id
        and indicator.id = observation.indicator
        and observation.role = 'this'
where
    area.kind = 'city'
    and submission.year >= form.expected_from
    and indicator.on_form
    and indicator.mandatory
    and coalesce(observation.obs_status, 'L') = 'L'
order by submission.submission_id, indicator.id
