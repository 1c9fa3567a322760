-- what a made-up nation sent, from figures in nation.world, as collect would leave it in staged

create table nation.city as
select code as area, row_number() over (order by code) - 1 as place
from codelist.area
where kind = 'city';

create table nation.counted as
select area, year, indicator, cast(units / 10000.0 as decimal(18, 4)) as value
from nation.world;

-- the copies hold the figures of another city
insert into nation.counted
select borrower.area, known.year, copy.id, known.value
from nation.counted as known
inner join codelist.indicator as copy on 'B' || known.indicator = copy.id
inner join nation.city as owner on known.area = owner.area
inner join nation.city as borrower
    on owner.place = (borrower.place + 1) % (select count(*) from nation.city);

create table nation.figure as
select area, year, indicator, value
from nation.counted
union all
select
    above.area, above.year, rate.id,
    cast(round(cast(above.value * 100 / below.value as decimal(18, 8)), 2) as decimal(18, 4))
from codelist.indicator as rate
inner join nation.counted as above on rate.numerator = above.indicator
inner join nation.counted as below
    on rate.denominator = below.indicator and above.area = below.area and above.year = below.year
where rate.on_form and rate.kind = 'ratio' and below.value > 0 and above.area <> '450000';

create or replace table staged.submission as
select
    area.code || '-' || form.code || '-' || edition_year.year as submission_id,
    area.code || '-' || form.code || '-' || edition_year.year as sha256,
    area.code as area, form.code as form, edition_year.year as year, 1 as revision,
    cast(row_number() over (order by edition_year.year, area.code, form.code) as integer) as seq,
    make_date(edition_year.year + 1, 2, 1) as received_on,
    cast(null as date) as stated_on, make_date(edition_year.year, 12, 31) as ref_date,
    lower(form.code) || '.csv' as file_name, cast(null as varchar) as sheet,
    'utf-8-sig' as encoding, '示例' as nature, cast(null as varchar) as source_note,
    cast(null as varchar) as remark, true as is_sample, 'form' as origin,
    area.code || form.code || edition_year.year as digest
from codelist.edition_year as edition_year
cross join codelist.form as form
cross join codelist.area as area
where
    area.kind in ('city', 'region')
    and (area.kind = 'city' or form.code in (
        select indicator.form from codelist.indicator as indicator
        where indicator.region_reports is not null
    ) and form.code not like 'B%')
order by year, area, form, revision;

create or replace table staged.observation as
with line as (
    select id, form, kind, decimals,
        cast(7 + row_number() over (partition by form order by id) as integer) as line
    from codelist.indicator where on_form
),
cell as (
    select submission.submission_id, submission.area, submission.form, line.id as indicator,
        submission.year as period, 'this' as role, line.line, 4 as column_no,
        submission.ref_date, line.kind, line.decimals,
        hash(submission.area || line.id || submission.year) as lot
    from staged.submission as submission
    inner join line on submission.form = line.form
    union all
    select submission.submission_id, submission.area, submission.form, line.id,
        submission.year - 1, 'last', line.line, 5, make_date(submission.year - 1, 12, 31),
        line.kind, line.decimals, 1
    from staged.submission as submission
    inner join line on submission.form = line.form
),
filled as (
    select cell.*,
        cast(case
            when cell.lot % 1000 <> 7 or cell.role = 'last' then figure.value
            when cell.lot % 3 = 0 then figure.value * 10
            when cell.lot % 3 = 1 then figure.value + 1 / power(10, cell.decimals)
            else cast(reverse(cast(cast(figure.value * power(10, cell.decimals) as bigint)
                as varchar)) as bigint) / power(10, cell.decimals)
        end as decimal(18, 4)) as value
    from cell
    left join nation.figure as figure
        on cell.area = figure.area and cell.period = figure.year and cell.indicator = figure.indicator
)
select submission_id, area, form, indicator, period, role,
    coalesce(case decimals
        when 0 then cast(cast(value as bigint) as varchar)
        when 1 then cast(cast(value as decimal(18, 1)) as varchar)
        else cast(cast(value as decimal(18, 2)) as varchar)
    end, '') as raw_text,
    value,
    case when kind = 'ratio' then greatest(value - 0.005, 0) else value end as lower,
    case when kind = 'ratio' then value + 0.005 else value end as upper,
    false as lower_open, false as upper_open,
    case when value is not null then cast(1 / power(10, decimals) as decimal(18, 4)) end as precision,
    case when value is not null then decimals end as decimals,
    'exact' as qualifier, case when value is null then 'L' else 'A' end as obs_status,
    ref_date, cast(null as varchar) as remark, cast(null as varchar) as given_name,
    cast(null as varchar) as given_unit, cast(null as varchar) as given_nature,
    cast(null as varchar) as sheet, line, column_no, true as is_sample
from filled
order by submission_id, line, role;

create or replace table staged.narrative as
select submission_id, area, year as period, 1 as paragraph, '做法' as heading_zh,
    cast(null as varchar) as heading_en, '平台[[201]]个。' as text_zh,
    cast(null as varchar) as text_en, 8 as line, true as is_sample
from staged.submission where form = 'MTN';
create or replace table staged.event as
select submission_id, area, year as period, 1 as event_no, make_date(year, 5, 1) as date,
    '市区' as place_zh, cast(null as varchar) as place_en, '召开座谈会' as text_zh,
    cast(null as varchar) as text_en, 8 as line, true as is_sample
from staged.submission where form = 'MTE';
