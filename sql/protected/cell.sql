-- one row per area (region, own level, city), indicator and period whose level would be published
-- purpose: the cells of the system that an attacker knows: the figure, its published bounds, and k
--   where it is small. What was public before it came here, or stood in an earlier year's book,
--   cannot be withheld any more; what an earlier book withheld must not be printed now
with public_before as (
    select distinct observation.area, observation.indicator, observation.period
    from validated.observation as observation
    inner join validated.submission as submission
        on observation.submission_id = submission.submission_id
    where submission.nature = '公开资料整理'
)

select
    level.area,
    level.indicator,
    level.period,
    area.kind,
    indicator.k is not null as is_counted_people,
    level.value,
    level.lower,
    level.upper,
    small.k,
    small.k is not null
    or printed.conf = 'C'
    or (public_before.area is null and printed.conf is null) as may_be_withheld,
    coalesce(printed.conf = 'C', false) as is_kept
from aggregated.count_level as level
inner join codelist.area as area on level.area = area.code
inner join codelist.indicator as indicator on level.indicator = indicator.id
left join protected.primary_cell as small
    on
        level.area = small.area
        and level.indicator = small.indicator
        and level.period = small.period
left join protected.printed_before as printed
    on
        level.area = printed.area
        and level.indicator = printed.indicator
        and level.period = cast(printed.period as integer)
left join public_before
    on
        level.area = public_before.area
        and level.indicator = public_before.indicator
        and level.period = public_before.period
where level.value is not null and indicator.release = 'public' and area.kind <> 'class'
order by level.period, level.area, level.indicator
