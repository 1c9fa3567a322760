-- one row per figure in force that was asked about and explained, fit for print, for the reference $year
-- purpose: the table of explanations: the words that may be printed, else the sentence of the reason; never
--   the clerk's own text. Words with digits could tell a withheld figure, so they are not printed; nor is
--   anything of withheld figures, or of indicators that do not leave the house
with given as (
    select
        *,
        row_number() over (partition by finding_id, values_hash order by given_on desc, text asc) as place
    from validated.explanation
),

worded as (
    select
        given.finding_id,
        given.values_hash,
        given.reason_code,
        coalesce(given.print_zh, '') as own_zh,
        coalesce(given.print_en, '') as own_en,
        reason.print_zh,
        reason.print_en,
        coalesce(given.print_zh, '') <> '' and coalesce(given.print_en, '') <> ''
        and translate(given.print_zh || given.print_en, '0123456789', '') = given.print_zh || given.print_en as is_fit
    from given
    inner join codelist.reason as reason on given.reason_code = reason.code
    where given.place = 1
)

select distinct
    finding.area,
    finding.indicator,
    finding.period,
    finding.rule,
    case when worded.is_fit then worded.own_zh else worded.print_zh end as text_zh,
    case when worded.is_fit then worded.own_en else worded.print_en end as text_en
from validated.finding as finding
inner join worded on finding.finding_id = worded.finding_id and finding.values_hash = worded.values_hash
inner join validated.submission as submission on finding.submission_id = submission.submission_id
inner join codelist.indicator as indicator on finding.indicator = indicator.id
left join protected.withheld as withheld
    on
        finding.area = withheld.area
        and finding.indicator = withheld.indicator
        and finding.period = withheld.period
where
    finding.period = $year
    and finding.reason_code is not null
    and submission.in_force
    and indicator.release = 'public'
    and withheld.area is null
order by finding.area, finding.indicator, finding.rule
