-- one row per area, indicator, measure and period that is published
-- purpose: disseminated.figure as the data file prints it: figures as text with their own decimals,
--   the unit of the measure, and the qualifier that says how exactly the figure is known
with shown as (
    select
        figure.*,
        observation.qualifier as stated_as,
        case figure.measure
            when 'N' then indicator.unit_en
            when 'RNK' then 'rank'
            when 'D1Y' then case when indicator.unit_en = '%' then 'percentage point' else indicator.unit_en end
            else '%'
        end as unit
    from disseminated.figure as figure
    inner join codelist.indicator as indicator on figure.indicator = indicator.id
    left join validated.observation as observation
        on
            figure.area = observation.area
            and figure.indicator = observation.indicator
            and figure.period = observation.period
            and figure.measure = 'N'
)

select
    area, indicator, measure, period,
    case
        when decimals = 0 then cast(cast(value as decimal(28, 0)) as varchar)
        when decimals = 1 then cast(cast(value as decimal(28, 1)) as varchar)
        else cast(cast(value as decimal(28, 2)) as varchar)
    end as value,
    rtrim(rtrim(cast(lower as varchar), '0'), '.') as lower,
    rtrim(rtrim(cast(upper as varchar), '0'), '.') as upper,
    unit, obs_status, conf_status,
    case mark
        when '>' then 'more_than'
        when '≥' then 'at_least'
        when '<' then 'less_than'
        when '≤' then 'at_most'
        when '≈' then 'about'
        else case when value is null then null when stated_as = 'stated' then 'stated' else 'exact' end
    end as qualifier,
    ref_date, is_sample, n_reported, n_expected
from shown
order by area, indicator, measure, period
