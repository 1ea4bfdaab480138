"""Blanks, line wraps and page numbers that come from the page, not from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.normalize.text import Edit
from zhengce.normalize.width import HAN

_SIDE = f"{HAN}、。，：；！？（）“”‘’《》%％"
# 6 385名: groups of three after a blank, closed by a Han character; not the cells of a table.
_THOUSANDS = re.compile(rf"(?<![\d.,] )(?<![\d.,])(\d{{1,3}}(?: \d{{3}})+)(?:\.\d+)?(?= ?[{HAN}%％])")
_BESIDE_DIGIT = re.compile(
    rf" (?:(?<=[{HAN}] ) *(?=[\d“《（，。；：、）”》])|(?<=[\d%”》）] ) *(?=[{HAN}，。；：、）”])|(?<=[（“《] ) *(?=[{HAN}\d])"
    rf"|(?<=[，。；：、] ) *(?=[{HAN}\d“《（]))"
)
# 四百 点 五, 五 分之 一, 7 万5 千: one numeral, set with blanks.
_NUMERAL = "零〇一二两三四五六七八九十百千万亿兆点点余多几又分之壹贰叁肆伍陆柒捌玖拾佰仟萬億兩點幾餘"
_INSIDE_NUMERAL = re.compile(
    rf" (?:(?<=[{_NUMERAL}] ) *(?=(?:[{_NUMERAL}]|成(?![立员果功])|个百分|個百分|个 百|個 百|\d))"
    rf"|(?<=\d ) *(?=[十百千万亿兆萬億])|(?<=[百千万佰仟萬] ) *(?=分)|(?<=[个個] ) *(?=百 ?分)|(?<=分 ) *(?=[点點之]))"
)
_STOPS = re.compile(r"([。，、；：！？])\1+|，+。|，、|、，")
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–] ?\d{1,4} ?[-—–]|\d{1,3}|[IVXLivxl]{1,6}|第 ?\d{1,4} ?页)\s*")
_ENDS = re.compile(r"[。！？；：!?;:…”’）】》]\s*$")
_LIST_MARK = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)、]|[.．](?!\d))|第[一二三四五六七八九十百\d]+[章条節节部]|[●■◆•·▪※]"
    r"|[（(][ivx]+[）)]|【|——|专栏|表 ?\d|图 ?\d|附件)"
)


def join_thousands(text: str) -> Iterator[Edit]:
    """Take the blanks out of 6 385名."""
    if " " not in text:
        return
    for match in _THOUSANDS.finditer(text):
        for blank in re.finditer(" ", match[1]):
            place = match.start() + blank.start()
            yield Edit(place, place + 1, "", "blank")


def join_numerals(text: str) -> Iterator[Edit]:
    """Take the blanks out of a Chinese numeral: 四百 点 五."""
    if " " not in text:
        return
    for match in _INSIDE_NUMERAL.finditer(text):
        yield Edit(match.start(), match.end(), "", "blank")


def remove_blanks(text: str) -> Iterator[Edit]:
    """Take out blanks between Han characters and digits or punctuation: 2012 年8 月, 超過 50間."""
    if " " not in text:
        return
    for match in _BESIDE_DIGIT.finditer(text):
        yield Edit(match.start(), match.end(), "", "blank")


def single_stops(text: str) -> Iterator[Edit]:
    """One stop where several stand: ，。 and 。。。。"""
    for match in _STOPS.finditer(text):
        last = match[0][-1] if match[0][-1] != "、" else "，" if "，" in match[0] else "、"
        yield Edit(match.start(), match.end(), last, "stop")


def width(line: str) -> int:
    """Printed width in half-width cells."""
    return (len(line.encode("utf-8", "surrogatepass")) + len(line)) // 2


def join_wraps(text: str) -> Iterator[Edit]:
    """Join the lines of a text that was set to a fixed width, over page numbers between them.

    A document is wrapped when most of its long lines break off without a stop at about one width.
    """
    lines = text.split("\n")
    if len(lines) < 4:
        return
    widths = [width(line.rstrip()) for line in lines]
    filled = sorted(w for w in widths if w)
    if not filled:
        return
    full = filled[min(len(filled) - 1, int(len(filled) * 0.9))]
    near = [i for i, w in enumerate(widths) if w >= 0.85 * full]
    broken = [i for i in near if not _ENDS.search(lines[i])]
    if not 30 <= full <= 120 or len(broken) < 0.5 * len(near) or len(near) < 0.25 * len(filled):
        return
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line) + 1)
    breaks = set(broken)
    i = 0
    while i < len(lines) - 1:
        if i not in breaks:
            i += 1
            continue
        j, pages = i + 1, 0
        while j < len(lines) and (not lines[j].strip() or _PAGE_NUMBER.fullmatch(lines[j])):
            pages += bool(lines[j].strip())
            j += 1
        if j < len(lines) and (pages or j == i + 1) and not _LIST_MARK.match(lines[j]):
            start = places[i] + len(lines[i].rstrip())
            end = places[j] + len(lines[j]) - len(lines[j].lstrip())
            left, right = text[start - 1 : start], text[end : end + 1]
            glue = " " if left.isascii() and right.isascii() and left.isalpha() and right.isalpha() else ""
            yield Edit(start, end, glue, "furniture" if pages else "wrap")
        i = j
