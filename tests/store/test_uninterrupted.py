"""Signals wait until what is being stored is stored."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import pytest

from zhengce.store.uninterrupted import uninterrupted


@pytest.fixture(autouse=True)
def _signals_arrive() -> Iterator[None]:
    """Handle SIGINT as at a terminal: what runs in the background of a shell inherits that it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def store(done: list[str], *, signals: int = 0) -> None:
    with uninterrupted():
        for _ in range(signals):
            signal.raise_signal(signal.SIGINT)
        done.append("stored")


def store_twice(done: list[str]) -> None:
    with uninterrupted():
        store(done, signals=1)
        store(done)


def test_a_signal_waits_for_the_end_of_the_block() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        store(done, signals=1)
    assert done == ["stored"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_signal_does_not_wait() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        store(done, signals=2)
    assert done == []


def test_a_signal_waits_for_the_outer_of_two_blocks() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        store_twice(done)
    assert done == ["stored", "stored"]


def test_a_thread_stores_as_before() -> None:
    done: list[str] = []
    thread = threading.Thread(target=store, args=[done])
    thread.start()
    thread.join()
    assert done == ["stored"]
