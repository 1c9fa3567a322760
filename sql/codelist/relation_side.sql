-- one row per relation and term: on which side it stands, and with what weight
-- purpose: 201 = 202 + 216 has 201 on the left; an implication has its condition (303>0) there.
--   A part that an exhaustive sum of the same whole contains is not judged a second time. anchor is
--   the form that a finding points to; within: all terms are of this year and stand on that form
with repeated as (
    select part.relation_id
    from codelist.relation as part
    inner join codelist.relation_term as term on part.relation_id = term.relation_id
    inner join codelist.relation_term as addend
        on term.indicator = addend.indicator and term.coefficient = -addend.coefficient
    inner join codelist.relation as total on addend.relation_id = total.relation_id
    where part.kind = 'subset' and total.kind = 'sum'
    group by part.relation_id, total.relation_id
    having count(*) = 2
),

side as (
    select
        relation.relation_id,
        relation.kind,
        relation.valid_from,
        relation.valid_to,
        indicator.form,
        term.indicator,
        term.lag,
        cast(abs(term.coefficient) as decimal(38, 4)) as weight,
        case
            when relation.kind = 'implies' then relation."when" = term.indicator || '>0'
            else term.coefficient > 0 and term.lag = 0
        end as is_left
    from codelist.relation as relation
    inner join codelist.relation_term as term on relation.relation_id = term.relation_id
    inner join codelist.indicator as indicator on term.indicator = indicator.id
    where
        relation.kind <> 'ratio'
        and relation.relation_id not in (select repeated.relation_id from repeated)
),

extent as (
    select
        relation_id,
        max(case when is_left then form end) as anchor,
        min(form) = max(form) and max(lag) = 0 as is_within
    from side
    group by relation_id
)

select
    side.*,
    extent.anchor,
    extent.is_within
from side
inner join extent on side.relation_id = extent.relation_id
order by side.relation_id asc, side.is_left desc, side.indicator asc, side.lag asc
