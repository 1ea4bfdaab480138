"""Interpret the columns of a table and compose a clause for each row.

The row 城镇新增就业 | 12.5 | 6.1 under 指标 | 数值（万人） | 同比增长（%） becomes
城镇新增就业12.5万人，同比增长6.1%。 Every word comes from the row, its header or the unit of the table,
except 下降 for 增长 with a minus sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

VALUE = re.compile(
    r"(?P<number>[+＋\-－−–]?\s?\d[\d,，]*(?:[.．]\d+)?)\s*"
    r"(?P<unit>(?:[十百千万亿]{0,2}[^\d\s，。；;,]{0,6}|个百分点)?)$"
)
_NONE = re.compile(r"[-－—–/…\s*·]*$|空$|无$|不适用$")
_NAMES = re.compile(
    r"指\s*标|项\s*目|名\s*称|内\s*容|类\s*别|地\s*区|单位名称|区\s*县|行\s*业|品\s*种|事\s*项|城\s*市|县\s*区"
)
_NUMBERING = re.compile(r"序\s*号|编\s*号|代\s*码|№|No\.?", re.IGNORECASE)
_UNITS = re.compile(r"(?:计量)?单\s*位$|计量单位")
_LEVELS = re.compile(
    r"(?:数\s*[值量额据]|指标值|绝对[数额量值]|总\s*[量额数]|完成(?:值|数|情况|额)?|实际(?:值|数|完成)?"
    r"|本(?:期|年|月|季)(?:累计|数|值)?|累\s*计(?:数|值)?"
    r"|全年|全市|全省|全县|全国|合\s*计|现状值|数|值|金\s*额|人\s*数)$"
)
_GROWTH = re.compile(
    r"同比|环比|增长|增速|增减|增幅|[±＋+]%|比(?:上|去)年|较(?:上|去)年|比上月|升降|涨跌|变动|变化"
)
_RISING = re.compile(r"增长率?|增速|增幅|增减|升降|涨跌|上升")
_MEASURE = re.compile(
    r"(?:同比|环比|比上年|较上年)?(?:增长|增速|增幅|增减|变化|占比|比重)(?:率|量|额)?(?:[（(].*)?"
)
_SHARE = re.compile(r"占比|比\s*重|构\s*成|份额|比例|率$")
_RANK = re.compile(r"排\s*[名位]|位次|名次")
_BEFORE = re.compile("去年|上年|上期")  # a period for comparison
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_YEAR = re.compile(r"(?:19|20)\d\d年")  # 2024年户数
_TARGET = re.compile(r"目标|计划|预期|预计")
PERIOD = re.compile(
    r"(?:(?:19|20)\d\d年?"
    r"(?:\s?(?:\d{1,2}(?:[-—–~至]\d{1,2})?月|[一二三四1-4]季度|[上下]半年|前?[一二三四]季度|全年))?"
    r"|\d{1,2}(?:[-—–~至]\d{1,2})?月(?:份)?|[一二三四]季度|前[二三]季度|[上下]半年|今年|去年|上年|本年|上年同期|去年同期)"
)
_UNIT_IN_HEADER = re.compile(
    r"[（(\[]\s*(?:单位[：:]\s*)?(?P<unit>[^（()）\[\]：:\d]{1,8}|±?%|％)\s*[）)\]]|[，、/]\s*(?P<bare>%)$"
)
_UNIT_OF_TABLE = re.compile(
    r"(?:计量)?单\s*位\s*[：:]\s*(?P<unit>[^\s、，；,;（）()]{1,8})(?![\s]*[、，；,;])"
)
_UNIT_OF_NAME = re.compile(
    r"[（(](?P<unit>[十百千万亿]{0,2}[元人个家户件次项名吨亩米套辆台%％千瓦时公顷平方米人次]{1,5})[）)]$"
)
_BEFORE_NAME = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*|[#＃*·•●■◆]\s*|其中[：:])")
_LETTER = re.compile("[一-龥A-Za-z]")
_SIGN = re.compile(r"[+＋\-－−–]\s?")
_MINUS = frozenset("-－−–")


_NO_VALUES = frozenset(("name", "unit", "number", "empty", "untold"))
_PERIODS = 2  # a table of more years is a time series, not rows of figures


class Column(NamedTuple):
    """The content of a column: its kind, the words for it, and its unit."""

    kind: str
    said: str
    unit: str


class Own(NamedTuple):
    """A piece of a cell: its own characters, or `put` in their place."""

    cell: int
    start: int
    end: int
    put: str | None = None


Piece = Own | str


def unit_of(line: str) -> str:
    """Return the unit that a line states for a whole table, or "" if none or several.

    >>> unit_of("单位：万人"), unit_of("单位：亿元、%"), unit_of("城镇新增就业")
    ('万人', '', '')
    """
    found = _UNIT_OF_TABLE.search(line)
    return found["unit"] if found is not None and line[found.end() :].strip(" ）)") == "" else ""


def is_value(cell: str) -> bool:
    """Return whether a cell holds a number, with or without a unit, and not a period.

    >>> is_value("12.5万人"), is_value("2024年"), is_value("新增就业")
    (True, False, False)
    """
    found = VALUE.match(cell)
    return found is not None and not PERIOD.fullmatch(cell) and not _OF_YEAR.match(cell)


def column(header: str, cells: Sequence[str]) -> Column:
    """Return the content of the column with this header and these cells.

    >>> column("同比增长（%）", ["6.1", "-1.4"])
    Column(kind='growth', said='同比增长', unit='%')
    """
    found = _UNIT_IN_HEADER.search(header)
    unit = (found["unit"] or found["bare"] or "").strip("±+＋ ") if found is not None else ""
    plain = header if found is None else header[: found.start()] + header[found.end() :]
    plain = re.sub(r"\s", "", plain)
    cells = [cell for cell in cells if cell and not _NONE.match(cell)]
    numeric = sum(map(is_value, cells)) * 2 > len(cells)
    if _NUMBERING.match(plain):
        kind = "number"
    elif _UNITS.match(plain) and not numeric:
        kind = "unit"
    elif not numeric:
        kind = "name" if cells else "empty"
    elif _RANK.search(plain):
        kind = "rank"
    elif _GROWTH.search(plain):
        kind = "growth"
    elif PERIOD.match(plain):
        kind = "period"
    elif _TARGET.search(plain):
        kind = "target"
    elif not plain or _LEVELS.match(plain) or _NAMES.match(plain):
        kind = "level"
    else:
        kind = "other"
    return Column(kind, plain, unit)


def can_be_said(columns: Sequence[Column]) -> bool:
    """Return whether all values of a row can be expressed: a name first, and headers for all values."""
    kinds = [column.kind for column in columns]
    values = [kind for kind in kinds if kind not in _NO_VALUES]
    if "name" not in kinds or not values or kinds.index("name") > kinds.index(values[0]):
        return False
    last = max(k for k, kind in enumerate(kinds) if kind == "name")
    if last > kinds.index(values[0]):  # a name after a value
        return False
    unnamed = sum(one.kind == "level" and not one.said for one in columns)
    return unnamed <= 1 and kinds.count("level") <= 1 + (unnamed == 0) and kinds.count("period") <= _PERIODS


def without_header(columns: Sequence[Column], row: Sequence[str]) -> list[Column]:
    """Return the columns of a headerless table, of which only a first value with its own unit is used."""
    told = next((k for k, one in enumerate(columns) if one.kind == "level"), None)
    if told is None or told >= len(row) or (found := VALUE.match(row[told])) is None or not found["unit"]:
        return list(columns)
    return [
        one._replace(kind="untold") if one.kind == "level" and k != told else one
        for k, one in enumerate(columns)
    ]


def said(row: Sequence[str], columns: Sequence[Column], unit: str) -> list[Piece] | None:
    """Return the clauses of a row in pieces, with its characters in order, or None if impossible."""
    name, of_name = _name(row, columns)
    own = of_name or next((c for c, one in zip(row, columns, strict=False) if one.kind == "unit" and c), "")
    plain = "".join(row[piece.cell][piece.start : piece.end] for piece in name)
    if not _LETTER.search(plain) or _LEVELS.match(plain) or _MEASURE.fullmatch(plain):
        return None  # no name: a row of values with named columns
    pieces: list[Piece] = []
    now = _now(columns)
    for k, (cell, one) in enumerate(zip(row, columns, strict=False)):
        if one.kind in _NO_VALUES or not cell or _NONE.match(cell):
            continue
        value = VALUE.match(cell)
        if value is None:
            return None
        if one.kind == "growth" and now and pieces:  # of the later of two periods
            pieces += ["；", now]
            pieces += _clause(k, value, one, own or unit, [plain], first=True)
        else:
            planned = bool(pieces) and columns[k - 1].kind == "target"  # a plan gets its own sentence
            pieces += ["。"] if planned else []
            first = planned or not pieces
            pieces += _clause(k, value, one, own or unit, [plain] if pieces else name, first=first)
    return [*pieces, "。"] if pieces else None


def _now(columns: Sequence[Column]) -> str:
    """Return the later of two periods with a column each, or "" if there is only one."""
    periods = [one.said for one in columns if one.kind == "period"]
    kinds = [one.kind for one in columns]
    apart = any(kinds[k : k + 3] == ["period", "growth", "period"] for k in range(len(kinds)))
    if len(periods) < _PERIODS or apart:  # or each has its growth beside it
        return ""
    here = [said for said in periods if not _BEFORE.search(said)] or periods
    return max(here, key=lambda said: found[0] if (found := _YEAR.search(said)) else "")


def _name(row: Sequence[str], columns: Sequence[Column]) -> tuple[list[Own], str]:
    """Return the pieces that name a row, and the unit in the name."""
    name: list[Own] = []
    unit = ""
    for k, (cell, one) in enumerate(zip(row, columns, strict=False)):
        if one.kind != "name" or not cell or _NONE.match(cell):
            continue
        start, end = 0, len(cell.rstrip("：: "))
        if not name and (before := _BEFORE_NAME.match(cell)):
            start = before.end()
        if found := _UNIT_OF_NAME.search(cell[:end]):
            unit, end = found["unit"], found.start()
        if start < end:
            name.append(Own(k, start, end))
    return name, unit


def _clause(
    k: int, value: re.Match[str], one: Column, unit: str, name: Sequence[Piece], *, first: bool
) -> Iterator[Piece]:
    """Yield the pieces of the clause for one value."""
    header = one.said.replace("±", "").replace("%", "")
    start, falls = value.start("number"), value["number"][0] in _MINUS
    plain = re.sub(r"[\s+＋]", "", value["number"]).translate(str.maketrans("－−–", "---"))
    if one.kind == "growth":
        if falls and _RISING.search(header):  # 增长 | -1.4%
            header, plain = _RISING.sub("下降", header), plain[1:]
        word = header if re.search("增长|增速|增幅|下降|上升|涨|升|减", header) else f"{header}增长"
        word = re.sub(r"增减|升降|涨跌|变动幅度|变化", "增长", word).replace("增长增长", "增长")
        yield from [*name, word] if first else ["，", word]
    elif one.kind == "rank":
        yield from [*name, "排名第"] if first else ["，", "排名第"]
    elif one.kind == "period":
        period = found[0] if (found := PERIOD.match(header)) else header
        rest = header[len(period) :]
        told = [period, *name, "" if _LEVELS.match(rest) else rest]
        yield from told if first else ["；", *told]
    elif one.kind == "level":
        yield from name if first else ["；", *name]
    elif one.kind != "target" and _SHARE.search(header) and not header.endswith("率"):
        yield from [*name, header] if first else ["，", header]
    else:
        yield from [*name, header] if first else ["；", *name, header]
    changed = plain != value["number"]
    yield Own(k, start, value.end("number"), plain if changed else None)
    if one.kind == "rank":
        yield "位"
        return
    if value["unit"]:
        yield Own(k, value.start("unit"), value.end("unit"))
        return
    relative = one.kind == "growth" or _SHARE.search(one.said) is not None
    percent = one.kind == "growth" and "点" not in one.said
    yield one.unit or ("%" if percent else "" if relative else unit)
