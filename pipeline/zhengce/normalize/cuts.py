"""Numerals that a line end cuts: 27.|3%, 418|.6万吨, 34|0家, 3,|470人, 6.3|%, 4%—|6%.

The lines are joined only where nothing else can be meant. A short line that ends in a digit may be a heading,
an item or a cell; what stands behind it is left to the reading of numbers, which gives it no value.
"""

from __future__ import annotations

import re

from zhengce.normalize.width import HAN

_UNIT = f"[%‰{HAN}]"
_STOPS = "，。；、）"
# How a line ends, and how the next begins.
_CUTS = tuple(
    (re.compile(end), re.compile(beginning))
    for end, beginning in (
        (r"\d\.$", rf"\d+{_UNIT}"),
        (rf"[{HAN}]\d{{1,9}}$", rf"\.\d+[%‰{HAN}{_STOPS}]"),
        (rf"[{HAN}]\d{{1,3}}(?:,\d{{3}}){{0,3}},$", rf"\d{{3}}(?:,\d{{3}}){{0,3}}(?:\.\d+)?{_UNIT}"),
        (rf"[{HAN}]\d{{1,9}}(?:\.\d{{1,4}})?$", "[%‰]|[个個]百分[点點]|[万亿萬億]{1,2}元"),
        (rf"\d(?:[%‰]|[{HAN}]{{1,3}})?[-—–~～至到]$", r"[-−]?\d"),
    )
)
_LABELLED = re.compile(r"(?:第|表|图|附件|附录|附錄|专栏|專欄|注|註|之) ?\d{1,3}\.?$")
_RUNNING = re.compile(rf"[，；。：][^，；。：]*[{HAN}](\d{{1,9}}(?:\.\d{{1,4}})?)$")
_REST = re.compile(rf"(\d{{1,9}}(?:\.\d{{1,4}})?)([%‰{HAN}{_STOPS}])")
_DATE = re.compile(r"(?:19|20)\d\d年|\d{1,2}月")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDING = frozenset("0123456789.,-—–~～至到")


def may_cut(line: str) -> bool:
    """Return whether a line break may split a numeral at the end of the line.

    >>> may_cut("投资17."), may_cut("增长5%")
    (True, False)
    """
    return line[-1:] in _ENDING


def cuts(line: str, following: str) -> bool:
    """Return whether a numeral of `line` continues in the next line; both are prose.

    >>> cuts("投资17.", "4亿元"), cuts("详见表2.", "5个县")
    (True, False)
    >>> cuts("全市稳岗，帮扶34", "0家，增长"), cuts("重点任务3", "4家企业")
    (True, False)
    """
    if _LABELLED.search(line) is not None:
        return False
    for end, beginning in _CUTS:
        if end.search(line) is not None and beginning.match(following) is not None:
            return not (line.endswith(".") and _DATE.match(following))
    return _runs_on(line, following)


def _runs_on(line: str, following: str) -> bool:
    """Return whether an unfinished sentence ends in digits and continues with digits and prose."""
    head, rest = _RUNNING.search(line), _REST.match(following)
    if head is None or rest is None or not any(stop in following for stop in _STOPS):
        return False
    whole = head[1] + rest[1]
    if whole.count(".") > 1 or _YEAR.fullmatch(head[1]) is not None:
        return False
    if rest[2] == "年":
        return _YEAR.fullmatch(whole) is not None
    return rest[2] != "月" or len(whole) <= len("12")
