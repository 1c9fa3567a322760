-- one row per finding and thing that happened to it: opened, seen, explained, corrected or lapsed
-- purpose: the life of a finding over the revisions of its form. It opens with the first revision that
--   has it, is seen again in later ones, is explained on the day of an explanation for its very figures,
--   lapses with a revision in which those have moved, and is corrected by the first revision without it.
--   Days are those of receipt and explanation, never of a run, so the same files tell the same story
with shown as (
    select distinct
        finding.finding_id,
        finding.area,
        finding.form,
        finding.period,
        finding.explained_on,
        finding.has_lapsed,
        submission.revision,
        submission.received_on
    from validated.finding as finding
    inner join staged.submission as submission on finding.submission_id = submission.submission_id
    where finding.outcome = 'fails'
),

ordered as (
    select
        *,
        lag(revision) over (partition by finding_id order by revision) as seen_before
    from shown
),

revision as (
    select
        area,
        form,
        year,
        revision,
        received_on,
        lag(revision) over (partition by area, form, year order by revision) as before
    from staged.submission
),

placed as (
    select
        ordered.*,
        revision.before
    from ordered
    inner join revision
        on
            ordered.area = revision.area
            and ordered.form = revision.form
            and ordered.period = revision.year
            and ordered.revision = revision.revision
),

event as (
    select
        finding_id,
        case when seen_before is null or seen_before <> before then 'opened' else 'seen' end as event,
        revision,
        received_on as happened_on
    from placed
    union all
    select finding_id, 'explained' as event, revision, greatest(received_on, explained_on) as happened_on
    from placed
    where explained_on is not null
    union all
    select finding_id, 'lapsed' as event, revision, received_on as happened_on
    from placed
    where has_lapsed
    union all
    select placed.finding_id, 'corrected' as event, next.revision, next.received_on as happened_on
    from placed
    inner join revision as next
        on
            placed.area = next.area and placed.form = next.form
            and placed.period = next.year and placed.revision = next.before
    left join placed as again on placed.finding_id = again.finding_id and next.revision = again.revision
    where again.finding_id is null
)

select * from event
order by finding_id, revision, event
