select
    t.series_id, t.series, t.region, t.period_end, t.period_year, t.unit,
    t.value as target_value,
    f.value as actual_value,
    f.value - t.value as beyond
from {{ ref('fct_observation') }} as t
left join {{ ref('fct_observation') }} as f
    on f.series_id = t.series_id and f.period_end = t.period_end and f.status = 'actual'
where t.status = 'target'
