"""Resolution, once a number is attached: rates as changes, status, region, and the dates of bases."""
