"""A local page over a database: search, releases, series, corrections. Standard parts, no build step.

- ``app``: the addresses of the page; ``security``: who may do what
- ``search``: the one place in which words are looked up; ``asking``: an address ↔ what is asked
- ``reading``: releases, series, queue, contradictions and changes from the tables
- ``text``: a text with its marks; ``charts``: a series as SVG; ``downloads``: CSV and Excel
- ``judging``: what a form says → corrections
- ``words``: the page in English and Chinese; ``templates``, ``static``: the page itself
"""

from zhengce.serve.app import create_app

__all__ = ["create_app"]
