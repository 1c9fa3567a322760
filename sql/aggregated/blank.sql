-- one row per area, indicator and period for which a figure was owed and none is known
-- purpose: blank is not zero: a cell is unknown where its city says so, otherwise not reported;
--   ratios are not asked for where their parts are, so a blank one says nothing
with owed as (
    select
        city.code as area,
        indicator.id as indicator,
        edition_year.year as period
    from codelist.area as city
    cross join codelist.edition_year as edition_year
    inner join codelist.form as form on edition_year.year >= form.expected_from
    inner join codelist.indicator as indicator on form.code = indicator.form
    where city.kind = 'city' and indicator.on_form and indicator.kind <> 'ratio'
),

present as (
    select observation.area, observation.indicator, observation.period, observation.obs_status
    from validated.observation as observation
    inner join codelist.indicator as indicator on observation.indicator = indicator.id
    where
        observation.value is null and observation.obs_status <> 'M'
        and indicator.kind <> 'ratio'
),

every_blank as (
    select
        coalesce(owed.area, present.area) as area,
        coalesce(owed.indicator, present.indicator) as indicator,
        coalesce(owed.period, present.period) as period,
        coalesce(present.obs_status, 'L') as obs_status
    from owed
    full outer join present
        on owed.area = present.area and owed.indicator = present.indicator and owed.period = present.period
)

select every_blank.*
from every_blank
left join aggregated.count_level as known
    on
        every_blank.area = known.area
        and every_blank.indicator = known.indicator
        and every_blank.period = known.period
where known.area is null
order by every_blank.area, every_blank.indicator, every_blank.period
