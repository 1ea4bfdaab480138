"""Corrections into gold and the labelled sentences. Nothing is lost: what cannot be merged is told."""

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

    Of several corrections of one thing by one person the last counts; two people who say different things are
    a conflict. The files of corrections are never changed.

    Args:
        files: see `read_corrections`.
        gold: folder of gold releases.
        areas: folder of labelled sentences.
        texts: files and folders in which releases are found by their identity, besides where they were read.
        taxonomy: file of the work areas; None for the ones that come with zhengce.
        overrule: let corrections win over what stands there, and the last over the others.
        dry_run: say what would be done and write nothing.

    Raises:
        MalformedError: a line is no correction; nothing has been merged then.
        ConfigError: the taxonomy is wrong, or the labelled sentences are of another.
    """
    corrections = [one for file in files for one in read_corrections(file)]
    result = Merged()
    indicators = [one for one in corrections if isinstance(one, IndicatorCorrection)]
    labels = [one for one in corrections if isinstance(one, AreaCorrection)]
    gold_folder, known = GoldFolder(gold), load_taxonomy(taxonomy)
    if labels and any(areas.glob("*.jsonl")):
        load_corpus(areas, known)  # sentences of two taxonomies must not meet in a folder
    area_folder = AreaFolder(areas, known)
    merge_indicators(indicators, gold_folder, texts, result, overrule=overrule)
    merge_areas(labels, area_folder, result, overrule=overrule)
    if not dry_run:
        result.written = (*gold_folder.write(), *area_folder.write())
    return result
