-- one row per area, indicator, measure and period: every figure of the edition
-- purpose: the only source of anything printed, drawn, said or offered for download; adds the
--   ranks of rates among cities: ties shared, at least $rank_min cities, all of them exact
with ranked as (
    select
        figure.*,
        rank() over (partition by figure.indicator, figure.period order by figure.value desc) as place
    from disseminated.unranked as figure
    inner join codelist.indicator as indicator on figure.indicator = indicator.id
    inner join codelist.area as area on figure.area = area.code
    where indicator.rankable and area.kind = 'city' and figure.measure = 'N' and figure.value is not null
),

rankable as (
    select figure.indicator, figure.period
    from disseminated.unranked as figure
    inner join codelist.indicator as indicator on figure.indicator = indicator.id
    inner join codelist.area as area on figure.area = area.code
    where indicator.rankable and area.kind = 'city' and figure.measure = 'N'
    group by figure.indicator, figure.period
    having
        count(figure.value) >= $rank_min
        and max(figure.mark) = '' and min(figure.conf_status) = 'F'  -- C sorts before F
),

rank_figure as (
    select
        ranked.area, ranked.indicator, 'RNK' as measure, ranked.period,
        cast(ranked.place as decimal(28, 4)) as value,
        cast(ranked.place as decimal(28, 4)) as lower,
        cast(ranked.place as decimal(28, 4)) as upper,
        cast(null as decimal(18, 4)) as precision,
        0 as decimals, '' as mark, ranked.obs_status, 'F' as conf_status, ranked.revised,
        1 as n_reported, 1 as n_expected, ranked.is_sample, ranked.ref_date
    from ranked
    inner join rankable on ranked.indicator = rankable.indicator and ranked.period = rankable.period
),

every_figure as (
    select * from disseminated.unranked
    union all
    select * from rank_figure
)

select *
from every_figure
order by area, indicator, measure, period
