-- one row per equation and cell in it: what everybody knows to hold between published levels
-- purpose: a total is the sum of the parts that reported (known: the difference where it was observed
--   directly); a whole is the sum of its parts, or, where one is blank, not less than the others; a
--   part is not more than its whole. The sense is = or <=, and the right side what the figures give
with parted as (
    select
        'total ' || membership.total || ' ' || membership.indicator as equation,
        part.period,
        part.area,
        part.indicator,
        1 as coefficient,
        membership.total,
        case
            when total.n_reported = total.n_expected or level.origin = 'computed' then '=' else '<='
        end as sense
    from aggregated.membership as membership
    inner join protected.cell as part
        on membership.part = part.area and membership.indicator = part.indicator
    inner join aggregated.total as total
        on
            membership.total = total.area
            and membership.indicator = total.indicator
            and part.period = total.period
    inner join aggregated.count_level as level
        on
            membership.total = level.area
            and membership.indicator = level.indicator
            and part.period = level.period
),

summed as (
    select equation, period, area, indicator, coefficient, sense from parted
    union all
    select equation, period, total as area, indicator, -1 as coefficient, sense
    from parted
    group by equation, period, total, indicator, sense
),

size as (
    select relation_id, count(*) as n_terms
    from codelist.relation_term
    group by relation_id
    having max(abs(lag)) = 0
),

related as (
    select
        relation.relation_id || ' ' || cell.area as equation,
        cell.period,
        cell.area,
        cell.indicator,
        relation.kind,
        term.coefficient,
        count(*) over (partition by relation.relation_id, cell.area, cell.period) as n_known,
        max(case when term.coefficient > 0 then 1 else 0 end)
            over (partition by relation.relation_id, cell.area, cell.period)
            as has_whole,
        size.n_terms
    from codelist.relation as relation
    inner join codelist.relation_term as term on relation.relation_id = term.relation_id
    inner join size on relation.relation_id = size.relation_id
    inner join protected.cell as cell on term.indicator = cell.indicator
    where relation.kind in ('sum', 'subset') and relation.binding and relation.severity = 'error'
)

select * from summed
union all
select
    equation, period, area, indicator,
    case when kind = 'sum' and n_known < n_terms then -coefficient else coefficient end as coefficient,
    case when kind = 'sum' and n_known = n_terms then '=' else '<=' end as sense
from related
where has_whole = 1 and (n_known = n_terms or kind = 'sum')
order by period, equation, area, indicator
