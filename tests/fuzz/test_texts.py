"""Whatever the text: no crash but the documented ones, spans that hold, values with a place, one answer."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import category

import pytest
from fuzz.effort import effort
from fuzz.strategies import DATES, READABLE, TEXTS
from hypothesis import given
from hypothesis import strategies as st

import zhengce
from zhengce.check import check, figures
from zhengce.classify import AreaClassifier
from zhengce.columns import flat_fields, flatten
from zhengce.display import visible
from zhengce.errors import InputError
from zhengce.exchange import (
    annotated,
    from_docbin,
    from_doccano,
    from_label_studio,
    to_docbin,
    to_doccano,
    to_frame,
    to_label_studio,
)
from zhengce.extract.programmes import (
    EntityFinder,
    EntityMention,
    ProgrammeFinder,
    ProgrammeMention,
    holders,
    issuers,
)
from zhengce.indicators import IndicatorFinder, IndicatorMention
from zhengce.quantities import MentionFinder
from zhengce.quantities.numerals import NUMERAL, parse, read
from zhengce.segment import Segmenter
from zhengce.times import find_times
from zhengce.types import RECORDS, Indicator, Programme, Release, Sentence
from zhengce.view.report import report
from zhengce.view.terminal import release_view

if TYPE_CHECKING:
    import random

PIPELINE = zhengce.Pipeline()
ACTS_NOT = "\t\n" + "".join(
    chr(c) for c in (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)
)
"""Format characters that are printed, most of them signs over Arabic numbers."""
SEGMENTER, MENTIONS, INDICATORS = Segmenter(), MentionFinder(), IndicatorFinder()
PROGRAMMES, ENTITIES, CLASSIFIER = ProgrammeFinder(), EntityFinder(), AreaClassifier.load()


def is_finite(value: Decimal | None) -> bool:
    return value is None or (isinstance(value, Decimal) and value.is_finite())


def analysed(text: str, published: dt.date | str | None = None) -> Release | None:
    """The release, or none where the text is refused as documented."""
    try:
        return PIPELINE(text, published=published)
    except InputError:
        return None


@effort()
@given(TEXTS)
def test_normalize(text: str) -> None:
    normalized = zhengce.normalize(text)
    assert normalized.raw == text
    begun = 0
    for repair in normalized.repairs:  # one step may repair what another made: spans may share raw text
        assert begun <= repair.raw_start <= repair.raw_end <= len(text)
        assert 0 <= repair.start <= repair.end <= max(1, len(normalized.text))
        begun = repair.raw_start
    again = zhengce.normalize(text)
    assert (again.text, again.repairs) == (normalized.text, normalized.repairs)
    assert normalized.span_to_raw(0, len(normalized.text))[1] <= len(text)


@effort()
@given(TEXTS)
def test_quantities(text: str) -> None:
    end = 0
    for found in zhengce.quantities(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        assert all(map(is_finite, (found.value, found.value_min, found.value_max)))
        assert found.value is not None or found.value_min is not None
        assert found.value_min is None or found.value_max is None or found.value_min <= found.value_max


@effort()
@given(TEXTS, DATES)
def test_periods(text: str, published: dt.date | str | None) -> None:
    end = 0
    for found in zhengce.periods(text, published=published):
        assert end <= found.text_start < found.text_end <= len(text)
        assert found.start is None or found.end is None or found.start <= found.end
        end = found.text_end


@effort()
@given(st.lists(TEXTS, max_size=6))
def test_classify(sentences: list[str]) -> None:
    together = zhengce.classify(sentences)
    assert [guess.area for guess in together] == [zhengce.classify([one])[0].area for one in sentences]
    assert all(0 <= guess.probability <= 1 for guess in together)


@effort()
@given(
    st.text(alphabet="零〇一二两三四五六七八九十百千万亿兆点余多几数上半0123456789.,壹拾佰萬", max_size=40)
)
def test_numerals(text: str) -> None:
    parse(text)
    for match in NUMERAL.finditer(text):
        numeral = read(match)
        if numeral is not None:
            assert match.start() == numeral.start < numeral.end <= match.end()
            assert all(map(is_finite, (numeral.value, numeral.low, numeral.high)))
            assert numeral.value is None or numeral.value >= 0


@effort()
@given(READABLE, st.none() | st.dates())
def test_stages(text: str, published: dt.date | None) -> None:
    """Each stage on what the one before makes of it, without the pipeline's order of things."""
    segmented = SEGMENTER(text)
    assert all(
        text.startswith(word, start) for word, start in zip(segmented.words, segmented.starts, strict=True)
    )
    times = find_times(text, published)
    assert all(text[time.start : time.end] == time.text for time in times)
    for mention in MENTIONS.find(SEGMENTER(text), 0, len(text), times):
        assert text[mention.start : mention.end] == mention.text
        assert mention.outer_start <= mention.start < mention.end <= mention.outer_end
    found, named, entities = (
        INDICATORS.find(segmented, published),
        PROGRAMMES.find(segmented),
        ENTITIES(segmented),
    )
    every: list[IndicatorMention | ProgrammeMention | EntityMention] = [*found, *named, *entities]
    for one in every:
        sentence = segmented.sentences[one.sentence]
        assert text[one.start : one.end] == one.text
        assert sentence.start <= one.start
    for body in (body for document in named for body in issuers(text, document, entities)):
        assert body in text
    held = [holder for holder in holders(segmented, found, named, entities) if holder is not None]
    assert all(holder.name for holder in held)


@effort()
@given(TEXTS, DATES)
def test_a_release(text: str, published: dt.date | str | None) -> None:
    release = analysed(text, published)
    if release is None:
        return
    end = 0
    for sentence in release.sentences:
        assert end <= sentence.start < sentence.end <= len(release.text)
        end = sentence.end
    records: list[Sentence | Indicator | Programme] = [
        *release.sentences, *release.indicators, *release.programmes,
    ]  # fmt: skip
    for record in records:
        assert release.text[record.start : record.end] == record.text
        assert 0 <= record.raw_start < record.raw_end <= len(text)
    for one in release.indicators:
        values = (one.value, one.value_min, one.value_max)
        assert all(map(is_finite, values))
        assert one.damaged == all(value is None for value in values)
        assert 0 <= one.confidence <= 1
        assert release.sentences[one.sentence].start <= one.start
        assert holds_number(text[one.raw_start : one.raw_end])
    assert PIPELINE(text, published=published) == release
    assert Release.from_json(release.to_json()) == release


def holds_number(raw: str) -> bool:
    """Whether a number is printed in a piece of raw text, or words that stand for one."""
    plain = zhengce.normalize(raw).text
    return NUMERAL.search(plain) is not None or "首" in raw or "榜" in raw or any(c.isnumeric() for c in raw)


@effort()
@given(st.lists(READABLE.filter(lambda text: analysed(text) is not None), max_size=4), st.randoms())
def test_order_and_company_change_nothing(texts: list[str], chance: random.Random) -> None:
    alone = {text: PIPELINE(text) for text in texts}
    chance.shuffle(texts)
    assert list(PIPELINE.pipe(texts)) == [alone[text] for text in texts]


@pytest.mark.slow
@effort()
@given(READABLE)
def test_all_ways_out(text: str) -> None:
    """The forms a release takes: rows, pages, annotation tools, figures."""
    release = analysed(text, "2024-11-05")
    if release is None:
        return
    for name, record in RECORDS.items():
        columns = list(flat_fields(record))
        rows = [flatten(one) for one in getattr(release, name)]
        assert [list(row) for row in rows] == [columns] * len(rows)
    assert to_frame([release], "indicators", kind="polars").height == len(release.indicators)
    assert release.to_frame().shape[0] == len(release.indicators)
    assert list(from_docbin(to_docbin([release]))) == [release]
    for there, back in ((to_label_studio, from_label_studio), (to_doccano, from_doccano)):
        assert [one.text for one in back(there([release]))] == [annotated(release).text]
    release_view(release)
    release._repr_html_()
    assert "<script" in report([release])
    assert all(category(c) not in {"Cc", "Cf", "Cs"} or c in ACTS_NOT for c in visible(release.text))
    check([release, release])
    figures([release])
