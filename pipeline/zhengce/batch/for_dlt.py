"""A dlt resource that turns texts into the tables of releases.

>>> import dlt  # doctest: +SKIP
>>> texts = [{"text": "建成工会驿站3786个。", "source": "https://gov.example/1", "published": "2024-11-05"}]
>>> dlt.pipeline("zhengce", destination="duckdb").run(analysed(texts))  # doctest: +SKIP
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from zhengce.batch.arrow import analyze_batches, from_row
from zhengce.config import Config
from zhengce.errors import InputError, MissingExtraError
from zhengce.store.arrow import arrow_schemas, release_tables
from zhengce.store.tables import TABLES
from zhengce.types import RawDocument, Release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_DEFAULTS = Config()


def analysed(
    texts: Any,  # noqa: ANN401 - dlt has resources, of any data
    *,
    config: Config = _DEFAULTS,
    analyse: Callable[[RawDocument], Release] | None = None,
) -> Any:  # noqa: ANN401 - a resource of dlt
    """Return a dlt resource with the tables ``releases``, ``sentences``, ``indicators`` … and ``refused``.

    Loading a release again replaces its rows (``merge`` by ``release_id``).

    Args:
        texts: a dlt resource or an iterable: rows with the input columns of `zhengce.batch.arrow`, lists
            of rows, or Arrow tables.
        config: settings of the pipeline.
        analyse: analyses one document; defaults to the pipeline of `config`.

    Raises:
        MissingExtraError: dlt is not installed.
    """
    try:
        import dlt
        from dlt.extract import DltResource
    except ImportError:
        raise MissingExtraError("a resource of dlt", "dlt") from None

    def tables(items: Any) -> Iterator[Any]:  # noqa: ANN401 - one item or a page of them
        for name, table in _tables(items, config, analyse):
            yield dlt.mark.with_table_name(table, name)

    source = texts if isinstance(texts, DltResource) else dlt.resource(texts, name="texts")
    made = dlt.transformer(tables, name="zhengce", write_disposition="merge", merge_key="release_id")
    return source | made


def _tables(
    items: Any,  # noqa: ANN401
    config: Config,
    analyse: Callable[[RawDocument], Release] | None,
) -> Iterator[tuple[str, Any]]:
    import pyarrow as pa

    schemas = arrow_schemas(pa, TABLES)
    rows = chain.from_iterable(
        batch.to_pylist() for batch in analyze_batches([_batch(pa, items)], config=config, analyse=analyse)
    )
    refused = []
    for row in rows:
        answer = from_row(row)
        if isinstance(answer, InputError):
            refused.append({name: row[name] for name in ("release_id", "source", "refusal", "reason")})
            continue
        for name, table in release_tables(pa, schemas, Release.from_json(answer)).items():
            if table.num_rows:
                yield name, table
    if refused:
        columns = [(name, pa.string()) for name in refused[0]]
        yield "refused", pa.Table.from_pylist(refused, schema=pa.schema(columns))


def _batch(pa: Any, items: Any) -> Any:  # noqa: ANN401 - from dlt: a row, several rows, or an Arrow table
    if hasattr(items, "schema"):
        return items
    rows: Iterable[dict[str, Any]] = [items] if isinstance(items, dict) else items
    return pa.Table.from_pylist(list(rows))
