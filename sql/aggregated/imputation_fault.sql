-- one row per cell in which imputation did what it must not; empty, or the build stops
-- purpose: proves that no stated figure was changed or replaced, that every imputed figure is whole in
--   its last decimal and not below zero, and that parts still add up to their wholes
with kept as (
    select
        stated.area,
        stated.indicator,
        stated.period,
        'stated' as fault
    from aggregated.stated as stated
    left join aggregated.reported as reported
        on
            stated.area = reported.area
            and stated.indicator = reported.indicator
            and stated.period = reported.period
    group by stated.area, stated.indicator, stated.period, stated.value, stated.obs_status
    having
        count(*) <> 1
        or coalesce(max(reported.value), -1) <> coalesce(stated.value, -1)
        or max(reported.obs_status) <> stated.obs_status
),

imputed as (
    select
        reported.area,
        reported.indicator,
        reported.period,
        reported.value * cast(power(10, indicator.decimals) as bigint) as units
    from aggregated.reported as reported
    inner join codelist.indicator as indicator on reported.indicator = indicator.id
    where reported.obs_status = 'I'
),

sound as (
    select
        area,
        indicator,
        period,
        'figure' as fault
    from imputed
    where units < 0 or units <> floor(units)
),

family as (
    select
        whole.area,
        whole.indicator,
        whole.period,
        whole.value,
        sum(part.value) as summed,
        count(part.value) as n_known,
        bool_or(part.obs_status = 'I') or whole.obs_status = 'I' as is_imputed
    from aggregated.reported as whole
    inner join codelist.indicator as member
        on whole.indicator = member.parent and member.part_of = 'exhaustive'
    left join aggregated.reported as part
        on whole.area = part.area and member.id = part.indicator and whole.period = part.period
    where whole.value is not null and whole.lower = whole.upper
    group by whole.area, whole.indicator, whole.period, whole.value, whole.obs_status
    having count(*) = count(case when part.lower = part.upper then 1 end)
),

balanced as (
    select
        area,
        indicator,
        period,
        'balance' as fault
    from family
    where is_imputed and value <> summed
)

select * from kept
union all
select * from sound
union all
select * from balanced
order by area, indicator, period, fault
