"""Indicators and the programme or organisation they belong to."""

from __future__ import annotations

import pytest

from zhengce.extract.programmes import ProgrammeFinder
from zhengce.extract.programmes.entities import EntityFinder
from zhengce.extract.programmes.holders import holders
from zhengce.indicators import IndicatorFinder
from zhengce.segment import Segmenter

SEGMENTER, INDICATORS, PROGRAMMES, ENTITIES = (
    Segmenter(),
    IndicatorFinder(),
    ProgrammeFinder(),
    EntityFinder(),
)


def _held(text: str) -> dict[str, str | None]:
    cut = SEGMENTER(text)
    found = INDICATORS.find(cut)
    held = holders(cut, found, PROGRAMMES.find(cut), ENTITIES(cut))
    return {one.text: holder.name if holder else None for one, holder in zip(found, held, strict=True)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成工会驿站3786个，累计服务1493万人次。", {"3786个": "工会驿站", "1493万人次": "工会驿站"}),
        ("职工医疗互助保障参保142.2万人次。", {"142.2万人次": "职工医疗互助保障"}),
        ("发布10名“龙江最美职工”。", {"10名": "“龙江最美职工”"}),
        (
            "黑龙江省总工会筹集4.8亿元，慰问职工80万人次。",
            {"4.8亿元": "黑龙江省总工会", "80万人次": "黑龙江省总工会"},
        ),
        ("建成工会驿站3786个。全省粮食产量达到900亿斤。", {"3786个": "工会驿站", "900亿斤": None}),
        ("建成工会驿站60个，粮食产量900亿斤。", {"60个": "工会驿站", "900亿斤": None}),
        ("全省技能人才264.3万人。", {"264.3万人": None}),
    ],
)
def test_holder(text: str, expected: dict[str, str | None]) -> None:
    assert _held(text) == expected


def test_a_programme_holds_by_its_id() -> None:
    cut = SEGMENTER("建成工会驿站3786个。")
    programmes = PROGRAMMES.find(cut)
    (holder,) = holders(cut, INDICATORS.find(cut), programmes, [])
    assert holder is not None
    assert holder.programme_id == programmes[0].programme_id
    assert holder.rule == "counted"
