"""What follows from the figures of releases, and what does not fit together; all of it derived, none read.

- ``checking``: releases → findings; what ``zhengce check`` does
- ``finding``: what a finding is, and how it leads back to its sources
- ``figures``: an indicator with the series it belongs to and the year it speaks of
- ``names``: the name of a series, whatever verb or place the sentence puts before it
- ``interval``: what a printed number leaves open
- ``bases``, ``shares``, ``disagreements``, ``targets``: one check each
- ``reading``: releases from a database or a file of results
"""

from zhengce.check.checking import check
from zhengce.check.figures import Figure, figures, settled
from zhengce.check.finding import Finding, Trace
from zhengce.check.reading import is_stored, stored

__all__ = ["Figure", "Finding", "Trace", "check", "figures", "is_stored", "settled", "stored"]
