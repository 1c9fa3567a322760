-- one row per event of a received chronicle
-- purpose: days, places and what happened, numbered as in the file
-- parameters: $spool, the folder in which collect wrote event.csv
with spooled as (
    select *
    from read_csv(
        $spool || '/event.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        allow_quoted_nulls = false,
        columns = {
            'submission_id': 'varchar', 'area': 'varchar', 'period': 'varchar',
            'event_no': 'varchar', 'date': 'varchar', 'place_zh': 'varchar',
            'place_en': 'varchar', 'text_zh': 'varchar', 'text_en': 'varchar',
            'line': 'varchar', 'is_sample': 'varchar'
        }
    )
),

typed as (
    select
        submission_id,
        area,
        cast(period as integer) as period,
        cast(event_no as integer) as event_no,
        cast(date as date) as date,
        place_zh,
        place_en,
        text_zh,
        text_en,
        cast(line as integer) as line,
        cast(is_sample as boolean) as is_sample
    from spooled
)

select * from typed
order by submission_id, event_no
