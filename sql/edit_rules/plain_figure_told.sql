-- one row per line of the forms whose figure is not to be published and stands in a text in plain digits
-- purpose: a reference [[code]] prints what the table prints, × where a small count is withheld; plain digits would
--   tell it. Counts below the k of their line, and lines that never leave the house
-- rule: V28
-- class: narrative
-- severity: query
-- forms: narrative events
-- title_zh: 文字写出不予公布的数
-- title_en: A text tells a figure that is not published
-- message_zh: {column_name}[第 {paragraph} 段]写“{observed}”，而指标 {indicator}（{name}）的这个数不予公布[（小于 {k}）]，照印就会泄露。
-- message_en: {column_name}[, paragraph {paragraph},] says “{observed}”, but this figure of indicator {indicator} ({name}) is not published[ (less than {k})]; printed as it is, the text would tell it.
-- remedy_zh: 请改写该段，不写这个数，或写成 {reference}，付印时与表中一致。
-- remedy_en: Rewrite the text without it, or write {reference}, which prints as the table does.
-- expects_zh: 文字不写出不予公布的数
-- expects_en: no figure in plain digits that is withheld from the tables
-- columns: 正文 事项
-- example: column_name=正文 indicator=117 reference=[[117]] paragraph=2 observed=登记流动人口6人 k=10
select
    figure.submission_id,
    min(figure.line) as line,
    figure.column_name,
    figure.indicator,
    '[[' || figure.indicator || ']]' as reference,
    case figure.column_name when '正文' then min(figure.paragraph) end as paragraph,
    min(case when indicator.release = 'public' then indicator.k end) as k,
    string_agg(figure.piece, '；' order by figure.place) as observed
from staged.plain_figure as figure
inner join codelist.indicator as indicator on figure.indicator = indicator.id
inner join validated.observation as given
    on
        figure.area = given.area
        and figure.period = given.period
        and figure.indicator = given.indicator
where
    given.value is not null
    and figure.upper is not null
    and given.value between figure.lower and figure.upper
    and (indicator.release <> 'public' or (given.value > 0 and given.value < indicator.k))
group by figure.submission_id, figure.column_name, figure.indicator
order by figure.submission_id, figure.column_name, figure.indicator
