"""Remove quotations of deleted texts from corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from zhengce.store.schema import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable

_CORRECTIONS, _RELEASES = METADATA.tables["corrections"], METADATA.tables["releases"]


def drop_quotations(connection: sa.Connection, contents: Iterable[str]) -> None:
    """Delete the letters around figures from corrections of contents that no release has any more.

    The corrections themselves stay, and apply again when the same bytes are loaded again.
    """
    gone = set(contents)
    if gone:
        there = sa.select(_RELEASES.c.content_id).where(_RELEASES.c.content_id.in_(gone))
        gone -= set(connection.scalars(there))
    if gone:
        change = sa.update(_CORRECTIONS).where(_CORRECTIONS.c.content_id.in_(gone))
        connection.execute(change.values(words_before=None, words_after=None, snapshot=None))
