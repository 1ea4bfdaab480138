"""Corrections by people, stored beside the figures and applied at every load and re-analysis.

- ``records``: a correction, where it applies, and a judgement
- ``fields``: the correctable fields, and their values as text and back
- ``places``: the location of a figure in a release or its mirrors
- ``matching``: the figure that a correction refers to
- ``disputes``: contradictory corrections of one figure
- ``deriving``: values derived from a corrected field: days, canonical unit, series
- ``applying``: machine-read indicators and corrections to corrected indicators
- ``keeping``: the tables, in the caller's transaction
- ``quotations``: removes quotations of deleted texts
- ``book``: makes, undoes and lists the corrections of a database
"""
