-- one row per area, indicator, measure and period that may be published, withheld ones emptied
-- purpose: what protection leaves of aggregated.figure up to the edition's $year; a figure made
--   from a withheld one is withheld too, and not even said to be over nothing. Of lines with a withheld cell, sums over some of the cities
--   (classes, matched pairs) could be subtracted, and classes print no protected indicator at all
with of_people as (
    select formula_line.indicator
    from codelist.formula_line as formula_line
    inner join codelist.indicator as line on formula_line.line = line.id
    where line.k is not null
    group by formula_line.indicator
),

indicator as (
    select indicator.*, indicator.k is not null or of_people.indicator is not null as is_protected
    from codelist.indicator as indicator
    left join of_people on indicator.id = of_people.indicator
),

published as (
    select
        figure.*,
        now.area is not null
        or (figure.measure in ('D1Y', 'G1Y') and before.area is not null)
        or (figure.measure = 'GAV' and years_before.area is not null)
        or (figure.measure = 'SHR' and coalesce(line.has_total, false))
        or (
            figure.n_reported < figure.n_expected
            and (figure.measure <> 'N' or indicator.kind in ('ratio', 'index'))
            and (line.period is not null or line_before.period is not null)
        ) as is_withheld
    from aggregated.figure as figure
    inner join indicator on figure.indicator = indicator.id
    inner join codelist.area as area on figure.area = area.code
    left join protected.tainted as now
        on figure.area = now.area and figure.indicator = now.indicator and figure.period = now.period
    left join protected.tainted as before
        on figure.area = before.area and figure.indicator = before.indicator and figure.period = before.period + 1
    left join protected.tainted as years_before
        on
            figure.area = years_before.area and figure.indicator = years_before.indicator
            and figure.period = years_before.period + $average_years
    left join protected.tainted_line as line
        on figure.indicator = line.indicator and figure.period = line.period
    left join protected.tainted_line as line_before
        on figure.indicator = line_before.indicator and figure.period = line_before.period + 1
    where
        figure.period <= $year
        and indicator.release = 'public'
        and not (
            area.kind = 'class'
            and (
                indicator.is_protected or line.period is not null
                or figure.measure in ('D1Y', 'G1Y') and line_before.period is not null
            )
        )
)

select
    area, indicator, measure, period,
    case when is_withheld then null else value end as value,
    case when is_withheld then null else lower end as lower,
    case when is_withheld then null else upper end as upper,
    case when is_withheld then null else precision end as precision,
    decimals,
    case when is_withheld then '' else mark end as mark,
    case when is_withheld and obs_status = 'M' then 'A' else obs_status end as obs_status,
    case when is_withheld then 'C' else 'F' end as conf_status,
    revised and period < $year as revised,
    n_reported, n_expected, is_sample, ref_date
from published
order by area, indicator, measure, period
