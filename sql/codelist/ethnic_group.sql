-- one row per ethnic group of GB/T 3304
-- purpose: reads ethnic_groups.csv
-- parameters: $folder, the folder of the catalogue
with source as (
    select *
    from read_csv(
        $folder || '/ethnic_groups.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {
            'number': 'varchar', 'alpha': 'varchar', 'name_zh': 'varchar', 'name_en': 'varchar',
            'short_zh': 'varchar', 'aliases': 'varchar', 'indicator': 'varchar'
        }
    )
),

typed as (
    select
        number,
        alpha,
        name_zh,
        name_en,
        short_zh,
        aliases,
        indicator
    from source
)

select * from typed
order by number
