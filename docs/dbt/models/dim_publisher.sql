select publisher, releases, indicators, first_published, last_published
from {{ source('zhengce', 'publisher_view') }}
