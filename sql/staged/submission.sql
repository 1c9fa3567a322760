-- one row per received form that can be read and was not withdrawn
-- purpose: who sent which form of which year, and which revision of it this is (numbered by the
--   ledger, so that a number stays when another revision is withdrawn). Files that nobody sent
--   (samples, compiled from published sources) count as received on the day they state, if any.
--   origin: a form, or a form of a correction workbook; digest: the hash of what it says
-- parameters: $spool, the folder in which collect wrote submission.csv
with spooled as (
    select *
    from read_csv(
        $spool || '/submission.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        allow_quoted_nulls = false,
        columns = {
            'submission_id': 'varchar', 'sha256': 'varchar', 'area': 'varchar',
            'form': 'varchar', 'year': 'varchar', 'revision': 'varchar', 'seq': 'varchar',
            'ledger_on': 'varchar', 'stated_on': 'varchar', 'ref_date': 'varchar',
            'file_name': 'varchar', 'sheet': 'varchar', 'encoding': 'varchar',
            'nature': 'varchar', 'source_note': 'varchar', 'remark': 'varchar',
            'is_sample': 'varchar', 'origin': 'varchar', 'digest': 'varchar'
        }
    )
),

typed as (
    select
        submission_id,
        sha256,
        area,
        form,
        cast(year as integer) as year,
        cast(revision as integer) as revision,
        cast(seq as integer) as seq,
        cast(ledger_on as date) as ledger_on,
        cast(stated_on as date) as stated_on,
        cast(ref_date as date) as ref_date,
        file_name,
        sheet,
        encoding,
        nature,
        source_note,
        remark,
        cast(is_sample as boolean) as is_sample,
        origin,
        digest
    from spooled
),

dated as (
    select
        submission_id,
        sha256,
        area,
        form,
        year,
        revision,
        seq,
        case
            when nature in ('示例', '公开资料整理') then coalesce(stated_on, ledger_on)
            else ledger_on
        end as received_on,
        stated_on,
        ref_date,
        file_name,
        sheet,
        encoding,
        nature,
        source_note,
        remark,
        is_sample,
        origin,
        digest
    from typed
)

select * from dated
order by year, area, form, revision
