"""Documents to the machines of a Ray cluster, by Ray Data.

The cluster is the one that ``RAY_ADDRESS`` names, else one on this machine. zhengce must be installed on
all of its machines. What comes back is stored as it comes, in order, so a run that was stopped goes on.

Each of Ray's workers has a process of its own that analyses, as a local run has: a document that kills it is
refused, while Ray itself would start the worker again for ever.
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
_BLOCK = 64  # documents that travel together
_AGAIN = 3  # times that documents are given to Ray again whose worker was lost, as with its machine


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
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # errors are raised as well
        return ray.data

    def _analysed(self, documents: list[RawDocument]) -> Iterator[dict[str, Any]]:
        """A row for each document; those that Ray owes when a worker is lost are given to it again."""
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
                    raise ConfigError(f"Ray gave up, see its logs ({told})") from None
            else:
                return

    def _rows(self, engine: Any, documents: list[RawDocument]) -> Iterator[dict[str, Any]]:  # noqa: ANN401
        import pyarrow as pa

        blocks = [
            pa.Table.from_batches([to_batch(documents[begin : begin + _BLOCK])])
            for begin in range(0, len(documents), _BLOCK)
        ]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Ray means to rename the last two arguments
            data = engine.from_arrow(blocks).map_batches(
                _Analyser,
                batch_format="pyarrow",
                batch_size=None,
                fn_constructor_kwargs=self._given,
                compute=engine.ActorPoolStrategy(size=max(1, min(self._count, len(blocks)))),
                max_restarts=0,  # by itself Ray would start a lost worker again for ever
                max_task_retries=0,
            )
        for batch in data.iter_batches(batch_format="pyarrow", batch_size=None):
            yield from batch.to_pylist()


class _Analyser:
    """What Ray makes in each worker, once."""

    def __init__(self, config: Config, analyse: Callable[[RawDocument], Release] | None) -> None:
        self._workers = Workers(1, config, analyse)

    def __call__(self, table: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
        import pyarrow as pa

        try:
            return pa.Table.from_batches(analyze_batches([table], answers=self._workers.answers))
        except ZhengceError as error:  # Ray would try again, and wrap it up
            told = dict.fromkeys(COLUMNS) | {"refusal": type(error).__name__, "reason": str(error)}
            return pa.Table.from_pylist([told], schema=pa.schema([(name, pa.string()) for name in COLUMNS]))


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    """A row, unless it tells what concerns all documents."""
    kind = getattr(errors, str(row["refusal"]), None)
    if kind is not None and not issubclass(kind, InputError):
        raise (kind if kind in {ConfigError, ModelError} else ZhengceError)(row["reason"])
    return row
