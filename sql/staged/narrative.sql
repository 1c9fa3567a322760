-- one row per paragraph of a received narrative
-- purpose: paragraph 0 holds the title and the lead of the whole; figures stand as references, [[201]]
-- parameters: $spool, the folder in which collect wrote narrative.csv
with spooled as (
    select *
    from read_csv(
        $spool || '/narrative.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        allow_quoted_nulls = false,
        columns = {
            'submission_id': 'varchar', 'area': 'varchar', 'period': 'varchar',
            'paragraph': 'varchar', 'heading_zh': 'varchar', 'heading_en': 'varchar',
            'text_zh': 'varchar', 'text_en': 'varchar', 'line': 'varchar',
            'is_sample': 'varchar'
        }
    )
),

typed as (
    select
        submission_id,
        area,
        cast(period as integer) as period,
        cast(paragraph as integer) as paragraph,
        heading_zh,
        heading_en,
        text_zh,
        text_en,
        cast(line as integer) as line,
        cast(is_sample as boolean) as is_sample
    from spooled
)

select * from typed
order by submission_id, paragraph
