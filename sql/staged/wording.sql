-- one row per word of the term list in a text as received, and cell of the text in which it stands
-- purpose: where it first stands in the cell, with the text around it; indicator only beside a remark (备注) of a line
-- parameters: $spool, the folder in which collect wrote wording.csv
with spooled as (
    select *
    from read_csv(
        $spool || '/wording.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        allow_quoted_nulls = false,
        columns = {
            'submission_id': 'varchar', 'area': 'varchar', 'period': 'varchar',
            'line': 'varchar', 'column_name': 'varchar', 'indicator': 'varchar',
            'place': 'varchar', 'wrong': 'varchar', 'piece': 'varchar'
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
        indicator,
        cast(place as integer) as place,
        wrong,
        piece
    from spooled
)

select * from typed
order by submission_id, place
