"""What holds for any text: no exception, no overlap, spans inside their sentence, boilerplate left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengce.extract.programmes import ProgrammeFinder
from zhengce.segment import Segmenter

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.extract.programmes import ProgrammeMention

FINDER, SEGMENTER = ProgrammeFinder(), Segmenter()
PIECES = st.sampled_from(
    [
        *"“”《》（）、，。；：\n 和等的了",
        "开展",
        "实施",
        "三年",
        "行动",
        "工程",
        "八大",
        "第九届",
        "竞赛",
        "体系",
        "称号",
        "获得",
        "渝昆",
        "高铁",
        "一期",
        "产改",
        "工匠",
        "“五小”",
        "3+3+N",
        "A",
        "😀",
        "乡村",
        "创新",
        "全国",
        "13家",
        "名单",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text(text: str) -> None:
    segmented = SEGMENTER(text)
    end = 0
    for mention in FINDER.find(segmented):
        sentence = segmented.sentences[mention.sentence]
        assert end <= mention.start < mention.end
        assert sentence.start <= mention.start
        assert mention.end <= sentence.end or "\n" in mention.text
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("贯彻《最低工资\n条例》。", "《最低工资条例》", "document"),
        ("开展“劳模工匠\n助企行”专项行动。", "“劳模工匠助企行”专项行动", "initiative"),
        ("开展“劳模工匠助企行”\n专项行动。", "“劳模工匠助企行”专项行动", "initiative"),
    ],
)
def test_a_name_runs_over_a_line_break(text: str, name: str, kind: str) -> None:
    (found,) = FINDER.find(SEGMENTER(text))
    assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("读《平凡的\n世界》。", []),
        ("他说：“今天很\n高兴”，大家都笑了。", []),
        ("“一带一路”\n第二段行动迅速。", ["“一带一路”"]),
    ],
)
def test_a_line_break_outside_a_name_ends_it(text: str, names: list[str]) -> None:
    assert [mention.text for mention in FINDER.find(SEGMENTER(text))] == names


def test_boilerplate_is_left_alone() -> None:
    segmented = SEGMENTER("开展春季促就业攻坚行动。")
    silent = replace(segmented, sentences=tuple(s._replace(boilerplate=True) for s in segmented.sentences))
    assert FINDER.find(segmented)
    assert not FINDER.find(silent)


def test_empty_text() -> None:
    assert FINDER.find(SEGMENTER("")) == []


def test_same_result_twice() -> None:
    segmented = SEGMENTER("开展“劳模工匠助企行”专项行动，建成工会驿站3786个。")
    assert FINDER.find(segmented) == FINDER.find(segmented)


@pytest.mark.parametrize(
    "text", ["实施行动，" * 2000, "“" * 5000, "A、" * 3000 + "等八大行动", "建设" * 3000 + "工程"]
)
def test_long_runs_end(find: Callable[[str], list[ProgrammeMention]], text: str) -> None:
    find(text)
