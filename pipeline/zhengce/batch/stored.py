"""Stored releases as items to be analysed again from their raw text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengce.batch.items import Item
from zhengce.ingest import Place
from zhengce.store.sources import Seen, speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhengce.store import Target
    from zhengce.types import RawDocument


def unsettled(targets: Sequence[Target]) -> Iterator[Item]:
    """Yield releases whose authoritative metadata differ from those of their analysis."""
    done: set[str] = set()
    for target in targets:
        for item in stored_items(target, target.unsettled()):
            if item.input_id not in done:
                done.add(item.input_id)
                yield item


def stored_items(target: Target, documents: Iterable[RawDocument]) -> Iterator[Item]:
    """Yield items for documents of a target, each at the place of its metadata."""
    for document in documents:
        known = target.known([document.release_id]).get(document.release_id)
        if known is not None and known.sources:
            seen = Seen(speaker(known.sources))
            yield Item(Place(None), document, document.release_id, seen=seen)
