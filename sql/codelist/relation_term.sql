-- one row per indicator and lag in a relation
-- purpose: reads relation_terms.csv: what a relation adds up
-- parameters: $folder, the folder of the catalogue
with source as (
    select *
    from read_csv(
        $folder || '/relation_terms.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {
            'relation_id': 'varchar', 'indicator': 'varchar', 'lag': 'varchar',
            'coefficient': 'varchar'
        }
    )
),

typed as (
    select
        relation_id,
        indicator,
        cast(lag as integer) as lag,
        cast(coefficient as decimal(18, 4)) as coefficient
    from source
)

select * from typed
order by relation_id, indicator, lag
