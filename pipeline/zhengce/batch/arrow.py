"""One function for external engines: Arrow record batches in, Arrow record batches out.

Ray Data, Spark (``DataFrame.mapInArrow``), Polars or a plain loop can call it. The pipeline is built once
in each process.

Input columns, in any order; others are ignored: ``text`` (string, required), ``source``, ``title``,
``publisher`` (string), ``published`` (string YYYY-MM-DD or date), ``release_id`` (string; derived from the
text if missing), ``encoding`` (string).

Output, one row per input row, in order: ``source``, ``release_id``, ``content_id``, ``release`` (the
release as JSON, null if refused), ``refusal`` (null, or the name of the error) and ``reason``.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, Any

import msgspec

from zhengce import errors
from zhengce.batch.analysing import build
from zhengce.batch.worker import Answer, answer
from zhengce.config import Config
from zhengce.errors import InputError, MissingExtraError
from zhengce.ingest import document
from zhengce.types import RawDocument

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pyarrow as pa

    from zhengce.types import Release

COLUMNS = ("source", "release_id", "content_id", "release", "refusal", "reason")
"""Columns of what comes out, all strings."""
SPARK_SCHEMA = ", ".join(f"{name} string" for name in COLUMNS)
"""The same as Spark wants it told."""

_KNOWN = ("text", "source", "title", "publisher", "published", "release_id", "encoding")
_DEFAULTS = Config()


class _Head(msgspec.Struct):
    source: str
    release_id: str
    content_id: str


_HEAD = msgspec.json.Decoder(_Head)


def analyze_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    config: Config = _DEFAULTS,
    analyse: Callable[[RawDocument], Release] | None = None,
    answers: Callable[[list[RawDocument]], list[Answer]] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Analyse the texts of record batches; the module documents the columns.

    Args:
        batches: record batches or tables.
        config: settings of the pipeline.
        analyse: analyses one document; defaults to the pipeline of `config`.
        answers: returns the JSON or refusal of each of several documents; replaces `analyse`.

    Raises:
        MissingExtraError: pyarrow is not installed.
        ValueError: there is no column ``text``.
    """
    if answers is None:
        answers = functools.partial(answer, analyse=analyse or _pipeline(msgspec.json.encode(config)))
    for batch in batches:
        documents = [_document(**known) for known in _rows(batch)]
        given = iter(answers([each for each in documents if isinstance(each, RawDocument)]))
        yield _out([_row(each, each if isinstance(each, InputError) else next(given)) for each in documents])


def to_batch(documents: Sequence[RawDocument]) -> pa.RecordBatch:
    """Return documents as a record batch for `analyze_batches`."""
    pa = _arrow()
    types = {"published": pa.date32()}
    return pa.RecordBatch.from_arrays(
        [
            pa.array([getattr(each, name) for each in documents], types.get(name, pa.string()))
            for name in _KNOWN
        ],
        names=list(_KNOWN),
    )


def from_row(row: dict[str, str | None]) -> bytes | InputError:
    """Return an output row as the JSON of its release, or as its refusal."""
    if row["release"] is not None:
        return row["release"].encode()
    kind = getattr(errors, str(row["refusal"]), InputError)
    refusal: InputError = kind(str(row["source"]), str(row["reason"]))
    return refusal


def _rows(batch: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a record batch or a table
    names = [name for name in _KNOWN if name in batch.schema.names]
    if "text" not in names:
        raise ValueError(f"no column 'text'; the columns are {', '.join(batch.schema.names)}")
    columns = [batch.column(name).to_pylist() for name in names]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def _row(document: RawDocument | InputError, answer: Answer) -> tuple[str | None, ...]:
    if isinstance(answer, InputError):
        release_id = document.release_id if isinstance(document, RawDocument) else None
        return (answer.source, release_id, None, None, type(answer).__name__, answer.reason)
    head = _HEAD.decode(answer)
    return (head.source, head.release_id, head.content_id, answer.decode(), None, None)


def _document(**known: Any) -> RawDocument | InputError:  # noqa: ANN401 - the columns of a row
    try:
        return _made(known.pop("source", None) or "<text>", **known)
    except InputError as error:
        return error


def _made(
    name: str,
    *,
    text: str | None,
    release_id: str | None = None,
    published: str | dt.date | None = None,
    encoding: str | None = None,
    **known: str | None,
) -> RawDocument:
    known["source"] = name
    if text and release_id and not isinstance(published, str):  # validated when it was read
        return RawDocument(
            text=text,
            release_id=release_id,
            published=published,
            encoding=encoding,
            **known,  # type: ignore[arg-type]
        )
    made = document(text or "", published=published, **known)  # type: ignore[arg-type]
    return dataclasses.replace(made, encoding=encoding)


def _out(rows: Sequence[tuple[str | None, ...]]) -> pa.RecordBatch:
    pa = _arrow()
    columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    return pa.RecordBatch.from_arrays(
        [pa.array(column, pa.string()) for column in columns], names=list(COLUMNS)
    )


def _arrow() -> Any:  # noqa: ANN401 - pyarrow has no types
    try:
        import pyarrow as pa
    except ImportError:
        raise MissingExtraError("an Arrow batch", "parquet") from None
    return pa


@functools.lru_cache(maxsize=1)
def _pipeline(settings: bytes) -> Callable[[RawDocument], Release]:
    return build(msgspec.json.decode(settings, type=Config))
