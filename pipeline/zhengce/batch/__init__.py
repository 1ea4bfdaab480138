"""Many releases at once.

- ``run``: inputs → releases → targets, one after another, with what was refused
"""

from zhengce.batch.run import RunSummary, run

__all__ = ["RunSummary", "run"]
