"""How records look: the lowest room, so that every record can show itself in a notebook.

- ``visible``: text in which nothing acts
- ``figures``: numbers with their signs
- ``marking``: spans of a text as nested marks
- ``tables``: records as a table; `Records`, the tuple that shows itself
- ``cards``: a release, and a normalised text, as a notebook shows them
"""

from zhengce.display.figures import figure, number
from zhengce.display.tables import Records
from zhengce.display.visible import visible

__all__ = ["Records", "figure", "number", "visible"]
