select o.series_id, o.region
from {{ ref('fct_observation') }} as o
left join {{ ref('dim_series') }} as s on s.series_id = o.series_id
left join {{ ref('dim_region') }} as r on r.region = o.region
where s.series_id is null or (o.region is not null and r.region is null)
