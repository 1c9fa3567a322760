-- one row per reference year
-- purpose: reads edition_years.csv: the last day to submit and the day the book closed
-- parameters: $folder, the folder of the catalogue
with source as (
    select *
    from read_csv(
        $folder || '/edition_years.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {
            'year': 'varchar', 'deadline': 'varchar', 'closed_on': 'varchar'
        }
    )
),

typed as (
    select
        cast(year as integer) as year,
        cast(deadline as date) as deadline,
        cast(closed_on as date) as closed_on
    from source
)

select * from typed
order by year
