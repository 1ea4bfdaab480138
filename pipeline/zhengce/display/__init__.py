"""HTML display of records in notebooks, reports and pages.

- ``visible``: text with control characters made visible, escaped for HTML
- ``figures``: numbers with their signs
- ``marking``: spans of a text as nested marks
- ``tables``: records as an HTML table
- ``cards``: a release or normalised text in a notebook
"""

from zhengce.display.figures import figure, number
from zhengce.display.visible import visible

__all__ = ["figure", "number", "visible"]
