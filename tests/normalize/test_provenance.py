"""The way back to the raw text, for any input."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from normalize.damage import TABLES, TEXTS, fold, gloss, traditional

from zhengce.normalize import normalize, replay

LONG = (
    "產(chǎn)",
    "業(yè)",
    "?jǐn)?shù)",
    "?,F",
    "?!盵",
    "\r\n",
    "6 385",
    "\n6\n",
    "8.6%",
    "發展",
    "係統",
    "，\n",
)
PIECES = st.sampled_from([*LONG, *"?\ufffd()（ \u3000\n\u200b年，。３持著𠮷🤛"])
TEXT = st.lists(PIECES | st.characters(), max_size=40).map("".join) | st.text(max_size=60)


@settings(max_examples=300, deadline=None)
@given(TEXT)
@example("\u200b")
@example("\x08")
@example("產(chǎn)業(yè)產(chǎn)?560")
def test_any_text(raw: str) -> None:
    normalized = normalize(raw)
    text = normalized.text
    places = [normalized.to_raw(i, i)[0] for i in range(len(text) + 1)]
    assert places == sorted(places)
    pieces = [slice(*normalized.to_raw(i, i + 1)) for i in range(len(text))]
    if text:
        assert "".join(raw[piece] for piece in pieces) == raw
    assert replay(raw, normalized.log) == text
    assert normalize(raw) == normalized
    assert [r.raw_start for r in normalized.repairs] == sorted(r.raw_start for r in normalized.repairs)
    for repair in normalized.repairs:
        assert 0 <= repair.start <= repair.end <= len(text)
        assert repair.before == raw[repair.raw_start : repair.raw_end]
        assert repair.after == text[repair.start : repair.end]


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_no_control_or_compatibility_character_is_left(raw: str) -> None:
    text = normalize(raw).text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]", text)
    assert not re.search("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]", text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_clean_simplified_text_comes_back_unchanged(path: Path) -> None:
    clean = normalize(path.read_text(encoding="utf-8")).text
    normalized = normalize(clean)
    assert normalized.text == clean
    assert normalized.repairs == ()
    assert normalized.to_raw(0, len(clean)) == (0, len(clean))


def test_a_character_and_the_gloss_after_it_are_two_repairs() -> None:
    normalized = normalize("2024年工会驿站同比增长3786个，" * 13 + "2024年質(zhì)量同比增长3786个，" * 3)
    assert [(r.before, r.after) for r in normalized.repairs] == [("質", "质"), ("(zhì)", "")] * 3


@pytest.mark.parametrize("path", TEXTS[:4], ids=lambda path: path.stem)
def test_spans_lead_to_what_the_page_shows(path: Path) -> None:
    raw = gloss(traditional(path.read_text(encoding="utf-8")), TABLES["two dozen"].split(), "tone")
    normalized = normalize(raw)
    for number in re.finditer(r"\d+", normalized.text):
        assert number[0] in raw[slice(*normalized.to_raw(*number.span()))]


def test_an_unfolded_span_leads_to_the_shifted_run() -> None:
    normalized = normalize(fold(traditional("推动高质量发展。现代化产业体系")))
    start = normalized.text.index("。现")
    assert normalized.raw[slice(*normalized.to_raw(start, start + 2))] == "?,F"
