-- one row per rule (relations by kind, reading rules all together) and severity, for the reference $year
-- purpose: how many findings there were on the forms of the edition, each counted once however many
--   revisions showed it, and what became of them; no city is named
select
    "group" as rule,
    "class",
    severity,
    title_zh,
    title_en,
    count(*) as n_found,
    cast(count(case when state = 'corrected' then 1 end) as integer) as n_corrected,
    cast(count(case when state = 'explained' then 1 end) as integer) as n_explained,
    cast(count(case when state in ('open', 'noted') then 1 end) as integer) as n_open
from validated.finding_life
where period = $year
group by "group", "class", severity, title_zh, title_en
order by n_found desc, rule asc, severity asc
