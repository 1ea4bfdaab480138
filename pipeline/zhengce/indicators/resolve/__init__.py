"""Resolution: what follows from an attached number: rates as changes, status, days of bases."""
