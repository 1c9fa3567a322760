-- one row per area, ratio indicator and period whose numerator and denominator are both known
-- purpose: what a ratio is computed from: an area's own figures, complete totals, or, where a
--   total is incomplete, the sums over the parts that reported both; ratios are never averaged
with ratio as (
    select id as indicator, numerator, denominator
    from codelist.indicator
    where kind = 'ratio' and numerator is not null
),

paired as (
    select
        above.area,
        ratio.indicator,
        above.period,
        above.value as num,
        above.lower as num_lower,
        above.upper as num_upper,
        below.value as den,
        below.lower as den_lower,
        below.upper as den_upper,
        above.is_strict or below.is_strict as is_strict,
        least(above.n_reported, below.n_reported) as n_reported,
        case when above.n_reported < above.n_expected then above.n_expected else below.n_expected end as n_expected,
        above.n_reported = above.n_expected and below.n_reported = below.n_expected as is_complete,
        case when above.obs_status = 'A' then below.obs_status else above.obs_status end as obs_status,
        case when above.ref_date = below.ref_date then above.ref_date end as ref_date,
        above.revised or below.revised as revised,
        above.is_sample or below.is_sample as is_sample
    from ratio
    inner join aggregated.count_level as above on ratio.numerator = above.indicator
    inner join aggregated.count_level as below
        on above.area = below.area and above.period = below.period and ratio.denominator = below.indicator
    where above.value is not null and below.value is not null
)

select
    paired.area,
    paired.indicator,
    paired.period,
    case when paired.is_complete then paired.num else matched.num end as num,
    case when paired.is_complete then paired.num_lower else matched.num_lower end as num_lower,
    case when paired.is_complete then paired.num_upper else matched.num_upper end as num_upper,
    case when paired.is_complete then paired.den else matched.den end as den,
    case when paired.is_complete then paired.den_lower else matched.den_lower end as den_lower,
    case when paired.is_complete then paired.den_upper else matched.den_upper end as den_upper,
    case when paired.is_complete then paired.is_strict else matched.is_strict end as is_strict,
    case when paired.is_complete then 1 else matched.n_reported end as n_reported,
    case when paired.is_complete then 1 else paired.n_expected end as n_expected,
    paired.obs_status,
    paired.ref_date,
    paired.revised,
    paired.is_sample
from paired
left join aggregated.matched_ratio as matched
    on
        paired.area = matched.area
        and paired.indicator = matched.indicator
        and paired.period = matched.period
where paired.is_complete or matched.num is not null
order by paired.area, paired.indicator, paired.period
