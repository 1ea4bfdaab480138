-- A target of a year is held against the fact of that year or of its last day, never against its last month.
select
    t.series_id, t.series, t.region, t.period_end, t.period_year, t.period_kind, t.unit,
    t.value as target_value,
    f.value as actual_value,
    f.value - t.value as beyond
from {{ ref('fct_observation') }} as t
left join {{ ref('fct_observation') }} as f
    on f.series_id = t.series_id and f.period_end = t.period_end and f.status = 'actual'
    and (
        f.period_kind = t.period_kind
        or (f.period_kind in ('point', 'year') and t.period_kind in ('point', 'year'))
    )
where t.status = 'target'
