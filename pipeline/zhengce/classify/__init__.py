"""Classify sentences by work area: taxonomy, labelled sentences and model; `train` trains one."""

from __future__ import annotations

from zhengce.classify.corpus import Corpus, Example, NearDuplicate, load_corpus, near_duplicates
from zhengce.classify.model import AreaClassifier, AreaGuess, shipped
from zhengce.classify.taxonomy import Area, Taxonomy, load_taxonomy

__all__ = [
    "Area",
    "AreaClassifier",
    "AreaGuess",
    "Corpus",
    "Example",
    "NearDuplicate",
    "Taxonomy",
    "load_corpus",
    "load_taxonomy",
    "near_duplicates",
    "shipped",
]
