-- one row per submission and relation that fails, or that cannot be judged with every term given
-- purpose: relations between the lines of one form. Wordings: rules/relation.toml
-- rule: relation
-- relations: sum subset implies
select
    verdict.submission_id,
    verdict.relation_id as rule,
    relation.kind,
    relation.severity,
    relation.message_zh as statement_zh,
    relation.message_en as statement_en,
    verdict.indicator,
    verdict.line,
    '本年' as column_name,
    verdict.observed,
    verdict.addends,
    replace(verdict.indicator || '+' || verdict.addends, '+', ';') as lines,
    verdict.parts,
    verdict.expected,
    verdict.expected_upper,
    verdict.difference,
    verdict.outcome
from validated.relation_verdict as verdict
inner join codelist.relation as relation on verdict.relation_id = relation.relation_id
where verdict.outcome = 'fails' or (verdict.is_given and verdict.outcome = 'unjudged')
order by verdict.submission_id, verdict.relation_id
