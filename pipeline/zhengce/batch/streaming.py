"""Split a stream into rounds, so that what has arrived is stored while the rest is pending."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengce.batch.items import Item

_MOMENT = 0.5  # seconds that a round waits for more items
_AHEAD = 256  # items read ahead


def in_rounds(items: Iterable[Item]) -> Iterator[Iterator[Item]]:
    """Yield the items in rounds, each of the items that arrive close together; a thread reads them."""
    waiting: queue.Queue[Item | BaseException | None] = queue.Queue(_AHEAD)

    def pull() -> None:
        try:
            for item in items:
                waiting.put(item)
        except BaseException as error:  # noqa: BLE001 - re-raised in the consumer
            waiting.put(error)
        else:
            waiting.put(None)

    threading.Thread(target=pull, name="zhengce-reading", daemon=True).start()
    ended = False

    def taken(seconds: float | None) -> Item | None:
        """Return the next item, or None if none arrives in time."""
        nonlocal ended
        try:
            each = waiting.get(timeout=seconds)
        except queue.Empty:
            return None
        if isinstance(each, BaseException):
            raise each
        ended = each is None
        return each

    def one_round() -> Iterator[Item]:
        each = taken(None)
        until = time.monotonic() + _MOMENT
        while each is not None:
            yield each
            each = taken(max(until - time.monotonic(), 0.001))

    while not ended:
        yield one_round()
