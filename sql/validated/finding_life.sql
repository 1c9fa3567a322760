-- one row per finding: where it stands after all revisions and explanations
-- purpose: state is open, explained (for its very figures) or corrected (gone from the newest revision); a
--   finding that is no question of ours to answer (a note) is noted. has_lapsed: it is open again because
--   its figures moved after it had been explained
with newest as (
    select
        *,
        row_number() over (
            partition by finding_id order by is_current desc, submission_id desc, message_zh asc
        ) as place
    from validated.finding
    where outcome = 'fails'
),

told as (
    select
        finding_id,
        min(case when event = 'opened' then happened_on end) as opened_on,
        max(happened_on) as changed_on,
        cast(count(case when event in ('opened', 'seen') then 1 end) as integer) as n_revisions
    from validated.finding_event
    group by finding_id
)

select
    newest.finding_id,
    newest.rule,
    rule."class",
    rule."group",
    rule.title_zh,
    rule.title_en,
    newest.severity,
    newest.area,
    newest.form,
    newest.period,
    newest.indicator,
    case
        when not newest.is_current then 'corrected'
        when newest.severity = 'note' then 'noted'
        when newest.reason_code is not null then 'explained'
        else 'open'
    end as state,
    newest.has_lapsed,
    newest.reason_code,
    told.opened_on,
    told.changed_on,
    coalesce(told.n_revisions, 0) as n_revisions
from newest
left join validated.rule as rule on newest.rule = rule.code
left join told on newest.finding_id = told.finding_id
where newest.place = 1
order by newest.period, newest.area, newest.form, newest.finding_id
