-- one row per area, indicator, measure and period that is a quotient: num / den x factor + shift
-- purpose: everything that will be divided, as whole numbers (ten-thousandths), so that one file
--   rounds once; the bounds are those of interval division, null where unbounded
with part as (
    select 'N' as measure, ratio_part.*, indicator.factor, 0 as shift, indicator.decimals
    from aggregated.ratio_part as ratio_part
    inner join codelist.indicator as indicator on ratio_part.indicator = indicator.id
    left join aggregated.stated_ratio as stated
        on
            ratio_part.area = stated.area
            and ratio_part.indicator = stated.indicator
            and ratio_part.period = stated.period
    where stated.area is null
    union all
    -- slow stocks (a yearly limit of 5 % or less) would print 0.0 with one decimal
    select
        'G1Y' as measure,
        growth_part.*,
        100 as factor,
        -100 as shift,
        case when indicator.yoy_limit_pct <= 5 then 2 else 1 end as decimals
    from aggregated.growth_part as growth_part
    inner join codelist.indicator as indicator on growth_part.indicator = indicator.id
    union all
    select 'SHR' as measure, share_part.*, 100 as factor, 0 as shift, 2 as decimals
    from aggregated.share_part as share_part
),

whole as (
    select
        measure, area, indicator, period, factor, shift, decimals,
        cast(num * 10000 as hugeint) as num,
        cast(num_lower * 10000 as hugeint) as num_lower,
        cast(num_upper * 10000 as hugeint) as num_upper,
        cast(den * 10000 as hugeint) as den,
        cast(den_lower * 10000 as hugeint) as den_lower,
        cast(den_upper * 10000 as hugeint) as den_upper,
        is_strict, n_reported, n_expected, obs_status, ref_date, revised, is_sample
    from part
    where den > 0
),

point as (
    select
        'D1Y' as measure, point_part.area, point_part.indicator, point_part.period,
        indicator.factor, 0 as shift, indicator.decimals,
        point_part.num, point_part.num as num_lower, point_part.num as num_upper,
        point_part.den, point_part.den as den_lower, point_part.den as den_upper,
        false as is_strict, point_part.n_reported, point_part.n_expected, point_part.obs_status,
        point_part.ref_date, point_part.revised, point_part.is_sample
    from aggregated.point_part as point_part
    inner join codelist.indicator as indicator on point_part.indicator = indicator.id
),

diversity as (
    select
        'N' as measure, area, indicator, period, 1 as factor, 0 as shift, decimals,
        num, num as num_lower, num as num_upper, den, den as den_lower, den as den_upper,
        false as is_strict, 1 as n_reported, 1 as n_expected, obs_status, ref_date, revised, is_sample
    from aggregated.diversity_part
),

every_fraction as (
    select * from whole
    union all
    select * from point
    union all
    select * from diversity
)

select *
from every_fraction
order by measure, area, indicator, period
