"""How records look in notebooks, reports and pages. Records know nothing of it but the notebook protocol.

- ``visible``: text in which nothing acts
- ``figures``: numbers with their signs
- ``marking``: spans of a text as nested marks
- ``tables``: records as an HTML table
- ``cards``: a release, and a normalised text, as a notebook shows them
"""

from zhengce.display.figures import figure, number
from zhengce.display.visible import visible

__all__ = ["figure", "number", "visible"]
