"""The seed release, from its damaged page to its records: what must never get worse."""

from functools import cache
from pathlib import Path

import pytest

from zhengce.ingest import read
from zhengce.pipeline import Pipeline
from zhengce.types import Indicator, Programme, RawDocument, Release, Sentence

Located = Sentence | Indicator | Programme

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_89ff4f18f05a62c1.txt"
GOLDEN = [
    line.split("\t")
    for line in (ROOT / "tests" / "data" / "seed_indicators.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@cache
def seed() -> tuple[RawDocument, Release]:
    (document,) = read([SEED])
    assert isinstance(document, RawDocument)
    return document, Pipeline()(document)


def test_the_date_comes_from_the_metadata_beside_the_file() -> None:
    assert str(seed()[1].published) == "2024-11-05"


def test_indicators() -> None:
    found = [
        [
            i.text, str(i.value), i.unit, i.measure, i.direction or "-", i.modifier, i.subject, i.status,
            i.period.text if i.period else "-", i.base.text if i.base else "-",
        ]
        for i in seed()[1].indicators
    ]  # fmt: skip
    assert found == GOLDEN


def test_no_gloss_is_left_and_the_misaligned_place_is_read() -> None:
    text = seed()[1].text
    assert "扶持数字经济" in text
    assert "(" not in text
    assert not any("\u0100" <= c <= "\u01ff" for c in text)  # letters with tone marks


def test_repairs_are_logged() -> None:
    kinds = [repair.kind for repair in seed()[1].repairs]
    assert (kinds.count("gloss"), kinds.count("misaligned")) == (185, 1)
    assert not any(repair.lossy for repair in seed()[1].repairs)


def test_every_span_leads_back_to_its_characters() -> None:
    document, release = seed()
    records: list[Located] = [*release.sentences, *release.indicators, *release.programmes]
    for record in records:
        assert release.text[record.start : record.end] == record.text
        raw = document.text[record.raw_start : record.raw_end]
        assert raw
        assert raw[0] not in " \n"
    numbers = [document.text[i.raw_start : i.raw_end] for i in release.indicators]
    assert numbers[0] == "264.3萬人"


@pytest.mark.parametrize(
    ("topic", "area"),
    [
        ("立足提供人才", "workforce"),
        ("立足发展新质", "innovation"),
        ("立足搭建工会", "craftsmanship"),
        ("立足履行维权", "rights"),
    ],
)
def test_each_sentence_of_the_four_topics_is_in_its_area(topic: str, area: str) -> None:
    release = seed()[1]
    section = next(s for s in release.sections if (s.heading or "").startswith(topic))
    assert section.area == area
    sentences = [s for s in release.sentences if s.section == section.index]
    assert len(sentences) >= 5
    assert {s.area for s in sentences} == {area}


def test_mirrors_share_their_content_id() -> None:
    _, release = seed()
    clean = Pipeline()(release.text, published="2024-11-05")
    assert clean.content_id == release.content_id
    assert clean.release_id != release.release_id


def test_the_same_input_gives_the_same_output() -> None:
    document, release = seed()
    assert Pipeline()(document).to_json() == release.to_json()
