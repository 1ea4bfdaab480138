"""Numerals printed in pieces: 1，200, 7030·5, 12. 5, 1О, 3.2&nbsp;亿, 3.2×10⁴.

A piece alone is never the number. Pieces are joined if they form one numeral; if not, or if they may be two
numbers (增长12，300家企业), the numeral is damaged and has no value.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from zhengce.quantities.edges import is_edge, word_over
from zhengce.quantities.numerals import ARABIC, MIDDLE_DOTS, ROUND_LETTERS, Numeral, parse
from zhengce.quantities.roles import default_roles
from zhengce.quantities.units import Units
from zhengce.segment.words import default_words
from zhengce.types import SegmentedText

_ENTITY = r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0)[；;]?"
_UPRIGHT = "lIІ|"  # each may be printed for 1
_LOOKS = str.maketrans({**dict.fromkeys(ROUND_LETTERS, "0"), **dict.fromkeys(_UPRIGHT, "1")})
_LIKE = ROUND_LETTERS + _UPRIGHT
_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SCALES = r"(?:[十百千万亿兆]+[余多几]?)?"
_GAP = rf"(?:\s|{_ENTITY})?"
# What tells that a numeral may go on: looked for once a sentence; most characters are not of its first class.
SUSPICIOUS = re.compile(
    rf"[\d,\s{_LIKE}](?:(?<=\d)(?:[，,{MIDDLE_DOTS}。&×eE {_LIKE}]|\.(?!\d)|点\d)|(?<=[{_LIKE}])\d"
    r"|(?<=[^\x00-\xff],)\d|(?<=[^\x00-\xff]\s),\d)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[，,]\d{3}){1,8}(?:\.\d+)?(?![\d，,.]\d|\d)")
_BLANK_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3}){1,8}(?:\.\d+)?(?![\d，,.]|\s\d)")
_POINT = re.compile(rf"(\d+)(?:[{MIDDLE_DOTS}]|\s?\.\s|\s\.\s?)(\d+)(?![\d{MIDDLE_DOTS}])")
_LOOKALIKE = re.compile(
    rf"(?=[\d.,]{{1,24}}[{_LIKE}])[\d{_LIKE}]{{1,24}}(?:[.,][\d{_LIKE}]{{1,24}}){{0,4}}(?![A-Za-z\d])"
)
_LOOKS_BEFORE = re.compile(rf"(?<![A-Za-z\d])[{_LIKE}]$")
_SPACED = re.compile(r"\d(?: \d){0,12}(?: \. \d(?: \d){0,4})?(?= ?[万亿千百]? )")
_LETTERED = re.compile(r"\S \S $|[一-龥] [一-龥]{1,2}$")
_ENTITIES = re.compile(rf"(\d+(?:\.\d+)?){_ENTITY}\s?(?=[十百千万亿兆元人个家%])")
_POWER = re.compile(r"(\d+(?:\.\d+)?)\s?[×xX*]\s?10(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\^(\d{1,2}))(?!\d)")
_EXPONENT = re.compile(r"(\d+(?:\.\d+)?)[eE]\+?(\d{1,2})(?![A-Za-z\d])")
_SPOKEN_POINT = re.compile(r"(\d+)点(\d+)(?=[倍万亿%千百个米公吨元成])")
_REST = re.compile(rf"{_GAP}({_SCALES})")
_SPLIT = re.compile(
    rf"\d+(?:\.\d+)?(?:[，,]\d+(?:\.\d+)?|\s\d+(?:\.\d+)?|[{MIDDLE_DOTS}]\d+|\.\s?(?=[百千万亿])){{1,8}}"
)
_WHOLE = re.compile(ARABIC)
_UNSURE = re.compile(
    rf"\d[.．{MIDDLE_DOTS}]{{2,3}}$|(?<![第年月日\d.,:：∶/])(?:\d{{1,3}}|\d{{5,9}})(?:\.\d+)?。$"
)
_STOPS = frozenset("。.")
_MINUSES = frozenset("-−")
# What a line ends in behind a word: a numeral without a unit, or a sign.
_HEAD = re.compile(
    r"[一-龥]((?:\d[\d,]*(?:\.\d*)?[百千万亿]{0,2}|\d{1,3}，|(?<![零一二三四五六七八九十百千万亿点])"
    r"[零一二两三四五六七八九十百千万亿点]{1,8})|[-−])\n{1,2}$"
)
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d")
_GROUPED = re.compile(r"\d{3}(?!\d)")
_LINE_END = re.compile(r"(?:^|[\n。；：])[（(]?$")
_NUMBERED = re.compile(r"\d{1,2}\.\s")  # at the beginning of a line: 1. 18个网点投入使用
_LONGEST = 16
_COMMA = "，"
_PAIR = 2
_GROUP, _YEAR = 3, 4  # digits of a group of thousands, and of a year
_COUNTED = "人个家户名件台套座条项次"


class Piece(NamedTuple):
    """A numeral joined from pieces; `numeral` is None if they cannot be joined."""

    end: int
    numeral: Numeral | None


def put_together(segmented: SegmentedText, start: int, end: int, units: Units) -> Piece | None:
    """Return the numeral in pieces that begins at `start`, or None for an intact one.

    `end` is the end of the sentence.
    """
    text = segmented.text
    for form in (_power, _lookalike, _thousands, _pointed, _spaced):
        piece = form(segmented, start, units)
        if piece is not None and piece.end <= end:
            return piece
    split = _SPLIT.match(text, start, end)
    if split is None or _WHOLE.fullmatch(split[0]) is not None or not _is_broken(segmented, split, units):
        return None
    return Piece(_with_scale(segmented, split.end(), units)[1], None)


def with_lookalike(text: str, numeral: Numeral) -> Piece | None:
    """Return the numeral extended by look-alike letters before it: l2亿, I5亿."""
    found = _LOOKS_BEFORE.search(text, max(0, numeral.start - _LONGEST), numeral.start)
    if found is None:
        return None
    printed = found[0].translate(_LOOKS) + text[numeral.start : numeral.end]
    whole = None if printed.startswith("0") else parse(printed)
    return Piece(numeral.end, None if whole is None else whole._replace(start=found.start(), end=numeral.end))


def is_tail(segmented: SegmentedText, numeral: Numeral) -> bool:
    """Return whether a full stop or line break separates the number from its beginning: 8。|5亿元."""
    text, start = segmented.text, numeral.start
    if text[start - 1 : start] == "\n":
        return _is_next_line(segmented, numeral)
    if not text[start].isascii() or text[start - 1 : start] not in _STOPS:
        return False
    return _UNSURE.search(segmented.text, max(0, start - _LONGEST), start) is not None


def _is_next_line(segmented: SegmentedText, numeral: Numeral) -> bool:
    """Return whether the previous line ends in a numeral that this one may continue.

    A number after a label (表3) or with its unit is complete, and so is a year.
    """
    text, start = segmented.text, numeral.start
    head = _HEAD.search(text, max(0, start - _LONGEST), start)
    if head is None:
        return False
    printed, tail = head[1], text[start : numeral.end]
    before = default_words().known_pieces(segmented.words[word_over(segmented, head.start())])[-1]
    if before in default_roles().label.words:
        return False
    if printed in _MINUSES:
        return True
    if _YEAR_ONLY.fullmatch(printed) is not None and not tail.startswith("0"):
        return False
    if printed.endswith(_COMMA):
        return _GROUPED.match(tail) is not None
    if is_edge(segmented, head.start(1)):
        whole = parse(printed + tail)
        return whole is not None and not whole.positional
    return False


def _numeral(segmented: SegmentedText, start: int, digits: str, end: int, units: Units) -> Piece | None:
    """Return the numeral of these digits with the scale that follows."""
    scale, end = _with_scale(segmented, end, units)
    numeral = parse(digits + scale)
    if numeral is None:
        return None
    return Piece(end, numeral._replace(start=start, end=end))


def _with_scale(segmented: SegmentedText, place: int, units: Units) -> tuple[str, int]:
    """Return the scale at an offset, excluding the start of a unit (亿|千瓦时), and its end."""
    rest = _REST.match(segmented.text, place)
    if rest is None or not rest[1]:
        return "", place
    begins_unit = rest[1][-1] in "千兆" and units.match(segmented, rest.end() - 1) is not None
    return (rest[1][:-1], rest.end() - 1) if begins_unit else (rest[1], rest.end())


def _thousands(segmented: SegmentedText, start: int, units: Units) -> Piece | None:
    text = segmented.text
    found = _THOUSANDS.match(text, start)
    blank = found is None and _LINE_END.search(text, max(0, start - 2), start) is None
    if blank:
        found = _BLANK_THOUSANDS.match(text, start)
    if found is None or (_COMMA not in found[0] and " " not in found[0]):
        return None  # 1,200 is a numeral as it stands
    groups = re.split(r"[，,]\s?| ", found[0])
    if (
        _COMMA in found[0]
        and len(groups) == 2
        and not groups[1].startswith("0")
        and _may_end(segmented, start)
    ):
        return Piece(_with_scale(segmented, found.end(), units)[1], None)  # 增长12，300家企业
    return _numeral(segmented, start, "".join(groups), found.end(), units)


def _may_end(segmented: SegmentedText, start: int) -> bool:
    """Return whether a number without a unit may end the clause here."""
    i = word_over(segmented, start - 1) if start else -1
    return i >= 0 and segmented.words[i] in default_roles().complement.words


def _pointed(segmented: SegmentedText, start: int, units: Units) -> Piece | None:
    text = segmented.text
    found = _POINT.match(text, start) or _SPOKEN_POINT.match(text, start)
    numbered = _NUMBERED.match(text, start) and _LINE_END.search(text, max(0, start - 2), start)
    if found is not None and numbered:
        return None
    if found is not None and len(found[2]) == _GROUP and text[found.end() : found.end() + 1] in _COUNTED:
        return Piece(found.end(), None)  # 15·001人: a point, or a group of thousands
    if found is not None:
        return _numeral(segmented, start, f"{found[1]}.{found[2]}", found.end(), units)
    entity = _ENTITIES.match(text, start)
    return None if entity is None else _numeral(segmented, start, entity[1], entity.end(), units)


def _lookalike(segmented: SegmentedText, start: int, units: Units) -> Piece | None:
    text = segmented.text
    found = _LOOKALIKE.match(text, start)
    if found is None:
        return None
    after = text[found.end() : found.end() + 1]
    if not ("一" <= after <= "龥" or after in {"%", "‰"}):
        return None  # a name: 3O
    return _numeral(segmented, start, found[0].translate(_LOOKS), found.end(), units)


def _spaced(segmented: SegmentedText, start: int, units: Units) -> Piece | None:
    """Join letter-spaced numerals: 1 2亿 元."""
    text = segmented.text
    found = _SPACED.match(text, start)
    if found is None or " " not in found[0] or _LETTERED.search(text, max(0, start - 4), start) is None:
        return None
    return _numeral(segmented, start, found[0].replace(" ", ""), found.end(), units)


def _power(segmented: SegmentedText, start: int, units: Units) -> Piece | None:
    text = segmented.text
    found = _POWER.match(text, start)
    if found is not None:
        power = int(found[2].translate(_POWERS) if found[2] else found[3])
    elif (found := _EXPONENT.match(text, start)) is not None:
        power = int(found[2])
    else:
        return None
    numeral = parse(found[1])
    if numeral is None or numeral.value is None or power > 24:
        return Piece(found.end(), None)
    whole = _numeral(segmented, start, f"{numeral.value.scaleb(power):f}", found.end(), units)
    return whole or Piece(found.end(), None)


def _is_broken(segmented: SegmentedText, split: re.Match[str], units: Units) -> bool:
    """Return whether pieces neither form a numeral nor stand alone: 12.|万, 12 5|万人."""
    text = segmented.text
    printed = split[0]
    before = text[max(0, split.start() - 1) : split.start()]
    if before in {"第", ".", "．"} or _LINE_END.search(text, max(0, split.start() - 2), split.start()):
        return False
    scaled = _with_scale(segmented, split.end(), units)[0]
    if _COMMA in printed:  # 收入5，0亿元, but 2023，3亿元
        pieces = re.split("[，,]", printed)
        torn = any(piece.startswith("0") for piece in pieces[1:]) or len(pieces) > _PAIR
        torn = torn and len(pieces[0]) != _YEAR and any(len(piece) != _GROUP for piece in pieces[1:])
        return torn and (bool(scaled) or units.match(segmented, split.end()) is not None)
    if printed.endswith("."):
        return bool(scaled)
    counted = scaled or units.match(segmented, split.end()) is not None
    return bool(counted) and not re.search(r"\d{4}\s", printed)
