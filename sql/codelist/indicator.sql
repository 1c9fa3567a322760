-- one row per indicator, on a form or derived from those that are
-- purpose: reads indicators.csv and derived.csv; on_form tells them apart. Formulas were checked by the
--   catalogue (pipeline/catalogue/formula.py)
-- parameters: $folder, the folder of the catalogue
with source as (
    select *
    from read_csv(
        [$folder || '/indicators.csv', $folder || '/derived.csv'],
        header = true, auto_detect = false, filename = true, delim = ',', quote = '"', escape = '"',
        columns = {
            'id': 'varchar', 'form': 'varchar', 'line_code': 'varchar', 'name_zh': 'varchar',
            'name_en': 'varchar', 'short_zh': 'varchar', 'short_en': 'varchar',
            'unit_zh': 'varchar', 'unit_en': 'varchar', 'kind': 'varchar',
            'frequency': 'varchar', 'decimals': 'varchar', 'parent': 'varchar',
            'part_of': 'varchar', 'aggregation': 'varchar', 'formula': 'varchar', 'register': 'varchar',
            'region_reports': 'varchar', 'mandatory': 'varchar', 'rankable': 'varchar',
            'yoy_limit_pct': 'varchar', 'min_abs_change': 'varchar', 'monotone': 'varchar',
            'k': 'varchar', 'release': 'varchar', 'owner': 'varchar', 'definition_zh': 'varchar',
            'definition_en': 'varchar'
        }
    )
),

typed as (
    select
        id,
        form,
        line_code,
        name_zh,
        name_en,
        short_zh,
        short_en,
        unit_zh,
        unit_en,
        kind,
        frequency,
        cast(decimals as integer) as decimals,
        parent,
        part_of,
        aggregation,
        nullif(regexp_extract(formula, '^(\w+) */', 1), '') as numerator,
        nullif(regexp_extract(formula, '/ *(\w+)', 1), '') as denominator,
        case
            when formula like '%/%'
                then coalesce(cast(nullif(regexp_extract(formula, '\* *(\d+)', 1), '') as integer), 1)
        end as factor,
        formula,
        register,
        region_reports,
        coalesce(mandatory = 'Y', false) as mandatory,
        coalesce(rankable = 'Y', false) as rankable,
        cast(yoy_limit_pct as decimal(18, 4)) as yoy_limit_pct,
        cast(min_abs_change as decimal(18, 4)) as min_abs_change,
        coalesce(monotone = 'Y', false) as monotone,
        cast(k as integer) as k,
        release,
        owner,
        definition_zh,
        definition_en,
        filename like '%indicators.csv' as on_form
    from source
)

select * from typed
order by id
