"""The outline against the gold sections, and what must hold for any text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengce.normalize import normalize
from zhengce.segment.outline import outline, section_spans

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "corpus" / "gold"
FLOOR_F1, FLOOR_KIND, FLOOR_HEADING, FLOOR_LEVEL = 0.97, 0.97, 0.97, 0.97
LONG = "今年以来，各级工会投入资金4.8亿元，慰问职工80万人次，建成驿站3786个，累计服务1493万人次。"


def _release(doc: str) -> str:
    if doc == "seed":
        (path,) = (ROOT / "seeds").glob("000_*.txt")
        return path.read_text(encoding="utf-8")
    return (GOLD / "texts" / f"{doc}.txt").read_text(encoding="utf-8")


@dataclass
class Score:
    """Sections found, and what of them is right."""

    gold: int = 0
    got: int = 0
    found: int = 0
    kind: int = 0
    heading: int = 0
    level: int = 0


def _compare(doc: str, score: Score) -> None:
    normalized = normalize(_release(doc))
    text = normalized.text if doc == "seed" else normalized.raw
    lines = (GOLD / f"{doc}.sections.jsonl").read_text(encoding="utf-8").splitlines()
    parts = {
        part.start if doc == "seed" else normalized.span_to_raw(part.start, part.start + 1)[0]: part
        for part in outline(normalized.text)
    }
    score.gold += len(lines)
    score.got += len(parts)
    place = -1
    for row in map(json.loads, lines):
        place = text.index(row["start_text"], place + 1)
        part = parts.get(place)
        if part is not None:
            score.found += 1
            score.kind += part.kind == row["kind"]
            score.heading += part.heading == row["heading"]
            score.level += part.level == row["level"]


def test_gold() -> None:
    score = Score()
    for path in sorted(GOLD.glob("*.sections.jsonl")):
        _compare(path.name.split(".")[0], score)
    assert 2 * score.found / (score.got + score.gold) >= FLOOR_F1
    assert score.kind / score.found >= FLOOR_KIND
    assert score.heading / score.found >= FLOOR_HEADING
    assert score.level / score.found >= FLOOR_LEVEL


def test_seed_has_its_four_sections_exactly() -> None:
    spans = section_spans(normalize(_release("seed")).text)
    assert [span.heading for span in spans if span.kind == "body"] == [
        "立足提供人才和技能支撑，扎实推进产业工人队伍建设改革。",
        "立足发展新质生产力，强化职工创新创造引领。",
        "立足搭建工会特色培养平台，构建工匠学院培育体系。",
        "立足履行维权服务基本职责，充分发挥工会桥梁纽带作用。",
    ]


def _told(text: str) -> list[tuple[str, str | None]]:
    return [(part.kind, part.heading) for part in outline(text)]


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("nothing to find", LONG, [("lead", None)]),
        ("a title and its text", f"某省工会工作情况\n{LONG}", [("lead", "某省工会工作情况")]),
        (
            "first to third over paragraphs",
            f"工作情况如下。\n一是强化服务。{LONG}\n二是深化改革。{LONG}",
            [("lead", None), ("body", "一是强化服务"), ("body", "二是深化改革")],
        ),
        (
            "bullets",
            f"工作情况\n●强化服务。{LONG}\n●深化改革。{LONG}",
            [("lead", "工作情况"), ("body", "●强化服务"), ("body", "●深化改革")],
        ),
        (
            "a list of items that are all there is of them is no outline",
            "请回答：\n（一）去年的情况；\n（二）今年的打算；及\n（三）有否计划。",
            [("lead", None)],
        ),
        (
            "headings without numbers",
            f"联播快讯\n铁路车票今起开售\n{LONG}\n运动会在省城开幕\n{LONG}",
            [("lead", "联播快讯"), ("body", "铁路车票今起开售"), ("body", "运动会在省城开幕")],
        ),
        (
            "a source in the middle of the text is no end",
            f"报告\n来源：统计局\n{LONG}{LONG}\n转自：某网\n{LONG}{LONG}\n{LONG}{LONG}",
            [("lead", "报告"), ("boilerplate", None), ("lead", None)],
        ),
        (
            "a tail",
            f"报告\n{LONG}\n（记者 某某）\n责任编辑：某某\n相关阅读\n{LONG}",
            [("lead", "报告"), ("boilerplate", None)],
        ),
        (
            "buttons above the title",
            f"打印\n收藏\n【字号：\n大\n中\n小\n】\n某省工作报告\n{LONG}",
            [("boilerplate", None), ("lead", "某省工作报告")],
        ),
        (
            "a table of contents holds no headings",
            f"执行报告\n目录\n第一部分 概况......1\n一、存款......2\n二、贷款......3\n一、存款\n{LONG}",
            [("lead", "执行报告"), ("boilerplate", "目录"), ("body", "一、存款")],
        ),
        (
            "first to third inside a paragraph, and the text after them",
            f"一、工作安排\n抓好三件事。一是扩大就业。{LONG}二是稳定物价。三是改善民生。\n{LONG}",
            [
                ("outlook", "一、工作安排"),
                ("outlook", "一是扩大就业"),
                ("outlook", "二是稳定物价"),
                ("outlook", "三是改善民生"),
                ("outlook", "一、工作安排"),
            ],
        ),
        (
            "what lies under plans tells plans",
            f"报告\n一、2023年工作回顾\n{LONG}\n二、2024年工作安排\n（一）扩大就业\n{LONG}",
            [
                ("lead", "报告"),
                ("body", "一、2023年工作回顾"),
                ("outlook", "二、2024年工作安排"),
                ("outlook", "（一）扩大就业"),
            ],
        ),
        (
            "the text around a list goes on under its heading",
            "一、工作回顾\n"
            + "".join(f"——{said}。{LONG}\n" for said in ("经济增长", "就业稳定", "收入增加"))
            + LONG,
            [
                ("body", "一、工作回顾"),
                ("body", "——经济增长"),
                ("body", "——就业稳定"),
                ("body", "——收入增加"),
                ("body", "一、工作回顾"),
            ],
        ),
    ],
)
def test_case(label: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert _told(text) == expected, label


PIECES = st.sampled_from(
    [
        *["\n"] * 6,
        "一、",
        "（二）",
        "1.",
        "——",
        "【公路】",
        "问：",
        "下一步，",
        "转自：某网",
        "打印",
        "目录",
        "概况........12",
        "延伸阅读",
        "注：",
        "一是",
        "　",
        " ",
        "。",
        "第一章 总则",
        "扩大开放",
        LONG,
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_sections_cover_any_text_in_order(text: str) -> None:
    spans = section_spans(text)
    assert bool(spans) == bool(text.strip())
    if spans:
        assert not text[: spans[0].start].strip()
        assert spans[-1].end == len(text)
        assert all(one.end == other.start and one.start < one.end for one, other in pairwise(spans))
    for part in outline(text):
        assert part.parent is None or 0 <= part.parent < len(text)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_same_outline_twice(text: str) -> None:
    assert outline(text) == outline(text)


def test_a_page_that_ends_again_and_again() -> None:
    """Thousands of articles on one page: each end may be followed by the next article."""
    text = ("转自：某网\n" + "今天全省召开会议研究产业工人队伍建设改革工作" * 4 + "。\n") * 3000
    assert section_spans(text)[-1].end == len(text)
