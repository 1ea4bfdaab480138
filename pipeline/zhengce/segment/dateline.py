"""Read the publication date from the head of a page."""

from __future__ import annotations

import datetime as dt
import re

_LINES = 12  # lines of the head
_HEAD = 1_200  # characters of the head
_SENTENCE = re.compile(r".{14,}[。！？；]|.{60}")
_CHINESE = "〇零○一二三四五六七八九十"
_DAY = (
    r"(?<![\d.])(?P<year>(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})"
    rf"(?:\s?[-/.]\s?(?P<m1>\d{{1,2}})\s?[-/.]\s?(?P<d1>\d{{1,2}})(?!\d)|\s?年\s?(?P<m2>\d{{1,2}}|[{_CHINESE}]{{1,2}})\s?月\s?"
    rf"(?P<d2>\d{{1,2}}|[{_CHINESE}]{{1,3}})\s?[日号])(?!\s?[至到~～—–]|-\d)"
)
_PACKED = r"(?P<year>(?:19|20)\d\d)(?P<m1>\d\d)(?P<d1>\d\d)(?!\d)"
_REPUBLIC = r"(?:中?华?民国)?\s?(?P<roc>1\d\d)\s?[-/.年]\s?(?P<m1>\d{1,2})\s?[-/.月]\s?(?P<d1>\d{1,2})(?!\d)"
_BEFORE = r"(?<![一-龥])"
_LABEL = r"\s*[：:]?\s*[|｜]?\s*[\[【（(]?\s*"
_SAID = (
    rf"{_BEFORE}(?:(?:信息|网站|首次)?(?:发布|发稿|发表|公开|刊发|刊登|上网|上线|上传)(?:时间|日期|日)"
    r"|(?:发布|发表|更新)于|信息(?:时间|日期))",
    rf"{_BEFORE}(?:(?:更新|录入|添加|成文|发文|印发|生成|签发|编辑)(?:时间|日期|日)|时\s*间|日\s*期|发布|更新)(?=\s*[：:])",
    r"(?<![A-Za-z])(?i:published|posted|date|time)(?=\s*[：:])",
)
_LABELLED = tuple(
    re.compile(said + _LABEL + f"(?:{form})") for said in _SAID for form in (_DAY, _PACKED, _REPUBLIC)
)
_ANY = re.compile(_DAY)
_TIME = (
    r"(?:\s*T?\s*(?:[上下]午)?\s*\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2}秒?)?分?)?"
    r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?"
)
_ALONE = re.compile(rf"[\[【（(—\s]*{_DAY}{_TIME}[\]】）)]?")
_SPOKEN = re.compile(rf"[（(—\s]*{_DAY}\s*在.{{4,60}}(?:会议|大会|会|仪式)上")
_NAME = re.compile(r"[^。，！？；：\d]{2,16}")
_HOUSE = re.compile(r"(?:[报网社局台委办厅部府室处院]|中心|客户端|发布)$")
_CREDIT = re.compile(
    r"(?:来\s*源|信息来源|稿源|作\s*者|(?:本[报网刊台]|见习)*记者|编辑|责任编辑|字[号体]|第\s?\d{1,2}\s?版|人气"
    r"|(?:浏览|点击|访问|阅读)(?:次数|量|数)?|【).*|[|｜/]"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./-]+")
_WIRE = re.compile(rf"[^。，]{{0,24}}?{_DAY}\s*(?:电|讯|消息|报道)")


def dateline(text: str) -> dt.date | None:
    r"""Return the publication date stated in the head of a page, or None; dates of events do not count.

    >>> dateline("全市就业形势稳定\n发布时间：2020-06-08 11:28:00 来源：市人社局\n今年新增就业5万人。")
    datetime.date(2020, 6, 8)
    >>> dateline("全市就业形势稳定\n2021.06.29\n今年新增就业5万人。")
    datetime.date(2021, 6, 29)
    >>> dateline("市财政局已于2018年2月23日下达资金5亿元。")
    """
    lines = [line for line in map(str.strip, text[:_HEAD].split("\n")) if line][:_LINES]
    head: list[str] = []
    for line in lines:
        if _SENTENCE.match(line):
            break
        head.append(line)
    said = "\n".join(lines[: len(head) + 1])
    for labelled in _LABELLED:
        for found in labelled.finditer(said):
            if (day := _day(found)) is not None:
                return day
    for index, line in enumerate(head):
        if (day := _alone(line, first=index == 0)) is not None:
            return day
    for line in lines[: len(head) + 1]:
        if (wired := _WIRE.match(line)) is not None:
            return _day(wired)
    return None


def _alone(line: str, *, first: bool) -> dt.date | None:
    """Parse a line that holds only a date with its time and credits, or with the name of the publisher."""
    found = _ALONE.match(line)
    if found is not None:
        rest = line[found.end() :].strip()
        if (
            not rest
            or _CREDIT.match(rest)
            or (not first and line[found.end()].isspace() and _NAME.fullmatch(rest))
        ):
            return _day(found)
    if (spoken := _SPOKEN.match(line)) is not None:
        return _day(spoken)
    inside = _ANY.search(line)
    if first or inside is None:
        return None
    before = _ADDRESS.sub("", line[: inside.start()])
    rest = re.sub(rf"^{_TIME}", "", line[inside.end() :]).strip()
    named = (before[-1:].isspace() or _HOUSE.search(before)) and _NAME.fullmatch(before.strip())
    if (named or _CREDIT.match(before)) and (not rest or _CREDIT.match(rest) or rest in "]】）)"):
        return _day(inside)
    return None


def _day(found: re.Match[str]) -> dt.date | None:
    said = found.groupdict()
    year = int(said["roc"]) + 1911 if said.get("roc") else _number(said["year"], place=True)
    try:
        return dt.date(
            year,
            _number(said.get("m1") or said.get("m2") or ""),
            _number(said.get("d1") or said.get("d2") or ""),
        )
    except ValueError:
        return None


def _number(said: str, *, place: bool = False) -> int:
    """Parse a number below 100, or a year written digit by digit."""
    if said.isascii():
        return int(said or 0)
    value = "".join(
        "0" if c in "〇零○" else str("一二三四五六七八九".index(c) + 1) if c != "十" else "十" for c in said
    )
    if place or "十" not in value:
        return int(value.replace("十", ""))
    tens, ones = value.split("十", 1)
    return int(tens or 1) * 10 + int(ones or 0)
