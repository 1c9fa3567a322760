-- one row per area, form and printed state of a cell, with the number of such cells
-- purpose: how complete the reference $year is: levels that the forms ask for every year, by status,
--   by whether they are withheld, and by whether they are bounds
select
    figure.area,
    indicator.form,
    figure.obs_status,
    figure.conf_status,
    figure.mark <> '' as is_bounded,
    count(*) as n_cells
from disseminated.figure as figure
inner join codelist.indicator as indicator on figure.indicator = indicator.id
inner join codelist.area as area on figure.area = area.code
where
    figure.measure = 'N' and figure.period = $year
    and indicator.on_form and indicator.kind <> 'ratio' and indicator.frequency = 'annual'
    and area.kind = 'city'
group by figure.area, indicator.form, figure.obs_status, figure.conf_status, figure.mark <> ''
order by figure.area, indicator.form, figure.obs_status, figure.conf_status, is_bounded
