-- one row per submission and ratio between lines of its form: it holds, fails, or cannot be judged
-- purpose: a stated rate must be its numerator over its denominator, as far as it was rounded.
--   Multiplied out, because a quotient of decimals is not exact. Only judged with all three given
with ratio as (
    select
        relation.relation_id,
        relation.tolerance,
        relation.valid_from,
        relation.valid_to,
        rate.form,
        rate.id as indicator,
        rate.numerator,
        rate.denominator,
        rate.factor
    from codelist.relation as relation
    inner join codelist.relation_term as term on relation.relation_id = term.relation_id
    inner join codelist.indicator as rate on term.indicator = rate.id
    where relation.kind = 'ratio' and rate.kind = 'ratio'
),

figure as (
    select
        *,
        case
            when qualifier = 'more_than' then '>'
            when qualifier = 'at_least' then '≥'
            when lower < upper then '≈'
            else ''
        end || raw_text as written
    from staged.observation
    where role = 'this' and value is not null
),

bounded as (
    select
        submission.submission_id, ratio.relation_id, ratio.indicator, stated.line,
        stated.raw_text as observed, stated.value,
        above.indicator || '÷' || below.indicator || '×' || ratio.factor as addends,
        above.written || '÷' || below.written || '×' || ratio.factor as parts,
        cast(least(stated.lower, stated.value - ratio.tolerance) as decimal(38, 4)) as rate_lower,
        case
            when stated.upper is not null
                then cast(greatest(stated.upper, stated.value + ratio.tolerance) as decimal(38, 4))
        end as rate_upper,
        cast(above.lower as decimal(38, 4)) * ratio.factor as num_lower,
        cast(above.upper as decimal(38, 4)) * ratio.factor as num_upper,
        above.lower_open as num_open, below.lower as den_lower, below.upper as den_upper,
        above.lower = above.upper and below.lower = below.upper as is_exact,
        stated.value is not null and above.value is not null and below.value is not null as is_given
    from staged.submission as submission
    inner join ratio
        on
            submission.form = ratio.form
            and submission.year >= coalesce(ratio.valid_from, submission.year)
            and submission.year <= coalesce(ratio.valid_to, submission.year)
    left join figure as stated
        on submission.submission_id = stated.submission_id and ratio.indicator = stated.indicator
    left join figure as above
        on submission.submission_id = above.submission_id and ratio.numerator = above.indicator
    left join figure as below
        on submission.submission_id = below.submission_id and ratio.denominator = below.indicator
)

select
    *,
    case
        when is_exact and den_lower > 0 then round_even(cast(num_lower / den_lower as decimal(38, 8)), 2)
    end as expected,
    case
        when not is_given or den_upper = 0 then 'unjudged'
        when rate_lower * den_lower > num_upper or rate_upper * den_upper < num_lower then 'fails'
        when rate_upper * den_upper = num_lower and num_open then 'fails'
        when num_upper = 0 and den_lower > 0 and rate_lower <= 0 then 'holds'
        when rate_lower * den_upper <= num_lower and (rate_upper is null or rate_upper * den_lower >= num_upper)
            then 'holds'
        else 'unjudged'
    end as outcome
from bounded
order by submission_id, relation_id
