-- one row per finding: what the reader and the rules have to say of every submission and year
-- purpose: the work list, in the order in which a clerk would go through it. is_current is false
--   where a newer revision has replaced the one that the finding is about
with newest as (
    select
        area,
        form,
        year,
        max(revision) as revision
    from staged.submission
    group by area, form, year
),

replaced as (
    select submission.submission_id
    from staged.submission as submission
    inner join newest
        on
            submission.area = newest.area
            and submission.form = newest.form
            and submission.year = newest.year
            and submission.revision < newest.revision
)

select
    found.finding_id,
    found.rule,
    found.severity,
    found.area,
    found.form,
    cast(found.period as integer) as period,
    found.submission_id,
    found.file_name,
    found.sheet,
    cast(found.line as integer) as line,
    cast(found.column_no as integer) as column_no,
    found.column_name,
    found.indicator,
    found.observed,
    found.expected,
    found.difference,
    found.outcome,
    found.values_hash,
    found.suspects,
    found.suspicion_zh,
    found.suspicion_en,
    found.message_zh,
    found.message_en,
    found.remedy_zh,
    found.remedy_en,
    found.reason_code,
    found.explanation,
    cast(found.explained_on as date) as explained_on,
    coalesce(found.has_lapsed = 'true', false) as has_lapsed,
    replaced.submission_id is null as is_current
from validated.found as found
left join replaced on found.submission_id = replaced.submission_id
order by
    period, found.area nulls last, found.form nulls last, found.submission_id nulls last,
    found.file_name nulls first, found.sheet nulls first, line nulls first, column_no nulls first,
    found.rule, found.finding_id, found.message_zh
