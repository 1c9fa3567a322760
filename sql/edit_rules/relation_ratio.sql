-- one row per submission and ratio relation that fails, or that cannot be judged with all three given
-- purpose: a stated rate must be its numerator over its denominator, as far as it was rounded.
--   Multiplied out, because a quotient of decimals is not exact. Only judged with all three given.
-- rule: relation_ratio
-- relations: ratio
with bounded as (
    select
        stated.submission_id,
        relation.relation_id as rule,
        relation.kind,
        relation.severity,
        relation.message_zh as statement_zh,
        relation.message_en as statement_en,
        stated.indicator,
        stated.line,
        '本年' as column_name,
        stated.raw_text as observed,
        stated.indicator || ';' || above.indicator || ';' || below.indicator as suspects,
        stated.value,
        rate.factor,
        above.indicator || '÷' || below.indicator || '×' || rate.factor as addends,
        case
            when above.qualifier = 'more_than' then '>'
            when above.qualifier = 'at_least' then '≥'
            when above.lower < above.upper then '≈'
            else ''
        end || above.raw_text || '÷' || case
            when below.qualifier = 'more_than' then '>'
            when below.qualifier = 'at_least' then '≥'
            when below.lower < below.upper then '≈'
            else ''
        end || below.raw_text || '×' || rate.factor as parts,
        least(stated.lower, stated.value - relation.tolerance) as rate_lower,
        greatest(stated.upper, stated.value + relation.tolerance) as rate_upper,
        above.lower * rate.factor as num_lower,
        above.upper * rate.factor as num_upper,
        below.lower as den_lower,
        below.upper as den_upper,
        above.lower = above.upper and below.lower = below.upper as is_exact
    from codelist.relation as relation
    inner join codelist.relation_term as term on relation.relation_id = term.relation_id
    inner join codelist.indicator as rate on term.indicator = rate.id
    inner join staged.observation as stated on rate.id = stated.indicator
    inner join staged.observation as above
        on stated.submission_id = above.submission_id and rate.numerator = above.indicator
    inner join staged.observation as below
        on stated.submission_id = below.submission_id and rate.denominator = below.indicator
    where
        relation.kind = 'ratio'
        and stated.role = 'this' and above.role = 'this' and below.role = 'this'
        and stated.value is not null and above.value is not null and below.value is not null
),

judged as (
    select
        *,
        case
            when den_upper = 0 then 'unjudged'
            when rate_lower * den_lower > num_upper then 'fails'
            when rate_upper * den_upper < num_lower then 'fails'
            when rate_lower * den_upper <= num_lower and rate_upper * den_lower >= num_upper then 'holds'
            else 'unjudged'
        end as outcome,
        case
            when is_exact and den_lower > 0
                then round_even(cast(num_lower / den_lower as decimal(18, 8)), 2)
        end as expected
    from bounded
)

select
    *,
    value - expected as difference
from judged
where outcome <> 'holds'
order by submission_id, rule
