"""Many releases at once.

In the order in which a release passes them:

- ``run``, ``retrying``: what the commands ``run`` and ``retry`` call
- ``process``: items through an engine into a sink, with the record of the run
- ``items``: what passes through; ``watching``: which files are new; ``streaming``: a stream in rounds
- ``outputs``: what runs write, which is never read
- ``skipping``, ``versions``: what need not be analysed again; ``meeting``: where each document lies;
  ``contest``: which of two versions prevails
- ``stored``, ``reanalysing``: releases that targets hold, analysed again
- ``engines``: here, in ``workers`` (each a ``worker`` process), or on Ray (``ray_engine``)
- ``arrow``: the one function for engines of others; over it ``ray_engine``, ``for_dlt``, ``for_datatrove``
- ``sink``: into targets and ``quarantine``; ``tracker``, ``journal``, ``summary``: what is told of it
"""

from zhengce.batch.reanalysing import reanalyse
from zhengce.batch.retrying import retry
from zhengce.batch.run import RunSummary, run

__all__ = ["RunSummary", "reanalyse", "retry", "run"]
