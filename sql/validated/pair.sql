-- one row per reported figure with a figure of the year before in force, of a like day
-- purpose: what the rules on years read. Not across unlike reference days, nor between a sample year
--   and a real one. log_ratio: the natural logarithm of this year over last, where both are exact and
--   above zero; last year's exact figure is the base
select
    this_year.submission_id,
    this_year.in_force,
    this_year.area,
    this_year.form,
    this_year.indicator,
    this_year.period,
    this_year.line,
    this_year.raw_text,
    cast(this_year.value as decimal(38, 4)) as value,
    cast(this_year.lower as decimal(38, 4)) as lower,
    cast(this_year.upper as decimal(38, 4)) as upper,
    this_year.ref_date,
    last_year.raw_text as last_raw_text,
    cast(last_year.value as decimal(38, 4)) as last_value,
    cast(last_year.lower as decimal(38, 4)) as last_lower,
    cast(last_year.upper as decimal(38, 4)) as last_upper,
    case
        when
            this_year.lower = this_year.upper and last_year.lower = last_year.upper
            and this_year.value > 0 and last_year.value > 0
            then cast(ln(cast(this_year.value as double) / cast(last_year.value as double)) as decimal(18, 8))
    end as log_ratio
from validated.reported as this_year
inner join validated.observation as last_year
    on
        this_year.area = last_year.area
        and this_year.indicator = last_year.indicator
        and this_year.period = last_year.period + 1
        and this_year.is_sample = last_year.is_sample
        and extract(month from this_year.ref_date) = extract(month from last_year.ref_date)
        and extract(day from this_year.ref_date) = extract(day from last_year.ref_date)
where this_year.value is not null and last_year.value is not null
order by this_year.submission_id, this_year.indicator
