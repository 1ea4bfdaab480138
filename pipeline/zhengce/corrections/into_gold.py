"""Merge corrections of indicators into gold, checking agreement, completeness and existing rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengce.corrections.gold import GoldFolder, GoldRelease, Row, difference, gold_row, overruled
from zhengce.corrections.merged import Merged, Unmerged
from zhengce.ingest import read
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from zhengce.corrections.forms import IndicatorCorrection


def merge_indicators(
    corrections: Iterable[IndicatorCorrection],
    folder: GoldFolder,
    texts: Sequence[Path],
    result: Merged,
    *,
    overrule: bool,
) -> None:
    """Merge corrections of indicators into a gold folder, in memory."""
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
                    lacking
                    or f"{group[0].source}: release {release_id} not found; give its file with --texts"
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
    """Return one correction per place: each person's last; if people differ, the last if overruling."""
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
            reason = f"{last.text}: {people} disagree; decide, or use --overrule"
            result.unmerged += [Unmerged(one, "conflict", reason) for one in said.values()]
    return agreed


def _lacking(corrections: Sequence[IndicatorCorrection]) -> str | None:
    """Return why a release cannot become gold yet, or None."""
    judged = sum(one.verdict != "missed" for one in corrections)
    of = max((one.of or 0 for one in corrections), default=0)
    if judged < of:
        return f"{judged} of {of} indicators of this release have a verdict; gold requires all"
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
                release.put(overruled(there, row), instead_of=there)
            result.changed += 1
        else:
            said = "no indicator" if row is None else _told(row, differing)
            stands = _told(there, differing)
            reason = f"{release.name}: {one.text}: gold has {stands}, but the correction says {said}"
            result.unmerged.append(Unmerged(one, "conflict", reason))


def _told(row: Row, names: list[str] | None) -> str:
    return ", ".join(f"{name} {row.get(name)!r}" for name in names or ["text"])


def _documents(
    by_release: dict[str, list[IndicatorCorrection]], texts: Sequence[Path]
) -> dict[str, RawDocument]:
    """Load the releases by id from where they were read and from `texts`."""
    sources = dict.fromkeys(one.source for group in by_release.values() for one in group)
    places = [*(source for source in sources if not source.startswith("<")), *map(str, texts)]
    found = [document for document in read(places) if isinstance(document, RawDocument)]
    return {document.release_id: document for document in found}
