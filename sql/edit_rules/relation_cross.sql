-- one row per submission and relation to other forms or to last year that surely fails
-- purpose: judged on the figures in force beside it. Wordings: rules/relation.toml
-- rule: relation_cross
-- relations: cumulative subset
select
    verdict.submission_id,
    verdict.relation_id as rule,
    case relation.kind when 'cumulative' then 'cumulative' else 'cross_form' end as kind,
    relation.severity,
    relation.message_zh as statement_zh,
    relation.message_en as statement_en,
    verdict.indicator,
    verdict.line,
    '本年' as column_name,
    verdict.observed,
    verdict.addends,
    verdict.lines,
    verdict.parts,
    verdict.expected,
    verdict.expected_upper,
    verdict.difference
from validated.cross_verdict as verdict
inner join codelist.relation as relation on verdict.relation_id = relation.relation_id
where verdict.outcome = 'fails'
order by verdict.submission_id, verdict.relation_id
