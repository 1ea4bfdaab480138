"""Ranges: 10—15家, 3%—5%, 60岁至65岁, 三至五成, 三、四百人, 1倍以上3倍以下; 从A到B are two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhengce.quantities.mention import Mention
from zhengce.quantities.numerals import DIGITS, NUMERAL, Numeral, parse, plain, read
from zhengce.quantities.qualifiers import Qualifier
from zhengce.quantities.units import ONE, Unit, Units
from zhengce.types import SegmentedText

_LINK = re.compile(r"(?=[\s—–\-~～－至到以甚])\s?(?:[—–\-~～－]{1,2}|甚?至|到|以上)\s?")
_FROM = re.compile(r"[从由自]\S{0,3}$")
# After these 12万户至340万户 is a change and the level that it leads to.
_CHANGED = re.compile(
    "(?:增加|增长|增|减少|减|下降|降低|降|提高|上升|扩大|缩小|缩短|延长|提升|上涨|下跌|涨|跌)了?(?:约|近|超过?|逾)?$"
)
_TO = frozenset({"至", "到", "—", "–", "-", "~", "～"})
_LIMIT = 3  # a range of amounts reaches no farther than so many times its lower bound
_LAST_CENTURY = 1900
_DIGIT = "[一二三四五六七八九]"
_ENUMERATED = re.compile(rf"({_DIGIT})、({_DIGIT})([十百千]?[万亿]{{0,2}})")
_BEFORE = re.compile(r"(?:第|(?:^|[\n。；：、第])[（(]?)$")
_BIG_TAIL = re.compile("(?:[十百千]*[万亿兆]+)$")
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}


def find_range(
    segmented: SegmentedText, numeral: Numeral, unit: Unit | None, units: Units, qualifier: Qualifier
) -> Mention | None:
    """The range that begins with a numeral and its unit (if printed twice), if one does."""
    text = segmented.text
    after_unit = numeral.end if unit is None else text.index(unit.text, numeral.end) + len(unit.text)
    for place in (numeral.end,) if unit is None else (numeral.end, after_unit):
        link = _LINK.match(text, place)
        second = NUMERAL.match(text, link.end()) if link else None
        high = read(second) if second else None
        if link is None or high is None:
            continue
        high_unit = units.match(segmented, high.end, scaled=True)
        if high_unit is None and unit is None and link[0].strip() in _TO and text[high.end - 1] in "万亿兆":
            return _scaled(segmented, numeral, high, qualifier)
        if high_unit is None or (unit is not None and unit.canonical != high_unit.canonical):
            return None
        end = high.end + len(high_unit.text)
        if link[0].strip() == "以上":
            if not text.startswith("以下", end):
                return None
            end += len("以下")
        elif link[0].strip() in {"至", "到"} and _FROM.search(
            text, max(0, numeral.start - 16), numeral.start
        ):
            return None
        bounds = _bounds(text, numeral, high, shared=place == numeral.end)
        if bounds is None or bounds[0] > bounds[1] or (high_unit.text == "年" and bounds[1] > _LAST_CENTURY):
            return None
        if unit is not None and place == after_unit and _is_change(text, numeral.start, high_unit, bounds):
            return None
        return _range(segmented, numeral, end, bounds, high_unit, qualifier, plus=numeral.plus or high.plus)
    return None


def _range(
    segmented: SegmentedText, numeral: Numeral, end: int, bounds: tuple[Decimal, Decimal], unit: Unit,
    qualifier: Qualifier, *, plus: bool,
) -> Mention:  # fmt: skip
    tenths = unit.dimension == "tenths"
    factor = 10 if tenths else 1
    low, high = plain(bounds[0] * factor), plain(bounds[1] * factor)
    kept = Numeral(start=numeral.start, end=end, value=None, low=low, high=high, plus=plus)
    printed = "%" if tenths else unit.text
    if unit.dimension == "points":
        printed = printed.removeprefix("个")
    dimension = "ratio" if tenths else unit.dimension
    return qualifier.quantity(
        segmented, kept, end, unit=printed, dimension=dimension, measure=unit, factor=ONE if tenths else None
    )


def _scaled(
    segmented: SegmentedText, numeral: Numeral, high: Numeral, qualifier: Qualifier
) -> Mention | None:
    """八百到九百亿: a range without a unit."""
    bounds = _bounds(segmented.text, numeral, high, shared=True)
    if (
        bounds is None
        or bounds[0] >= bounds[1]
        or _FROM.search(segmented.text, max(0, numeral.start - 16), numeral.start)
    ):
        return None
    low_bound, high_bound = bounds
    kept = Numeral(
        start=numeral.start,
        end=high.end,
        value=None,
        low=low_bound,
        high=high_bound,
        plus=numeral.plus or high.plus,
        han=numeral.han,
    )
    return qualifier.quantity(segmented, kept, high.end, unit=None)


def find_enumerated(
    segmented: SegmentedText, start: int, units: Units, qualifier: Qualifier
) -> Mention | None:
    """四、五十亿元, 三、四百人: two digits in a row share their scale and their unit."""
    text = segmented.text
    found = _ENUMERATED.match(text, start)
    if found is None or _BEFORE.search(text, max(0, start - 2), start):
        return None
    first, second = Decimal(DIGITS[found[1]]), Decimal(DIGITS[found[2]])
    unit = units.match(segmented, found.end(), scaled=bool(found[3]))
    if second - first != 1 or (unit is None and not found[3]):
        return None
    scale = parse("一" + found[3]) if found[3] else None
    factor = Decimal(1) if scale is None or scale.value is None else scale.value
    end = found.end() + (0 if unit is None else len(unit.text))
    bounds = (first * factor, second * factor)
    kept = Numeral(start=start, end=end, value=None, low=bounds[0], high=bounds[1], han=True)
    if unit is None:
        return qualifier.quantity(segmented, kept, end, unit=None)
    return _range(segmented, kept, end, bounds, unit, qualifier, plus=False)


def _is_change(text: str, start: int, unit: Unit, bounds: tuple[Decimal, Decimal]) -> bool:
    """Whether 增加12万户至340万户 is a change and a level."""
    if unit.dimension in {"ratio", "points", "tenths", "multiple"}:
        return False
    apart = bounds[1] >= bounds[0] * _LIMIT
    return apart and _CHANGED.search(text, max(0, start - 6), start) is not None


def _bounds(text: str, first: Numeral, second: Numeral, *, shared: bool) -> tuple[Decimal, Decimal] | None:
    """Both bounds; a scale that is printed once counts for both: 10—15万 is 100000 to 150000."""
    low, high = first.value, second.value
    if low is None or high is None:
        if first.low is not None and second.high is not None:
            return first.low, second.high  # 几万甚至数十万
        return None
    if shared and low < high and not re.search("[万亿兆]", text[first.start : first.end]):
        for scale in _tails(text[second.start : second.end]):
            if low < 10000 and high / scale > low:
                return low * scale, high
    return low, high


def _tails(text: str) -> Iterator[Decimal]:
    """The scales that a numeral ends with, the largest first: of 九百亿 百亿 and 亿."""
    scale = Decimal(1)
    found = []
    for character in reversed(text):
        factor = _SCALES.get(character)
        if factor is None:
            break
        scale *= factor
        found.append(scale)
    return reversed(found)
