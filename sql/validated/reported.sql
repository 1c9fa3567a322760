-- one row per area, indicator, year and revision of a form: every figure that counts once its form does
-- purpose: of the region's form only directly observed totals and its own level's figures count;
--   the latter belong to the own level, one more part beside the cities. revised: the form came
--   after the edition of its year closed, and that edition had another figure
with closed as (
    select
        newer.submission_id,
        max_by(earlier.submission_id, earlier.revision) as closed_submission_id
    from validated.submission as newer
    inner join codelist.edition_year as edition_year on newer.year = edition_year.year
    inner join validated.submission as earlier
        on newer.area = earlier.area and newer.form = earlier.form and newer.year = earlier.year
    where
        newer.received_on > edition_year.closed_on
        and earlier.received_on <= edition_year.closed_on
        and earlier.verdict = 'accepted'
    group by newer.submission_id
),

printed as (
    select
        closed.submission_id,
        observation.indicator,
        observation.value
    from closed
    inner join staged.observation as observation
        on closed.closed_submission_id = observation.submission_id
    where observation.role = 'this'
)

select
    coalesce(own_level.code, observation.area) as area,
    observation.area as reporter,
    observation.form,
    observation.indicator,
    observation.period,
    observation.submission_id,
    submission.in_force,
    observation.line,
    observation.raw_text,
    observation.value,
    observation.lower,
    observation.upper,
    observation.lower_open,
    observation.upper_open,
    observation.precision,
    observation.decimals,
    observation.qualifier,
    observation.obs_status,
    observation.ref_date,
    observation.remark,
    observation.is_sample,
    printed.value as printed_value,
    coalesce(observation.value <> printed.value, false) as revised
from staged.observation as observation
inner join validated.submission as submission on observation.submission_id = submission.submission_id
inner join codelist.area as reporter on observation.area = reporter.code
inner join codelist.indicator as indicator on observation.indicator = indicator.id
left join codelist.area as own_level
    on
        own_level.kind = 'own_level'
        and reporter.code = own_level.parent
        and indicator.region_reports = 'own_level'
left join printed
    on
        observation.submission_id = printed.submission_id
        and observation.indicator = printed.indicator
where
    observation.role = 'this'
    and (reporter.kind <> 'region' or own_level.code is not null or indicator.region_reports = 'total')
order by area, observation.indicator, observation.period, observation.submission_id
