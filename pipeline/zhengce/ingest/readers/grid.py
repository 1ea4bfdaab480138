"""Tables as text: a row of name and value becomes a clause a reader would say, the rest stays a row.

A row 城镇新增就业 | 12.5 | 6.1 under 指标 | 数值（万人） | 同比增长（%） becomes
城镇新增就业12.5万人，同比增长6.1%。 Every character comes from the row, its header or the unit of the table,
but for 下降 where a header says 增长 over a minus. A table whose columns
cannot be told stays a row of cells with tabs between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_NUMBER = re.compile(r"[+＋\-－−–]?\d[\d,，]*(?:[.．]\d+)?")
_VALUE = re.compile(
    r"(?P<number>[+＋\-－−–]?\s?\d[\d,，]*(?:[.．]\d+)?)\s*(?P<unit>(?:[十百千万亿]{0,2}[^\d\s，。；;,]{0,6}|个百分点)?)$"
)
_NONE = re.compile(r"[-－—–/…\s*·]*$|空$|无$|不适用$")
_NAMES = re.compile(
    r"指\s*标|项\s*目|名\s*称|内\s*容|类\s*别|地\s*区|单位名称|区\s*县|行\s*业|品\s*种|事\s*项|城\s*市|县\s*区"
)
_NUMBERING = re.compile(r"序\s*号|编\s*号|代\s*码|№|No\.?", re.IGNORECASE)
_UNITS = re.compile(r"(?:计量)?单\s*位$|计量单位")
_LEVELS = re.compile(
    r"(?:数\s*[值量额据]|指标值|绝对[数额量值]|总\s*[量额数]|完成(?:值|数|情况|额)?|实际(?:值|数|完成)?|本(?:期|年|月|季)(?:累计|数|值)?|累\s*计(?:数|值)?"
    r"|全年|全市|全省|全县|全国|合\s*计|现状值|数|值|金\s*额|人\s*数)$"
)
_GROWTH = re.compile(
    r"同比|环比|增长|增速|增减|增幅|[±＋+]%|比(?:上|去)年|较(?:上|去)年|比上月|升降|涨跌|变动|变化"
)
_RISING = re.compile(r"增长率?|增速|增幅|增减|升降|涨跌|上升")
_SHARE = re.compile(r"占比|比\s*重|构\s*成|份额|比例|率$")
_TARGET = re.compile(r"目标|计划|预期|预计")
_PERIOD = re.compile(
    r"(?:(?:19|20)\d\d年?(?:\s?(?:\d{1,2}(?:[-—–~至]\d{1,2})?月|[一二三四1-4]季度|[上下]半年|前?[一二三四]季度|全年))?"
    r"|\d{1,2}(?:[-—–~至]\d{1,2})?月(?:份)?|[一二三四]季度|前[二三]季度|[上下]半年|今年|去年|上年|本年|上年同期|去年同期)"
)
_UNIT_IN_HEADER = re.compile(
    r"[（(\[]\s*(?:单位[：:]\s*)?(?P<unit>[^（()）\[\]：:\d]{1,8}|±?%|％)\s*[）)\]]|[，、/]\s*(?P<bare>%)$"
)
_UNIT_OF_TABLE = re.compile(
    r"(?:计量)?单\s*位\s*[：:]\s*(?P<unit>[^\s、，；,;（）()]{1,8})(?![\s]*[、，；,;])"
)
_LONGEST_CELL = 60
_SENTENCE = re.compile(r"[。；！？]")


class Column(NamedTuple):
    """What a column holds."""

    kind: str
    said: str
    unit: str


def unit_of(line: str) -> str:
    """The unit that a line names for a whole table, "" if none or several.

    >>> unit_of("单位：万人"), unit_of("单位：亿元、%"), unit_of("城镇新增就业")
    ('万人', '', '')
    """
    found = _UNIT_OF_TABLE.search(line)
    return found["unit"] if found is not None and line[found.end() :].strip(" ）)") == "" else ""


def is_data(rows: Sequence[Sequence[str]]) -> bool:
    """Whether these are rows of names and values, not the frame of a page.

    >>> is_data([["指标", "数值"], ["新增就业", "5万人"]]), is_data([["会议指出，要抓好落实。"], ["完"]])
    (True, False)
    """
    filled = [row for row in rows if sum(bool(cell.strip()) for cell in row) > 1]
    if not filled or len(filled) * 2 < len(rows):
        return False
    cells = [cell for row in filled for cell in row if cell.strip()]
    short = sum(len(cell) <= _LONGEST_CELL and not _SENTENCE.search(cell) for cell in cells)
    return short >= 0.8 * len(cells) and any(_VALUE.match(cell.strip()) for cell in cells)


def lines_of_table(rows: Sequence[Sequence[str]], unit: str = "") -> list[str]:
    """The lines of a table.

    Args:
        rows: cells of each row, one for each column; a cell over several columns stands in the first.
        unit: unit of the whole table, where a line above it names one.

    >>> lines_of_table([["指标", "数值（万人）", "同比增长（%）"], ["城镇新增就业", "12.5", "6.1"]])
    ['城镇新增就业12.5万人，同比增长6.1%。']
    >>> lines_of_table([["指标", "单位", "数值"], ["失业率", "%", "2.8"], ["驿站", "个", "320"]])
    ['失业率2.8%。', '驿站320个。']
    >>> lines_of_table([["指标", "2023年", "2024年"], ["新增就业", "5万人", "6万人"]])
    ['2023年新增就业5万人；2024年新增就业6万人。']
    """
    table = [[" ".join(cell.split()) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    while table and sum(map(bool, table[0])) == 1 and (len(table[0]) > 1 or len(table) > 1):
        said = unit_of(next(filter(None, table[0])))
        if not said:
            break
        unit = said
        table = table[1:]
    lines: list[str] = []
    if table and sum(map(bool, table[0])) == 1 and len(table) > 1 and len(table[0]) > 1:
        lines.append(next(filter(None, table[0])))
        table = table[1:]
    if not table:
        return lines
    headed = not any(map(_is_value, table[0][1:])) and len(table) > 1
    head, body = (table[0], table[1:]) if headed else ([], table)
    if headed and body and not any(map(_is_value, body[0])) and len(body) > 1:  # a header of two rows
        head = [a if a == b or not b else f"{a}{b}" for a, b in zip(head, body[0], strict=False)]
        body = body[1:]
    width = max(map(len, table))
    columns = [_column(head[k] if k < len(head) else "", k, body) for k in range(width)]
    if not _is_plain(columns):
        return lines + ["\t".join(row) for row in table]
    for row in body:
        said_row = _said(row, columns, unit)
        lines.append(said_row if said_row is not None else "\t".join(row))
    return lines


def _is_value(cell: str) -> bool:
    found = _VALUE.match(cell)
    return found is not None and not _PERIOD.fullmatch(cell)


def _column(header: str, place: int, body: Sequence[Sequence[str]]) -> Column:
    found = _UNIT_IN_HEADER.search(header)
    unit = (found["unit"] or found["bare"] or "").strip("±+＋ ") if found is not None else ""
    plain = re.sub(
        r"\s", "", header[: found.start()] + header[found.end() :] if found is not None else header
    )
    cells = [row[place] for row in body if place < len(row) and row[place]]
    numeric = sum(map(_is_value, cells)) * 2 > len(cells)
    if _NUMBERING.match(plain):
        kind = "number"
    elif _UNITS.match(plain) and not numeric:
        kind = "unit"
    elif not numeric:
        kind = "name" if cells else "empty"
    elif _GROWTH.search(plain):
        kind = "growth"
    elif _PERIOD.match(plain):
        kind = "period"
    elif _TARGET.search(plain):
        kind = "target"
    elif not plain or _LEVELS.match(plain) or _NAMES.match(plain):
        kind = "level"
    else:
        kind = "other"
    return Column(kind, plain, unit)


def _is_plain(columns: Sequence[Column]) -> bool:
    """Whether each value of a row can be said: one name, and columns that are told by their headers."""
    kinds = [column.kind for column in columns]
    values = [kind for kind in kinds if kind not in ("name", "number", "unit", "empty")]
    if "name" not in kinds or not values or kinds.index("name") > kinds.index(values[0]):
        return False
    unnamed = sum(kind == "level" and not column.said for kind, column in zip(kinds, columns, strict=True))
    return unnamed <= 1 and kinds.count("level") <= 1 + (unnamed == 0)


def _said(row: Sequence[str], columns: Sequence[Column], unit: str) -> str | None:
    name, own, clauses, first = "", "", [], True
    for cell, column in zip(row, columns, strict=False):
        if not cell:
            continue
        if column.kind == "name":
            name += cell.rstrip("：:") if not _NONE.match(cell) else ""
        elif column.kind == "unit":
            own = cell
    name = re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*|[#＃*]|其中[：:])", "", name)
    found = _UNIT_IN_HEADER.search(name)
    if found is not None and re.fullmatch(
        r"[十百千万亿]{0,2}[元人个家户件次项名吨亩米套辆台%％千瓦时公顷平方米人次]{1,5}", found["unit"] or ""
    ):
        own = own or found["unit"]
        name = name[: found.start()] + name[found.end() :]
    if not name or not re.search("[一-龥A-Za-z]", name):
        return None
    for cell, column in zip(row, columns, strict=False):
        if column.kind in ("name", "unit", "number", "empty") or not cell or _NONE.match(cell):
            continue
        value = _VALUE.match(cell)
        if value is None:
            return None
        clause = _clause(name, value, column, own or unit, first=first)
        if clause is None:
            return None
        clauses.append(clause)
        first = False
    if not clauses:
        return None
    return "".join(clauses) + "。"


def _clause(name: str, value: re.Match[str], column: Column, unit: str, *, first: bool) -> str | None:
    number = re.sub(r"[\s+＋]", "", value["number"]).replace("－", "-").replace("−", "-").replace("–", "-")
    relative = column.kind == "growth" or _SHARE.search(column.said) is not None
    said = (
        value["unit"]
        or column.unit
        or ("%" if column.kind == "growth" and "点" not in column.said else "" if relative else unit)
    )
    amount = number + said
    header = column.said.replace("±", "").replace("%", "")
    if column.kind == "growth":
        if number.startswith("-") and _RISING.search(header):  # 增长 | -1.4%
            header, amount = _RISING.sub("下降", header), amount[1:]
        word = header if re.search("增长|增速|增幅|下降|上升|涨|升|减", header) else f"{header}增长"
        word = re.sub(r"增减|升降|涨跌|变动幅度|变化", "增长", word).replace("增长增长", "增长")
        return (f"{name}" if first else "，") + f"{word}{amount}"
    if column.kind == "period":
        return ("" if first else "；") + f"{header}{name}{amount}"
    if column.kind == "target":
        return ("" if first else "；") + f"{name}{header}{amount}"
    if column.kind == "level":
        return (name if first else f"；{name}") + amount
    if _SHARE.search(header):
        return (name if first else "，") + f"{header}{amount}"
    return ("" if first else "；") + f"{name}{header}{amount}"
