-- one row per rule (for relations their kind, for reading rules all together) and severity, for the reference $year
-- purpose: how often a rule found something in the forms of the edition; n_corrected in files that a
--   newer revision has replaced, n_open in the newest ones; no city is named
with told as (
    select
        case when finding.rule like 'D%' then 'reading' else coalesce(relation.kind, finding.rule) end as rule,
        finding.severity,
        finding.is_current
    from validated.finding as finding
    left join codelist.relation as relation on finding.rule = relation.relation_id
    where finding.period = $year and finding.outcome = 'fails'
)

select
    rule,
    severity,
    count(*) as n_found,
    cast(count(*) - count(case when is_current then 1 end) as integer) as n_corrected,
    cast(count(case when is_current then 1 end) as integer) as n_open
from told
group by rule, severity
order by n_found desc, rule asc, severity asc
