"""The stages in order: the only module that knows them all."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhengce.classify import AreaClassifier
from zhengce.config import Config
from zhengce.extract.programmes import (
    EntityFinder,
    EntityMention,
    ProgrammeFinder,
    ProgrammeMention,
    holders,
    issuers,
)
from zhengce.indicators import IndicatorFinder, IndicatorMention, Trace
from zhengce.ingest import document
from zhengce.normalize import NormalizedText, Normalizer
from zhengce.quantities.rounding import last_digit
from zhengce.record import uncollected
from zhengce.regions import release_region
from zhengce.segment import Segmenter
from zhengce.segment.dateline import dateline
from zhengce.series import Figure, Series, SeriesFinder
from zhengce.times import span_kind
from zhengce.types import SCHEMA, Indicator, Programme, RawDocument, Release, Section, SegmentedText, Sentence

_TOGETHER = 64  # texts that go through a stage together
_CHARACTERS = 100_000  # the same in characters: long texts go alone
_NO_CONTENT = re.compile(r"[\W_]+")


class Pipeline:
    """Turns texts into releases: normalise, segment, extract, classify.

    All state (dictionaries, rules, model) is built here once and never changes, so that one pipeline
    serves any number of texts.

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
        self._normalize = Normalizer(self.config.normalize)
        self._segment = Segmenter()
        rules = self.config.extract.rules
        self._indicators = IndicatorFinder(Path(rules) if rules is not None else None)
        registry = self.config.programmes.file
        self._programmes = ProgrammeFinder(
            registries=[Path(registry)] if registry is not None else [],
            added=Path(rules) if rules is not None else None,
        )
        self._entities = EntityFinder()
        own = self.config.series.file
        self._series = SeriesFinder([Path(own)] if own is not None else [])
        model = self.config.classify.model
        self.classifier = AreaClassifier.load(Path(model) if model is not None else None)
        self._rest = self.classifier.areas[self.classifier.rest].id

    def __call__(
        self,
        text: str | RawDocument,
        *,
        source: str = "<text>",
        title: str | None = None,
        publisher: str | None = None,
        published: str | dt.date | None = None,
    ) -> Release:
        """One text to a `Release`.

        Args:
            text: the raw text, or a document that was read by `zhengce.ingest`.
            source: where the text came from.
            title: its title, where known.
            publisher: who published it, where known.
            published: ISO date of publication; else a full date in the text's own head is taken.

        Raises:
            MalformedError: `published` is no date.
        """
        if isinstance(text, RawDocument):
            raw = text
        else:
            raw = document(text, source=source, title=title, publisher=publisher, published=published)
        with uncollected():
            return self._analyse([raw])[0]

    def explained(self, raw: RawDocument) -> tuple[Release, Trace]:
        """A release with the candidates that were weighed for each indicator, by where it starts."""
        trace: Trace = {}
        with uncollected():
            return self._analyse([raw], trace)[0], trace

    def pipe(self, documents: Iterable[str | RawDocument | Mapping[str, Any]]) -> Iterator[Release]:
        """A stream of texts, documents or records (``{"text": …, "published": …}``) to releases, in order.

        Several texts are read ahead and go through each stage together, which is quicker than one by one.

        Raises:
            MalformedError: a record's `published` is no date; after the releases of what stands before it.
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
        """Stage by stage: what a stage needs stays in the processor's cache while it works on all texts."""
        normalized = [self._normalize(raw.text) for raw in documents]
        segmented = [self._segment(one.text) for one in normalized]
        days = [raw.published or dateline(one.text) for raw, one in zip(documents, normalized, strict=True)]
        told = self._areas(segmented)
        found = [
            self._indicators.find(
                cut,
                day,
                title=self._normalize(raw.title).text if raw.title else None,
                region=release_region(raw.title, raw.publisher, cut.text),
                trace=trace,
            )
            for cut, day, raw in zip(segmented, days, documents, strict=True)
        ]
        named = [self._programmes.find(cut) for cut in segmented]
        entities = [self._entities(cut) for cut in segmented]
        series = [
            self._series.in_order(_figure(cut, mention) for mention in mentions)
            for cut, mentions in zip(segmented, found, strict=True)
        ]
        columns = (documents, normalized, segmented, days, told, found, named, entities, series)
        return list(map(_release, *columns))

    def _areas(self, segmented: Sequence[SegmentedText]) -> list[list[tuple[str, float]]]:
        """Work area and probability of each sentence of each text; boilerplate belongs to the rest."""
        rows = [(k, cut, s) for k, cut in enumerate(segmented) for s in cut.sentences]
        guesses = self.classifier.classify(
            [cut.text[s.start : s.end] for _, cut, s in rows],
            headings=[
                cut.sections[s.section].heading if s.section is not None else None for _, cut, s in rows
            ],
            passages=[(k, s.section) for k, _, s in rows],
        )
        told: list[list[tuple[str, float]]] = [[] for _ in segmented]
        for (k, _, s), guess in zip(rows, guesses, strict=True):
            told[k].append((self._rest, 1.0) if s.boilerplate else (guess.area, round(guess.probability, 4)))
        return told


def _take(
    source: Iterator[str | RawDocument | Mapping[str, Any]],
) -> tuple[list[RawDocument], Exception | None]:
    """Some documents of a stream, and why there are no more."""
    chunk: list[RawDocument] = []
    size = 0
    while len(chunk) < _TOGETHER and size < _CHARACTERS:
        try:
            item = next(source)
            if not isinstance(item, RawDocument):
                item = document(**item) if isinstance(item, Mapping) else document(item)
        except Exception as error:  # noqa: BLE001 - raised again by the caller, once the chunk is done
            return chunk, error
        chunk.append(item)
        size += len(item.text)
    return chunk, None


def _release(
    raw: RawDocument,
    normalized: NormalizedText,
    segmented: SegmentedText,
    published: dt.date | None,
    told: Sequence[tuple[str, float]],
    found: Sequence[IndicatorMention],
    named: Sequence[ProgrammeMention],
    entities: Sequence[EntityMention],
    series: Sequence[Series | None],
) -> Release:
    """The record of one text from what the stages found."""
    text = normalized.text
    areas = [area for area, _ in told]
    sentences = tuple(
        Sentence(
            index=i,
            text=text[s.start : s.end],
            start=s.start,
            end=s.end,
            raw_start=(raw_span := normalized.span_to_raw(s.start, s.end))[0],
            raw_end=raw_span[1],
            section=s.section,
            area=area,
            probability=probability,
        )
        for i, (s, (area, probability)) in enumerate(zip(segmented.sentences, told, strict=True))
    )
    spans = [normalized.span_to_raw(m.start, m.end) for m in found]
    rows = _rows(normalized)
    owners = holders(segmented, found, named, entities)
    indicators = tuple(
        Indicator(
            index=k,
            text=m.text,
            value=m.value,
            value_min=m.value_min,
            value_max=m.value_max,
            unit=m.unit,
            measure=m.measure,
            direction=m.direction,
            modifier=m.modifier,
            subject=m.subject,
            status=m.status,
            period=m.period,
            base=m.base,
            area=areas[m.sentence],
            damaged=m.damaged,
            sentence=m.sentence,
            rule=f"{m.rule}+table" if text.rfind("\n", 0, m.start) in rows else m.rule,
            evidence=m.evidence,
            confidence=m.confidence,
            start=m.start,
            end=m.end,
            raw_start=raw_start,
            raw_end=raw_end,
            holder=held.name if held is not None else None,
            programme_id=held.programme_id if held is not None else None,
            indicator_id=identity,
            dimension=m.dimension,
            unit_canonical=m.unit_canonical,
            value_canonical=m.value_canonical,
            denominator=m.denominator,
            region=m.region.name if m.region is not None else None,
            region_code=m.region.code if m.region is not None else None,
            basis=m.basis,
            vintage=m.vintage,
            series_id=one.series_id if one is not None else None,
            series=one.name if one is not None else None,
            period_kind=span_kind(m.period.start, m.period.end) if m.period is not None else None,
            value_step=_step(m),
        )
        for k, (m, held, (raw_start, raw_end), identity, one) in enumerate(
            zip(found, owners, spans, _identities(raw.release_id, spans), series, strict=True)
        )
    )
    programmes = tuple(
        Programme(
            index=k,
            text=m.text,
            name=m.name,
            kind=m.kind,
            start=m.start,
            end=m.end,
            raw_start=(raw_span := normalized.span_to_raw(m.start, m.end))[0],
            raw_end=raw_span[1],
            programme_id=m.programme_id,
            document_number=m.document_number,
            sentence=m.sentence,
            area=areas[m.sentence],
            rule=m.rule,
            issuer=("、".join(issuers(text, m, entities)) or None) if m.kind == "document" else None,
        )
        for k, m in enumerate(named)
    )
    return Release(
        schema=SCHEMA,
        release_id=raw.release_id,
        content_id=_content_id(segmented),
        source=raw.source,
        title=raw.title,
        publisher=raw.publisher,
        published=published,
        text=text,
        raw_text=raw.text,
        encoding=raw.encoding,
        repairs=normalized.repairs,
        sections=_sections(segmented, sentences),
        sentences=sentences,
        indicators=indicators,
        programmes=programmes,
    )


def _rows(normalized: NormalizedText) -> frozenset[int]:
    """Where the lines that were rows of tables begin: the place of the line end before them."""
    rows = (repair.start for repair in normalized.repairs if repair.kind == "table")
    return frozenset(normalized.text.rfind("\n", 0, start) for start in rows)


def _step(mention: IndicatorMention) -> Decimal | None:
    """The worth of the last printed digit of a value."""
    if mention.value is None:
        return None
    step = last_digit(mention.text, mention.value, mention.unit)
    return Decimal(step.numerator) / Decimal(step.denominator)


def _figure(cut: SegmentedText, mention: IndicatorMention) -> Figure:
    """What tells the series of a mention."""
    sentence = cut.sentences[mention.sentence]
    heading = cut.sections[sentence.section].heading if sentence.section is not None else None
    paragraph = cut.text.rfind("\n", 0, mention.start) + 1
    time = mention.period.text if mention.period is not None else ""
    return Figure(
        subject=mention.subject,
        unit=mention.unit,
        measure=mention.measure,
        region=mention.region,
        direction=mention.direction,
        base=mention.base,
        period=mention.period,
        denominator=mention.denominator,
        before=cut.text[sentence.start : mention.start],
        text=mention.text,
        sentence=mention.sentence,
        dated_by_heading=time in (heading or "") and time not in cut.text[paragraph : mention.start],
    )


def _identities(release_id: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """A stable identity for each span of the raw text; of several figures in one span each has its own."""
    met: dict[tuple[int, int], int] = {}
    for span in spans:
        turn = met[span] = met.get(span, -1) + 1
        name = f"{release_id}:{span[0]}-{span[1]}" + (f"#{turn}" if turn else "")
        yield hashlib.sha256(name.encode()).hexdigest()[:16]


def _sections(segmented: SegmentedText, sentences: Iterable[Sentence]) -> tuple[Section, ...]:
    """Sections with the area of most of their characters; null for one without sentences."""
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
    """Identity of the body: its letters and digits without boilerplate, punctuation and blanks."""
    body = "".join(segmented.text[s.start : s.end] for s in segmented.sentences if not s.boilerplate)
    return hashlib.sha256(_NO_CONTENT.sub("", body).encode()).hexdigest()[:16]
