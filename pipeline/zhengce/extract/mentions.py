"""One pass that finds every numeral and decides what it is.

What is no quantity (a date, an ordinal, an identifier, part of a name, the count that announces a list)
is kept as such, so that nothing later takes it for one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import itemgetter

from zhengce.extract.alternation import any_of
from zhengce.extract.fractions import find_fraction
from zhengce.extract.lexicon import Lexicon, default_lexicon
from zhengce.extract.mention import Kind, Mention, is_han, unmeasured
from zhengce.extract.numerals import DIGITS, LONGEST_NUMERAL, NUMERAL, Numeral, read
from zhengce.extract.qualifiers import Qualifier
from zhengce.extract.ranges import find_range
from zhengce.extract.ranks import among_first, first_places, rank_or_ordinal
from zhengce.extract.units import Unit, Units
from zhengce.times import TimeMention

_THOUSANDS = re.compile("[kK](?=个百分点)")
_TIME_AFTER = re.compile(
    r"\s?(?:年代|世纪|时许?|点(?:钟|整|半)?(?=[，。、开左到至前后\d的]|$)|分(?:钟)?前|[:：]\d\d)"
)
_YEARS = re.compile(r"(?:19|20)\d\d[-—–/](?:19|20)?\d\d(?!\d)")
_DASHES = frozenset("-—–/")
_CLAUSES = frozenset("项条款段章")
_QUOTED = re.compile(
    r"“[^“”，。；！？\n]{1,14}”|《[^《》\n]{1,80}》|〈[^〈〉\n]{1,60}〉|［[^］\n]{1,20}］"
    r"|〔[^〕\n]{1,12}〕\s?第?\d+号?"
)
# Phone and other numbers of several parts, articles like 第9-1条, addresses.
_IDENTIFIER = re.compile(
    r"(?<!\d)(?:\d{3,4}-\d{7,8}|\d{3}-\d{4}-\d{4}|1[3-9]\d{9}|\d{5,20}-\d+|\d{1,20}(?:-\d{1,20}){2,})(?!\d)"
    r"|第\s?\d{1,4}[-—–]\d{1,4}\s?条|https?://[!-~]+|(?<![!-~])[A-Za-z\d_.+-]{1,64}@[A-Za-z\d.-]+|www\.[!-~]+"
)
_IDENTIFYING = re.compile(r"(?=[\dh@w])(?:\d[-—–]\d|\d{11}|https?:|@|www\.)")
_EARLIER = ("提前", "提前了", "提前约", "提前近")
_HALVED = re.compile(r"(?:近|约|超过?|逾|不足|不到|减少|减|降低|下降|占|的|过|提高|增加|达|了|缩短|压缩)$")
# Words with a numeral character that count nothing.
_IDIOM = re.compile(
    r"(?=[一二两三四五六七八九十百千万亿成数第])(?:十分(?!之)|百分(?=点)|万一|一位名?叫|二人转|一[切些般样起直致体心流线面度道旦手方步带路定系边向并律概再共批处举]|千方百计|千家万户"
    r"|百[姓花强佳]|万[众物事]|成千上万|亿万(?!元)|数以[万亿千百]计|四[川平会]|五[台粮]|三[农峡亚明沙门江]|六[安盘]|九[江寨州]|七台|七门核电|八路"
    r"|两[岸会院旁]|第三方|二手|三[角甲]|四[肢周]|千[年秋]|万里|百年|[一二三]产|[一二三]次产业|千瓦)"
)
_INDEFINITE = frozenset({"count", "person", "household", "duration", "score", "volume", "mass", "length"})
_LATIN = re.compile(r"[A-Za-z]")
_PREDICATE = re.compile(r"(?=$|[，。；、”]|不是|而是|却是|那是|这是)")  # 答案是四不是五
_MORE_TENTHS = re.compile(
    " ?(?:([一二三四五六七八九])(?=$|[，。、；）以左的])|半(?![数年月日天径导路途生个点价]))"
)
_TO_ONE = re.compile(r"[∶：:]1(?![\d.])")  # 2.87∶1
_SEPARATED = re.compile(r"点两|分之[，。、；]|千$")
_UNIT_LINE = re.compile(r"单位\s?[：:][^。；\n]*$")  # 单位：万亿元，%
_ATTACHED = re.compile(r"(?:[A-Za-z+]|\d\.)$")
_SHARING = frozenset({"和", "、", "及"})
Masked = tuple[int, int, Kind]
_START = itemgetter(0)


class MentionFinder:
    """Finds the mentions of a text, with the units and words it was given."""

    def __init__(self, units: Units | None = None, lexicon: Lexicon | None = None) -> None:
        lexicon = lexicon or default_lexicon()
        self._units = units or Units()
        self._qualifier = Qualifier(lexicon)
        self._structural = re.compile(
            r"(?:大|个|项|条|种|类|方|点)?(?:重点|主要|具体|重大|基本|专项)?"
            rf"(?:{any_of(lexicon.structural.nouns)})"
        )

    def find(self, text: str, start: int, end: int, times: Sequence[TimeMention] = ()) -> list[Mention]:
        """The mentions of ``text[start:end]`` in order; numerals inside `times` are dates."""
        first = NUMERAL.search(text, start, end)
        found = list(self._numerals(text, start, end, first, times)) if first is not None else []
        for i in range(len(found) - 2, -1, -1):
            later = found[i + 1]
            shared = found[i].unit == "个" and later.dimension == "points"
            if shared and text[found[i].end : later.start] in _SHARING:  # 0.56个和0.95个百分点
                found[i] = found[i]._replace(unit=later.unit, dimension="points")
        if text.find("首", start, end) < 0:
            return found
        ranks = [
            rank
            for rank in first_places(text, start, end)
            if all(m.end <= rank.start or m.start >= rank.end for m in found)
        ]
        return sorted([*found, *ranks], key=lambda m: m.start)

    def _numerals(
        self, text: str, start: int, end: int, match: re.Match[str] | None, times: Sequence[TimeMention]
    ) -> Iterator[Mention]:
        """What the numerals of ``text[start:end]`` are; `match` is the first of them."""
        masked: list[list[Masked]] = [[(t.start, t.end, "date") for t in times]] if times else []
        if _IDENTIFYING.search(text, start, end) is not None:
            masked.append(
                [(m.start(), m.end(), "identifier") for m in _IDENTIFIER.finditer(text, start, end)]
            )
        quoted: list[Masked] = [(m.start(), m.end(), "name") for m in _QUOTED.finditer(text, start, end)]
        if quoted:
            masked.append(quoted)
        while match is not None:
            place = match.start()
            inside = _mask_at(masked, place)
            if inside is not None:
                yield unmeasured(inside[2], text, place, min(match.end(), inside[1]))
                place = max(inside[1], place + 1)
            elif (idiom := _IDIOM.match(text, place)) is not None:
                place = max(idiom.end(), place + 1)
            elif (mention := self._decide(text, match)) is not None:
                yield mention
                place = max(mention.outer_end, place + 1)
            else:
                place += 1
                while place < match.end() and text[place].isascii():
                    place += 1
            match = NUMERAL.search(text, place, end)

    def _decide(self, text: str, match: re.Match[str]) -> Mention | None:
        numeral = read(match)
        if numeral is None:
            whole = match[0][0].isascii() or len(match[0]) > LONGEST_NUMERAL
            return unmeasured("identifier", text, match.start(), match.end()) if whole else None
        start, end = numeral.start, numeral.end
        before, after = text[max(0, start - 24) : start], text[end : end + 1]
        if before.endswith("第"):
            return rank_or_ordinal(text, numeral)
        if before.endswith("前"):
            if after in _CLAUSES:
                return unmeasured("ordinal", text, start, end)  # 前二项所称
            if (rank := among_first(text, numeral)) is not None:
                return rank
        if numeral.han and text.startswith("一半", start) and _HALVED.search(before):
            half = Numeral(start, start + 2, Decimal("0.5"), han=True)
            return self._qualifier.quantity(text, half, half.end, unit=None, fraction=True)
        if not numeral.han and before[-1:].isascii() and _ATTACHED.search(before):
            return unmeasured("identifier", text, start, end)
        fraction = find_fraction(text, numeral, self._qualifier)
        if fraction is not None:
            return fraction
        timed = not numeral.plus and _TIME_AFTER.match(text, end) is not None
        if timed or (numeral.han and before.endswith(("周", "星期", "初", "礼拜"))):
            return unmeasured("date", text, start, end)
        if numeral.value is not None and _THOUSANDS.match(text, end):
            numeral, end = numeral._replace(end=end + 1, value=numeral.value * 1000), end + 1
        unit = self._units.match(text, end + (1 if text.startswith(" ", end) else 0))
        if unit is None and not numeral.han and _LATIN.match(text, end):
            return unmeasured("identifier", text, start, end)
        spanned = find_range(text, numeral, unit, self._units, self._qualifier)
        if spanned is not None:
            return spanned
        if unit is None and after in _DASHES and (years := _YEARS.match(text, start)) is not None:
            return unmeasured("date", text, start, years.end())
        if unit is not None and unit.dimension == "ordinal":
            return unmeasured("ordinal", text, start, end)
        if numeral.positional and (unit is None or unit.dimension not in {"ratio", "points"}):
            return unmeasured("identifier", text, start, end)
        return self._counted(text, numeral, unit, before)

    def _counted(self, text: str, numeral: Numeral, unit: Unit | None, before: str) -> Mention | None:
        if unit is None:
            if not self._is_predicate(text, numeral, before) and self._announces(text, numeral, numeral.end):
                return unmeasured("count", text, numeral.start, numeral.end)
            if numeral.han and not self._stands_alone(text, numeral, before):
                return None
            to_one = _TO_ONE.match(text, numeral.end) if "." in text[numeral.start : numeral.end] else None
            end = numeral.end if to_one is None else to_one.end()
            return self._qualifier.quantity(text, numeral, end, unit=None)
        if numeral.bare and _UNIT_LINE.search(before):
            return None
        end = text.index(unit.text, numeral.end) + len(unit.text)
        if self._announces(text, numeral, numeral.end) or self._announces(text, numeral, end, quoted=True):
            return unmeasured("count", text, numeral.start, end)
        if unit.dimension == "duration" and before.endswith(_EARLIER) and is_han(text[end : end + 1]):
            return unmeasured("date", text, numeral.start, end)  # 提前两周投放
        idle = numeral.bare and not numeral.least and not numeral.plus and unit.dimension == "count"
        if idle and not self._qualifier.is_modified(before):
            return None  # 千家, 万户
        if unit.dimension == "tenths":
            return self._tenths(text, numeral, end)
        if numeral.value is not None and text.startswith("半", end):
            numeral, end = numeral._replace(value=numeral.value + Decimal("0.5")), end + 1
            halved = self._units.match(text, end) if unit.text == "个" else None
            if halved is not None and halved.dimension == "duration":  # 两个半小时
                unit, end = halved, end + len(halved.text)
        indefinite = text[numeral.start : numeral.end] == "一" and unit.dimension in _INDEFINITE
        printed = unit.canonical if unit.dimension == "points" else unit.text
        return self._qualifier.quantity(
            text, numeral, end, unit=printed, dimension=unit.dimension, indefinite=indefinite
        )

    def _tenths(self, text: str, numeral: Numeral, end: int) -> Mention:
        """三成, 三成半, 一成二: tenths, in percent."""
        value, low, high = (None if v is None else v * 10 for v in (numeral.value, numeral.low, numeral.high))
        more = _MORE_TENTHS.match(text, end)
        if more is not None and value is not None:
            value += DIGITS.get(more[1], 5)
            end = more.end()
        kept = numeral._replace(value=value, low=low, high=high)
        return self._qualifier.quantity(text, kept, end, unit="%", dimension="ratio")

    def _announces(self, text: str, numeral: Numeral, end: int, *, quoted: bool = False) -> bool:
        """四个方面, 八大行动, 三个“十条”: a small Chinese numeral before the noun of a list."""
        size = numeral.value if numeral.value is not None else 100
        if not numeral.han or numeral.plus or size >= 100:
            return False
        if self._structural.match(text, end) is not None:
            return True
        return text.startswith("“" if quoted else "大", end)

    def _is_predicate(self, text: str, numeral: Numeral, before: str) -> bool:
        return before.endswith("是") and not numeral.bare and _PREDICATE.match(text, numeral.end) is not None

    def _stands_alone(self, text: str, numeral: Numeral, before: str) -> bool:
        """Whether a Chinese numeral without a unit is a number: no word around it, or a scale or point."""
        printed = text[numeral.start : numeral.end]
        if not is_han(before[-1:]) and not is_han(text[numeral.end : numeral.end + 1]):
            return not numeral.bare
        if self._is_predicate(text, numeral, before) or "点" in printed:
            return True
        if (
            _SEPARATED.match(text, numeral.end)
            or before.endswith("点")
            or (not before and text.startswith("的", numeral.end))
        ):
            return not numeral.bare
        if len(printed) < 2 or not any(c in "百千万亿兆" for c in printed):
            return numeral.bare and numeral.least
        return not numeral.bare or numeral.least or self._qualifier.is_modified(before)


def _mask_at(masked: Sequence[Sequence[Masked]], place: int) -> Masked | None:
    """The first of the spans, those of a kind in order, that covers `place`."""
    for spans in masked:
        before = bisect_right(spans, place, key=_START)
        if before and place < spans[before - 1][1]:
            return spans[before - 1]
    return None
