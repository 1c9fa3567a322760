-- one row per last-year cell of a form that contradicts last year's figure in force
-- purpose: the last-year column is evidence only; a blank is fine, figures of unlike reference days
--   or of a sample and a real year are not held against each other
-- rule: V14
-- class: cross-year
-- severity: query
-- forms: table
-- needs: last_year
-- title_zh: 上年数与原报送不一致
-- title_en: Last year differs from what was reported
-- message_zh: 指标 {indicator}（{name}）上年栏填 {observed}，与 {last_period} 年报送的 {expected} 不一致[，差 {signed}]。
-- message_en: Indicator {indicator} ({name}): last year is given as {observed}, but {expected} was reported for {last_period}[, difference {signed}].
-- remedy_zh: 请核对；上年数确需订正的，请重新报送 {last_period} 年整张表，本表不改变上年数。
-- remedy_en: Check; to correct last year, send the whole form of {last_period} again. This column changes nothing.
-- expects_zh: 与上年报送并采用的数一致
-- expects_en: the figure that was reported for last year
-- columns: 上年
-- example: indicator=201 observed=447 expected=444 difference=3 last_period=2023
select
    stated.submission_id,
    stated.indicator,
    stated.line,
    '上年' as column_name,
    stated.raw_text as observed,
    in_force.raw_text as expected,
    stated.value - in_force.value as difference
from staged.observation as stated
inner join validated.submission as submission on stated.submission_id = submission.submission_id
inner join validated.submission as before
    on
        submission.area = before.area
        and submission.form = before.form
        and submission.year = before.year + 1
        and submission.is_sample = before.is_sample
        and extract(month from submission.ref_date) = extract(month from before.ref_date)
        and extract(day from submission.ref_date) = extract(day from before.ref_date)
inner join validated.observation as in_force
    on before.submission_id = in_force.submission_id and stated.indicator = in_force.indicator
where
    stated.role = 'last'
    and (stated.lower > in_force.upper or stated.upper < in_force.lower)
order by stated.submission_id, stated.indicator
