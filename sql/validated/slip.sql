-- one row per reported figure that last year's figure shows to be a slip of the pen
-- purpose: scaled (zeros), swapped (with a neighbouring line) or transposed (two digits): last year fits the
--   repaired figure, not the one reported; digits are looked at where the change is five times the usual
--   one. On a base of $base_min or more; the first kind that fits counts
with figure as (
    select pair.*, indicator.decimals
    from validated.pair as pair
    inner join codelist.indicator as indicator on pair.indicator = indicator.id
    where pair.log_ratio is not null and pair.last_value >= $base_min and indicator.kind <> 'ratio'
),

scaled as (
    select
        figure.submission_id, figure.indicator, 1 as rank, 'scaled' as kind, power.factor,
        cast(null as varchar) as other, figure.value / power.factor as repaired
    from figure
    cross join (values (10), (100), (1000), (10000), (0.1), (0.01), (0.001), (0.0001)) as power (factor)
    where abs(figure.log_ratio - ln(cast(power.factor as double))) < 0.4
),

swapped as (
    select
        figure.submission_id, figure.indicator, 2 as rank, 'swapped' as kind, 0 as factor,
        other.indicator as other, other.value as repaired
    from figure
    inner join figure as other
        on figure.submission_id = other.submission_id and abs(figure.line - other.line) = 1
    where
        least(abs(figure.log_ratio), abs(other.log_ratio)) > 0.2
        and abs(ln(cast(other.value as double) / cast(figure.last_value as double))) < 0.1
        and abs(ln(cast(figure.value as double) / cast(other.last_value as double))) < 0.1
),

digits as (
    select
        figure.*,
        cast(cast(figure.value * power(10, figure.decimals) as bigint) as varchar) as written
    from figure
    inner join validated.change as change
        on figure.submission_id = change.submission_id and figure.indicator = change.indicator
    where abs(change.deviation) > 5 * greatest(change.spread, 0.015)
),

exchanged as (
    select
        digits.*,
        substr(digits.written, 1, place.start - 1) || substr(digits.written, place.start + 1, 1)
        || substr(digits.written, place.start, 1) || substr(digits.written, place.start + 2) as repaired_text
    from digits
    cross join (values (1), (2), (3), (4), (5), (6), (7), (8)) as place (start)
    where
        place.start < length(digits.written)
        and substr(digits.written, place.start, 1) <> substr(digits.written, place.start + 1, 1)
),

transposed as (
    select
        submission_id, indicator, 3 as rank, 'transposed' as kind, 0 as factor,
        cast(null as varchar) as other, cast(repaired_text as decimal(18, 4)) / power(10, decimals) as repaired
    from exchanged
    where abs(ln(cast(repaired_text as double) / power(10, decimals) / cast(last_value as double))) < 0.025
),

slip as (
    select * from scaled
    union all
    select * from swapped
    union all
    select * from transposed
),

placed as (
    select *, row_number() over (partition by submission_id, indicator order by rank, factor, repaired, other) as place
    from slip
)

select submission_id, indicator, kind, factor, other, cast(repaired as decimal(18, 4)) as repaired
from placed
where place = 1
order by submission_id, indicator
