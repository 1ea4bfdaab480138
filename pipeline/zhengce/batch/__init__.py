"""Process many releases.

The modules, in processing order:

- ``run``, ``retrying``: the commands ``run`` and ``retry``; ``options``: the options of a run
- ``process``: items through an engine into a sink, with a record of the run
- ``items``: inputs in progress; ``watching``: new files; ``streaming``: a stream in rounds
- ``outputs``: files written by runs, which are never read as input
- ``skipping``, ``versions``: releases that need no analysis; ``meeting``: the place of each document;
    ``contest``: which of two versions prevails
- ``stored``, ``reanalysing``: analyse stored releases again
- ``engines``: this process, ``workers`` (each a ``worker`` process), or Ray (``ray_engine``)
- ``arrow``: one function for external engines, used by ``ray_engine``, ``for_dlt``, ``for_datatrove``
- ``sink``: writes to targets and ``quarantine``; ``tracker``, ``journal``, ``summary``: reports
"""

from zhengce.batch.reanalysing import reanalyse
from zhengce.batch.retrying import retry
from zhengce.batch.run import RunSummary, run

__all__ = ["RunSummary", "reanalyse", "retry", "run"]
