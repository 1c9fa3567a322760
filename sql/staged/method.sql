-- one row per received narrative whose title begins with the name of a method
-- purpose: how many parts the name promises (NULL where it does not say) and how many sections are parts of it
-- parameters: $spool, the folder in which collect wrote method.csv
with spooled as (
    select *
    from read_csv(
        $spool || '/method.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        allow_quoted_nulls = false,
        columns = {
            'submission_id': 'varchar', 'area': 'varchar', 'period': 'varchar',
            'line': 'varchar', 'name_zh': 'varchar', 'name_en': 'varchar',
            'n_promised': 'varchar', 'n_parts': 'varchar'
        }
    )
),

typed as (
    select
        submission_id,
        area,
        cast(period as integer) as period,
        cast(line as integer) as line,
        name_zh,
        name_en,
        cast(n_promised as integer) as n_promised,
        cast(n_parts as integer) as n_parts
    from spooled
)

select * from typed
order by submission_id
