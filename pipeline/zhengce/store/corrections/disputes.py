"""Resolve contradictory corrections of a figure: the latest applies, earlier ones need another look."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhengce.store.corrections.records import Correction


def overruled(said: Sequence[Correction]) -> list[Correction]:
    """Return the corrections contradicted later by someone else and not accepted since.

    Args:
        said: the corrections of one figure, earliest first.
    """
    since = max((at + 1 for at, one in enumerate(said) if one.action == "accept"), default=0)
    open_ = said[max(since - 1, 0) :]  # an acceptance can be contradicted too
    return [
        one
        for at, one in enumerate(open_)
        if any(_contradicts(later, one) for later in open_[at + 1 :]) and not _repeated(one, open_[at + 1 :])
    ]


def _contradicts(later: Correction, one: Correction) -> bool:
    if later.made_by == one.made_by:
        return False
    if "reject" in (later.action, one.action):
        return later.action != one.action
    if one.action == "accept":
        return later.action == "change"
    return later.action == "change" and later.field == one.field and later.person_value != one.person_value


def _repeated(one: Correction, later: Sequence[Correction]) -> bool:
    """Return whether the author of a correction later replaced it."""
    return any(
        each.made_by == one.made_by
        and (each.field == one.field or each.action in ("accept", "reject", "add"))
        for each in later
    )
