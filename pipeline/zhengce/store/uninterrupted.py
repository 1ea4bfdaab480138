"""Delay signals until the current transaction is over."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Delay SIGINT and SIGTERM until the end of the block; a second signal takes effect at once.

    An interruption between the start of a transaction and the code that ends it would leave the database
    lock with a connection that nobody closes. Signals without a Python handler keep their effect.
    """
    if threading.current_thread() is not threading.main_thread():  # only the main thread can handle signals
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    waiting: list[int] = []

    def put_off(number: int, frame: FrameType | None) -> None:
        handler = before[signal.Signals(number)]
        if waiting and callable(handler):
            handler(number, frame)
        waiting.append(number)

    handled = [number for number, handler in before.items() if callable(handler)]
    for number in handled:
        signal.signal(number, put_off)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, before[number])
    if waiting:
        signal.raise_signal(waiting[0])
