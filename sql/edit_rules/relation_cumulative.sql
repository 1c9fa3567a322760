-- one row per area, year and cumulative relation that fails between two year-ends
-- purpose: cumulative(t) = cumulative(t-1) + flow(t), from the figures in force; judged where every
--   term is known, stands for a year-end, and all are samples or none is
-- rule: relation_cumulative
-- relations: cumulative
with side as (
    select
        observation.area,
        observation.period + relation_side.lag as period,
        relation_side.relation_id,
        relation_side.is_left,
        count(*) as n_terms,
        min(observation.submission_id) as submission_id,
        min(observation.line) as line,
        sum(relation_side.weight * observation.lower) as lower,
        case
            when count(observation.upper) = count(*) then sum(relation_side.weight * observation.upper)
        end as upper,
        bool_and(observation.is_sample) as all_samples,
        bool_or(observation.is_sample) as any_sample,
        string_agg(observation.raw_text, '+' order by relation_side.lag desc, relation_side.indicator asc)
            as written,
        string_agg(
            relation_side.indicator || case relation_side.lag when 0 then '' else '(t-' || relation_side.lag || ')' end,
            '+' order by relation_side.lag desc, relation_side.indicator asc
        ) as indicators
    from codelist.relation_side as relation_side
    inner join validated.observation as observation on relation_side.indicator = observation.indicator
    where
        relation_side.kind = 'cumulative'
        and observation.value is not null
        and extract(month from observation.ref_date) = 12
        and extract(day from observation.ref_date) = 31
    group by
        observation.area,
        observation.period + relation_side.lag,
        relation_side.relation_id,
        relation_side.is_left
)

select
    whole.submission_id,
    relation.relation_id as rule,
    relation.kind,
    relation.severity,
    relation.message_zh as statement_zh,
    relation.message_en as statement_en,
    whole.indicators as indicator,
    whole.line,
    '本年' as column_name,
    whole.written as observed,
    parts.indicators as addends,
    replace(whole.indicators || '+' || parts.indicators, '+', ';') as suspects,
    parts.written as parts,
    parts.lower as expected,
    parts.upper as expected_upper,
    case when whole.lower = whole.upper and parts.lower = parts.upper then whole.lower - parts.lower end
        as difference
from side as whole
inner join side as parts
    on whole.area = parts.area and whole.period = parts.period and whole.relation_id = parts.relation_id
inner join codelist.relation as relation on whole.relation_id = relation.relation_id
where
    whole.is_left and not parts.is_left
    and whole.any_sample = parts.all_samples and whole.any_sample = parts.any_sample
    and whole.n_terms + parts.n_terms = (
        select count(*) from codelist.relation_side as every_term
        where every_term.relation_id = whole.relation_id
    )
    and (
        whole.lower - parts.upper > relation.tolerance or parts.lower - whole.upper > relation.tolerance
    )
order by whole.submission_id, rule
