"""Evaluate the pipeline against gold annotation, field by field, with minimum figures."""

from __future__ import annotations

from zhengce.evaluate.evaluation import Evaluation, evaluate
from zhengce.evaluate.floors import Floors, fallen, load_floors, raise_floors
from zhengce.evaluate.gold import GoldDocument, load_gold

__all__ = [
    "Evaluation",
    "Floors",
    "GoldDocument",
    "evaluate",
    "fallen",
    "load_floors",
    "load_gold",
    "raise_floors",
]
