-- one row per column of a table of the book
-- purpose: reads table_columns.csv: which figures the book prints
-- parameters: $folder, the folder of the catalogue
with source as (
    select *
    from read_csv(
        $folder || '/table_columns.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {
            'table': 'varchar', 'ordinal': 'varchar', 'part': 'varchar', 'indicator': 'varchar',
            'measure': 'varchar', 'head_zh': 'varchar', 'head_en': 'varchar',
            'unit_zh': 'varchar', 'unit_en': 'varchar', 'spanner_zh': 'varchar',
            'spanner_en': 'varchar', 'indent': 'varchar', 'hashed': 'varchar',
            'scale': 'varchar', 'decimals': 'varchar'
        }
    )
),

typed as (
    select
        "table",
        cast(ordinal as integer) as ordinal,
        cast(part as integer) as part,
        indicator,
        measure,
        head_zh,
        head_en,
        unit_zh,
        unit_en,
        spanner_zh,
        spanner_en,
        cast(indent as integer) as indent,
        coalesce(hashed = 'Y', false) as hashed,
        cast(scale as integer) as scale,
        cast(decimals as integer) as decimals
    from source
)

select * from typed
order by "table", ordinal
