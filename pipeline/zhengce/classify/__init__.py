"""Sentences → work areas: the taxonomy, the labelled sentences, the model, and its training."""

from __future__ import annotations

from zhengce.classify.corpus import Corpus, Example, NearDuplicate, load_corpus, near_duplicates
from zhengce.classify.model import AreaClassifier, AreaGuess, shipped
from zhengce.classify.report import TrainingReport
from zhengce.classify.taxonomy import Area, Taxonomy, load_taxonomy
from zhengce.classify.train import train

__all__ = [
    "Area",
    "AreaClassifier",
    "AreaGuess",
    "Corpus",
    "Example",
    "NearDuplicate",
    "Taxonomy",
    "TrainingReport",
    "load_corpus",
    "load_taxonomy",
    "near_duplicates",
    "shipped",
    "train",
]
