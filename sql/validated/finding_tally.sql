-- one row per reference year, area, class of rules and severity
-- purpose: how many findings a unit had and what became of them, each counted once however many revisions
--   showed it. n_lapsed: open again because its figures moved; n_undated: open, but of no file that came
--   on a day (a form that is missing). It names the units, so it stays in the house
select
    period,
    area,
    "class",
    severity,
    cast(count(*) as integer) as n_found,
    cast(count(case when state = 'corrected' then 1 end) as integer) as n_corrected,
    cast(count(case when state = 'explained' then 1 end) as integer) as n_explained,
    cast(count(case when state = 'open' then 1 end) as integer) as n_open,
    cast(count(case when state = 'open' and has_lapsed then 1 end) as integer) as n_lapsed,
    cast(count(case when state = 'open' and opened_on is null then 1 end) as integer) as n_undated
from validated.finding_life
where area is not null
group by period, area, "class", severity
order by period, area, "class", severity
