"""A release made by hand with every kind of field filled."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zhengce.types import (
    SCHEMA,
    Base,
    Indicator,
    Period,
    Programme,
    Release,
    Repair,
    Section,
    Sentence,
)

if TYPE_CHECKING:
    from zhengce.types import RawDocument

TEXT = (
    "截至目前，技能人才264.3万人，较2017年增长超过67.3%。\n"
    "到2030年，力争培育工匠3000—5000名，实施“龙江工匠”行动，总量居全国第2位。"
)


def _span(piece: str) -> dict[str, Any]:
    start = TEXT.index(piece)
    end = start + len(piece)
    return {"start": start, "end": end, "raw_start": start, "raw_end": end}


def _indicator(index: int, piece: str, **changes: Any) -> Indicator:
    known: dict[str, Any] = {
        "value": None,
        "value_min": None,
        "value_max": None,
        "unit": "人",
        "measure": "level",
        "direction": None,
        "modifier": "exact",
        "subject": "技能人才",
        "status": "actual",
        "period": None,
        "base": None,
        "area": "workforce",
        "damaged": False,
        "sentence": 0,
        "rule": "subject-quantity",
        "evidence": "到:level",
        "confidence": 0.875,
    }
    return Indicator(index=index, text=piece, **(known | changes), **_span(piece))


_CUT = TEXT.index("\n")
_PLANNED = Period("到2030年", None, dt.date(2030, 12, 31))
SAMPLE = Release(
    schema=SCHEMA,
    release_id="0123456789abcdef",
    content_id="fedcba9876543210",
    source="inbox/a.txt",
    title="深化产业工人队伍建设改革",
    publisher="省总工会",
    published=dt.date(2024, 11, 5),
    text=TEXT,
    repairs=(
        Repair(
            raw_start=0, raw_end=4, start=0, end=2, kind="gloss", lossy=False, before="截(jie)", after="截"
        ),
        Repair(
            raw_start=9, raw_end=12, start=7, end=8, kind="lost", lossy=True, before="持?\x1b", after="持�"
        ),
    ),
    sections=(
        Section(index=0, heading="截至目前", start=0, end=_CUT, area="workforce"),
        Section(index=1, heading=None, start=_CUT + 1, end=len(TEXT), area="craftsmanship"),
    ),
    sentences=(
        Sentence(
            index=0,
            text=TEXT[:_CUT],
            start=0,
            end=_CUT,
            raw_start=0,
            raw_end=_CUT,
            section=0,
            area="workforce",
            probability=0.9375,
        ),
        Sentence(
            index=1,
            text=TEXT[_CUT + 1 :],
            start=_CUT + 1,
            end=len(TEXT),
            raw_start=_CUT + 1,
            raw_end=len(TEXT),
            section=1,
            area="craftsmanship",
            probability=1 / 3,
        ),
    ),
    indicators=(
        _indicator(
            0, "264.3万人", value=Decimal(2643000), period=Period("截至目前", None, dt.date(2024, 11, 5))
        ),
        _indicator(
            1,
            "67.3%",
            value=Decimal("67.3"),
            unit="%",
            measure="change",
            direction="increase",
            modifier="over",
            base=Base("2017年", "since", dt.date(2017, 1, 1), dt.date(2017, 12, 31)),
        ),
        _indicator(
            2,
            "3000—5000名",
            value_min=Decimal(3000),
            value_max=Decimal(5000),
            unit="名",
            subject="工匠",
            status="target",
            period=_PLANNED,
            area="craftsmanship",
            sentence=1,
        ),
        _indicator(
            3,
            "第2位",
            value=Decimal(2),
            unit="位",
            measure="rank",
            subject="总量",
            area="craftsmanship",
            sentence=1,
        ),
        _indicator(4, "2017年", unit=None, subject=None, damaged=True),
    ),
    programmes=(
        Programme(
            index=0,
            text="“龙江工匠”行动",
            name="龙江工匠行动",
            kind="initiative",
            **_span("“龙江工匠”行动"),
            programme_id="p-1",
            document_number="黑工发〔2024〕7号",
            sentence=1,
            area="craftsmanship",
            rule="head-noun",
        ),
    ),
)


def analyse(document: RawDocument) -> Release:
    """A pipeline that finds the same in every document."""
    return dataclasses.replace(
        SAMPLE,
        release_id=document.release_id,
        source=document.source,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
    )
