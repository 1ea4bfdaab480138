"""What is shown fits the width, shows what was found, and lets nothing in a release act."""

from __future__ import annotations

import dataclasses
import io
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType
from store.samples import SAMPLE, TEXT, releases

from zhengce.view.labels import colour, figure, visible
from zhengce.view.terminal import release_view, run_view
from zhengce.view.wrapping import breaks

if TYPE_CHECKING:
    from zhengce.types import Release

ATTACK = "[red]x[/red][/] \x1b[31m\x1b]0;title\x07\x9b2J\u202e\u200b\r[link=file:///etc]"


def rendered(view: RenderableType, *, width: int = 100, terminal: bool = False) -> str:
    stream = io.StringIO()
    system: Literal["truecolor"] | None = "truecolor" if terminal else None
    console = Console(
        file=stream,
        width=width,
        force_terminal=terminal,
        highlight=False,
        color_system=system,
        no_color=False,
    )
    console.print(view)
    return stream.getvalue()


def overview(*first: Release, releases: int = 1) -> RenderableType:
    records = {"sentences": 2, "indicators": 5, "programmes": 1, "repairs": 2}
    return run_view(
        first, releases=releases, records=records, areas={"workforce": 1, "other": 3}, targets=["x.jsonl"]
    )


def test_a_release_is_shown_with_all_that_was_found() -> None:
    shown = rendered(release_view(SAMPLE))
    expected = [
        "深化产业工人队伍建设改革",
        "省总工会 · 2024-11-05 · inbox/a.txt",
        "workforce ─",
        "craftsmanship ─",
        *TEXT.split("\n"),
        "2,643,000  人",
        ">+67.3  %",
        "工匠 (target)  3,000–5,000  名",
        "第2  位",
        "damaged",
        "龙江工匠行动",
        "repairs: 1 gloss, 1 lost",
        "持?␛",
    ]
    assert [piece for piece in expected if piece not in shown] == []


def test_colours_and_marks_only_in_a_terminal() -> None:
    assert "\x1b" not in rendered(release_view(SAMPLE))
    shown = rendered(release_view(SAMPLE), terminal=True)
    assert "\x1b[1;7;36m264.3万人\x1b[0m" in shown  # bold, reverse, in the colour of the area
    assert "\x1b[3;4;33m“龙江工匠”行动\x1b[0m" in shown


def test_a_run_is_summed_up() -> None:
    shown = rendered(overview(SAMPLE, releases=1200))
    assert "1,200 releases · 2 sentences · 5 indicators · 1 programme · 2 repairs" in shown
    assert "stored in x.jsonl" in shown
    assert "… and 1,199 more releases" in shown
    bars = [line.split() for line in shown.splitlines() if "━" in line]
    assert bars == [["workforce", "1", "━" * 10], ["other", "3", "━" * 30]]


def test_nothing_found_is_said() -> None:
    empty = dataclasses.replace(SAMPLE, repairs=(), sections=(), sentences=(), indicators=(), programmes=())
    assert "no indicators" in rendered(overview(empty))
    assert TEXT.split("\n")[0] in rendered(release_view(empty))


def test_nothing_in_a_release_acts() -> None:
    section = dataclasses.replace(SAMPLE.sections[0], heading=ATTACK, area=ATTACK)
    sentence = dataclasses.replace(SAMPLE.sentences[0], area=ATTACK, start=0, end=len(ATTACK))
    indicator = dataclasses.replace(SAMPLE.indicators[0], unit=ATTACK, subject=ATTACK, area=ATTACK)
    programme = dataclasses.replace(SAMPLE.programmes[0], name=ATTACK)
    repair = dataclasses.replace(SAMPLE.repairs[1], before=ATTACK, after=ATTACK)
    bad = dataclasses.replace(
        SAMPLE,
        title=ATTACK,
        publisher=ATTACK,
        source=ATTACK,
        text=ATTACK * 3,
        sections=(section,),
        sentences=(sentence,),
        indicators=(indicator,),
        programmes=(programme,),
        repairs=(repair,),
    )
    for view in (release_view(bad), overview(bad)):
        shown = rendered(view, width=400)
        assert "[red]x[/red][/] ␛[31m␛]0;title␇" in shown
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u200b", "\r"} & set(shown)


@given(release=releases(), width=st.integers(40, 120))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_release_can_be_shown_within_the_width(release: Release, width: int) -> None:
    for view in (release_view(release), overview(release)):
        shown = rendered(view, width=width)
        assert max(cell_len(line) for line in shown.split("\n")) <= width


@given(st.text(max_size=200))
def test_visible_keeps_the_length(text: str) -> None:
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"value": Decimal(2643000)}, "2,643,000"),
        ({"value": Decimal("4.80")}, "4.8"),
        ({"value": Decimal("1E+3")}, "1,000"),
        ({"value": Decimal(8100), "modifier": "over"}, ">8,100"),
        ({"value": Decimal(8100), "modifier": "about"}, "~8,100"),
        ({"value": Decimal(8100), "modifier": "nearly"}, "<~8,100"),
        ({"value": Decimal(8100), "modifier": "at_least"}, "≥8,100"),
        ({"value": Decimal(8100), "modifier": "under"}, "<8,100"),
        ({"value": Decimal(8100), "modifier": "at_most"}, "≤8,100"),
        ({"value": Decimal(3), "measure": "change", "direction": "decrease"}, "-3"),
        ({"value": Decimal(3), "measure": "change", "direction": "increase", "modifier": "over"}, ">+3"),
        ({"value": Decimal(2), "measure": "rank"}, "第2"),
        ({"value_min": Decimal(3), "value_max": Decimal(5)}, "3–5"),
        ({"value_min": Decimal(3)}, "≥3"),
        ({"value_max": Decimal(3)}, "≤3"),
        ({"damaged": True}, "damaged"),
        ({}, "?"),
    ],
)
def test_figure(changes: dict[str, Any], expected: str) -> None:
    nothing: dict[str, Any] = {
        "value": None,
        "value_min": None,
        "value_max": None,
        "direction": None,
        "modifier": "exact",
    }
    indicator = dataclasses.replace(SAMPLE.indicators[0], **nothing)
    assert figure(dataclasses.replace(indicator, **changes)) == expected


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("一二三四", 4, ["一二", "三四"]),
        ("一二，三四", 4, ["一", "二，", "三四"]),
        ("一“二三”四", 4, ["一", "“二", "三”", "四"]),
        ("增长264.3万人", 8, ["增长", "264.3万", "人"]),
        ("a" * 7, 3, ["aaa", "aaa", "a"]),
        ("。" * 5, 4, ["。。", "。。", "。"]),
        ("", 4, [""]),
        ("一二", 4, ["一二"]),
    ],
)
def test_lines_are_broken_where_chinese_breaks_them(text: str, width: int, lines: list[str]) -> None:
    places = [0, *breaks(text, width), len(text)]
    assert [text[a:b] for a, b in pairwise(places)] == lines


@given(st.text(st.characters(exclude_categories=["Cc"])), st.integers(2, 40))
def test_no_line_is_too_wide(text: str, width: int) -> None:
    places = [0, *breaks(text, width), len(text)]
    pieces = [text[a:b] for a, b in pairwise(places)]
    assert max(cell_len(piece) for piece in pieces) <= width


def test_colours_are_stable() -> None:
    assert colour("rights") == colour("rights") != colour("workforce")
    assert colour("other") == colour(None) == "bright_black"
    assert colour("养老")
