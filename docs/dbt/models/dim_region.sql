select
    region,
    min(region_code) as region_code,
    count(distinct series_id) as series_count
from {{ source('zhengce', 'observations') }}
where region is not null
group by region
