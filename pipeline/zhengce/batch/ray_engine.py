"""Documents to the machines of a Ray cluster, by Ray Data.

The cluster is the one that ``RAY_ADDRESS`` names, else one on this machine. zhengce must be installed on
all of its machines. What comes back is stored as it comes, in order, so a run that was stopped goes on.
"""

from __future__ import annotations

import logging
import os
import sys
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from zhengce.batch.arrow import analyze_batches, from_row, to_batch
from zhengce.batch.engines import Engine, fill
from zhengce.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhengce.batch.items import Item
    from zhengce.config import Config
    from zhengce.types import RawDocument, Release

SHARD = 10_000
"""Inputs given to Ray together: enough that starting the workers does not matter, few enough to be held."""
_BLOCK = 64  # documents that travel together


class OnRay(Engine):
    """On a Ray cluster.

    Args:
        count: how many workers, each with a pipeline of its own.
        config: settings of the pipeline.
        analyse: what analyses a document instead.

    Raises:
        MissingExtraError: Ray is not installed.
    """

    def __init__(
        self, count: int, config: Config, analyse: Callable[[RawDocument], Release] | None = None
    ) -> None:
        try:
            import ray.data  # noqa: F401 - to know that it is there
        except ImportError:
            raise MissingExtraError("--engine ray", "ray") from None
        self._count = count
        self._given = {"config": config, "analyse": analyse}
        self._ours = False

    def run(self, chunks: Iterable[list[Item]]) -> Iterator[Item]:
        """All items, in order, each with its outcome."""
        items = chain.from_iterable(chunks)
        while shard := list(islice(items, SHARD)):
            documents = [item.waiting for item in shard if item.waiting is not None]
            rows = self._analysed(documents) if documents else iter(())
            for item in shard:
                if item.waiting is not None:
                    fill([item], [from_row(next(rows))])
                yield item

    def close(self) -> None:
        """Leave the cluster, if it was not the caller who joined it."""
        if self._ours:
            import ray

            ray.shutdown()

    def _join(self) -> Any:  # noqa: ANN401 - Ray Data, a library that need not be there
        """Ray Data, joined to the cluster, or with one started here, when it is first needed."""
        import ray
        import ray.data

        if not ray.is_initialized():
            self._ours = True
            options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
            if "RAY_ADDRESS" not in os.environ:  # the workers are to find what we can import
                path = os.pathsep.join(part for part in sys.path if part)
                options["runtime_env"] = {"env_vars": {"PYTHONPATH": path}}
                options |= {"num_cpus": self._count + 1, "include_dashboard": False}
            ray.init(**options)
        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        return ray.data

    def _analysed(self, documents: list[RawDocument]) -> Iterator[dict[str, Any]]:
        import pyarrow as pa

        engine = self._join()
        blocks = [
            pa.Table.from_batches([to_batch(documents[begin : begin + _BLOCK])])
            for begin in range(0, len(documents), _BLOCK)
        ]
        data = engine.from_arrow(blocks).map_batches(
            _Analyser,
            batch_format="pyarrow",
            batch_size=None,
            fn_constructor_kwargs=self._given,
            compute=engine.ActorPoolStrategy(size=max(1, min(self._count, len(blocks)))),
        )
        for batch in data.iter_batches(batch_format="pyarrow", batch_size=None):
            yield from batch.to_pylist()


class _Analyser:
    """What Ray makes in each worker, once."""

    def __init__(self, config: Config, analyse: Callable[[RawDocument], Release] | None) -> None:
        self._given: dict[str, Any] = {"config": config, "analyse": analyse}

    def __call__(self, table: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
        import pyarrow as pa

        return pa.Table.from_batches(analyze_batches([table], **self._given))
