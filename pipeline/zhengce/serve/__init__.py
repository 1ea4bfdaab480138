"""A local page over a database: search, releases, series, corrections; no build step.

- ``app``: the routes; ``security``: access control
- ``search``: the search queries; ``asking``: addresses to search requests and back
- ``reading``: queries for releases, series, the review queue and changes; ``differing``: contradictions
- ``text``: text with marks; ``charts``: series as SVG; ``downloads``: CSV and Excel
- ``judging``: forms to corrections
- ``words``: the page in English and Chinese; ``templates``, ``static``: its files
"""

from zhengce.serve.app import create_app

__all__ = ["create_app"]
