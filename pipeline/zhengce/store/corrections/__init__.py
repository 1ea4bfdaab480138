"""What people said of figures, kept beside them and applied whenever a release is loaded or analysed again.

- ``records``: a correction, where it holds, and what a person asks for
- ``fields``: what can be corrected; values as text and back
- ``places``: where the figure of a correction stands in a release or a mirror of it
- ``matching``: the figure that a correction speaks of
- ``disputes``: where two people say different things of one figure
- ``deriving``: what follows from a corrected field: days, canonical unit, series
- ``applying``: the indicators of a machine and corrections → the indicators that count
- ``keeping``: the tables, in the caller's transaction
- ``quotations``: what goes with a text that is taken out
- ``book``: all of it for a database: make, undo, list
"""
