-- one row per figure of a city, period and rate (per resident, per school …) that it is the numerator of
-- purpose: log_rate is the natural logarithm of numerator over denominator, both exact and $base_min or
--   more. The denominator is of the same submission where it stands on the same form, else in force.
--   Rates in per cent are judged by their relations; of several rates of one figure the first counts
with rate as (
    select
        min(id) as id,
        numerator
    from codelist.indicator
    where kind = 'ratio' and factor <> 100
    group by numerator
),

divided as (
    select
        above.submission_id,
        above.in_force,
        above.area,
        above.indicator,
        above.period,
        above.line,
        above.raw_text,
        above.is_sample,
        rate.id as rate,
        below.value as base,
        cast(ln(cast(above.value as double) / cast(below.value as double)) as decimal(18, 8)) as log_rate
    from rate
    inner join codelist.indicator as quotient on rate.id = quotient.id
    inner join validated.reported as above on quotient.numerator = above.indicator
    inner join validated.reported as below
        on
            quotient.denominator = below.indicator
            and above.area = below.area
            and above.period = below.period
            and above.ref_date = below.ref_date
            and case
                when above.form = below.form then above.submission_id = below.submission_id
                else below.in_force
            end
    inner join codelist.area as area on above.area = area.code
    where
        area.kind = 'city'
        and above.lower = above.upper and below.lower = below.upper
        and above.value >= $base_min and below.value >= $base_min
)

select * from divided
order by submission_id, indicator
