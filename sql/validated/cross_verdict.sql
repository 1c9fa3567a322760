-- one row per submission and relation that reaches beyond its form: to other forms, or to last year
-- purpose: cumulative(t) = cumulative(t-1) + flow(t), pupils within residents. Terms on the form come from
--   the submission, the others from the figures in force. Judged where every term is known, stands for
--   a year-end, and all are samples or none is; is_given says so
with term as (
    select
        submission.submission_id, relation_side.relation_id, relation_side.is_left, relation_side.weight,
        figure.line, figure.value, figure.lower, figure.upper, figure.lower_open, figure.raw_text, figure.is_sample,
        extract(month from figure.ref_date) = 12 and extract(day from figure.ref_date) = 31 as is_year_end,
        case
            when relation_side.weight <> 1 then cast(cast(relation_side.weight as double) as varchar) || '×' else ''
        end as times,
        relation_side.indicator || case when relation_side.lag > 0 then '(t-' || relation_side.lag || ')' else '' end
            as name,
        row_number() over (
            partition by submission.submission_id, relation_side.relation_id, relation_side.is_left
            order by relation_side.lag desc, relation_side.indicator asc
        ) as place
    from staged.submission as submission
    inner join codelist.relation_side as relation_side on submission.form = relation_side.anchor
    left join validated.reported as figure
        on
            submission.area = figure.reporter
            and relation_side.indicator = figure.indicator
            and submission.year - relation_side.lag = figure.period
            and case
                when relation_side.lag > 0 or submission.form <> relation_side.form then figure.in_force
                else submission.submission_id = figure.submission_id
            end
    where
        not relation_side.is_within
        and submission.year >= coalesce(relation_side.valid_from, submission.year)
        and submission.year <= coalesce(relation_side.valid_to, submission.year)
),

side as (
    select
        submission_id, relation_id, is_left, min(line) as line,
        sum(weight * lower) as lower, case when count(upper) = count(*) then sum(weight * upper) end as upper,
        count(value) = count(*) as is_given, coalesce(bool_and(is_year_end), false) as is_year_end,
        bool_or(coalesce(lower_open, false)) as is_open, bool_and(is_sample) as all_samples,
        bool_or(is_sample) as any_sample, string_agg(times || raw_text, '+' order by place) as written,
        string_agg(times || name, '+' order by place) as indicators,
        string_agg(name, ';' order by place) as lines
    from term
    group by submission_id, relation_id, is_left
),

compared as (
    select
        whole.submission_id, whole.relation_id, whole.line,
        whole.indicators as indicator, whole.written as observed,
        parts.indicators as addends, parts.written as parts, whole.lines || ';' || parts.lines as lines,
        parts.lower as expected, parts.upper as expected_upper,
        case when whole.lower = whole.upper and parts.lower = parts.upper then whole.lower - parts.lower end
            as difference,
        whole.is_given and parts.is_given and whole.is_year_end and parts.is_year_end
        and whole.any_sample = parts.all_samples and whole.all_samples = parts.any_sample as is_given,
        whole.lower - parts.upper as over, whole.is_open as open_over,
        parts.lower - whole.upper as under, parts.is_open as open_under,
        whole.upper - parts.lower as most_over, parts.upper - whole.lower as most_under,
        relation.tolerance, relation.kind = 'subset' as is_part
    from side as whole
    inner join side as parts
        on whole.submission_id = parts.submission_id and whole.relation_id = parts.relation_id
    inner join codelist.relation as relation on whole.relation_id = relation.relation_id
    where whole.is_left and not parts.is_left
)

select
    *,
    case
        when is_given is not true then 'unjudged'
        when over > tolerance or (over = tolerance and open_over) then 'fails'
        when not is_part and (under > tolerance or (under = tolerance and open_under)) then 'fails'
        when most_over <= tolerance and (is_part or most_under <= tolerance) then 'holds'
        else 'unjudged'
    end as outcome
from compared
order by submission_id, relation_id
