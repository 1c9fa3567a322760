-- one row per blank cell of a form in force for which an estimate was asked and can be made
-- purpose: the estimate as an unrounded quotient, top / bottom in units of the indicator's last
--   decimal: last year's figure; that figure moved as the region moved, if $matched_min cities tell;
--   or the mean of at least three cities of the same class. Last year's figure must have been stated
with blank as (
    select
        observation.area,
        observation.indicator,
        observation.period,
        asked.method,
        asked.scheme,
        indicator.decimals
    from validated.observation as observation
    inner join codelist.area as city on observation.area = city.code
    inner join codelist.indicator as indicator on observation.indicator = indicator.id
    inner join aggregated.imputation_asked as asked on observation.indicator = asked.indicator
    where city.kind = 'city' and observation.value is null and observation.obs_status = 'L'
),

based as (
    select
        blank.*,
        before.value as base
    from blank
    inner join aggregated.stated as before
        on
            blank.area = before.area
            and blank.indicator = before.indicator
            and blank.period = before.period + 1
    where blank.method <> 'like_areas' and before.value is not null and before.lower = before.upper
),

followed as (
    select
        based.*,
        case when based.method = 'ratio' then movement.num else 1 end as num,
        case when based.method = 'ratio' then movement.den else 1 end as den
    from based
    left join aggregated.movement as movement
        on based.indicator = movement.indicator and based.period = movement.period
    where based.method = 'last_value' or movement.n_matched >= $matched_min
),

likened as (
    select
        blank.area,
        blank.indicator,
        blank.period,
        blank.method,
        blank.decimals,
        sum(other.value) as base,
        count(*) as den
    from blank
    inner join codelist.area as class on blank.scheme = class.parent and class.kind = 'class'
    inner join codelist.area_member as own on class.code = own.class and blank.area = own.city
    inner join codelist.area_member as fellow on class.code = fellow.class
    inner join aggregated.stated as other
        on
            fellow.city = other.area
            and blank.indicator = other.indicator
            and blank.period = other.period
    where blank.method = 'like_areas' and other.value is not null and other.lower = other.upper
    group by blank.area, blank.indicator, blank.period, blank.method, blank.decimals
    having count(*) >= 3
),

every_estimate as (
    select area, indicator, period, method, decimals, base, num, den from followed
    union all
    select area, indicator, period, method, decimals, base, 1 as num, den from likened
)

select *
from every_estimate
order by area, indicator, period
