-- one row per area and span of years
-- purpose: reads area_facts.csv: the numbers that register counts are checked against
-- parameters: $folder, the folder of the catalogue
with source as (
    select *
    from read_csv(
        $folder || '/area_facts.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {
            'area': 'varchar', 'from_year': 'varchar', 'to_year': 'varchar',
            'n_county_units': 'varchar', 'n_autonomous_counties': 'varchar',
            'n_ethnic_townships': 'varchar', 'n_township_level_units': 'varchar'
        }
    )
),

typed as (
    select
        area,
        cast(from_year as integer) as from_year,
        cast(to_year as integer) as to_year,
        cast(n_county_units as integer) as n_county_units,
        cast(n_autonomous_counties as integer) as n_autonomous_counties,
        cast(n_ethnic_townships as integer) as n_ethnic_townships,
        cast(n_township_level_units as integer) as n_township_level_units
    from source
)

select * from typed
order by area, from_year
