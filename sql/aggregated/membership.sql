-- one row per total (region or class), indicator and area that is one part of that total
-- purpose: says whose figures a total must contain before it may be called complete;
--   the region's own level is one more part where the catalogue says that it reports one
with summable as (
    select id as indicator, region_reports
    from codelist.indicator
    where aggregation = 'sum'
),

city_of_region as (
    select
        region.code as total,
        city.code as part
    from codelist.area as region
    inner join codelist.area as city on city.kind = 'city'
    where region.kind = 'region'
),

city_of_class as (
    select
        class as total,
        city as part
    from codelist.area_member
),

own_level as (
    select
        region.code as total,
        own.code as part
    from codelist.area as region
    inner join codelist.area as own on own.kind = 'own_level'
    where region.kind = 'region'
),

every_part as (
    select city_of_region.total, summable.indicator, city_of_region.part
    from city_of_region
    cross join summable
    union all
    select city_of_class.total, summable.indicator, city_of_class.part
    from city_of_class
    cross join summable
    union all
    select own_level.total, summable.indicator, own_level.part
    from own_level
    inner join summable on summable.region_reports = 'own_level'
)

select *
from every_part
order by total, indicator, part
