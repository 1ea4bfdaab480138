"""Trains a model of work areas from labelled sentences, measures it, and writes its folder."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from zhengce.classify import artefact
from zhengce.classify.artefact import AreaNames, CorpusFile, Figures, Manifest
from zhengce.classify.card import write_card
from zhengce.classify.corpus import Corpus, load_corpus, near_duplicates
from zhengce.classify.features import FORMAT, FeatureSettings, matrix
from zhengce.classify.model import AreaClassifier, decide
from zhengce.classify.report import Compared, Held, TrainingReport
from zhengce.classify.taxonomy import AREAS, Taxonomy, load_taxonomy
from zhengce.classify.validate import (
    Data,
    OutOfFold,
    Setting,
    best_heading_weight,
    best_threshold,
    calibrated,
    calibration_error,
    cross_validate,
    figures,
    fit,
    macro_f1,
    reliability,
    sharpen,
)
from zhengce.errors import ConfigError
