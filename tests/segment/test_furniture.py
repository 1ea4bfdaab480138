"""Nothing vanishes: what a line is decides, and what was set aside is told."""

from __future__ import annotations

import pytest

from zhengce.segment.aside import set_aside
from zhengce.segment.outline import section_spans

BODY = ("今年培训职工210人次，增长5%。", "新建站点38个。", "投入资金1200万元。")


def left_out(text: str) -> str:
    return "\n".join(text[p.start : p.end].strip() for p in section_spans(text) if p.kind == "boilerplate")


@pytest.mark.parametrize(
    "credit",
    [
        "来源：某报",
        "发布时间：2024-03-01",
        "作者：王某",
        "编辑：李某",
        "时间：2024-03-01 10:20 来源：某市总工会 浏览次数：1234",
        "【来源：某报】",
        "（记者 王某）",
        "转自：某网",
        "发布机构：某局 索引号：000-1/2024-0001",
        "发布时间：2024-03-01\n来源：某报\n作者：王某\n字体：大 中 小",
    ],
)
@pytest.mark.parametrize("after", [0, 1])
def test_a_credit_near_the_head_takes_nothing_with_it(credit: str, after: int) -> None:
    text = "\n".join(("全市工会工作会议召开", *BODY[:after], credit, *BODY[after:]))
    aside = left_out(text)
    assert not any(line in aside for line in BODY)


@pytest.mark.parametrize(
    "line", ["来源：工会经费300万元，财政资金1200万元", "作者：王某 今年新增就业5万人", "时间：全年举办12场"]
)
def test_a_line_that_says_a_figure_is_no_credit(line: str) -> None:
    text = f"标题\n{line}\n{BODY[0]}"
    assert line not in left_out(text)


@pytest.mark.parametrize(
    "tail",
    [
        "责任编辑：某某",
        "（记者 某某）\n打印\n关闭窗口",
        "转自：某网\n版权所有，未经授权不得转载。",
        "来源：某报",
    ],
)
def test_the_end_of_a_page_is_still_found(tail: str) -> None:
    assert left_out("\n".join(("标题", *BODY, tail))).split() == tail.split()


def test_rows_with_dots_are_no_table_of_contents() -> None:
    text = "主要指标\n新增就业…………125\n再就业…………32\n建站…………64\n" + BODY[0]
    assert left_out(text) == ""


def test_what_is_set_aside_is_told() -> None:
    text = f"标题\n{BODY[0]}\n相关链接\n某县新增就业5万人"
    assert "1 figure" in str(set_aside(text, section_spans(text)))
