-- one row per area, index of diversity and period of which every line is known exactly, on one day
-- purpose: 1 - sum(p^2) as one fraction, (N^2 - sum(n^2)) / N^2 with N = sum(n), in whole numbers
--   (ten-thousandths, squared), so that it is computed unrounded and rounded once (Simpson 1949)
with index_line as (
    select formula_line.*, indicator.decimals
    from codelist.formula_line as formula_line
    inner join codelist.indicator as indicator on formula_line.indicator = indicator.id
    where indicator.kind = 'index'
),

expected as (
    select indicator, count(*) as n_lines
    from index_line
    group by indicator
),

summed as (
    select
        level.area,
        index_line.indicator,
        level.period,
        index_line.decimals,
        count(*) as n_lines,
        sum(cast(level.value * 10000 as hugeint)) as size,
        sum(cast(level.value * 10000 as hugeint) * cast(level.value * 10000 as hugeint)) as squares,
        case
            when bool_or(level.obs_status = 'I') then 'I'
            when bool_or(level.obs_status = 'E') then 'E'
            when bool_or(level.obs_status = 'P') then 'P'
            else 'A'
        end as obs_status,
        max(level.ref_date) as ref_date,
        bool_or(level.revised) as revised,
        bool_or(level.is_sample) as is_sample
    from aggregated.count_level as level
    inner join index_line on level.indicator = index_line.line
    where level.lower = level.upper and level.n_reported = level.n_expected
    group by level.area, index_line.indicator, level.period, index_line.decimals
    having min(level.ref_date) = max(level.ref_date)
)

select
    summed.area,
    summed.indicator,
    summed.period,
    summed.decimals,
    cast(summed.size * summed.size - summed.squares as hugeint) as num,
    cast(summed.size * summed.size as hugeint) as den,
    summed.obs_status,
    summed.ref_date,
    summed.revised,
    summed.is_sample
from summed
inner join expected on summed.indicator = expected.indicator and summed.n_lines = expected.n_lines
where summed.size > 0
order by summed.area, summed.indicator, summed.period
