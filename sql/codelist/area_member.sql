-- one row per class of cities and city in it
-- purpose: who belongs to which class; a city is in one class of every classification
-- parameters: none
with class as (
    select code, members from codelist.area where kind = 'class'
),

city as (
    select code from codelist.area where kind = 'city'
),

member as (
    select
        class.code as class,
        city.code as city
    from class
    inner join city on ';' || class.members || ';' like '%;' || city.code || ';%'
)

select * from member
order by class, city
