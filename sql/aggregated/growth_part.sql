-- one row per area, indicator that is not a ratio, and period that can be compared with the year before
-- purpose: the two sides of a growth rate: an area's own two levels; for totals that are complete
--   this year the matched parts of both years, at least $matched_min of them
-- figures of unlike days of the year are not compared
with pair as (
    select
        now.area,
        now.indicator,
        now.period,
        now.value as num,
        now.lower as num_lower,
        now.upper as num_upper,
        before.value as den,
        before.lower as den_lower,
        before.upper as den_upper,
        now.is_strict or before.is_strict as is_strict,
        now.n_reported,
        now.n_expected,
        now.origin = before.origin and before.n_reported = before.n_expected as is_alike,
        case when now.obs_status = 'A' then before.obs_status else now.obs_status end as obs_status,
        now.revised or before.revised as revised,
        now.is_sample or before.is_sample as is_sample,
        now.ref_date
    from aggregated.count_level as now
    inner join aggregated.count_level as before
        on now.area = before.area and now.indicator = before.indicator and now.period = before.period + 1
    where
        now.value is not null and before.value is not null
        and now.n_reported = now.n_expected
        and month(now.ref_date) = month(before.ref_date) and day(now.ref_date) = day(before.ref_date)
)

select
    pair.area,
    pair.indicator,
    pair.period,
    case when pair.is_alike then pair.num else matched.num end as num,
    case when pair.is_alike then pair.num_lower else matched.num_lower end as num_lower,
    case when pair.is_alike then pair.num_upper else matched.num_upper end as num_upper,
    case when pair.is_alike then pair.den else matched.den end as den,
    case when pair.is_alike then pair.den_lower else matched.den_lower end as den_lower,
    case when pair.is_alike then pair.den_upper else matched.den_upper end as den_upper,
    case when pair.is_alike then pair.is_strict else matched.is_strict end as is_strict,
    case when pair.is_alike then pair.n_reported else matched.n_matched end as n_reported,
    pair.n_expected,
    pair.obs_status,
    pair.ref_date,
    pair.revised,
    pair.is_sample
from pair
left join aggregated.matched_growth as matched
    on pair.area = matched.area and pair.indicator = matched.indicator and pair.period = matched.period
where pair.is_alike or matched.n_matched >= $matched_min
order by pair.area, pair.indicator, pair.period
