-- one row per area, indicator and period whose published level has changed since its own edition
-- purpose: the table of revisions: what stood in the book of that year, and what stands now, because the
--   unit corrected its figure (revised), or because it is computed in another way. Where no such book is
--   kept, it had what was accepted when it closed. Lines with small cells, and what is made of them, are
--   left out, for two editions together could betray what each hides
-- parameters: $year, the reference year of this edition
with small as (
    select id from codelist.indicator
    where k is not null
    union
    select formula_line.indicator as id
    from codelist.formula_line as formula_line
    inner join codelist.indicator as line on formula_line.line = line.id
    where line.k is not null
),

kept as (
    select
        area, indicator, cast(period as integer) as period,
        cast(value as decimal(28, 4)) as value, mark, cast(decimals as integer) as decimals
    from protected.printed_before
    where value <> ''
),

accepted as (
    select
        observation.area, observation.indicator, observation.period,
        cast(observation.printed_value as decimal(28, 4)) as value, '' as mark, indicator.decimals
    from validated.observation as observation
    inner join codelist.indicator as indicator on observation.indicator = indicator.id
    where
        observation.revised and observation.printed_value is not null
        and observation.period not in (select kept.period from kept)
),

before as (
    select * from kept
    union all
    select * from accepted
)

select
    figure.area, figure.indicator, figure.period,
    before.value as before_value, before.mark as before_mark, before.decimals as before_decimals,
    figure.revised
from disseminated.figure as figure
inner join before
    on figure.area = before.area and figure.indicator = before.indicator and figure.period = before.period
where
    figure.measure = 'N' and figure.period < $year
    and figure.indicator not in (select small.id from small)
    and (figure.value <> before.value or figure.mark <> before.mark)
order by figure.period, figure.area, figure.indicator
