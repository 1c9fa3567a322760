-- one row per text of a form in which words stand that are not to be used any more
-- purpose: wrong and former names of groups, places and offices, as the term list has them; a former name is
--   right for the years up to its last. Where they stand was found when the form was read: a word within a longer
--   right one is none. Narratives, chronicles and the remarks of all forms
-- rule: V26
-- class: narrative
-- severity: query
-- title_zh: 用语不规范
-- title_en: A word that is not to be used
-- message_zh: {column_name}“{pieces}”用了“{observed}”，{period} 年应写作“{expected}”。
-- message_en: {column_name}, “{pieces}”: “{observed}” should be “{expected}” ({english}) in {period}.
-- remedy_zh: 请按规范用语改写后重新报送；引用历史文献、专名或者确应照写的，请说明原因。
-- remedy_en: Rewrite it and send the form again; where the word must stand (a quotation, a proper name), explain it.
-- expects_zh: 使用规范的民族名称、地名、机构名称和用语（terms.csv）
-- expects_en: the names and words of the term list (terms.csv)
-- example: column_name=正文 pieces=…仡佬族、僮族群众… observed=僮族 expected=壮族 english=Zhuang period=2024
select
    wording.submission_id,
    wording.line,
    wording.column_name,
    wording.indicator,
    string_agg(wording.piece, '；' order by wording.place) as pieces,
    string_agg(wording.wrong, '、' order by wording.place) as observed,
    string_agg(term.right_zh, '、' order by wording.place) as expected,
    string_agg(term.right_en, ', ' order by wording.place) as english
from staged.wording as wording
inner join codelist.term as term on wording.wrong = term.wrong
where term.last_year is null or wording.period > term.last_year
group by wording.submission_id, wording.line, wording.column_name, wording.indicator
order by wording.submission_id, wording.line, wording.column_name, wording.indicator
