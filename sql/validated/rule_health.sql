-- one row per rule (relations each for itself) and reference year
-- purpose: whether a rule is of use: n_applied submissions that it had something to say of, n_found of those
--   with a finding, n_missing that could not be judged because a figure was not there, n_bounded because
--   only bounds are known. Of rules on last year missing is last year's form
with outcome as (
    select submission_id, relation_id as rule, outcome, is_given
    from validated.relation_verdict
    union all
    select submission_id, relation_id as rule, outcome, is_given
    from validated.ratio_verdict
    union all
    select submission_id, relation_id as rule, outcome, is_given
    from validated.cross_verdict
),

relation as (
    select
        outcome.rule,
        submission.year,
        count(*) as n_applied,
        count(case when outcome.outcome = 'fails' then 1 end) as n_found,
        count(case when outcome.outcome = 'unjudged' and outcome.is_given is not true then 1 end) as n_missing,
        count(case when outcome.outcome = 'unjudged' and outcome.is_given then 1 end) as n_bounded
    from outcome
    inner join staged.submission as submission on outcome.submission_id = submission.submission_id
    group by outcome.rule, submission.year
),

compared as (
    select distinct submission_id from validated.pair
),

offended as (
    select distinct rule, submission_id from validated.finding
    where outcome = 'fails'
),

file as (
    select
        rule.code as rule,
        submission.year,
        count(*) as n_applied,
        count(offended.submission_id) as n_found,
        count(case when rule.needs = 'last_year' and compared.submission_id is null then 1 end) as n_missing,
        0 as n_bounded
    from validated.rule as rule
    cross join staged.submission as submission
    inner join codelist.form as form on submission.form = form.code
    left join offended on rule.code = offended.rule and submission.submission_id = offended.submission_id
    left join compared on submission.submission_id = compared.submission_id
    where
        rule.source = 'file'
        and (rule.forms is null or ' ' || rule.forms || ' ' like '% ' || form.kind || ' %')
    group by rule.code, submission.year
)

select * from relation
union all
select * from file
order by rule, year
