-- one row per word that is not to be used any more, with the one to be written in its place
-- purpose: reads terms.csv, which may be missing, and adds the former names that areas, groups and counties
--   hold. Up to and in last_year the word was right; where it stands in texts was found when they were read
-- parameters: $folder, the folder of the catalogue
with blank as (
    select
        cast(null as varchar) as wrong,
        cast(null as varchar) as right_zh,
        cast(null as varchar) as right_en,
        cast(null as varchar) as kind,
        cast(null as varchar) as last_year
),

source as (
    select * from blank
    union all by name
    select *
    from read_csv(
        $folder || '/terms.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', allow_empty = true,
        columns = {
            'wrong': 'varchar', 'right_zh': 'varchar', 'right_en': 'varchar', 'kind': 'varchar',
            'last_year': 'varchar', 'unless': 'varchar'
        }
    )
),

of_groups as (
    select
        unnest(string_split(aliases, ';')) as wrong,
        name_zh as right_zh,
        name_en as right_en
    from codelist.ethnic_group
),

of_areas as (
    select
        unnest(string_split(aliases, ';')) as alias,
        name_zh,
        name_en
    from codelist.area
    where kind <> 'class'
),

of_counties as (
    select
        former.name_zh as wrong,
        present.name_zh as right_zh,
        present.name_en as right_en,
        cast(extract(year from former.valid_to) as integer) as last_year
    from codelist.county as former
    inner join codelist.county as present on former.replaced_by = present.code
    where former.valid_to is not null and former.name_zh <> present.name_zh
),

term as (
    select wrong, right_zh, right_en, kind, cast(last_year as integer) as last_year
    from source
    where right_zh <> ''
    union all
    select wrong, right_zh, right_en, 'group' as kind, null as last_year
    from of_groups
    where regexp_matches(wrong, '[^\x00-\x7F]')
    union all
    select
        split_part(alias, '@', 1) as wrong,
        name_zh as right_zh,
        name_en as right_en,
        'place' as kind,
        cast(split_part(alias, '@', 2) as integer) as last_year
    from of_areas
    where alias like '%@%' and regexp_matches(alias, '[^\x00-\x7F]')
    union all
    select wrong, right_zh, right_en, 'place' as kind, last_year
    from of_counties
)

select * from term
order by wrong
