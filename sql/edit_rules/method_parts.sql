-- one row per narrative whose method promises another number of parts than its sections tell
-- purpose: “五同”工作法 has five parts. A narrative may tell some of them only, so this is no more than a note;
--   sections that do not begin with the key word of the name (三有: 有…) are no parts of the method
-- rule: V29
-- class: narrative
-- severity: note
-- forms: narrative
-- title_zh: 经验名称与分段数目不合
-- title_en: A method with another number of sections
-- message_zh: 典型经验题为{method}，应有 {expected} 个部分，正文分述 {observed} 个。
-- message_en: The narrative is about {english}, which has {expected} parts; its sections tell {observed}.
-- remedy_zh: 只述其中几项的，请在首段说明；漏写的请补上，或核对名称。
-- remedy_en: Where only some are told, say so in the lead; add what is missing, or check the name.
-- expects_zh: 各段与经验名称中的数目相符
-- expects_en: as many sections as the name of the method says
-- columns: 标题
-- example: method=“五个坚持” english=“五个坚持” observed=4 expected=5
select
    submission_id,
    line,
    '标题' as column_name,
    name_zh as method,
    name_en as english,
    n_parts as observed,
    n_promised as expected
from staged.method
where n_promised <> n_parts
order by submission_id
