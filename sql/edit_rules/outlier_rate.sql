-- one row per figure whose rate lies far from the rates of the other cities
-- purpose: modified z-score on the logarithms of rates: 0.6745 * (x - median) / MAD beyond $mad_limit
--   (Iglewicz and Hoaglin 1993, How to detect and handle outliers); where the MAD is below $mad_floor, that
--   is taken (rates that coincide accuse nobody of a small difference). Rates in force of $areas_min cities
-- rule: V19
-- class: outlier
-- severity: query
-- scope: region
-- forms: table
-- title_zh: 水平与各市相差悬殊
-- title_en: A level far from that of other cities
-- message_zh: 指标 {indicator}（{name}）填 {observed}，{rate_name}为各市中位数的 {times} 倍。
-- message_en: Indicator {indicator} ({name}) is {observed}: its rate ({rate_name}) is {times} times the median of the cities.
-- remedy_zh: 请核对计量单位和统计范围；如属实，请说明原因，不必改数。
-- remedy_en: Check the unit and the scope; if it is right, explain it and leave the figure as it is.
-- expects_zh: 人均等水平在各市分布之内（中位数与绝对中位差，对数）
-- expects_en: a rate within the distribution of the cities (median and MAD, logarithms)
-- columns: 本年
-- example: indicator=313 observed=36000 rate_name=每万人口网格员 times=11.6
with ranked as (
    select
        *,
        row_number() over (partition by rate, period, is_sample order by log_rate, area) as place,
        count(*) over (partition by rate, period, is_sample) as n
    from validated.rate
    where in_force
),

middle as (
    select
        rate,
        period,
        is_sample,
        (max(log_rate) + min(log_rate)) / 2 as log_rate
    from ranked
    where n >= $areas_min and place in (floor((n + 1) / 2), ceil((n + 1) / 2))
    group by rate, period, is_sample
),

distant as (
    select
        rate.*,
        middle.log_rate as middle,
        abs(rate.log_rate - middle.log_rate) as distance
    from validated.rate as rate
    inner join middle
        on rate.rate = middle.rate and rate.period = middle.period and rate.is_sample = middle.is_sample
),

spread as (
    select
        *,
        row_number() over (partition by rate, period, is_sample order by distance, area) as place,
        count(*) over (partition by rate, period, is_sample) as n
    from distant
    where in_force
),

mad as (
    select
        rate,
        period,
        is_sample,
        greatest(max(case when place = ceil(0.5 * n) then distance end), $mad_floor) as mad
    from spread
    group by rate, period, is_sample
)

select
    distant.submission_id,
    distant.indicator,
    distant.line,
    '本年' as column_name,
    distant.raw_text as observed,
    distant.rate,
    cast(exp(distant.log_rate - distant.middle) as decimal(18, 2)) as times
from distant
inner join mad on distant.rate = mad.rate and distant.period = mad.period and distant.is_sample = mad.is_sample
where 0.6745 * distant.distance / mad.mad > $mad_limit
order by distant.submission_id, distant.indicator
