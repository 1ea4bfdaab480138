"""Ranges: 10—15家, 3%—5%, 60岁至65岁, 三至五成, 三、四百人, 1倍以上3倍以下; 从A到B is two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from zhengce.quantities.mention import Mention, is_han
from zhengce.quantities.numerals import DIGITS, NUMERAL, Numeral, parse, plain, read
from zhengce.quantities.qualifiers import Qualifier
from zhengce.quantities.signs import find_sign, is_hyphen, sign_at
from zhengce.quantities.units import ONE, Unit, Units
from zhengce.types import SegmentedText

_LINK = re.compile(r"(?=[\s—–\-~～－至到以甚])\s?(?:[—–\-~～－]{1,2}|甚?至|到|以上)\s?")
_FROM = re.compile(r"[从由自]\S{0,3}$")
_SWUNG = frozenset("~～")
# After these 12万户至340万户 is a change and the level that it leads to.
_CHANGED = re.compile(
    "(?:增加|增长|增|减少|减|下降|降低|降|提高|上升|扩大|缩小|缩短|延长|提升|上涨|下跌|涨|跌)了?(?:约|近|超过?|逾)?$"
)
_SHARES = frozenset({"ratio", "points", "tenths", "multiple"})
_WORDS = frozenset({"至", "到"})
_TO = frozenset({"至", "到", "—", "–", "-", "~", "～"})
_LIMIT = 3  # a range of amounts reaches no farther than so many times its lower bound
_LAST_CENTURY = 1900
_DIGIT = "[一二两三四五六七八九]"
# 三、四百, 两、三千, and after a higher place 二十五、六万.
_ENUMERATED = re.compile(
    rf"((?:{_DIGIT}?[十百千])*)({_DIGIT})、({_DIGIT})([十百千]?[万亿]{{0,2}})(?![一二三四五六七八九十百千万亿])"
)
_SKIPPED = (3, 5)  # 三、五百人: as 三五百人
_BEFORE = re.compile(r"(?:第|(?:^|[\n。；：、第])[（(]?)$")
_BIG = re.compile("[万亿兆]")
_NEAR = 100  # how far apart the ends of a signed range are that share a scale: -3.5至-2.8亿元
_FALLING = 10  # 5-3亿元: the scale may be that of both ends, which then fall
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}


class _First(NamedTuple):
    """The first end of a range: offset, sign, numeral, and its own unit if any."""

    start: int
    sign: str
    numeral: Numeral
    unit: Unit | None


class _End(NamedTuple):
    """The second end of a range: link, sign, and unsigned numeral."""

    link: str
    sign: str
    numeral: Numeral


class _Bounds(NamedTuple):
    """Both ends of a range; None if they are ambiguous."""

    low: Decimal | None
    high: Decimal | None


_UNSURE = _Bounds(None, None)


def find_range(
    segmented: SegmentedText, numeral: Numeral, unit: Unit | None, units: Units, qualifier: Qualifier
) -> Mention | None:
    """Return the range that begins with a numeral and its unit (if printed twice), or None."""
    text = segmented.text
    after_unit = numeral.end if unit is None else text.index(unit.text, numeral.end) + len(unit.text)
    for place in (numeral.end,) if unit is None else (numeral.end, after_unit):
        link = _LINK.match(text, place)
        if link is None:
            continue
        sign, start = find_sign(segmented, numeral.start, units)
        second = _second_end(text, link, signed=bool(sign))
        if second is not None:
            first = _First(start, sign, numeral, None if place == numeral.end else unit)
            after = second.numeral.end
            high_unit = units.match(segmented, after + text.startswith(" ", after), scaled=True)
            if not _one_unit(text, unit, second, high_unit):
                return None
            return _between_ends(segmented, first, second, high_unit, qualifier)
    return None


def _one_unit(text: str, unit: Unit | None, second: _End, high_unit: Unit | None) -> bool:
    """Return whether both ends share one unit, or have a scale and no unit: 八百到九百亿."""
    if high_unit is None:
        return unit is None and second.link in _TO and text[second.numeral.end - 1] in "万亿兆"
    if unit is None or unit.canonical == high_unit.canonical or high_unit.text.startswith(f"{unit.text}/"):
        return True  # 6元至10元/斤
    return unit.text == "个" and high_unit.dimension == "points"  # 3个至5个百分点


def _between_ends(
    segmented: SegmentedText, first: _First, second: _End, unit: Unit | None, qualifier: Qualifier
) -> Mention | None:
    """Return the range between two ends with one unit, or None if they are separate numbers."""
    text, numeral, start = segmented.text, first.numeral, first.start
    end = second.numeral.end
    if unit is not None:
        end = text.index(unit.text, end) + len(unit.text)
    if second.link == "以上":
        if not text.startswith("以下", end):
            return None
        end += len("以下")
    elif second.link in _WORDS and _FROM.search(text, max(0, start - 16), start):
        return None
    bounds = _bounds(text, first, second)
    if bounds is None or _leads(text, first, second, unit, bounds):
        return None
    if first.unit is None and _unclear_sign(text, first, second, unit):
        bounds = _UNSURE
    plus = numeral.plus or second.numeral.plus
    kept = Numeral(start, end, None, plus=plus, han=unit is None and numeral.han)
    return _range(segmented, kept, bounds, unit, qualifier, sign=_common(first, second))


def _leads(text: str, first: _First, second: _End, unit: Unit | None, bounds: _Bounds) -> bool:
    """Return whether the second number is a new level, not the end of a range: 增加12万户至340万户.

    Likewise 下降6℃至-2℃.
    """
    changed = _CHANGED.search(text, max(0, first.start - 6), first.start) is not None
    if second.sign and not first.sign and changed:
        return True
    if unit is None or bounds.low is None or bounds.high is None:
        return False
    if unit.text == "年" and bounds.high > _LAST_CENTURY:
        return True
    if first.unit is None or unit.dimension in _SHARES:
        return False
    return changed and bounds.high >= bounds.low * _LIMIT > 0


def _second_end(text: str, link: re.Match[str], *, signed: bool) -> _End | None:
    """Return the second end of a range after its link; `signed` if the first end has a sign.

    Of two dashes the second is a sign after a wave dash (5～-3) and after a signed first end (-8--5).
    """
    mark, (sign, place) = link[0].strip(), sign_at(text, link.end())
    if not sign and mark[:1] and is_hyphen(mark[1:]) and (signed or mark[0] in _SWUNG):
        mark, sign = mark[0], "-"
    found = NUMERAL.match(text, place)
    numeral = None if found is None else read(found)
    return None if numeral is None else _End(mark, sign, numeral)


def _common(first: _First, second: _End) -> str:
    """Return the sign shared by both ends, if any: -5%至-3%, but not -5%至3%."""
    if first.numeral.value == 0:
        return second.sign
    if second.numeral.value == 0 or first.sign == second.sign:
        return first.sign
    return "+" if first.sign == "+" and not second.sign else ""


def _unclear_sign(text: str, first: _First, second: _End, unit: Unit | None) -> bool:
    """Return whether a sign may apply to both ends, or a dash may be a sign: 零下7～13℃, 6--9℃."""
    if second.sign:
        return False
    if first.sign:
        return is_han(text[first.start])
    dashes = len(second.link) > 1 and is_hyphen(second.link[1])
    return dashes and unit is not None and unit.dimension == "temperature"


def _range(
    segmented: SegmentedText, kept: Numeral, bounds: _Bounds, unit: Unit | None, qualifier: Qualifier, *,
    sign: str | None = None,
) -> Mention:  # fmt: skip
    """Return the range as a quantity, damaged if its bounds are ambiguous."""
    tenths = unit is not None and unit.dimension == "tenths"
    low, high = (None if v is None else plain(v * (10 if tenths else 1)) for v in bounds)
    kept = kept._replace(low=low, high=high)
    printed = None if unit is None else "%" if tenths else unit.text
    dimension = None if unit is None else "ratio" if tenths else unit.dimension
    if printed is not None and dimension == "points":
        printed = printed.removeprefix("个")
    found = qualifier.quantity(
        segmented, kept, kept.end, unit=printed, dimension=dimension, measure=unit, sign=sign,
        factor=ONE if tenths else None,
    )  # fmt: skip
    return found._replace(damaged=low is None)


def find_enumerated(
    segmented: SegmentedText, start: int, units: Units, qualifier: Qualifier
) -> Mention | None:
    """Read adjacent digits that share scale and unit: 四、五十亿元, 三、四百人."""
    text = segmented.text
    found = _ENUMERATED.match(text, start)
    if found is None or _BEFORE.search(text, max(0, start - 2), start):
        return None
    higher, first, second, scale = found.groups()
    digits = (DIGITS[first], DIGITS[second])
    unit = units.match(segmented, found.end(), scaled=bool(scale))
    if (digits[1] - digits[0] != 1 and (digits != _SKIPPED or not scale)) or (unit is None and not scale):
        return None
    low, high = parse(higher + first + scale), parse(higher + second + scale)
    if low is None or high is None or low.value is None or high.value is None:
        return None
    end = found.end() + (0 if unit is None else len(unit.text))
    kept = Numeral(start=start, end=end, value=None, han=True)
    return _range(segmented, kept, _Bounds(low.value, high.value), unit, qualifier)


def _bounds(text: str, first: _First, second: _End) -> _Bounds | None:
    """Return both bounds; a scale printed once applies to both: 10—15万 is 100000 to 150000.

    Returns None if they decrease, except signed ones: a loss is given from its smaller end
    (-2亿元至-3亿元).
    """
    sign, numeral = first.sign, first.numeral
    low, high = numeral.value, second.numeral.value
    if low is None or high is None:
        if numeral.low is not None and second.numeral.high is not None and not sign and not second.sign:
            return _Bounds(numeral.low, second.numeral.high)  # 几万甚至数十万
        return None
    printed = text[second.numeral.start : second.numeral.end]
    if first.unit is None and _BIG.search(text, numeral.start, numeral.end) is None:
        scaled = _on_scale(low, high, printed, signed="-" in {sign, second.sign})
        if scaled is None:
            return _UNSURE
        low = scaled
    low, high = (-low if sign == "-" else low), (-high if second.sign == "-" else high)
    if low <= high:
        return _Bounds(low, high)
    return _Bounds(high, low) if second.sign == "-" else None


def _on_scale(low: Decimal, high: Decimal, printed: str, *, signed: bool) -> Decimal | None:
    """Return the first bound scaled like the second, or None if the scale is ambiguous.

    `printed` is the numeral of the second bound.
    """
    scales = list(_tails(printed))
    if not scales or (_BIG.search(printed) is None and signed):
        return low
    if signed:
        scale = next(s for s in reversed(scales) if s >= 10**4)
        near = high <= low * scale * _NEAR and low * scale <= high * _NEAR
        return low * scale if near else None
    for scale in scales:
        if low < 10000 and low < high and high / scale > low:
            return low * scale
    apart = high / scales[-1]
    falls = _BIG.search(printed) is not None and apart < low < apart * _FALLING
    return None if falls else low


def _tails(text: str) -> Iterator[Decimal]:
    """Yield the scales at the end of a numeral, largest first: 百亿 and 亿 for 九百亿."""
    scale = Decimal(1)
    found = []
    for character in reversed(text):
        factor = _SCALES.get(character)
        if factor is None:
            break
        scale *= factor
        found.append(scale)
    return reversed(found)
