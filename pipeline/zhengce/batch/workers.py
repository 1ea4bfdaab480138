"""Manage worker processes from the parent."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Self

from zhengce.batch.worker import Answer, receive, send
from zhengce.errors import ConfigError, InputError, ZhengceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from zhengce.config import Config
    from zhengce.types import RawDocument, Release

_WORKER = "from zhengce.batch.worker import main; main()"
_PIPE = 1 << 18  # pipe size in bytes, if the system lets us set it, so that a worker need not wait for us
_AHEAD = 3  # chunks in flight per worker: one in work, one next, one being read


class Workers:
    """Analyses documents in several processes, in order; a context manager that stops them.

    Args:
        count: the number of processes.
        config: settings from which each builds its pipeline.
        analyse: analyses a document instead; must be importable by name.

    Raises:
        ZhengceError: a pipeline cannot be built; raised with the first answer.
    """

    def __init__(
        self, count: int, config: Config, analyse: Callable[[RawDocument], Release] | None = None
    ) -> None:
        self._start = (config, analyse)
        self._ahead = count * _AHEAD
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="zhengce-worker")
        self._own = threading.local()
        self._all: list[_Process] = []
        self._closed = False

    def map(self, chunks: Iterable[list[RawDocument]]) -> Iterator[list[Answer]]:
        """Yield the answers of each chunk in order, taking enough chunks ahead to keep all workers busy."""
        ahead: deque[Future[list[Answer]]] = deque()
        for chunk in chunks:
            ahead.append(self._threads.submit(self._answer, chunk))
            if len(ahead) >= self._ahead:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()

    def answers(self, chunk: list[RawDocument]) -> list[Answer]:
        """Return the answers of one chunk."""
        return self._threads.submit(self._answer, chunk).result()

    def close(self) -> None:
        """Stop the processes."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in list(self._all):  # a thread removes its own process when it is killed
            process.end()
        self._threads.shutdown(wait=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _answer(self, chunk: list[RawDocument]) -> list[Answer]:
        """Ask this thread's process; if it dies, find the cause and continue with a new process."""
        if not chunk or self._closed:
            return []
        try:
            return self._ask(chunk)
        except _DiedError as died:
            if len(chunk) == 1:
                reason = f"the worker process died on it ({died}); out of memory, or a bug in a library"
                return [InputError(chunk[0].source, reason)]
        return [answer for document in chunk for answer in self._answer([document])]

    def _ask(self, chunk: list[RawDocument]) -> list[Answer]:
        process: _Process | None = getattr(self._own, "process", None)
        if process is None:
            process = self._own.process = _Process(self._start)
            self._all.append(process)
            if self._closed:
                process.end()
        try:
            return process.ask(chunk)
        except _DiedError:
            self._own.process = None
            self._all.remove(process)
            process.end()
            raise


class _DiedError(Exception):
    """Raised with the exit status when a worker ends before it answers."""


class _Process:
    """A process, started at once; its pipeline is built while others work."""

    def __init__(self, start: tuple[Config, object]) -> None:
        path = os.pathsep.join(part for part in sys.path if part)
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, this package
            [sys.executable, "-c", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pipesize=_PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        try:
            self._exchange(start)
        except _DiedError as died:
            self.end()
            raise ConfigError(f"a worker process cannot start ({died}); see its output above") from None
        except BaseException:
            self.end()
            raise

    def ask(self, chunk: list[RawDocument]) -> list[Answer]:
        """Return the answers for a chunk of documents."""
        answers: list[Answer] = self._exchange(chunk)
        return answers

    def end(self) -> None:
        """Kill the process; it holds nothing that is not stored elsewhere."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # input not yet sent
                    continue

    def _exchange(self, message: object) -> Any:  # noqa: ANN401 - what the worker sends
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise _DiedError("no pipe to it")
        try:
            send(stdin, message)
            answer = receive(stdout)
        except (OSError, EOFError, ValueError):
            raise _DiedError(f"exit status {self._process.wait()}") from None
        if isinstance(answer, ZhengceError) and not isinstance(answer, InputError):
            raise answer
        return answer
