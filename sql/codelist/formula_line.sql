-- one row per indicator with a formula and line that stands in it
-- purpose: what a ratio or an index is made of, whatever the formula
with listed as (
    select id as indicator, numerator as line from codelist.indicator where numerator is not null
    union all
    select id as indicator, denominator as line from codelist.indicator where denominator is not null
    union all
    select
        id as indicator,
        unnest(regexp_extract_all(regexp_extract(formula, '\((.*)\)', 1), '\w+')) as line
    from codelist.indicator
    where kind = 'index'
)

select *
from listed
order by indicator, line
