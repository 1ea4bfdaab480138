"""What analysts correct, and how it comes back: into the database, gold, and the sentences of the model.

- ``forms``: one correction, one line; reading and writing them
- ``making``: a release and a judgement → a correction
- ``exports``: sentences labelled in Label Studio or doccano → corrections
- ``merging``: corrections → gold (``into_gold``) and work areas (``into_areas``)
- ``into_database``: corrections → what a database applies, and back
- ``merged``: what a merge did, what could not be merged, and why
- ``gold``, ``areas``: the two folders they go to
- ``changes``: what a model learned from them
"""

from zhengce.corrections.changes import Changes, compare_models
from zhengce.corrections.files import read_corrections
from zhengce.corrections.forms import AreaCorrection, Correction, IndicatorCorrection, append
from zhengce.corrections.making import accept, correct, label, missed, reject
from zhengce.corrections.merged import Merged, Unmerged
from zhengce.corrections.merging import merge

__all__ = [
    "AreaCorrection",
    "Changes",
    "Correction",
    "IndicatorCorrection",
    "Merged",
    "Unmerged",
    "accept",
    "append",
    "compare_models",
    "correct",
    "label",
    "merge",
    "missed",
    "read_corrections",
    "reject",
]
