"""What the numbers of a text say: subject, change, base, time and status of each."""
