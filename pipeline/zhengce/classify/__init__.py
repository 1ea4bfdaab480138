"""Sentences → work areas: the taxonomy, the labelled sentences and the model; training is in `train`."""

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
