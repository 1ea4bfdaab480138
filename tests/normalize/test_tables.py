"""Rows of tables: what they say, and that every number leads back to its own cell."""

from __future__ import annotations

import pytest

import zhengce
from zhengce.normalize import normalize, replay

HEAD = "指标\t数值（万人）\t同比增长（%）\n"
TABLES = {
    "tabs": (
        HEAD + "新增就业\t12.5\t6.1\n再就业\t3.2\t-1.4",
        "新增就业12.5万人，同比增长6.1%。\n再就业3.2万人，同比下降1.4%。",
    ),
    "strokes": ("指标 | 数值 | 增速\n建站 | 320个 | 5%", "建站320个，增速5%。"),
    "wide strokes": ("指标｜数值｜增速\n建站｜320个｜5%", "建站320个，增速5%。"),
    "Markdown": ("| 指标 | 2023年 |\n|---|---:|\n| 建站 | 320个 |", "2023年建站320个。"),
    "wide blanks": ("指标    数值（个）\n建站    320\n建点    41", "建站320个。\n建点41个。"),
    "ideographic blanks": ("指标　　数值（个）\n建站　　320\n建点　　41", "建站320个。\n建点41个。"),
    "commas": ("指标,数值（个）\n建站,320\n建点,41", "建站320个。\n建点41个。"),
    "a unit above": ("单位：万人\n指标\t数值\n新增就业\t12.5", "单位：万人\n新增就业12.5万人。"),
    "a column of units": ("指标\t单位\t1-6月\n投资\t亿元\t5.1", "1-6月投资5.1亿元。"),
    "units behind": ("指标\t数值\t单位\n投资\t5.1\t亿元", "投资5.1亿元。"),
    "a unit in the name": ("指标\t数值\n新增就业（万人）\t12.5", "新增就业12.5万人。"),
    "a number of rows": ("序号\t指标\t数值\n1\t建站\t320个\n2\t建点\t41个", "建站320个。\n建点41个。"),
    "a target": ("指标\t目标值\t完成值\n建站\t300个\t320个", "建站目标值300个。建站320个。"),
    "a share": ("行业\t数值（亿元）\t占比（%）\n制造业\t5.1\t32.4", "制造业5.1亿元，占比32.4%。"),
    "two years": ("指标\t2023年\t2024年\n建站\t300个\t320个", "2023年建站300个；2024年建站320个。"),
    "two years and their growth": (
        "指标\t2024年\t2023年\t增长\n建站\t320个\t300个\t6.7%",
        "2024年建站320个；2023年建站300个；2024年建站增长6.7%。",
    ),
    "ranks": ("指标\t单位\t增幅\t排名\n投资\t%\t6.3\t2", "投资增幅6.3%，排名第2位。"),
    "places": ("区县\t新增网点（个）\n东湖区\t12\n西河县\t8", "东湖区新增网点12个。\n西河县新增网点8个。"),
    "a header of two rows": (
        "指标\t新增\t新增\n\t数值（个）\t增速（%）\n建站\t320\t5",
        "建站新增数值320个，新增增速5%。",
    ),
    "a plan, what was done, and its rate": (
        "指标\t全年目标\t实际完成\t完成率\n建站\t300个\t320个\t106.7%",
        "建站全年目标300个。建站320个；建站完成率106.7%。",
    ),
    "two periods, each with its growth": (
        "指标\t12月\t\t1—12月\t\n\t绝对值\t增长%\t绝对值\t增长%\n投资（亿元）\t3.2\t5.0\t41.5\t6.1",
        "12月投资3.2亿元，增长5.0%；1—12月投资41.5亿元，增长6.1%。",
    ),
    "a period and what it counts": (
        "地区\t2024年户数（户）\t排名\n东湖区\t320\t1",
        "2024年东湖区户数320户，排名第1位。",
    ),
    "names and values with colons": (
        "城镇新增就业：12.5万人\n· 建成驿站：320个\n合格率: 98.5%",
        "城镇新增就业12.5万人。\n建成驿站320个。\n合格率98.5%。",
    ),
    "no header": ("建站\t320个\n培训\t3万人", "建站320个。\n培训3万人。"),
    "no header and more": ("建站｜320个｜6.1%\n建点｜41个｜2%", "建站320个。\n建点41个。"),
    "an empty cell": ("指标\t数值\t增速\n建站\t320个\t—\n建点\t—\t2%", "建站320个。\n建点增速2%。"),
    "traditional": (
        "指標\t數值（萬人）\t同比增長（%）\n新增就業\t12.5\t6.1",
        "新增就业12.5万人，同比增长6.1%。",
    ),
    "under it": ("其中：指标\t数值\n其中：城镇\t3.2万人\n一、乡村\t1.1万人", "城镇3.2万人。\n乡村1.1万人。"),
}
NONE = {
    "years": "指标\t2021年\t2022年\t2023年\n粮食产量\t5.1万吨\t5.2万吨\t5.3万吨",
    "names above the values": "\t建站\t建点\n数值\t320个\t41个\n增长\t5%\t6%",
    "what a page says of itself": "浏览次数：320次\n字数：1200字\n下载：41次",
    "one line with a colon": "建成驿站：320个",
    "days and numbers": "成立时间：2019年\n机构编号：320号\n开放时间：8时",
    "no values": "地区\t甲类\t乙类\n东区\t好\t中",
    "two values without header": "建站\t320\t41\n建点\t5\t6",
    "navigation": "首页 | 新闻 | 政务公开",
    "a credit line": "来源：某报 | 2024-03-01 | 作者：王某",
    "prose with commas": "全市新增就业12.5万人，同比增长6.1%，\n建成驿站320个，服务职工3万人次，",
    "numbered lines": "1.\t全市新增就业5万人\n2.\t建成驿站32个",
    "blanks between columns without units": "技能  其他\n某青年会  1,043,337.64\n某服务处  554,664.00",
    "addresses": "电话  12345678\n地址  某路5号",
}


@pytest.mark.parametrize(("raw", "said"), TABLES.values(), ids=TABLES)
def test_rows_are_said(raw: str, said: str) -> None:
    found = normalize(raw)
    assert found.text == said
    assert replay(raw, found.log) == said


@pytest.mark.parametrize("raw", NONE.values(), ids=NONE)
def test_what_cannot_be_said_stays(raw: str) -> None:
    found = normalize(raw)
    assert not [repair for repair in found.repairs if repair.kind == "table"]


def test_numbers_lead_back_to_their_cells() -> None:
    raw = f"全市就业情况\n{HEAD}新增就业\t1,212.5\t+6.1\n技能培训\t3.2\t－1.4\n另建驿站320个。"
    release = zhengce.Pipeline()(raw)
    found = [(raw[i.raw_start : i.raw_end], i.rule.endswith("+table")) for i in release.indicators]
    assert found == [("1,212.5", True), ("+6.1", True), ("3.2", True), ("－1.4", True), ("320个", False)]
    assert [str(i.value) for i in release.indicators] == ["12125000", "6.1", "32000", "1.4", "320"]


def test_rows_that_cannot_be_said_are_not_read() -> None:
    release = zhengce.Pipeline()(f"情况如下。\n{NONE['years']}\n另建驿站320个。")
    assert [i.text for i in release.indicators] == ["320个"]
