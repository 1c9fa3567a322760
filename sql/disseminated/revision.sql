-- one row per area, indicator and period whose published level has changed since its own edition
-- purpose: the table of revisions: what stood in the book of that year, and what stands now;
--   indicators with small cells are left out, for two editions together could betray what each hides
select
    figure.area,
    figure.indicator,
    figure.period,
    rtrim(rtrim(cast(observation.printed_value as varchar), '0'), '.') as before,
    rtrim(rtrim(cast(figure.value as varchar), '0'), '.') as now
from disseminated.figure as figure
inner join validated.observation as observation
    on
        figure.area = observation.area
        and figure.indicator = observation.indicator
        and figure.period = observation.period
inner join codelist.indicator as indicator on figure.indicator = indicator.id
where
    indicator.k is null
    and figure.measure = 'N' and figure.revised and figure.period < $year
    and figure.value is not null and observation.printed_value is not null
order by figure.period, figure.area, figure.indicator
