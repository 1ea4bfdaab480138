"""Corrections into gold and the labelled sentences. Nothing is lost: what cannot be merged is told and kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from zhengce.classify import load_taxonomy
from zhengce.corrections.areas import AreaFolder
from zhengce.corrections.forms import AreaCorrection, Correction, IndicatorCorrection, read_corrections
from zhengce.corrections.gold import GoldFolder, GoldRelease, difference, gold_row
from zhengce.ingest import read
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Unmerged:
    """A correction that was not merged.

    Args:
        correction: as it was given.
        why: ``conflict`` (something else stands there, or somebody else says otherwise) or ``waiting`` (for
            the rest of its release, its text, or an area).
        reason: what stands in the way and what to do.
    """

    correction: Correction
    why: Literal["conflict", "waiting"]
    reason: str


@dataclass(slots=True)
class Merged:
    """What a merge did: corrections `added`, `changed` (against what stood there), `known`; and the rest."""

    added: int = 0
    changed: int = 0
    known: int = 0
    unmerged: list[Unmerged] = field(default_factory=list)
    written: tuple[Path, ...] = ()

    @property
    def conflicts(self) -> list[Unmerged]:
        """What somebody has to decide."""
        return [one for one in self.unmerged if one.why == "conflict"]


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
        ConfigError: the taxonomy is wrong.
    """
    corrections = [one for file in files for one in read_corrections(file)]
    result = Merged()
    indicators = [one for one in corrections if isinstance(one, IndicatorCorrection)]
    labels = [one for one in corrections if isinstance(one, AreaCorrection)]
    gold_folder = GoldFolder(gold)
    area_folder = AreaFolder(areas, load_taxonomy(taxonomy))
    _merge_indicators(indicators, gold_folder, texts, result, overrule=overrule)
    _merge_areas(labels, area_folder, result, overrule=overrule)
    if not dry_run:
        result.written = (*gold_folder.write(), *area_folder.write())
    return result


def _merge_indicators(
    corrections: Iterable[IndicatorCorrection],
    folder: GoldFolder,
    texts: Sequence[Path],
    result: Merged,
    *,
    overrule: bool,
) -> None:
    by_release: dict[str, list[IndicatorCorrection]] = {}
    for one in corrections:
        by_release.setdefault(one.release_id, []).append(one)
    documents: dict[str, RawDocument] | None = None
    for release_id, group in by_release.items():
        agreed = _agreed(group, result, overrule=overrule)
        release = folder.find(release_id)
        if release is None:
            lacking = _lacking(agreed)
            if documents is None:
                documents = _documents(by_release, texts)
            document = documents.get(release_id)
            if lacking or document is None:
                reason = (
                    lacking or f"{group[0].source}: no text with the identity {release_id} there: name it"
                )
                result.unmerged += [Unmerged(one, "waiting", reason) for one in agreed]
                continue
            release = folder.add(document)
            for one in agreed:
                _into_new(one, release, result)
        else:
            for one in agreed:
                _into_old(one, release, result, overrule=overrule)


def _agreed(
    corrections: Sequence[IndicatorCorrection], result: Merged, *, overrule: bool
) -> list[IndicatorCorrection]:
    """One correction a place: the last of each person; where people differ, none or the last of all."""
    places: dict[tuple[str, int, int], dict[str | None, IndicatorCorrection]] = {}
    for one in corrections:
        said = places.setdefault(one.place, {})
        said.pop(one.by, None)
        said[one.by] = one
    agreed = []
    for said in places.values():
        *others, last = said.values()
        if overrule or all(other.row == last.row for other in others):
            agreed.append(last)
            result.known += len(others)
        else:
            people = " and ".join(str(one.by) for one in said.values())
            reason = (
                f"{last.text}: {people} say different things: decide, or let the last win with --overrule"
            )
            result.unmerged += [Unmerged(one, "conflict", reason) for one in said.values()]
    return agreed


def _lacking(corrections: Sequence[IndicatorCorrection]) -> str | None:
    """What keeps a release from becoming gold."""
    judged = sum(one.verdict != "missed" for one in corrections)
    of = max((one.of or 0 for one in corrections), default=0)
    if judged < of:
        return f"{judged} of {of} indicators of this release have a verdict: gold needs all"
    return None


def _into_new(one: IndicatorCorrection, release: GoldRelease, result: Merged) -> None:
    row = gold_row(one, release.text)
    if row is not None:
        release.put(row)
    result.added += 1


def _into_old(one: IndicatorCorrection, release: GoldRelease, result: Merged, *, overrule: bool) -> None:
    row, there = gold_row(one, release.text), release.row_at(one.raw_start, one.raw_end)
    if row is None and there is None:
        result.known += 1
    elif there is None and row is not None:
        release.put(row)
        result.added += 1
    elif there is not None:
        differing = None if row is None else difference(there, row)
        if differing == [] and row is not None and row["text"] == there["text"]:
            result.known += 1
        elif overrule:
            if row is None:
                release.remove(there)
            else:
                release.put({**there, **row, "subject_alt": there["subject_alt"]}, instead_of=there)
            result.changed += 1
        else:
            said = (
                "no indicator"
                if row is None
                else ", ".join(f"{n} {row.get(n)!r}" for n in differing or ["text"])
            )
            stands = ", ".join(f"{n} {there.get(n)!r}" for n in differing or ["text"])
            reason = f"{release.name}: {one.text}: gold has {stands}; the correction says {said}"
            result.unmerged.append(Unmerged(one, "conflict", reason))


def _merge_areas(
    corrections: Iterable[AreaCorrection], folder: AreaFolder, result: Merged, *, overrule: bool
) -> None:
    sentences: dict[str, dict[str | None, AreaCorrection]] = {}
    for one in corrections:
        said = sentences.setdefault("".join(one.text.split()), {})
        said.pop(one.by, None)
        said[one.by] = one
    for said in sentences.values():
        *others, last = said.values()
        if not overrule and any(other.area != last.area for other in others):
            areas = ", ".join(f"{one.by}: {one.area}" for one in said.values())
            reason = f"{last.text}: people say different things ({areas}): decide, or --overrule"
            result.unmerged += [Unmerged(one, "conflict", reason) for one in said.values()]
            continue
        result.known += len(others)
        _merge_area(last, folder, result, overrule=overrule)


def _merge_area(one: AreaCorrection, folder: AreaFolder, result: Merged, *, overrule: bool) -> None:
    area, second = folder.area(one.area), folder.area(one.second)
    if area is None or (one.second is not None and second is None):
        wrong = "the area is wrong, the right one is not said" if one.area is None else "no such area"
        named = "" if one.area is None else f" {one.area if area is None else one.second!r}"
        result.unmerged.append(
            Unmerged(one, "waiting", f"{one.text}: {wrong}{named}: give one of the taxonomy")
        )
        return
    there = folder.find(one.text)
    if there is None:
        folder.put(one, area, second)
        result.added += 1
    elif area in (there["area"], there["second"]):
        result.known += 1
    elif overrule:
        folder.put(one, area, second)
        result.changed += 1
    else:
        reason = f"{folder.place_of(one.text)}: {one.text}: there it is {there['area']}, the correction says {area}"
        result.unmerged.append(Unmerged(one, "conflict", reason))


def _documents(
    by_release: dict[str, list[IndicatorCorrection]], texts: Sequence[Path]
) -> dict[str, RawDocument]:
    """The releases by their identity, from where they were read and from `texts`."""
    sources = dict.fromkeys(one.source for group in by_release.values() for one in group)
    places = [*(source for source in sources if not source.startswith("<")), *map(str, texts)]
    found = [document for document in read(places) if isinstance(document, RawDocument)]
    return {document.release_id: document for document in found}
