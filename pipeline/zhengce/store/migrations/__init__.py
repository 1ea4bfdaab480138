"""How the tables came to be, step by step, by Alembic; ``zhengce db upgrade`` takes the steps.

A step is a module in ``versions``; `HEAD` names the last of them.
"""

HEAD = "0003"
"""Revision of the tables that this version of zhengce reads and writes."""
