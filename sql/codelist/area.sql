-- one row per area: the region, its own level, each city, each class of cities
-- purpose: reads areas.csv
-- parameters: $folder, the folder of the catalogue
with source as (
    select *
    from read_csv(
        $folder || '/areas.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {
            'code': 'varchar', 'kind': 'varchar', 'parent': 'varchar', 'name_zh': 'varchar',
            'name_en': 'varchar', 'short_zh': 'varchar', 'short_en': 'varchar',
            'aliases': 'varchar', 'valid_from': 'varchar', 'valid_to': 'varchar',
            'tile_row': 'varchar', 'tile_col': 'varchar', 'members': 'varchar'
        }
    )
),

typed as (
    select
        code,
        kind,
        parent,
        name_zh,
        name_en,
        short_zh,
        short_en,
        aliases,
        cast(valid_from as date) as valid_from,
        cast(valid_to as date) as valid_to,
        cast(tile_row as integer) as tile_row,
        cast(tile_col as integer) as tile_col,
        members
    from source
)

select * from typed
order by code
