-- one row per submission and ratio relation that fails, or that cannot be judged with all three given
-- purpose: rates that a form states beside their parts. Wordings: rules/relation.toml
-- rule: relation_ratio
-- relations: ratio
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
    rate.id || ';' || rate.numerator || ';' || rate.denominator as lines,
    verdict.addends,
    verdict.parts,
    verdict.expected,
    verdict.value - verdict.expected as difference,
    verdict.outcome
from validated.ratio_verdict as verdict
inner join codelist.relation as relation on verdict.relation_id = relation.relation_id
inner join codelist.indicator as rate on verdict.indicator = rate.id
where verdict.is_given and verdict.outcome <> 'holds'
order by verdict.submission_id, verdict.relation_id
