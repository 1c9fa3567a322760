-- one row per city, indicator and period whose count is small enough to point at somebody
-- purpose: primary cells: from 1 to k - 1, k from the catalogue; zero is published, and so are
--   figures that were public before they came here
select
    level.area,
    level.indicator,
    level.period,
    level.value,
    indicator.k,
    case when indicator.part_of = 'exhaustive' then indicator.parent end as family
from aggregated.count_level as level
inner join codelist.indicator as indicator on level.indicator = indicator.id
inner join codelist.area as area on level.area = area.code
inner join validated.observation as observation
    on
        level.area = observation.area
        and level.indicator = observation.indicator
        and level.period = observation.period
inner join validated.submission as submission on observation.submission_id = submission.submission_id
where
    area.kind = 'city' and indicator.k is not null
    and level.value > 0 and level.value < indicator.k
    and submission.nature <> '公开资料整理'
order by level.area, level.indicator, level.period
