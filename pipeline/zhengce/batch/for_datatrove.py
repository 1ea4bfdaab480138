"""A datatrove pipeline step that adds the release to each document.

>>> from datatrove.executor import LocalPipelineExecutor  # doctest: +SKIP
>>> steps = [JsonlReader("inbox"), Analysed(), JsonlWriter("out")]  # doctest: +SKIP
>>> LocalPipelineExecutor(pipeline=steps).run()  # doctest: +SKIP
"""

from __future__ import annotations

from contextlib import nullcontext
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from zhengce.batch.arrow import analyze_batches
from zhengce.config import Config
from zhengce.errors import MissingExtraError

try:
    from datatrove.pipeline.base import PipelineStep
except ImportError:  # read when a step is created
    PipelineStep = None

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhengce.types import RawDocument, Release

_DEFAULTS = Config()
_TOGETHER = 64


class Analysed(PipelineStep or object):  # type: ignore[misc]  # datatrove need not be installed
    """Puts the release of each document, in its JSON form, into ``metadata["release"]``.

    Title, publisher, date and source come from the metadata ``title``, ``publisher``, ``published`` and
    ``source``, else ``url``, else the id. Refused documents are dropped.

    Args:
        config: settings of the pipeline.
        analyse: analyses one document; defaults to the pipeline of `config`.
        exclusion_writer: a datatrove writer for refused documents, with ``metadata["refusal"]`` and
            ``metadata["reason"]``.

    Raises:
        MissingExtraError: datatrove is not installed.
    """

    name = "zhengce"
    type = "indicators and programmes"

    def __init__(
        self,
        *,
        config: Config = _DEFAULTS,
        analyse: Callable[[RawDocument], Release] | None = None,
        exclusion_writer: Any = None,  # noqa: ANN401 - a writer of datatrove
    ) -> None:
        if PipelineStep is None:
            raise MissingExtraError("a step of datatrove", "datatrove")
        super().__init__()
        self._config = config
        self._analyse = analyse
        self._excluded = exclusion_writer

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Yield the accepted documents, in order."""
        del world_size
        import pyarrow as pa

        rest = iter(data)
        with self._excluded if self._excluded is not None else nullcontext() as excluded:
            while documents := list(islice(rest, _TOGETHER)):
                table = pa.Table.from_pylist([_row(each) for each in documents], schema=_schema(pa))
                with self.track_time(unit="batch"):
                    (batch,) = analyze_batches([table], config=self._config, analyse=self._analyse)
                for document, row in zip(documents, batch.to_pylist(), strict=True):
                    self.stat_update("total")
                    if row["release"] is not None:
                        document.metadata["release"] = msgspec.json.decode(row["release"])
                        self.stat_update("analysed")
                        yield document
                        continue
                    document.metadata |= {"refusal": row["refusal"], "reason": row["reason"]}
                    self.stat_update("refused")
                    if excluded is not None:
                        excluded.write(document, rank)


def _row(document: Any) -> dict[str, str | None]:  # noqa: ANN401 - a document of datatrove
    known = document.metadata
    row = {name: known.get(name) for name in ("title", "publisher", "published")}
    source = known.get("source") or known.get("url") or document.id
    texts = {name: None if value is None else str(value) for name, value in row.items()}
    return texts | {"text": document.text, "source": str(source)}


def _schema(pa: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    return pa.schema([(name, pa.string()) for name in ("text", "source", "title", "publisher", "published")])
