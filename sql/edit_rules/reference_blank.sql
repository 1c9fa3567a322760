-- one row per figure that a city's narrative refers to and that was not reported
-- purpose: [[201]] stands for this year, [[201@2023]] for another; a rate counts as reported where
--   its numerator is. Figures are printed from the forms, so a blank would leave a hole in the text
-- rule: V16
-- class: narrative
-- severity: query
-- forms: narrative
-- title_zh: 典型经验引用了未报数据
-- title_en: A narrative cites a blank figure
-- message_zh: 典型经验第 {paragraph} 段引用 {observed}（{name}），但 {expected} 年该指标未报送。
-- message_en: Paragraph {paragraph} of the narrative refers to {observed} ({name}), which was not reported for {expected}.
-- remedy_zh: 请补报该指标，或改写该段，不引用未报送的数据。
-- remedy_en: Report the indicator, or rewrite the paragraph without it.
-- expects_zh: 引用的指标已经报送
-- expects_en: a reference to a figure that was reported
-- columns: 正文
-- example: indicator=201 paragraph=2 observed=[[201]] expected=2024
with told as (
    select
        narrative.submission_id,
        narrative.area,
        narrative.period,
        narrative.paragraph,
        narrative.line,
        coalesce(narrative.text_zh, '') || coalesce(narrative.text_en, '') as prose
    from staged.narrative as narrative
    inner join codelist.area as area on narrative.area = area.code
    where area.kind = 'city'
),

referred as (
    select
        told.*,
        indicator.id as indicator,
        indicator.numerator,
        told.period as expected,
        '[[' || indicator.id || ']]' as observed
    from told
    cross join codelist.indicator as indicator
    where indicator.on_form and told.prose like '%[[' || indicator.id || ']]%'
    union all
    select
        told.*,
        indicator.id as indicator,
        indicator.numerator,
        edition_year.year as expected,
        '[[' || indicator.id || '@' || edition_year.year || ']]' as observed
    from told
    cross join codelist.indicator as indicator
    cross join codelist.edition_year as edition_year
    where indicator.on_form and told.prose like '%[[' || indicator.id || '@' || edition_year.year || ']]%'
)

select
    referred.submission_id,
    referred.paragraph,
    referred.line,
    '正文' as column_name,
    referred.indicator,
    referred.observed,
    referred.expected
from referred
left join validated.observation as given
    on
        referred.area = given.area
        and referred.expected = given.period
        and given.indicator in (referred.indicator, referred.numerator)
        and given.value is not null
where given.value is null
order by referred.submission_id, referred.paragraph, referred.observed
