"""Releases for the page: the sample, one with astral characters and repairs, one that attacks."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from store.samples import SAMPLE

from zhengce.types import Repair, Section, Sentence

if TYPE_CHECKING:
    from zhengce.types import Release

RAW = "𠮷林省建成工會(huì)驛站3786個，满意率98.5%。"
TEXT = "𠮷林省建成工会驿站3786个，满意率98.5%。"


def _span(piece: str, raw: str) -> dict[str, Any]:
    start, raw_start = TEXT.index(piece), RAW.index(raw)
    return {
        "text": piece,
        "start": start,
        "end": start + len(piece),
        "raw_start": raw_start,
        "raw_end": raw_start + len(raw),
    }


_FIRST = dataclasses.replace(SAMPLE.indicators[0], area="rights", period=None, subject="工会驿站")
REPAIRED: Release = dataclasses.replace(
    SAMPLE,
    release_id="00000000000000aa",
    source="inbox/b.txt",
    title="驿站",
    text=TEXT,
    repairs=(
        Repair(raw_start=8, raw_end=12, start=8, end=8, kind="gloss", lossy=False, before="(huì)", after=""),
    ),
    sections=(Section(index=0, heading=None, start=0, end=len(TEXT), area="rights"),),
    sentences=(
        Sentence(
            index=0,
            text=TEXT,
            start=0,
            end=len(TEXT),
            raw_start=0,
            raw_end=len(RAW),
            section=0,
            area="rights",
            probability=0.9,
        ),
    ),
    indicators=(
        dataclasses.replace(_FIRST, value=Decimal(3786), unit="个", **_span("3786个", "3786個")),
        dataclasses.replace(
            _FIRST, index=1, subject="满意率", value=Decimal("98.5"), unit="%", **_span("98.5%", "98.5%")
        ),
    ),
    programmes=(),
)

ATTACK = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>\u2028{{style}}\u202e"


def attacking() -> Release:
    """The sample with an attack in every text of it."""

    def poisoned(record: Any) -> Any:
        changes = {
            f.name: ATTACK
            for f in dataclasses.fields(record)
            if isinstance(getattr(record, f.name), str) and f.name not in ("release_id", "schema", "modifier")
        }
        return dataclasses.replace(record, **changes)

    parts = {
        name: tuple(poisoned(record) for record in getattr(SAMPLE, name))
        for name in ("repairs", "sections", "sentences", "indicators", "programmes")
    }
    release: Release = dataclasses.replace(poisoned(SAMPLE), text=ATTACK * 3, **parts)
    return release
