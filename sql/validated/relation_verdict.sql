-- one row per submission and relation between lines of its form: it holds, fails, or cannot be judged
-- purpose: both sides are intervals (a blank is zero or more, 不适用 zero). is_given: no term is blank
with side as (
    select
        submission.submission_id, relation_side.relation_id, relation_side.is_left,
        min(observation.line) as line,
        sum(relation_side.weight * coalesce(observation.lower, 0)) as lower,
        case
            when count(*) = count(case when observation.obs_status = 'M' then 0 else observation.upper end)
                then sum(relation_side.weight * coalesce(observation.upper, 0))
        end as upper,
        bool_or(coalesce(observation.lower_open, false)) as is_open,
        bool_and(coalesce(observation.value is not null or observation.obs_status = 'M', false)) as is_given,
        string_agg(
            case
                when observation.qualifier = 'more_than' then '>'
                when observation.qualifier = 'at_least' then '≥'
                when observation.lower < observation.upper then '≈'
                else ''
            end || coalesce(nullif(observation.raw_text, ''), '□'),
            '+' order by relation_side.indicator
        ) as written,
        string_agg(relation_side.indicator, '+' order by relation_side.indicator) as indicators
    from staged.submission as submission
    inner join codelist.relation_side as relation_side on submission.form = relation_side.form
    left join staged.observation as observation
        on
            submission.submission_id = observation.submission_id
            and relation_side.indicator = observation.indicator
            and observation.role = 'this'
    where
        relation_side.is_within
        and submission.year >= coalesce(relation_side.valid_from, submission.year)
        and submission.year <= coalesce(relation_side.valid_to, submission.year)
    group by submission.submission_id, relation_side.relation_id, relation_side.is_left
),

compared as (
    select
        whole.submission_id, whole.relation_id,
        whole.indicators as indicator, whole.line, whole.written as observed,
        parts.indicators as addends, parts.written as parts,
        parts.lower as expected, parts.upper as expected_upper,
        case when whole.lower = whole.upper and parts.lower = parts.upper then whole.lower - parts.lower end
            as difference,
        whole.is_given and parts.is_given as is_given,
        case relation.kind
            when 'implies' then (whole.lower > 0 or whole.is_open) and parts.upper = 0
            else
                whole.lower - parts.upper > relation.tolerance
                or (whole.lower - parts.upper = relation.tolerance and whole.is_open)
                or (relation.kind = 'sum' and parts.lower - whole.upper > relation.tolerance)
                or (relation.kind = 'sum' and parts.lower - whole.upper = relation.tolerance and parts.is_open)
        end as fails,
        case relation.kind
            when 'implies' then whole.upper = 0 or parts.lower > 0 or parts.is_open
            else
                whole.upper - parts.lower <= relation.tolerance
                and (relation.kind = 'subset' or parts.upper - whole.lower <= relation.tolerance)
        end as holds
    from side as whole
    inner join side as parts
        on whole.submission_id = parts.submission_id and whole.relation_id = parts.relation_id
    inner join codelist.relation as relation on whole.relation_id = relation.relation_id
    where whole.is_left and not parts.is_left
)

select *, case when fails then 'fails' when holds then 'holds' else 'unjudged' end as outcome
from compared
order by submission_id, relation_id
