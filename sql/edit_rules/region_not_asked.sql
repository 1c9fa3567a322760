-- one row per figure on the region's form that is neither its own level's nor asked as a total
-- purpose: such figures come from the cities and are not taken over; nothing is dropped in silence
-- rule: V11
-- class: domain
-- severity: note
-- forms: table
-- title_zh: 自治区表中的市级指标
-- title_en: A line the region is not asked for
-- message_zh: 指标 {indicator}（{name}）由各市报送，自治区表中的“{observed}”不采用。
-- message_en: Indicator {indicator} ({name}) is reported by the cities; the region's “{observed}” is not used.
-- remedy_zh: 自治区表此行请留空。
-- remedy_en: Leave this line of the region's form blank.
-- expects_zh: 自治区表只填全区数和本级数
-- expects_en: only totals of the region and figures of its own level
-- columns: 本年
-- example: indicator=201 observed=4480
select
    observation.submission_id,
    observation.indicator,
    observation.line,
    '本年' as column_name,
    observation.raw_text as observed
from staged.observation as observation
inner join codelist.area as area on observation.area = area.code
inner join codelist.indicator as indicator on observation.indicator = indicator.id
where
    area.kind = 'region'
    and observation.role = 'this'
    and observation.value is not null
    and coalesce(indicator.region_reports, '') = ''
    and indicator.kind <> 'ratio'
order by observation.submission_id, observation.indicator
