"""What follows from the figures of releases, and what does not fit together; all of it derived, none read.

- ``checking``: releases → findings; what ``zhengce check`` does
- ``finding``: what a finding is, and how it leads back to its sources
- ``figures``: an indicator with the series it belongs to and the days it speaks of
- ``around``: what the words around a number say of it; ``known``: what is known of standing indicators
- ``interval``: what a printed number leaves open
- ``bases``, ``changes``, ``shares``, ``sums``, ``disagreements``, ``targets``: one check each
- ``reading``: releases from a database or a file of results
"""

from zhengce.check.checking import check
from zhengce.check.figures import Figure, figures, settled
from zhengce.check.finding import Finding, Trace
from zhengce.check.reading import is_stored, last_brought, stored

__all__ = ["Figure", "Finding", "Trace", "check", "figures", "is_stored", "last_brought", "settled", "stored"]
