select
    series_id, series, region, region_code, measure, base_kind, denominator,
    period_start, period_end, period_year, period_month, period_kind, status, basis,
    value, unit, dimension, vintage, releases, agree, first_published, last_published, release_id, indicator_id
from {{ source('zhengce', 'observations') }}
