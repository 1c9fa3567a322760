-- one row per line of the forms of which a text states another amount than the form in force
-- purpose: figures that texts state in plain digits (服务站362个) against the form of the same year, as intervals:
--   830多 agrees with 850 and not with 820, 11.65万 with anything that rounds to it. Lines without a figure ask nothing
-- rule: V27
-- class: narrative
-- severity: query
-- forms: narrative events
-- title_zh: 文字中的数与报表不一致
-- title_en: A figure in the text differs from the form
-- message_zh: {column_name}[第 {paragraph} 段]写“{observed}”，而指标 {indicator}（{name}）{period} 年报送的是 {expected}{unit}。
-- message_en: {column_name}[, paragraph {paragraph},] says “{observed}”, but indicator {indicator} ({name}) was reported as {expected} for {period} ({unit}).
-- remedy_zh: 请核对；正文有误的请改写，最好把数字写成 {reference}，由报表填入；报表有误的请重报该表；所说不是该指标的请说明。
-- remedy_en: Check. Correct the text, best by writing {reference} for the digits, or the form; if the text means something else, explain.
-- expects_zh: 文字中的数与同年报表一致，或写作 [[指标代码]]
-- expects_en: the figure of the form of the same year, or a reference [[code]]
-- columns: 正文 事项
-- example: column_name=正文 indicator=204 reference=[[204]] paragraph=2 observed=服务站360个 expected=362 period=2024
with differing as (
    select
        figure.*,
        given.raw_text,
        case given.qualifier
            when 'more_than' then '>' when 'at_least' then '≥' when 'about' then '≈' else ''
        end as mark
    from staged.plain_figure as figure
    inner join validated.observation as given
        on
            figure.area = given.area
            and figure.period = given.period
            and figure.indicator = given.indicator
    where
        given.value is not null
        and (
            figure.lower > given.upper
            or figure.upper < given.lower
            or (figure.lower = given.upper and (figure.lower_open or given.upper_open))
            or (figure.upper = given.lower and (figure.upper_open or given.lower_open))
        )
)

select
    submission_id,
    min(line) as line,
    column_name,
    indicator,
    '[[' || indicator || ']]' as reference,
    case column_name when '正文' then min(paragraph) end as paragraph,
    string_agg(piece, '；' order by place) as observed,
    min(mark || trim(raw_text)) as expected
from differing
group by submission_id, column_name, indicator
order by submission_id, column_name, indicator
