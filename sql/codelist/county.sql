-- one row per county, district or county-level city, in one state
-- purpose: reads counties.csv; a county that was renamed or replaced names the one that took its place
-- parameters: $folder, the folder of the catalogue
with source as (
    select *
    from read_csv(
        $folder || '/counties.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {
            'code': 'varchar', 'parent': 'varchar', 'kind': 'varchar', 'name_zh': 'varchar',
            'name_en': 'varchar', 'pop_2020': 'varchar', 'minority_share_2020': 'varchar',
            'valid_from': 'varchar', 'valid_to': 'varchar', 'replaced_by': 'varchar'
        }
    )
),

typed as (
    select
        code,
        parent,
        kind,
        name_zh,
        name_en,
        cast(valid_from as date) as valid_from,
        cast(valid_to as date) as valid_to,
        replaced_by
    from source
)

select * from typed
order by code
