"""Remove spaces and repeated stops that come from the page layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.normalize.text import Edit
from zhengce.normalize.width import HAN

_SIDE = f"{HAN}、。，：；！？（）“”‘’《》%％"
# 6 385名: groups of three digits after a space, closed by a Han character; not table cells.
_THOUSANDS = re.compile(rf"(?<![\d.,] )(?<![\d.,])(\d{{1,3}}(?: \d{{3}})+)(?:\.\d+)?(?= ?[{HAN}%％])")
_GROUP = re.compile(r" (?<=\d )(?=\d{3})")
_BESIDE_DIGIT = re.compile(
    rf" (?:(?<=[{HAN}] ) *(?=[\d“《（，。；：、）”》])|(?<=[\d%”》）（“《，。；：、] ) *(?=[{HAN}])"
    r"|(?<=[\d%”》）] ) *(?=[，。；：、）”])|(?<=[（“《] ) *(?=\d)|(?<=[，。；：、] ) *(?=[\d“《（])"
    rf"|(?<=[{HAN}][-−] )(?=\d{{1,4}}(?:\.\d{{1,3}})? ?[℃%]))"
)
# 四百 点 五, 五 分之 一, 7 万5 千: one numeral with spaces.
_NUMERAL = "零〇一二两三四五六七八九十百千万亿兆点点余多几又分之壹贰叁肆伍陆柒捌玖拾佰仟萬億兩點幾餘"
_INSIDE_NUMERAL = re.compile(
    rf" (?:(?<=[{_NUMERAL}] ) *(?=(?:[{_NUMERAL}]|成(?![立员果功])|个百分|個百分|个 百|個 百|\d))"
    rf"|(?<=\d ) *(?=[十百千万亿兆萬億])|(?<=[百千万佰仟萬] ) *(?=分)"
    rf"|(?<=[个個] ) *(?=百 ?分)|(?<=分 ) *(?=[点點之]))"
)
_STOPS = re.compile(r"([。，、；：！？])\1+|，+。|，、|、，")
_STOP_PAIRS = ("。。", "，，", "、、", "；；", "：：", "！！", "？？", "，。", "，、", "、，")


def join_thousands(text: str) -> Iterator[Edit]:
    """Remove the spaces in 6 385名."""
    if not _GROUP.search(text):
        return
    for match in _THOUSANDS.finditer(text):
        for blank in re.finditer(" ", match[1]):
            place = match.start() + blank.start()
            yield Edit(place, place + 1, "", "blank")


def join_numerals(text: str) -> Iterator[Edit]:
    """Remove the spaces in a Chinese numeral: 四百 点 五."""
    if " " not in text:
        return
    for match in _INSIDE_NUMERAL.finditer(text):
        yield Edit(match.start(), match.end(), "", "blank")


def remove_blanks(text: str) -> Iterator[Edit]:
    """Remove spaces between Han characters and digits or punctuation: 2012 年8 月, 超過 50間, 气温- 5℃."""
    if " " not in text:
        return
    for match in _BESIDE_DIGIT.finditer(text):
        yield Edit(match.start(), match.end(), "", "blank")


def single_stops(text: str) -> Iterator[Edit]:
    """Reduce repeated stops to one, as in ，。 or 。。。。."""
    if not any(pair in text for pair in _STOP_PAIRS):
        return
    for match in _STOPS.finditer(text):
        last = match[0][-1] if match[0][-1] != "、" else "，" if "，" in match[0] else "、"
        yield Edit(match.start(), match.end(), last, "stop")
