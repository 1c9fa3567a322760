-- one row per reference year, city and form that the city owes for that year
-- purpose: who has to report what, and until when (no deadline: compiled, nobody was asked)
select
    edition_year.year,
    city.code as area,
    form.code as form,
    edition_year.deadline
from codelist.edition_year as edition_year
cross join codelist.area as city
inner join codelist.form as form on edition_year.year >= form.expected_from
where
    city.kind = 'city'
    and extract(year from city.valid_from) <= edition_year.year
    and (city.valid_to is null or extract(year from city.valid_to) >= edition_year.year)
order by edition_year.year, city.code, form.code
