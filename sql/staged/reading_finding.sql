-- one row per finding that reading the files gave
-- purpose: rejections of files that were not received (no submission_id), and remarks on those that were
-- parameters: $spool, the folder in which collect wrote reading_finding.csv
with spooled as (
    select *
    from read_csv(
        $spool || '/reading_finding.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        allow_quoted_nulls = false,
        columns = {
            'finding_id': 'varchar', 'rule': 'varchar', 'severity': 'varchar',
            'area': 'varchar', 'form': 'varchar', 'period': 'varchar',
            'submission_id': 'varchar', 'file_name': 'varchar', 'sheet': 'varchar',
            'line': 'varchar', 'column_no': 'varchar', 'column_name': 'varchar',
            'indicator': 'varchar', 'observed': 'varchar',
            'expected': 'varchar', 'difference': 'varchar', 'outcome': 'varchar',
            'values_hash': 'varchar', 'suspects': 'varchar', 'suspicion_zh': 'varchar',
            'suspicion_en': 'varchar', 'message_zh': 'varchar', 'message_en': 'varchar',
            'remedy_zh': 'varchar', 'remedy_en': 'varchar',
            'sha256': 'varchar'
        }
    )
),

typed as (
    select
        finding_id,
        rule,
        severity,
        area,
        form,
        cast(period as integer) as period,
        submission_id,
        file_name,
        sheet,
        cast(line as integer) as line,
        cast(column_no as integer) as column_no,
        column_name,
        indicator,
        observed,
        expected,
        difference,
        outcome,
        values_hash,
        suspects,
        suspicion_zh,
        suspicion_en,
        message_zh,
        message_en,
        remedy_zh,
        remedy_en,
        sha256
    from spooled
)

select * from typed
order by
    period, area nulls last, file_name, sheet nulls first, line nulls first, column_name nulls first, rule,
    finding_id, observed nulls first
