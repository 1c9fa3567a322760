-- one row per form whose figures of this year are those of last year, nearly all of them
-- purpose: last year's file sent again under a new date. Counted are exact figures of $base_min or more
--   that are neither register counts nor rates: at least $stale_lines of them, and $stale_share per cent
--   of them unchanged
-- rule: V20
-- class: cross-year
-- severity: query
-- forms: table
-- needs: last_year
-- title_zh: 疑为沿用上年数
-- title_en: Last year's figures again
-- message_zh: 本表可比的 {n_lines} 项指标中有 {observed} 项与上年完全相同，疑为沿用上年数据。
-- message_en: {observed} of {n_lines} comparable figures are exactly those of last year: was last year's form copied?
-- remedy_zh: 请核对是否误报上年报表；如属实，请说明，不必改数。
-- remedy_en: Check whether last year's form was sent by mistake; if the figures are right, explain.
-- expects_zh: 各项指标不会几乎全部与上年相同
-- expects_en: figures that are not nearly all those of last year
-- columns: 本年
-- example: observed=12 n_lines=12
with compared as (
    select
        pair.submission_id,
        count(*) as n_lines,
        count(case when pair.value = pair.last_value then 1 end) as n_same
    from validated.pair as pair
    inner join codelist.indicator as indicator on pair.indicator = indicator.id
    where
        pair.log_ratio is not null and pair.last_value >= $base_min
        and indicator.register is null and indicator.kind <> 'ratio'
    group by pair.submission_id
)

select
    submission_id,
    '本年' as column_name,
    n_same as observed,
    n_lines
from compared
where n_lines >= $stale_lines and n_same * 100 >= n_lines * $stale_share
order by submission_id
