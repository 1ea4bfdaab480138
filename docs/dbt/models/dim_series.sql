select
    series_id,
    min(series) as series,
    min(region) as region,
    min(region_code) as region_code,
    min(measure) as measure,
    min(base_kind) as base_kind,
    min(denominator) as denominator,
    min(unit) as unit,
    count(*) as observation_count
from {{ source('zhengce', 'observations') }}
group by series_id
