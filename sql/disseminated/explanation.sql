-- one row per area, indicator and sentence: figures in force that were asked about and explained
-- purpose: the table of explanations of the reference $year: the words that may be printed, else the
--   sentence of the reason; never the clerk's own text. Words that tell a figure are not printed, nor is
--   anything about withheld figures (of this year, of the year compared with, of any side of the relation)
--   or about indicators that do not leave the house
with hidden as (
    select area, indicator, period
    from disseminated.unranked
    where measure = 'N' and conf_status = 'C'
    union all
    select own_level.parent as area, figure.indicator, figure.period
    from disseminated.unranked as figure
    inner join codelist.area as own_level on figure.area = own_level.code
    where own_level.kind = 'own_level' and figure.measure = 'N' and figure.conf_status = 'C'
),

explained as (
    select finding.*
    from validated.finding as finding
    inner join validated.submission as submission on finding.submission_id = submission.submission_id
    inner join codelist.indicator as indicator on finding.indicator = indicator.id
    where
        finding.period = $year and finding.is_current and finding.reason_code is not null
        and submission.in_force and indicator.release = 'public'
),

about as (
    select finding_id, area, indicator, period from explained
    union all
    select finding_id, area, indicator, period - 1 as period from explained
    union all
    select explained.finding_id, explained.area, term.indicator, explained.period - term.lag as period
    from explained
    inner join codelist.relation_term as term on explained.rule = term.relation_id
),

betrayer as (
    select distinct about.finding_id
    from about
    inner join hidden
        on about.area = hidden.area and about.indicator = hidden.indicator and about.period = hidden.period
),

worded as (
    select
        given.finding_id, given.values_hash, given.print_zh as own_zh, given.print_en as own_en,
        reason.print_zh, reason.print_en, given.tells_figure = 'true' as tells_figure,
        row_number() over (
            partition by given.finding_id, given.values_hash order by cast(given.given_no as integer) desc
        ) as place
    from validated.explanation as given
    inner join codelist.reason as reason on given.reason_code = reason.code
)

select distinct
    explained.area,
    explained.indicator,
    explained.period,
    case when worded.tells_figure or worded.own_zh = '' then worded.print_zh else worded.own_zh end as text_zh,
    case when worded.tells_figure or worded.own_en = '' then worded.print_en else worded.own_en end as text_en
from explained
inner join worded
    on explained.finding_id = worded.finding_id and explained.values_hash = worded.values_hash and worded.place = 1
left join betrayer on explained.finding_id = betrayer.finding_id
where betrayer.finding_id is null
order by explained.area, explained.indicator, explained.period, text_zh, text_en
