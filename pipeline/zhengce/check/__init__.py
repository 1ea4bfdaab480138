"""Derive figures from the figures of releases, and find contradictions between them.

- ``checking``: releases to findings; what ``zhengce check`` runs
- ``finding``: a finding and its sources
- ``figures``: an indicator with its series and its days
- ``around``: the words around a number; ``known``: properties of standing indicators
- ``interval``: the precision of a printed number
- ``bases``, ``changes``, ``shares``, ``sums``, ``disagreements``, ``targets``: one check each
- ``reading``: releases from a database or a file of results
"""

from zhengce.check.checking import check
from zhengce.check.figures import Figure, figures, settled
from zhengce.check.finding import Finding, Trace
from zhengce.check.reading import is_stored, last_brought, stored

__all__ = ["Figure", "Finding", "Trace", "check", "figures", "is_stored", "last_brought", "settled", "stored"]
