-- one row per figure that last year's figure shows to be misspelt by two exchanged digits
-- purpose: with the two digits exchanged back the figure lies near that of last year; a suspicion, never applied
-- rule: V23
-- class: cross-year
-- severity: query
-- forms: table
-- needs: last_year
-- title_zh: 疑为数字颠倒
-- title_en: Digits exchanged
-- message_zh: 指标 {indicator}（{name}）填 {observed}，上年为 {before}，疑为两位数字颠倒，似应为 {expected}。
-- message_en: Indicator {indicator} ({name}) is {observed} and was {before} last year: were two digits exchanged? {expected} would fit.
-- remedy_zh: 请核对；有误的更正后重新报送整张表，属实的请说明，不必改数。
-- remedy_en: Check; correct and send the whole form again, or explain and leave the figure as it is.
-- expects_zh: 与上年相近
-- expects_en: a figure near that of last year
-- columns: 本年
-- example: indicator=313 observed=4231 expected=2431 before=2402
select
    slip.submission_id,
    slip.indicator,
    pair.line,
    '本年' as column_name,
    pair.raw_text as observed,
    slip.repaired as expected,
    pair.last_raw_text as before
from validated.slip as slip
inner join validated.pair as pair
    on slip.submission_id = pair.submission_id and slip.indicator = pair.indicator
where slip.kind = 'transposed'
order by slip.submission_id, slip.indicator
