-- one row per amount that a narrative or chronicle states in plain digits of a line of the forms
-- purpose: as an interval in the unit of the line; only what has one certain reading was read. paragraph counts
--   paragraphs from 0, or events from 1
-- parameters: $spool, the folder in which collect wrote plain_figure.csv
with spooled as (
    select *
    from read_csv(
        $spool || '/plain_figure.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        allow_quoted_nulls = false,
        columns = {
            'submission_id': 'varchar', 'area': 'varchar', 'period': 'varchar',
            'line': 'varchar', 'column_name': 'varchar', 'paragraph': 'varchar',
            'place': 'varchar', 'indicator': 'varchar', 'piece': 'varchar', 'lower': 'varchar',
            'upper': 'varchar', 'lower_open': 'varchar', 'upper_open': 'varchar'
        }
    )
),

typed as (
    select
        submission_id,
        area,
        cast(period as integer) as period,
        cast(line as integer) as line,
        column_name,
        cast(paragraph as integer) as paragraph,
        cast(place as integer) as place,
        indicator,
        piece,
        cast(lower as decimal(18, 4)) as lower,
        cast(upper as decimal(18, 4)) as upper,
        cast(lower_open as boolean) as lower_open,
        cast(upper_open as boolean) as upper_open
    from spooled
)

select * from typed
order by submission_id, place
