"""Analyse documents on a Ray cluster with Ray Data.

The cluster is the one in ``RAY_ADDRESS``, else a local one. zhengce must be installed on all its machines.
Results are stored as they arrive, in order, so a stopped run can be resumed.

Each Ray worker analyses in a process of its own, like a local run: a document that kills it is refused,
whereas Ray alone would restart the worker forever.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from zhengce import errors
from zhengce.batch.arrow import COLUMNS, analyze_batches, from_row, to_batch
from zhengce.batch.engines import Engine, fill
from zhengce.batch.workers import Workers
from zhengce.errors import ConfigError, InputError, MissingExtraError, ModelError, ZhengceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhengce.batch.items import Item
    from zhengce.config import Config
    from zhengce.types import RawDocument, Release

SHARD = 10_000
"""Inputs given to Ray together: enough that starting the workers does not matter, few enough to be held."""
_BLOCK = 64  # documents sent together
_AGAIN = 3  # how often documents of a lost worker or machine are resubmitted


class OnRay(Engine):
    """Analyses on a Ray cluster.

    Args:
        count: the number of workers, each with its own pipeline.
        config: settings of the pipeline.
        analyse: analyses a document instead of the pipeline.

    Raises:
        MissingExtraError: Ray is not installed.
    """

    def __init__(
        self, count: int, config: Config, analyse: Callable[[RawDocument], Release] | None = None
    ) -> None:
        try:
            import ray.data  # noqa: F401 - to check that it is installed
        except ImportError:
            raise MissingExtraError("--engine ray", "ray") from None
        self._count = count
        self._given = {"config": config, "analyse": analyse}
        self._ours = False

    def run(self, chunks: Iterable[list[Item]]) -> Iterator[Item]:
        """Yield all items in order, each with its outcome."""
        items = chain.from_iterable(chunks)
        while shard := list(islice(items, SHARD)):
            documents = [item.waiting for item in shard if item.waiting is not None]
            rows = self._analysed(documents) if documents else iter(())
            for item in shard:
                if item.waiting is not None:
                    fill([item], [from_row(next(rows))])
                yield item

    def close(self) -> None:
        """Leave the cluster unless the caller had joined it."""
        if self._ours:
            import ray

            ray.shutdown()

    def _join(self) -> Any:  # noqa: ANN401 - Ray Data, an optional library
        """Return Ray Data, joining the cluster or starting a local one on first use."""
        import ray
        import ray.data

        if not ray.is_initialized():
            self._ours = True
            options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
            if "RAY_ADDRESS" not in os.environ:  # workers must be able to import what this process imports
                path = os.pathsep.join(part for part in sys.path if part)
                options["runtime_env"] = {"env_vars": {"PYTHONPATH": path}}
                options |= {"num_cpus": self._count + 1, "include_dashboard": False}
            ray.init(**options)
        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # errors are raised too
        return ray.data

    def _analysed(self, documents: list[RawDocument]) -> Iterator[dict[str, Any]]:
        """Yield a row per document, resubmitting documents of lost workers."""
        engine = self._join()
        import ray

        done = 0
        for attempt in range(_AGAIN + 1):
            try:
                for row in self._rows(engine, documents[done:]):
                    done += 1
                    yield _checked(row)
            except (RuntimeError, ray.exceptions.RayError) as error:
                if attempt == _AGAIN:
                    told = str(error).strip().partition("\n")[0] or type(error).__name__
                    raise ConfigError(f"Ray gave up; see its logs ({told})") from None
            else:
                return

    def _rows(self, engine: Any, documents: list[RawDocument]) -> Iterator[dict[str, Any]]:  # noqa: ANN401
        import pyarrow as pa

        blocks = [
            pa.Table.from_batches([to_batch(documents[begin : begin + _BLOCK])])
            for begin in range(0, len(documents), _BLOCK)
        ]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Ray plans to rename the last two arguments
            data = engine.from_arrow(blocks).map_batches(
                _Analyser,
                batch_format="pyarrow",
                batch_size=None,
                fn_constructor_kwargs=self._given,
                compute=engine.ActorPoolStrategy(size=max(1, min(self._count, len(blocks)))),
                max_restarts=0,  # otherwise Ray restarts a lost worker forever
                max_task_retries=0,
            )
        for batch in data.iter_batches(batch_format="pyarrow", batch_size=None):
            yield from batch.to_pylist()


class _Analyser:
    """The callable that Ray creates once in each worker."""

    def __init__(self, config: Config, analyse: Callable[[RawDocument], Release] | None) -> None:
        self._workers = Workers(1, config, analyse)

    def __call__(self, table: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
        import pyarrow as pa

        try:
            return pa.Table.from_batches(analyze_batches([table], answers=self._workers.answers))
        except ZhengceError as error:  # Ray would retry and wrap it
            told = dict.fromkeys(COLUMNS) | {"refusal": type(error).__name__, "reason": str(error)}
            return pa.Table.from_pylist([told], schema=pa.schema([(name, pa.string()) for name in COLUMNS]))


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row, or raise an error that affects all documents."""
    kind = getattr(errors, str(row["refusal"]), None)
    if kind is not None and not issubclass(kind, InputError):
        raise (kind if kind in {ConfigError, ModelError} else ZhengceError)(row["reason"])
    return row
