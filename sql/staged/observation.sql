-- one row per line and role (this year's cell, last year's cell) of a received form
-- purpose: raw_text stands on that sheet, line and column: of the form itself, or of a correction
--   workbook's findings, where a corrected figure was typed. A blank cell is a row without a value,
--   whose status says why; no upper bound means that none is known. A text that is not a number,
--   day or flag stops the build: the reader must not let it by
-- parameters: $spool, the folder in which collect wrote observation.csv
with spooled as (
    select *
    from read_csv(
        $spool || '/observation.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        allow_quoted_nulls = false,
        columns = {
            'submission_id': 'varchar', 'area': 'varchar', 'form': 'varchar',
            'indicator': 'varchar', 'period': 'varchar', 'role': 'varchar',
            'raw_text': 'varchar', 'value': 'varchar', 'lower': 'varchar',
            'upper': 'varchar', 'lower_open': 'varchar', 'upper_open': 'varchar',
            'precision': 'varchar', 'decimals': 'varchar', 'qualifier': 'varchar',
            'obs_status': 'varchar', 'ref_date': 'varchar', 'remark': 'varchar',
            'given_name': 'varchar', 'given_unit': 'varchar', 'given_nature': 'varchar',
            'sheet': 'varchar', 'line': 'varchar', 'column_no': 'varchar',
            'is_sample': 'varchar'
        }
    )
),

typed as (
    select
        submission_id,
        area,
        form,
        indicator,
        cast(period as integer) as period,
        role,
        raw_text,
        cast(value as decimal(18, 4)) as value,
        cast(lower as decimal(18, 4)) as lower,
        cast(upper as decimal(18, 4)) as upper,
        cast(lower_open as boolean) as lower_open,
        cast(upper_open as boolean) as upper_open,
        cast(precision as decimal(18, 4)) as precision,
        cast(decimals as integer) as decimals,
        qualifier,
        obs_status,
        cast(ref_date as date) as ref_date,
        remark,
        given_name,
        given_unit,
        given_nature,
        sheet,
        cast(line as integer) as line,
        cast(column_no as integer) as column_no,
        cast(is_sample as boolean) as is_sample
    from spooled
)

select * from typed
order by submission_id, sheet nulls first, line, role
