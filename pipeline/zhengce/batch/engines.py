"""Engines that analyse documents, in this process or in workers, built on first use."""

from __future__ import annotations

from itertools import tee
from typing import TYPE_CHECKING, Protocol

from zhengce.batch.analysing import analyse_many, build
from zhengce.batch.workers import Workers
from zhengce.record import uncollected
from zhengce.types import Release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhengce.batch.items import Item
    from zhengce.batch.worker import Answer
    from zhengce.config import Config
    from zhengce.types import RawDocument


class Engine(Protocol):
    """Sets the outcome of items that wait for analysis."""

    def run(self, chunks: Iterable[list[Item]]) -> Iterator[Item]:
        """Yield all items in order, each with its outcome."""

    def close(self) -> None:
        """Release all resources."""


class Here(Engine):
    """Analyses in this process, one document after another."""

    def __init__(self, config: Config, analyse: Callable[[RawDocument], Release] | None = None) -> None:
        self._config = config
        self._analyse = analyse

    def run(self, chunks: Iterable[list[Item]]) -> Iterator[Item]:
        """Yield all items in order, each with its outcome."""
        for chunk in chunks:
            documents = [item.waiting for item in chunk if item.waiting is not None]
            if documents:
                self._analyse = self._analyse or build(self._config)
                fill(chunk, analyse_many(documents, self._analyse))
            yield from chunk

    def close(self) -> None:
        """No-op; nothing to release."""


class InWorkers(Engine):
    """Analyses in several processes."""

    def __init__(
        self, count: int, config: Config, analyse: Callable[[RawDocument], Release] | None = None
    ) -> None:
        self._workers = Workers(count, config, analyse)

    def run(self, chunks: Iterable[list[Item]]) -> Iterator[Item]:
        """Yield all items in order, each with its outcome."""
        kept, sent = tee(chunks)
        documents = ([item.waiting for item in chunk if item.waiting is not None] for chunk in sent)
        for answers, chunk in zip(self._workers.map(documents), kept, strict=True):
            yield from fill(chunk, answers)

    def close(self) -> None:
        """Stop the processes."""
        self._workers.close()


def fill(chunk: list[Item], answers: Iterable[Answer | Release]) -> list[Item]:
    """Assign the answers to the waiting items of a chunk, in order."""
    rest = iter(answers)
    with uncollected():
        for item in chunk:
            if item.waiting is not None:
                answer = next(rest)
                item.outcome = Release.from_json(answer) if isinstance(answer, bytes) else answer
    return chunk
