"""Run documents through the stages in order and build their releases."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

from msgspec import convert

from zhengce.config import Config
from zhengce.indicators import IndicatorMention
from zhengce.ingest import document
from zhengce.quantities.rounding import last_digit
from zhengce.record import uncollected
from zhengce.stages import STAGES, Work
from zhengce.times import span_kind
from zhengce.types import SCHEMA, Indicator, Programme, RawDocument, Release, Section, SegmentedText, Sentence

if TYPE_CHECKING:
    from zhengce.classify import AreaClassifier
    from zhengce.classify.stage import ClassifyStage
    from zhengce.indicators import Trace
    from zhengce.normalize import NormalizedText

_TOGETHER = 128  # texts per batch
_CHARACTERS = 100_000  # characters per batch; long texts go alone
_NO_CONTENT = re.compile(r"[\W_]+")


class Pipeline:
    """Turns texts into releases: normalise, segment, classify, extract.

    All state (dictionaries, rules, model) is built once and never changes, so one pipeline serves any
    number of texts.

    >>> pipeline = Pipeline()
    >>> release = pipeline("截至目前，建成工会驿站3786个。", published="2024-11-05")
    >>> [(i.subject, i.value, i.unit) for i in release.indicators]
    [('工会驿站', Decimal('3786'), '个')]

    Raises:
        ConfigError: a setting is wrong.
        ModelError: the model of the work areas cannot be used.
    """

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self._stages = {stage.name: stage.build(self.config) for stage in STAGES}

    @property
    def classifier(self) -> AreaClassifier:
        """Return the model of work areas."""
        return cast("ClassifyStage", self._stages["classify"]).classifier

    def __call__(
        self,
        text: str | RawDocument,
        *,
        source: str = "<text>",
        title: str | None = None,
        publisher: str | None = None,
        published: str | dt.date | None = None,
    ) -> Release:
        """Analyse one text into a `Release`.

        Args:
            text: the raw text, or a document read by `zhengce.ingest`.
            source: origin of the text.
            title: its title, if known.
            publisher: its publisher, if known.
            published: ISO date of publication; defaults to a full date in the head of the text.

        Raises:
            MalformedError: `published` is not a date.
        """
        if isinstance(text, RawDocument):
            raw = text
        else:
            raw = document(text, source=source, title=title, publisher=publisher, published=published)
        with uncollected():
            return self._analyse([raw])[0]

    def explained(self, raw: RawDocument) -> tuple[Release, Trace]:
        """Return a release and the candidates for each indicator, keyed by its start offset."""
        trace: Trace = {}
        with uncollected():
            return self._analyse([raw], trace)[0], trace

    def pipe(self, documents: Iterable[str | RawDocument | Mapping[str, Any]]) -> Iterator[Release]:
        """Analyse a stream of texts, documents or records (``{"text": …, "published": …}``), in order.

        Several texts are read ahead and processed together, which is faster.

        Raises:
            MalformedError: a record's `published` is not a date; raised after the releases before it.
        """
        source = iter(documents)
        failure: Exception | None = None
        while failure is None:
            chunk, failure = _take(source)
            with uncollected():
                releases = self._analyse(chunk)
            yield from releases
        if not isinstance(failure, StopIteration):
            raise failure

    def _analyse(self, documents: Sequence[RawDocument], trace: Trace | None = None) -> list[Release]:
        """Run one stage over all documents at a time, which keeps its data in the processor's cache."""
        batch = [Work(raw=raw, trace=trace) for raw in documents]
        for stage in self._stages.values():
            stage(batch)
        return list(map(_release, batch))


def _take(
    source: Iterator[str | RawDocument | Mapping[str, Any]],
) -> tuple[list[RawDocument], Exception | None]:
    """Return some documents of a stream, and the error that ended it, if any."""
    chunk: list[RawDocument] = []
    size = 0
    while len(chunk) < _TOGETHER and size < _CHARACTERS:
        try:
            item = next(source)
            if not isinstance(item, RawDocument):
                item = document(**item) if isinstance(item, Mapping) else document(item)
        except Exception as error:  # noqa: BLE001 - re-raised by the caller after the chunk
            return chunk, error
        chunk.append(item)
        size += len(item.text)
    return chunk, None


def _release(work: Work) -> Release:
    """Build the release of a document from the results of the stages."""
    raw, sentences = work.raw, _sentences(work)
    return Release(
        schema=SCHEMA,
        release_id=raw.release_id,
        content_id=_content_id(work.segmented),
        source=raw.source,
        title=raw.title,
        publisher=raw.publisher,
        published=work.published,
        text=work.normalized.text,
        raw_text=raw.text,
        encoding=raw.encoding,
        repairs=work.normalized.repairs,
        sections=_sections(work.segmented, sentences),
        sentences=sentences,
        indicators=tuple(_indicators(work)),
        programmes=tuple(_programmes(work)),
    )


def _sentences(work: Work) -> tuple[Sentence, ...]:
    text, to_raw = work.normalized.text, work.normalized.span_to_raw
    return tuple(
        convert(  # sets the fields of a frozen record at once
            {
                "index": i,
                "text": text[s.start : s.end],
                "start": s.start,
                "end": s.end,
                "raw_start": (raw_span := to_raw(s.start, s.end))[0],
                "raw_end": raw_span[1],
                "section": s.section,
                "area": area,
                "probability": probability,
            },
            Sentence,
        )
        for i, (s, (area, probability)) in enumerate(zip(work.segmented.sentences, work.areas, strict=True))
    )


_READ = tuple(
    field.name
    for field in fields(Indicator)
    if field.name in IndicatorMention._fields and field.name not in {"start", "end", "rule", "region"}
)
"""Fields that an indicator takes over from its mention unchanged; `_indicators` derives the others."""
_read = attrgetter(*_READ)


def _indicators(work: Work) -> Iterator[Indicator]:
    rows = _rows(work.normalized)
    text = work.normalized.text
    spans = [work.normalized.span_to_raw(m.start, m.end) for m in work.indicators]
    identities = _identities(work.raw.release_id, spans)
    columns = zip(work.indicators, work.holders, spans, identities, work.series, strict=True)
    for k, (m, held, (raw_start, raw_end), identity, one) in enumerate(columns):
        derived = {
            "index": k,
            "area": work.areas[m.sentence][0],
            "rule": f"{m.rule}+table" if rows and text.rfind("\n", 0, m.start) in rows else m.rule,
            "start": m.start,
            "end": m.end,
            "raw_start": raw_start,
            "raw_end": raw_end,
            "holder": held.name if held is not None else None,
            "programme_id": held.programme_id if held is not None else None,
            "indicator_id": identity,
            "region": m.region.name if m.region is not None else None,
            "region_code": m.region.code if m.region is not None else None,
            "series_id": one.series_id if one is not None else None,
            "series": one.name if one is not None else None,
            "period_kind": span_kind(m.period.start, m.period.end) if m.period is not None else None,
            "value_step": _step(m),
        }
        derived.update(zip(_READ, _read(m), strict=True))
        yield convert(derived, Indicator)


def _programmes(work: Work) -> Iterator[Programme]:
    for k, (m, issuer) in enumerate(zip(work.programmes, work.issuers, strict=True)):
        raw_start, raw_end = work.normalized.span_to_raw(m.start, m.end)
        yield Programme(
            index=k,
            text=m.text,
            name=m.name,
            kind=m.kind,
            start=m.start,
            end=m.end,
            raw_start=raw_start,
            raw_end=raw_end,
            programme_id=m.programme_id,
            document_number=m.document_number,
            sentence=m.sentence,
            area=work.areas[m.sentence][0],
            rule=m.rule,
            issuer=issuer,
        )


def _rows(normalized: NormalizedText) -> frozenset[int]:
    """Return the offsets at which the lines of table rows begin, counting the line break before."""
    rows = (repair.start for repair in normalized.repairs if repair.kind == "table")
    return frozenset(normalized.text.rfind("\n", 0, start) for start in rows)


def _step(mention: IndicatorMention) -> Decimal | None:
    """Return the value of the last printed digit."""
    if mention.value is None:
        return None
    step = last_digit(mention.text, mention.value, mention.unit)
    return _quotient(step.numerator, step.denominator)


@lru_cache(1 << 6)
def _quotient(numerator: int, denominator: int) -> Decimal:
    return Decimal(numerator) / Decimal(denominator)


def _identities(release_id: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield a stable id for each raw span; several figures in one span have different ids."""
    met: dict[tuple[int, int], int] = {}
    for span in spans:
        turn = met[span] = met.get(span, -1) + 1
        name = f"{release_id}:{span[0]}-{span[1]}" + (f"#{turn}" if turn else "")
        yield hashlib.sha256(name.encode()).hexdigest()[:16]


def _sections(segmented: SegmentedText, sentences: Iterable[Sentence]) -> tuple[Section, ...]:
    """Return the sections, each with the area of most of its characters, or None without sentences."""
    votes: dict[int, dict[str, int]] = {}
    for sentence in sentences:
        if sentence.section is not None:
            counts = votes.setdefault(sentence.section, {})
            counts[sentence.area] = counts.get(sentence.area, 0) + sentence.end - sentence.start
    return tuple(
        Section(
            index=i,
            heading=s.heading,
            start=s.start,
            end=s.end,
            area=max(votes[i], key=votes[i].__getitem__) if i in votes else None,
            kind=s.kind,
            level=s.level,
            parent=s.parent,
        )
        for i, s in enumerate(segmented.sections)
    )


def _content_id(segmented: SegmentedText) -> str:
    """Return the id of the body: a hash of its letters and digits, without boilerplate."""
    body = "".join(segmented.text[s.start : s.end] for s in segmented.sentences if not s.boilerplate)
    return hashlib.sha256(_NO_CONTENT.sub("", body).encode()).hexdigest()[:16]
