"""Signals wait until what is being stored is stored."""

from __future__ import annotations

import signal
import threading

import pytest

from zhengce.store.uninterrupted import uninterrupted


def test_a_signal_waits_for_the_end_of_the_block() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), uninterrupted():
        signal.raise_signal(signal.SIGINT)
        done.append("stored")
    assert done == ["stored"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_signal_does_not_wait() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), uninterrupted():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        done.append("stored")
    assert done == []


def test_a_signal_waits_for_the_outer_of_two_blocks() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), uninterrupted():
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
        done.append("stored")
    assert done == ["stored"]


def test_an_error_of_the_block_is_told_and_the_handler_is_back() -> None:
    with pytest.raises(OSError, match="full"), uninterrupted():
        raise OSError("full")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_thread_stores_as_before() -> None:
    done = []

    def store() -> None:
        with uninterrupted():
            done.append("stored")

    thread = threading.Thread(target=store)
    thread.start()
    thread.join()
    assert done == ["stored"]
