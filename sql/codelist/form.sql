-- one row per reporting form
-- purpose: reads forms.csv
-- parameters: $folder, the folder of the catalogue
with source as (
    select *
    from read_csv(
        $folder || '/forms.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {
            'code': 'varchar', 'kind': 'varchar', 'name_zh': 'varchar', 'name_en': 'varchar',
            'table_no': 'varchar', 'approval_zh': 'varchar', 'approval_en': 'varchar',
            'part': 'varchar', 'expected_from': 'varchar'
        }
    )
),

typed as (
    select
        code,
        kind,
        name_zh,
        name_en,
        table_no,
        approval_zh,
        approval_en,
        cast(part as integer) as part,
        cast(expected_from as integer) as expected_from
    from source
)

select * from typed
order by code
