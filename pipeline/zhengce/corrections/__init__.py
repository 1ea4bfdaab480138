"""Corrections by analysts, applied to a database, the gold releases and the labelled sentences.

- ``forms``: the file format, one correction per line
- ``making``: a release and a judgement to a correction
- ``exports``: sentences labelled in Label Studio or doccano to corrections
- ``merging``: corrections to gold (``into_gold``) and work areas (``into_areas``)
- ``into_database``: corrections to judgements of a database, and back
- ``merged``: the result of a merge, with reasons for what was not merged
- ``gold``, ``areas``: the two destination folders
- ``changes``: the effect on a model
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
