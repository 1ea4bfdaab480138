"""Storing is not interrupted half way: a signal waits until the transaction is over."""

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
    """Put off what SIGINT and SIGTERM do until the end of the block; a second signal is not put off.

    An interruption between the beginning of a transaction and the code that ends it would leave the lock
    of the database with a connection that nobody closes. Signals that have no Python handler keep their
    effect.
    """
    if threading.current_thread() is not threading.main_thread():  # signals are of the main thread
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
