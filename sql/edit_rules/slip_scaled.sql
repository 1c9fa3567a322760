-- one row per figure that last year's figure shows to be ten, a hundred … times too large or too small
-- purpose: a unit that was mistaken (yuan for 10 000 yuan), a zero too many, a point that slipped; a suspicion, never applied
-- rule: V21
-- class: cross-year
-- severity: query
-- forms: table
-- needs: last_year
-- title_zh: 疑为数量级差错
-- title_en: A slip of magnitude
-- message_zh: 指标 {indicator}（{name}）填 {observed}，上年为 {before}，相差约 {times} 倍，疑为计量单位或小数点差错，似应为 {expected}。
-- message_en: Indicator {indicator} ({name}) is {observed} and was {before} last year, some {times} times apart: a mistaken unit or decimal point? {expected} would fit.
-- remedy_zh: 请核对；有误的更正后重新报送整张表，属实的请说明，不必改数。
-- remedy_en: Check; correct and send the whole form again, or explain and leave the figure as it is.
-- expects_zh: 与上年同一数量级
-- expects_en: the same order of magnitude as last year
-- columns: 本年
-- example: indicator=709 observed=11725000 expected=1172.5 before=1100.00 times=10000
select
    slip.submission_id,
    slip.indicator,
    pair.line,
    '本年' as column_name,
    pair.raw_text as observed,
    slip.repaired as expected,
    pair.last_raw_text as before,
    cast(greatest(slip.factor, 1 / slip.factor) as integer) as times
from validated.slip as slip
inner join validated.pair as pair
    on slip.submission_id = pair.submission_id and slip.indicator = pair.indicator
where slip.kind = 'scaled'
order by slip.submission_id, slip.indicator
