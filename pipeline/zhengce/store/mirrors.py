"""Link releases with the same content: one is counted, the others name it in ``mirror_of``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import sqlalchemy as sa

from zhengce.store.schema import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable

_EMPTY = "e3b0c44298fc1c14"  # content_id of releases without content, which are never mirrors
_RELEASES = METADATA.tables["releases"]


def link_mirrors(connection: sa.Connection, contents: Iterable[str]) -> None:
    """Set ``mirror_of`` of every release whose content is one of `contents`.

    The counted release is the first published, or the one with the smallest id if none is dated; superseded
    ones count only if all are. The result does not depend on the order of loading or the number of loaders.
    """
    columns = _RELEASES.c
    query = sa.select(
        columns.content_id, columns.release_id, columns.published, columns.mirror_of, columns.superseded_by
    )
    groups = defaultdict(list)
    for row in connection.execute(query.where(columns.content_id.in_(sorted(set(contents) - {_EMPTY})))):
        groups[row.content_id].append(row)
    for group in groups.values():
        group.sort(
            key=lambda row: (
                row.superseded_by is not None,
                row.published is None,
                str(row.published),
                row.release_id,
            )
        )
        for row in group:
            original = None if row is group[0] else group[0].release_id
            if row.mirror_of != original:
                change = sa.update(_RELEASES).where(columns.release_id == row.release_id)
                connection.execute(change.values(mirror_of=original))
