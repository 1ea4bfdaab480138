select series_id, period_start, period_end, period_kind, status, basis, count(*) as row_count
from {{ ref('fct_observation') }} as o
group by series_id, period_start, period_end, period_kind, status, basis
having count(*) > 1
