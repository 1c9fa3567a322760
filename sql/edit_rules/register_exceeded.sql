-- one row per part that exceeds what the register of divisions has of its whole
-- purpose: posts in townships (707) against the townships of the register, whatever the form says in 706
-- rule: V24
-- class: register
-- severity: query
-- forms: table
-- title_zh: 大于区划名录的总数
-- title_en: More than the register has
-- message_zh: 指标 {indicator}（{name}）填 {observed}，大于区划名录中的{whole_name} {expected}[，多 {difference}]。
-- message_en: Indicator {indicator} ({name}) is {observed}, more than the {expected} of the register ({whole_name})[, {difference} too many].
-- remedy_zh: 请按民政部门公布的行政区划核对；确有调整的请注明批准文号。
-- remedy_en: Check against the published divisions; if they have changed, give the approval.
-- expects_zh: 不大于区划名录中的总数
-- expects_en: no more than the register of divisions has
-- columns: 本年
-- example: indicator=707 observed=139 expected=138 difference=1 whole_name=乡镇（街道）
with fact as (
    select
        part.id as indicator,
        whole.id as whole,
        area_fact.area,
        area_fact.from_year,
        area_fact.to_year,
        case whole.register
            when 'n_county_units' then area_fact.n_county_units
            when 'n_autonomous_counties' then area_fact.n_autonomous_counties
            when 'n_ethnic_townships' then area_fact.n_ethnic_townships
            when 'n_township_level_units' then area_fact.n_township_level_units
        end as expected
    from codelist.indicator as part
    inner join codelist.indicator as whole on part.parent = whole.id
    cross join codelist.area_fact as area_fact
    where whole.register is not null
)

select
    observation.submission_id,
    observation.indicator,
    observation.line,
    '本年' as column_name,
    observation.raw_text as observed,
    fact.expected,
    observation.value - fact.expected as difference,
    fact.whole
from staged.observation as observation
inner join fact
    on
        observation.area = fact.area
        and observation.indicator = fact.indicator
        and observation.period >= fact.from_year
        and observation.period <= coalesce(fact.to_year, observation.period)
where observation.role = 'this' and observation.lower > fact.expected
order by observation.submission_id, observation.indicator
