"""Merge corrections into gold and the labelled sentences, reporting everything that cannot be merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengce.classify import load_corpus, load_taxonomy
from zhengce.corrections.areas import AreaFolder
from zhengce.corrections.files import read_corrections
from zhengce.corrections.forms import AreaCorrection, IndicatorCorrection
from zhengce.corrections.gold import GoldFolder
from zhengce.corrections.into_areas import merge_areas
from zhengce.corrections.into_gold import merge_indicators
from zhengce.corrections.merged import Merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def merge(
    files: Iterable[Path],
    *,
    gold: Path,
    areas: Path,
    texts: Sequence[Path] = (),
    taxonomy: Path | None = None,
    overrule: bool = False,
    dry_run: bool = False,
) -> Merged:
    """Merge files of corrections.

    If one person corrected something several times, the last correction counts; different corrections by
    two people are a conflict. The files of corrections are never changed.

    Args:
        files: see `read_corrections`.
        gold: folder of gold releases.
        areas: folder of labelled sentences.
        texts: files and folders to find releases in by id, besides where they were read.
        taxonomy: file of the work areas; defaults to those of zhengce.
        overrule: corrections override stored values, and later ones override earlier ones.
        dry_run: report without writing.

    Raises:
        MalformedError: a line is not a correction; nothing is merged.
        ConfigError: the taxonomy is invalid, or the labelled sentences use another one.
    """
    corrections = [one for file in files for one in read_corrections(file)]
    result = Merged()
    indicators = [one for one in corrections if isinstance(one, IndicatorCorrection)]
    labels = [one for one in corrections if isinstance(one, AreaCorrection)]
    gold_folder, known = GoldFolder(gold), load_taxonomy(taxonomy)
    if labels and any(areas.glob("*.jsonl")):
        load_corpus(areas, known)  # sentences of two taxonomies must not be mixed in a folder
    area_folder = AreaFolder(areas, known)
    merge_indicators(indicators, gold_folder, texts, result, overrule=overrule)
    merge_areas(labels, area_folder, result, overrule=overrule)
    if not dry_run:
        result.written = (*gold_folder.write(), *area_folder.write())
    return result
