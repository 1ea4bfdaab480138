"""Merge corrections of areas into the labelled sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengce.corrections.areas import AreaFolder, key
from zhengce.corrections.merged import Merged, Unmerged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhengce.corrections.forms import AreaCorrection


def merge_areas(
    corrections: Iterable[AreaCorrection], folder: AreaFolder, result: Merged, *, overrule: bool
) -> None:
    """Merge corrections of areas into the labelled sentences, in memory."""
    sentences: dict[str, dict[str | None, AreaCorrection]] = {}
    for one in corrections:
        said = sentences.setdefault(key(one.text), {})
        said.pop(one.by, None)
        said[one.by] = one
    for said in sentences.values():
        *others, last = said.values()
        if not overrule and any(other.area != last.area for other in others):
            areas = ", ".join(f"{one.by}: {one.area}" for one in said.values())
            reason = f"{last.text}: people disagree ({areas}); decide, or use --overrule"
            result.unmerged += [Unmerged(one, "conflict", reason) for one in said.values()]
            continue
        result.known += len(others)
        _merge_area(last, folder, result, overrule=overrule)


def _merge_area(one: AreaCorrection, folder: AreaFolder, result: Merged, *, overrule: bool) -> None:
    area, second = folder.area(one.area), folder.area(one.second)
    if area is None or (one.second is not None and second is None):
        wrong = "the area is wrong, and the right one is not given" if one.area is None else "no such area"
        named = "" if one.area is None else f" {one.area if area is None else one.second!r}"
        reason = f"{one.text}: {wrong}{named}; give one of the taxonomy"
        result.unmerged.append(Unmerged(one, "waiting", reason))
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
        stands = f"the area is {there['area']}, but the correction says {area}"
        reason = f"{folder.place_of(one.text)}: {one.text}: {stands}"
        result.unmerged.append(Unmerged(one, "conflict", reason))
