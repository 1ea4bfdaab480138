-- Levels of one kind of period a year apart, and the growth that a release tells, where one does.
select
    l.series_id, l.series, l.region, l.period_end, l.period_year, l.period_kind, l.unit,
    l.value as level_value,
    b.value as year_before,
    100.0 * (l.value - b.value) / b.value as reckoned_growth,
    g.value as told_growth,
    g.basis as told_basis
from {{ ref('fct_observation') }} as l
inner join {{ ref('fct_observation') }} as b
    on b.series_id = l.series_id and b.status = 'actual' and b.period_kind = l.period_kind
    and b.period_year = l.period_year - 1 and b.period_month = l.period_month
left join {{ ref('fct_observation') }} as g
    on g.series = l.series and g.region = l.region and g.period_end = l.period_end
    and g.period_kind = l.period_kind and g.status = 'actual' and g.measure = 'change'
    and g.base_kind = 'year_on_year' and g.unit = '%'
where l.measure = 'level' and l.status = 'actual' and b.value > 0
