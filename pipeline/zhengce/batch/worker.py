"""A worker process: documents in, releases out, over standard input and output.

It builds its own pipeline from the settings and ends with its input, so it never outlives a killed parent.
Output of libraries goes to standard error.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import IO, TYPE_CHECKING, Any

from zhengce.batch.analysing import analyse_many, build
from zhengce.errors import InputError, ZhengceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.config import Config
    from zhengce.types import RawDocument, Release

Answer = bytes | InputError
"""A release as JSON, or a refusal."""


def send(stream: IO[bytes], message: object) -> None:
    """Write one message; both ends are our own processes."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(content).to_bytes(8, "big") + content)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:  # noqa: ANN401 - any message
    """Read one message.

    Raises:
        EOFError: the other process is gone.
    """
    length = stream.read(8)
    if len(length) < 8:
        raise EOFError
    return pickle.loads(stream.read(int.from_bytes(length, "big")))  # noqa: S301 - see `send`


def answer(documents: list[RawDocument], analyse: Callable[[RawDocument], Release]) -> list[Answer]:
    """Return the answer for each document."""
    results = analyse_many(documents, analyse)
    return [result if isinstance(result, InputError) else result.to_json() for result in results]


def main() -> None:
    """Serve until the input ends."""
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)  # the parent handles it and stops the workers
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        config: Config
        config, analyse = receive(incoming)
        analyse = analyse or build(config)
        send(outgoing, None)
        while True:
            send(outgoing, answer(receive(incoming), analyse))
    except (EOFError, BrokenPipeError):
        pass
    except ZhengceError as error:
        send(outgoing, error)
    sys.stdin.close()
    os._exit(0)  # nothing is left to flush or wait for
