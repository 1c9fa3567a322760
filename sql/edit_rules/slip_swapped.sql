-- one row per figure that last year's figure shows to be exchanged with a neighbouring line's
-- purpose: two rows of the form were filled in the wrong order; a suspicion, never applied
-- rule: V22
-- class: cross-year
-- severity: query
-- forms: table
-- needs: last_year
-- title_zh: 疑为相邻两行填反
-- title_en: Neighbouring rows exchanged
-- message_zh: 指标 {indicator}（{name}）填 {observed}，上年为 {before}，而与相邻的指标 {other} 对调后（{expected}）两行都与上年相近，疑为两行填反。
-- message_en: Indicator {indicator} ({name}) is {observed} and was {before} last year; exchanged with the neighbouring {other} ({expected}) both would fit: were the two rows mixed up?
-- remedy_zh: 请核对；有误的更正后重新报送整张表，属实的请说明，不必改数。
-- remedy_en: Check; correct and send the whole form again, or explain and leave the figure as it is.
-- expects_zh: 与本行上年数相近，而不是与邻行上年数相近
-- expects_en: a figure near its own line's of last year, not near its neighbour's
-- columns: 本年
-- example: indicator=203 observed=205 expected=177 before=174 other=204
select
    slip.submission_id,
    slip.indicator,
    pair.line,
    '本年' as column_name,
    pair.raw_text as observed,
    slip.repaired as expected,
    pair.last_raw_text as before,
    slip.other
from validated.slip as slip
inner join validated.pair as pair
    on slip.submission_id = pair.submission_id and slip.indicator = pair.indicator
where slip.kind = 'swapped'
order by slip.submission_id, slip.indicator
