-- one row per relation between indicators
-- purpose: reads relations.csv: edit rules as data
-- parameters: $folder, the folder of the catalogue
with source as (
    select *
    from read_csv(
        $folder || '/relations.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {
            'relation_id': 'varchar', 'kind': 'varchar', 'sense': 'varchar',
            'tolerance': 'varchar', 'severity': 'varchar', 'binding': 'varchar',
            'when': 'varchar', 'valid_from': 'varchar', 'valid_to': 'varchar',
            'message_zh': 'varchar', 'message_en': 'varchar'
        }
    )
),

typed as (
    select
        relation_id,
        kind,
        sense,
        cast(tolerance as decimal(18, 4)) as tolerance,
        severity,
        coalesce(binding = 'Y', false) as binding,
        "when",
        cast(valid_from as integer) as valid_from,
        cast(valid_to as integer) as valid_to,
        message_zh,
        message_en
    from source
)

select * from typed
order by relation_id
