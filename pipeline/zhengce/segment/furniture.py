"""Detect page furniture: buttons, credits, copyright lines, tables of contents.

A line with a figure is never a credit. A line begins the page footer only if no heading or sentence follows
it, so a credit line near the head removes nothing below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.segment.lines import Line
from zhengce.segment.marks import LONGEST_HEADING, furniture, mark_of

_HEAD = 16
_CONTENTS_TITLE = re.compile(r"目\s*录$|目$|录$")
_CONTENTS = re.compile(r".{2,60}?(?:[.．…·]{4,}|[.…]{2,}\s)\s*(?P<page>\d{1,4})$")
_PROSE = 60
_SHORTEST = 6  # minimum length of a sentence; shorter lines are furniture
_SENTENCE = re.compile(r".*[。！？；]")
_KINDRED = re.compile(
    "版权|转载|授权|声明|来源|网站|本网|联系我|责任|侵权|删除|举报|仅代表|不代表|观点|二维码|公众号|客户端"
)
_LONGEST_WRAP = 2
_DAY = re.compile(
    r"(?:19|20)\d\d ?(?:[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?[日号]?)?年?"
    r"|\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}秒?)?"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?\s*[：: ]\s*\d[\d,]*(?:\.\d+万)? ?次?"
    r"|(?:文号|字号|索引号|备案?号?)[^ ]*"
    r"|ICP备.*|公网安备.*|第\d+[期版]|\d{1,4}号|〔\d+〕\d+"
)
_CELLS = re.compile(r"\s*[\t|]\s*")
_CELL_VALUE = re.compile(r"[+\-－−]?\d[\d,]*(?:\.\d+)?\s?[^\d\s，；]{0,8}$")
_STOP = re.compile("[。；！？]")
_PAIR = 2  # cells such as a name and a value, which are furniture only inside a table
_FIGURE = re.compile(r"\d[\d.,]*\s*(?:[%％‰]|[一-龥])|[一二三四五六七八九十]+[万亿成][元人户个]?")


def figures(line: str) -> int:
    """Count the figures of a line, ignoring dates, times, visit counters and document numbers.

    >>> figures("发布时间：2024-03-01 10:20 浏览次数：32000次"), figures("作者：王某 新增就业5万人，增长6.1%")
    (0, 2)
    """
    return len(_FIGURE.findall(_DAY.sub(" ", line))) if any(map(str.isdigit, line)) else 0


def head_furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indices of leading buttons, and of credits and table rows anywhere."""
    buttons, credit = furniture("head"), furniture("line")
    found = {i for i, line in enumerate(lines[:_HEAD]) if buttons.match(line.text)}
    first = next(
        (i for i in range(min(_HEAD, len(lines))) if i not in found and len(lines[i].text) > _PROSE), _HEAD
    )
    named = {i for i, line in enumerate(lines) if credit.match(line.text) and not figures(line.text)}
    return frozenset({i for i in found if i < first} | named) | table_rows(lines)


def table_rows(lines: Sequence[Line]) -> frozenset[int]:
    r"""Return the indices of unparsed table rows and their headers.

    >>> rows = ["指标\t2022年\t2023年", "粮食产量\t5.1万吨\t5.2万吨", "各部门要抓好落实。"]
    >>> sorted(table_rows([Line(0, row) for row in rows]))
    [0, 1]
    """
    if not any("\t" in line.text or "|" in line.text for line in lines):
        return frozenset()
    cells = [
        [] if _STOP.search(line.text) else list(filter(None, _CELLS.split(line.text.strip("| \t"))))
        for line in lines
    ]
    valued = {i for i, row in enumerate(cells) if len(row) > 1 and any(map(_CELL_VALUE.match, row[1:]))}
    rows = {i for i in valued if len(cells[i]) > _PAIR or not valued.isdisjoint((i - 1, i + 1))}
    return frozenset(rows | {i - 1 for i in rows if i and len(cells[i - 1]) > 1})


def tail_furniture(lines: Sequence[Line]) -> int:
    """Return the index of the first line of the page footer, or the number of lines if there is none.

    A line such as 转自：… begins the footer only if text precedes it and no heading or sentence follows.

    >>> tail_furniture([Line(0, "正文一句话。"), Line(7, "转自：某网"), Line(13, "延伸阅读")])
    1
    >>> tail_furniture([Line(0, "标题"), Line(3, "来源：某报"), Line(9, "培训职工210人次。")])
    3
    """
    rest, closing = furniture("rest"), furniture("tail", "line")
    ends = [
        index
        for index, (_, text) in enumerate(lines)
        if (len(text) <= LONGEST_HEADING and rest.match(text)) or (closing.match(text) and not figures(text))
    ]
    first = next((i for i, line in enumerate(lines) if _says(line.text)), len(lines))
    for end in ends:
        if end <= first:
            continue
        for index in range(end, len(lines)):
            text = lines[index].text
            if rest.match(text):
                return end
            if (not closing.match(text) or figures(text)) and _says(text):
                first = index + 1
                break
        else:
            return end
    return len(lines)


def _says(text: str) -> bool:
    """Return whether a line belongs to the release: a marked heading or a sentence."""
    if mark_of(text) is not None:
        return True
    if _KINDRED.search(text) and not figures(text):
        return False
    return len(text) >= _SHORTEST and _SENTENCE.match(text) is not None


def contents(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return tables of contents as spans of line indices.

    An entry ends in dots and a page number, and page numbers must increase: other dotted rows of names and
    values are no table of contents.
    """
    if not any("...." in line.text or "……" in line.text for line in lines):
        return []
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        entry = _CONTENTS.match(lines[index].text)
        if entry is None:
            index += 1
            continue
        first = index
        while first > 0 and _CONTENTS_TITLE.match(lines[first - 1].text):
            first -= 1
        last, pages = index, [int(entry["page"])]
        while (following := _next_entry(lines, last + 1)) is not None:
            last, page = following
            pages.append(page)
        if last > index and pages == sorted(pages):
            found.append((first, last + 1))
        index = last + 1
    return found


def _next_entry(lines: Sequence[Line], index: int) -> tuple[int, int] | None:
    """Return the index and page number of the next entry, allowing two lines for a wrapped one."""
    for at in range(index, min(index + _LONGEST_WRAP + 1, len(lines))):
        entry = _CONTENTS.match(lines[at].text)
        if entry is not None:
            return at, int(entry["page"])
    return None
