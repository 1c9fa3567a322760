-- one row per directly reported total of the region that the sum of all cities contradicts
-- purpose: the region's total stays in force and is never overwritten by the sum; judged where
--   every city reported, for the same reference day
-- rule: V15
-- class: cross-form
-- severity: query
-- scope: region
-- forms: table
-- title_zh: 全区数与各市合计不一致
-- title_en: The region differs from the sum of its cities
-- message_zh: 指标 {indicator}（{name}）全区直接报送 {observed}，各市合计 {equals}[，差 {signed}]。
-- message_en: Indicator {indicator} ({name}): the region reports {observed}, its cities add up to {equals}[, difference {signed}].
-- remedy_zh: 请自治区与各市核对；属统计口径或来源不同的，请说明，年鉴照印全区数并列出差数。
-- remedy_en: Check with the cities; if scope or source differ, explain. The region's figure is printed as it is.
-- expects_zh: 全区直接报送数等于各市合计
-- expects_en: the sum of all cities
-- columns: 本年
-- example: indicator=121 observed=57310000 expected=57309876 difference=124
with city_sum as (
    select
        observation.indicator,
        observation.period,
        observation.ref_date,
        observation.is_sample,
        sum(coalesce(observation.value, 0)) as value,
        sum(coalesce(observation.lower, 0)) as lower,
        case
            when count(*) = count(case when observation.value is null then 0 else observation.upper end)
                then sum(coalesce(observation.upper, 0))
        end as upper,
        count(*) as n_cities
    from validated.observation as observation
    inner join codelist.area as area on observation.area = area.code
    where
        area.kind = 'city'
        and (observation.value is not null or observation.obs_status = 'M')
    group by observation.indicator, observation.period, observation.ref_date, observation.is_sample
)

select
    region.submission_id,
    region.indicator,
    region.line,
    '本年' as column_name,
    region.raw_text as observed,
    city_sum.lower as expected,
    city_sum.upper as expected_upper,
    region.value - city_sum.value as difference
from validated.reported as region
inner join codelist.area as area on region.area = area.code
inner join codelist.indicator as indicator on region.indicator = indicator.id
inner join city_sum
    on
        region.indicator = city_sum.indicator
        and region.period = city_sum.period
        and region.ref_date = city_sum.ref_date
        and region.is_sample = city_sum.is_sample
where
    area.kind = 'region'
    and indicator.aggregation = 'sum'
    and city_sum.n_cities = (select count(*) from codelist.area as city where city.kind = 'city')
    and (region.lower > city_sum.upper or region.upper < city_sum.lower)
order by region.submission_id, region.indicator
