-- one row per reason that explains a figure
-- purpose: reads reasons.csv: codes, names and the sentences that the book may print
-- parameters: $folder, the folder of the catalogue
with source as (
    select *
    from read_csv(
        $folder || '/reasons.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {
            'code': 'varchar', 'name_zh': 'varchar', 'name_en': 'varchar', 'print_zh': 'varchar',
            'print_en': 'varchar'
        }
    )
),

typed as (
    select
        code,
        name_zh,
        name_en,
        print_zh,
        print_en
    from source
)

select * from typed
order by code
