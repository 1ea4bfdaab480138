"""A stream in rounds: what has come is analysed and stored, however long the rest takes to come."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengce.batch.items import Item

_MOMENT = 0.5  # seconds for which a round waits for more
_AHEAD = 256  # items that are read ahead


def in_rounds(items: Iterable[Item]) -> Iterator[Iterator[Item]]:
    """The items in rounds, each of what comes within a moment of its first; reading is done in a thread."""
    waiting: queue.Queue[Item | BaseException | None] = queue.Queue(_AHEAD)

    def pull() -> None:
        try:
            for item in items:
                waiting.put(item)
        except BaseException as error:  # noqa: BLE001 - raised where the items are taken
            waiting.put(error)
        else:
            waiting.put(None)

    threading.Thread(target=pull, name="zhengce-reading", daemon=True).start()
    ended = False

    def taken(seconds: float | None) -> Item | None:
        """The next item, where one comes in time."""
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
