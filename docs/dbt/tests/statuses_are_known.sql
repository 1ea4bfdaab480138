select status
from {{ ref('fct_observation') }} as o
where status not in ('actual', 'target')
