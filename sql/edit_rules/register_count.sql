-- one row per count of a city that differs from the register of divisions
-- purpose: 118, 119 and 706 stand in the register that comes with the catalogue; the register may
--   be behind, so this is asked and not demanded
-- rule: V06
-- class: register
-- severity: query
-- forms: table
-- title_zh: 与区划名录不一致
-- title_en: A count differs from the register
-- message_zh: 指标 {indicator}（{name}）填 {observed}，与区划名录 {expected} 不一致[，差 {signed}]。
-- message_en: Indicator {indicator} ({name}) is {observed}; the register has {expected}[, difference {signed}].
-- remedy_zh: 请按民政部门公布的行政区划核对；确有调整的请注明批准文号。
-- remedy_en: Check against the published divisions; if they have changed, give the approval.
-- expects_zh: 等于区划名录的个数
-- expects_en: the count of the register
-- columns: 本年
-- example: indicator=706 observed=139 expected=138 difference=1
with fact as (
    select
        indicator.id as indicator,
        area_fact.area,
        area_fact.from_year,
        area_fact.to_year,
        case indicator.register
            when 'n_county_units' then area_fact.n_county_units
            when 'n_autonomous_counties' then area_fact.n_autonomous_counties
            when 'n_ethnic_townships' then area_fact.n_ethnic_townships
            when 'n_township_level_units' then area_fact.n_township_level_units
        end as expected
    from codelist.indicator as indicator
    cross join codelist.area_fact as area_fact
    where indicator.register is not null
)

select
    observation.submission_id,
    observation.indicator,
    observation.line,
    '本年' as column_name,
    observation.raw_text as observed,
    fact.expected,
    observation.value - fact.expected as difference
from staged.observation as observation
inner join fact
    on
        observation.area = fact.area
        and observation.indicator = fact.indicator
        and observation.period >= fact.from_year
        and observation.period <= coalesce(fact.to_year, observation.period)
where
    observation.role = 'this'
    and (observation.lower > fact.expected or observation.upper < fact.expected)
order by observation.submission_id, observation.indicator
