"""Resolution: what is derived once a number is attached: rates as changes, status, days of bases."""
