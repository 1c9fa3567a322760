-- one row per area, indicator and year of a form in force: the figures that the book is made from
-- purpose: what was reported, without the revisions that do not count (yet, or any more)
select
    area,
    form,
    indicator,
    period,
    submission_id,
    line,
    raw_text,
    value,
    lower,
    upper,
    lower_open,
    upper_open,
    precision,
    decimals,
    qualifier,
    obs_status,
    ref_date,
    remark,
    is_sample,
    printed_value,
    revised
from validated.reported
where in_force
order by area, indicator, period
