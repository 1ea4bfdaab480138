select
    series_id, series, region, region_code, period_start, period_end, period_year, period_kind, status, basis,
    value, unit, vintage, releases, agree, first_published, last_published, release_id, indicator_id
from {{ source('zhengce', 'observations') }}
