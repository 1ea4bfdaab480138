"""Find every numeral in one pass and classify it.

Numerals that are not quantities (dates, ordinals, identifiers, parts of names, counts that announce a list)
are kept as such, so that later steps do not mistake them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from zhengce.alternation import any_of
from zhengce.quantities.announcing import announces
from zhengce.quantities.broken import SUSPICIOUS, Piece, is_tail, put_together, with_lookalike
from zhengce.quantities.compounds import extend
from zhengce.quantities.currency import currency_before
from zhengce.quantities.degrees import settled
from zhengce.quantities.edges import ends_with_word, goes_on, is_edge, word_over
from zhengce.quantities.fractions import find_fraction
from zhengce.quantities.halves import halves
from zhengce.quantities.lexicon import QuantityLexicon, default_quantity_lexicon
from zhengce.quantities.masks import Placed, before_next, mask_at, masks
from zhengce.quantities.mention import Kind, Mention, is_han, unmeasured
from zhengce.quantities.numerals import BIG, DIGITS, LONGEST_NUMERAL, NUMERAL, Numeral, read
from zhengce.quantities.qualifiers import Qualifier
from zhengce.quantities.ranges import find_enumerated, find_range
from zhengce.quantities.ranks import among_first, first_places, rank_or_ordinal
from zhengce.quantities.ratios import find_ratio
from zhengce.quantities.roles import default_roles
from zhengce.quantities.sharing import share_units
from zhengce.quantities.signs import opens
from zhengce.quantities.units import PERCENT, Unit, Units
from zhengce.segment.words import default_words
from zhengce.types import SegmentedText

_THOUSANDS = re.compile(r"k(?=$|[^A-Za-z一-龥])|K(?=$|[^A-Za-z\d一-龥])|[kK](?=个百分点|元|人|米)")
_TIME_AFTER = re.compile(
    r"\s?(?:年代|世纪|时许?|点(?:钟|整|半)?(?=[，。、开左到至前后\d的]|$)|分(?:钟)?前|[:：]\d\d)"
)
_TIME_BEGINS = frozenset("年世时点分:：")  # what stands behind a number that may tell a time
# 3个亿, 1个多亿; but 3个亿元村, 5个亿吨级煤矿 are classes.
_SPOKEN_SCALE = re.compile(
    r"个(多(?=[万亿]))?(亿|(?<=多)万)(?!级|吨|斤|方|元?(?:台阶|大关|产业|集群|企业|项目|工程|镇|乡|县|村|园|区|俱乐部|以上|规模))"
)
_INDEX_MOVES = re.compile(r"(?:[涨跌升降]|回落|收于|报|至)了?$")
_COLON = (":", "：")
_MINUTE = re.compile(r"(?<![\d.])[012]?\d[:：]$")
_YEARS = re.compile(r"(?:19|20)\d\d[-—–/](?:19|20)?\d\d(?!\d)")
_DASHES = frozenset("-—–/")
_CLAUSES = frozenset("项条款段章")
_RANKED = frozenset("位名")
_ORDINALS = re.compile(r"第(?:[\d一二三四五六七八九十百]{1,5}、)+$")
_EARLIER = ("提前", "提前了", "提前约", "提前近")
_INDEFINITE = frozenset({"count", "person", "household", "duration", "score", "volume", "mass", "length"})
_LATIN = re.compile(r"[A-Za-z]")
_PREDICATE = re.compile(r"(?=$|[，。；、”]|不是|而是|却是|那是|这是)")  # 答案是四不是五
_MORE_TENTHS = re.compile(" ?([一二三四五六七八九1-9])(?![一二三四五六七八九十百千万亿几零\\d.])| ?(半)")
_SEPARATED = re.compile(r"点两|分之[，。、；]|千$")
_UNIT_LINE = re.compile(r"单位\s?[：:][^。；\n]*$")  # 单位：万亿元，%
_ATTACHED = re.compile(r"(?:[A-Za-z]|\d\.|[A-Za-z\d]\+)$")
_ACRONYM = re.compile(r"(?:^|[^A-Za-z])(?:[A-Z]{2,}|[A-Z]&[A-Z])$")
_MASKED = re.compile(r"[xX×*＊_＿□■○〇…?？]\s?$")  # xx亿元
_NUMERALS = frozenset("一二三四五六七八九十百千万亿零〇两几数多余")
_HOURS = 24
_DAY_OF_MONTH = 31
_SPAN = re.compile(
    r"(?:为期|历时|长达|持续|共计?|累计|连续|[至到为达满近约超过逾第每前后][约过]?|用时|耗时|工期|时间|时长|周期|期限|天数"
    r"|缩短|延长|压缩|减少|增加|提前|推迟|滞留|停留|隔离|不足|[不少多]于|仅需?|只需?|需|于|内)了?$"
)
_BOUNDS = frozenset({"over", "under", "nearly", "at_least", "at_most"})
_DOUBLES = ((1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (3, 5))
_SECTION = re.compile(r"[1-9]\d?(?:\.\d{1,2})+")
_COUNTS = frozenset({"count", "person", "household", "score"})
_IDIOMATIC = "i"
_NUMERIC_TAGS = ("m", "q", "x")
_EVENTS = frozenset("次届")


class MentionFinder:
    """Finds the mentions of a text with the given units and words."""

    def __init__(self, units: Iterable[Unit] = (), lexicon: QuantityLexicon | None = None) -> None:
        self._units = Units(units)
        self._qualifier = Qualifier(lexicon or default_quantity_lexicon(), self._units)
        self._idiom = re.compile(any_of(default_roles().idioms.words))
        self._deictic = re.compile(rf"(?:{any_of(default_roles().deictic.words)})$")

    def find(
        self, segmented: SegmentedText, start: int, end: int, times: Sequence[Placed] = ()
    ) -> list[Mention]:
        """Return the mentions of ``text[start:end]`` in order; numerals inside `times` are dates."""
        text = segmented.text
        first = NUMERAL.search(text, start, end)
        found = list(self._numerals(segmented, start, end, first, times)) if first is not None else []
        if len(found) > 1:
            found = share_units(text, start, found)
        if text.find("首", start, end) < 0 and text.find("半", start, end) < 0:
            return found
        others = [
            other
            for other in (*first_places(text, start, end), *halves(segmented, start, end, self._qualifier))
            if all(m.end <= other.start or m.start >= other.end for m in found)
        ]
        return sorted([*found, *others], key=lambda m: m.start) if others else found

    def _numerals(
        self,
        segmented: SegmentedText,
        start: int,
        end: int,
        match: re.Match[str] | None,
        times: Sequence[Placed],
    ) -> Iterator[Mention]:
        """Yield the numerals of ``text[start:end]`` with their kinds; `match` is the first."""
        text = segmented.text
        masked = masks(text, start, end, times)
        suspicious = SUSPICIOUS.search(text, start, end) is not None
        while match is not None:
            place = match.start()
            inside = mask_at(masked, place)
            if inside is not None and not (
                inside[2] == "name" and len(match[0]) == 1 and is_han(match[0]) and inside[1] - inside[0] == 3
            ):  # “五” is a number, “4567” a name
                yield unmeasured(inside[2], text, place, min(match.end(), inside[1]))
                place = max(inside[1], place + 1)
            elif "." in match[0] and (dated := before_next(masked, place, match.end())) < match.end():
                place = dated  # 3.|2017年: the mark of a list and a year
            elif (passed := self._no_number(segmented, match)) > place:
                place = passed
            elif (
                mention := self._decide(
                    segmented,
                    match,
                    before_next(masked, place, end) if suspicious else end,
                    suspicious=suspicious,
                )
            ) is not None:
                yield mention
                place = max(mention.outer_end, place + 1)
            else:
                place += 1
                while place < match.end() and text[place].isascii():
                    place += 1
            match = NUMERAL.search(text, place, end)

    def _no_number(self, segmented: SegmentedText, match: re.Match[str]) -> int:
        """Return where to continue after a word without a number (大陆, 万一, 二人转), else 0."""
        text, place = segmented.text, match.start()
        if text[place].isascii():
            return 0
        idiom = self._idiom.match(text, place)
        if idiom is not None and is_edge(segmented, idiom.end()) and not text.startswith("之", idiom.end()):
            return idiom.end()
        i = word_over(segmented, place)
        word_start, word = segmented.starts[i], segmented.words[i]
        if segmented.tags[i].startswith(_NUMERIC_TAGS):
            return 0
        end = word_start + len(word)
        if word_start < place:
            inner = text[word_start:place]
            if inner == "第" or inner[-1] in _NUMERALS or not default_words().knows(word):
                return 0
            unit = self._filling(segmented, match, end)
            multiplies = unit is not None and unit.dimension == "multiple"  # 翻了一番, but 四面八方
            named = segmented.tags[i].startswith(("n", _IDIOMATIC))  # 汽车零件, 四面八方
            return 0 if multiplies or (unit is not None and not named) else end
        numeral = read(match)
        if numeral is None or numeral.end >= end or text.startswith("分之", numeral.end):
            return 0
        if not default_words().knows(word):
            return 0
        return (
            0 if text[numeral.end] in _NUMERALS or self._filling(segmented, match, end) is not None else end
        )

    def _filling(self, segmented: SegmentedText, match: re.Match[str], end: int) -> Unit | None:
        """Return the unit that completes the word of a numeral: 翻一番, 四百人."""
        numeral = read(match)
        unit = None if numeral is None else self._units.match(segmented, numeral.end)
        return (
            unit if numeral is not None and unit is not None and numeral.end + len(unit.text) >= end else None
        )

    def _decide(
        self, segmented: SegmentedText, match: re.Match[str], limit: int, *, suspicious: bool
    ) -> Mention | None:
        text, start = segmented.text, match.start()
        if suspicious and text[start].isascii():
            piece = put_together(segmented, start, limit, self._units)
            if piece is not None:
                if piece.numeral is None:
                    return self._damaged(segmented, start, piece.end)
                return self._read(segmented, piece.numeral)
        elif text.startswith("、", match.end()):
            spanned = find_enumerated(segmented, start, self._units, self._qualifier)
            if spanned is not None:
                return spanned
        numeral = read(match)
        if numeral is None:
            whole = match[0][0].isascii() or len(match[0]) > LONGEST_NUMERAL
            return unmeasured("identifier", text, start, match.end()) if whole else None
        if is_tail(segmented, numeral):
            return self._damaged(segmented, start, numeral.end)
        return self._read(segmented, numeral, suspicious=suspicious and text[start].isascii())

    def _damaged(self, segmented: SegmentedText, start: int, end: int) -> Mention | None:
        """Return a damaged numeral with its unit, or None."""
        unit = self._units.match(segmented, end, scaled=True)
        end = end if unit is None else end + len(unit.text)
        broken = Numeral(start, end, None)
        name, dimension = (None, None) if unit is None else (unit.text, unit.dimension)
        return self._qualifier.quantity(segmented, broken, end, unit=name, dimension=dimension)._replace(
            damaged=True
        )

    def _with_letters(self, text: str, numeral: Numeral) -> Piece | None:
        """Join a scaled numeral with a preceding look-alike letter."""
        printed = text[numeral.start : numeral.end]
        return with_lookalike(text, numeral) if "万" in printed or "亿" in printed else None

    def _read(  # noqa: C901, PLR0911, PLR0912 - the kinds of numeral, the most specific first
        self, segmented: SegmentedText, numeral: Numeral, *, suspicious: bool = False
    ) -> Mention | None:
        """Classify a numeral by its context."""
        text = segmented.text
        start, end = numeral.start, numeral.end
        before, after = text[max(0, start - 24) : start], text[end : end + 1]
        if (ordinal := _ordinal(text, numeral, before, after)) is not None:
            return ordinal
        if suspicious and (piece := self._with_letters(text, numeral)) is not None:
            if piece.numeral is None:
                return self._damaged(segmented, start - 1, end)
            numeral, attached = piece.numeral, False
            start = numeral.start
        else:
            attached = not numeral.han and before[-1:].isascii() and bool(_ATTACHED.search(before))
        if (
            attached
            and currency_before(text, start) is None
            and not self._follows_acronym(segmented, numeral, before)
        ):
            return unmeasured("identifier", text, start, end)
        fraction = find_ratio(segmented, numeral, self._qualifier) if after in _COLONS else None
        fraction = fraction or find_fraction(segmented, numeral, self._qualifier)
        if fraction is not None:
            return fraction
        if end - start == len("30") and before.endswith(_COLON) and _MINUTE.search(before) is not None:
            return unmeasured("date", text, start, end)
        timed = (after in _TIME_BEGINS or after.isspace()) and (
            _is_hour(text, numeral) and _TIME_AFTER.match(text, end) is not None
        )
        if timed or (numeral.han and before.endswith(("周", "星期", "初", "礼拜"))):
            return unmeasured("date", text, start, end)
        whole = self._whole(segmented, numeral)
        if whole is None:
            return None
        numeral = whole
        end, after = numeral.end, text[numeral.end : numeral.end + 1]
        scaled = is_han(text[end - 1 : end])
        unit = self._units.match(segmented, end + (1 if after == " " else 0), scaled=scaled)
        if unit is None and not numeral.han and _LATIN.match(text, end):
            return unmeasured("identifier", text, start, end)
        if numeral.han and numeral.positional and unit is not None:
            numeral = _between(text, numeral)
        spanned = find_range(segmented, numeral, unit, self._units, self._qualifier)
        if spanned is not None:
            return spanned
        if unit is None and after in _DASHES and (years := _YEARS.match(text, start)) is not None:
            return unmeasured("date", text, start, years.end())
        if unit is not None and unit.dimension == "ordinal":
            return unmeasured("ordinal", text, start, end)
        if numeral.positional and numeral.value is not None and _is_string(text, numeral, unit):
            return unmeasured("identifier", text, start, end)
        return self._counted(segmented, numeral, unit, before)

    def _follows_acronym(self, segmented: SegmentedText, numeral: Numeral, before: str) -> bool:
        """Accept a scaled number, or decimals with a unit, after an acronym: GDP1028.06亿元."""
        printed = segmented.text[numeral.start : numeral.end]
        if "万" in printed or "亿" in printed:
            return before[-1] not in "+."
        if _ACRONYM.search(before) is None:
            return False
        unit = self._units.match(segmented, numeral.end)
        return unit is not None and (
            unit.dimension in {"ratio", "points", "money"} or ("." in printed and "." not in before[-1:])
        )

    def _whole(self, segmented: SegmentedText, numeral: Numeral) -> Numeral | None:
        """Return the numeral without the beginning of its unit (千|瓦, 多|元化), or with k for thousand."""
        text, end = segmented.text, numeral.end
        last = text[end - 1]
        if last in "千兆" and self._units.match(segmented, end) is None:
            longer = self._units.match(segmented, end - 1)
            if longer is not None or (last == "兆" and not numeral.han and is_han(text[end : end + 1])):
                return _shorter(text, numeral)
        elif last in "千兆":
            longer = self._units.match(segmented, end - 1)
            if longer is not None:
                return _shorter(text, numeral)
        if last == "多" and not is_edge(segmented, end) and self._units.match(segmented, end) is None:
            return _shorter(text, numeral)
        if (hundreds := _SPOKEN_SCALE.match(text, end)) is not None:
            return _scaled(numeral, hundreds)
        if numeral.value is not None and text[end : end + 1] in {"k", "K"} and _THOUSANDS.match(text, end):
            return numeral._replace(end=end + 1, value=numeral.value * 1000)
        return numeral

    def _counted(
        self, segmented: SegmentedText, numeral: Numeral, unit: Unit | None, before: str
    ) -> Mention | None:
        text = segmented.text
        if numeral.bare and not self._is_bound(text, numeral, before):
            return None  # xx亿元, 达到亿元, 万名学子
        currency = currency_before(text, numeral.start)
        if currency is not None and (unit is None or unit.dimension == "money"):
            sign, start = currency
            end = numeral.end if unit is None else text.index(unit.text, numeral.end) + len(unit.text)
            kept = numeral._replace(start=start)
            unit = unit or sign
            return self._qualifier.quantity(
                segmented, kept, end, unit=unit.text, dimension="money", measure=unit
            )
        if unit is None:
            if not self._is_predicate(text, numeral, before) and announces(
                segmented, numeral, None, numeral.end
            ):
                return unmeasured("count", text, numeral.start, numeral.end)
            if numeral.han and not self._stands_alone(text, numeral, before):
                return None
            found = self._qualifier.quantity(segmented, numeral, numeral.end, unit=None)
            named = found.sign == "-" and found.text[1:].isdigit() and _is_name(text, found.start)
            return unmeasured("identifier", text, found.start, found.end) if named else found  # 歼-20
        if numeral.bare and _UNIT_LINE.search(before):
            return None
        end = text.index(unit.text, numeral.end) + len(unit.text)
        if announces(segmented, numeral, unit, end):
            return unmeasured("count", text, numeral.start, end)
        other = self._other_than_quantity(text, numeral, unit, end, before)
        if other is not None:
            return unmeasured(other, text, numeral.start, end)
        if unit.dimension == "tenths":
            return self._tenths(segmented, numeral, end)
        return self._with_unit(segmented, numeral, unit, end)

    def _other_than_quantity(
        self, text: str, numeral: Numeral, unit: Unit, end: int, before: str
    ) -> Kind | None:
        """Return the kind of a numeral with a unit that is not a quantity, or None."""
        printed = text[numeral.start : numeral.end]
        if unit.dimension == "duration" and before.endswith(_EARLIER) and is_han(text[end : end + 1]):
            return "date"  # 提前两周投放
        opens = not before or before.endswith("\n")
        if opens and unit.dimension in _COUNTS and _SECTION.fullmatch(printed):
            return "identifier"  # 1.1 of a section
        if unit.text in _EVENTS and numeral.value == 1 and self._deictic.search(before):
            return "ordinal"  # 最近1次会议
        hour = unit.text == "点" and _is_hour(text, numeral) and text[end : end + 1] not in _NUMERALS
        if hour and _INDEX_MOVES.search(before) is None:
            return "date"
        is_day = unit.text == "日" and numeral.value is not None and numeral.value % 1 == 0
        if (
            is_day
            and numeral.value is not None
            and 0 < numeral.value <= _DAY_OF_MONTH
            and not _SPAN.search(before)
        ):
            return "date"
        return None

    def _with_unit(self, segmented: SegmentedText, numeral: Numeral, unit: Unit, end: int) -> Mention:
        text = segmented.text
        indefinite = text[numeral.start : numeral.end] == "一" and unit.dimension in _INDEFINITE
        if numeral.value is not None and text.startswith("半", end):
            numeral, end = numeral._replace(value=numeral.value + Decimal("0.5")), end + 1
            halved = self._units.match(segmented, end) if unit.text == "个" else None
            if halved is not None and halved.dimension == "duration":  # 两个半小时
                unit, end = halved, end + len(halved.text)
        elif unit.text == "个" and (longer_unit := self._after_some(segmented, end)) is not None:
            numeral, unit, end = numeral._replace(plus=True), longer_unit, end + 1 + len(longer_unit.text)
        else:
            numeral, longer = extend(segmented, numeral, unit, end, self._units)
            indefinite = indefinite and longer == end
            end = longer
        unit = settled(segmented, unit, numeral.start, end)
        printed = unit.canonical if unit.text == "元人民币" else unit.text
        if unit.dimension == "points":
            printed = printed.removeprefix("个")
        return self._qualifier.quantity(
            segmented,
            numeral,
            end,
            unit=printed,
            dimension=unit.dimension,
            indefinite=indefinite,
            measure=unit,
        )

    def _after_some(self, segmented: SegmentedText, place: int) -> Unit | None:
        """Return the unit of duration that follows 多 at `place`: 两个|多月."""
        found = self._units.match(segmented, place + 1) if segmented.text.startswith("多", place) else None
        return found if found is not None and found.dimension == "duration" else None

    def _tenths(self, segmented: SegmentedText, numeral: Numeral, end: int) -> Mention:
        """Convert tenths to percent: 三成, 三成半, 一成二."""
        value, low, high = (None if v is None else v * 10 for v in (numeral.value, numeral.low, numeral.high))
        more = _MORE_TENTHS.match(segmented.text, end)
        if more is not None and value is not None and self._is_whole(segmented, more.end()):
            value += Decimal(more[1]) if (more[1] or "").isdecimal() else DIGITS.get(more[1], 5)
            end = more.end()
        kept = numeral._replace(value=value, low=low, high=high)
        return self._qualifier.quantity(segmented, kept, end, unit="%", dimension="ratio", measure=PERCENT)

    def _is_whole(self, segmented: SegmentedText, end: int) -> bool:
        """Return whether no unit or rest of a word follows: 三成半|，, but 三成|半数, 一成|二类."""
        whole = ends_with_word(segmented, end - 1, end) or goes_on(segmented, end)
        return whole and self._units.match(segmented, end) is None

    def _is_bound(self, text: str, numeral: Numeral, before: str) -> bool:
        """Return whether a scale word without a numeral has a bound: 上亿, 突破万亿, 百余家."""
        if _MASKED.search(before):
            return False
        if len(text) == numeral.end - numeral.start:
            return True  # a text of nothing else
        return numeral.least or numeral.plus or self._qualifier.modifier_before(before[-8:]) in _BOUNDS

    def _is_predicate(self, text: str, numeral: Numeral, before: str) -> bool:
        return before.endswith("是") and not numeral.bare and _PREDICATE.match(text, numeral.end) is not None

    def _stands_alone(self, text: str, numeral: Numeral, before: str) -> bool:
        """Return whether a Chinese numeral without a unit is a number: alone, or with a scale or point."""
        printed = text[numeral.start : numeral.end]
        after = text[numeral.end : numeral.end + 1]
        if not is_han(before[-1:]) and not is_han(after):
            return not numeral.bare
        if before.endswith("负") and not is_han(after):
            return True
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
        return True


_COLONS = frozenset("∶：: ")


def _ordinal(text: str, numeral: Numeral, before: str, after: str) -> Mention | None:
    """Return the rank or ordinal that 第 or 前 makes of a numeral, None without one."""
    if before.endswith("第"):
        return rank_or_ordinal(text, numeral)
    if after not in _RANKED and _ORDINALS.search(before) is not None:
        return unmeasured("ordinal", text, numeral.start, numeral.end)  # 第三、四条
    if before.endswith("前"):
        if after in _CLAUSES:
            return unmeasured("ordinal", text, numeral.start, numeral.end)  # 前二项所称
        return among_first(text, numeral)
    return None


def _scaled(numeral: Numeral, scale: re.Match[str]) -> Numeral:
    """Return a numeral with the scale that follows 个: 3个亿, 1个多亿."""
    factor = BIG[scale[2]]
    value, low, high = (None if v is None else v * factor for v in (numeral.value, numeral.low, numeral.high))
    return numeral._replace(
        end=scale.end(), value=value, low=low, high=high, plus=numeral.plus or bool(scale[1])
    )


def _is_name(text: str, start: int) -> bool:
    """Return whether a hyphen and digits belong to the preceding name: 歼-20, but 为-20."""
    before = text[start - 1 : start]
    return is_han(before) and not opens(before)


def _shorter(text: str, numeral: Numeral) -> Numeral | None:
    """Return the numeral without its last character."""
    if numeral.end - numeral.start == 1:
        return None
    match = NUMERAL.match(text, numeral.start, numeral.end - 1)
    return None if match is None else read(match)


def _is_hour(text: str, numeral: Numeral) -> bool:
    """Return whether a number may be an hour: 8点, but 3014.2点 is an index."""
    if numeral.plus or numeral.value is None:
        return False
    return not text.startswith("点", numeral.end) or (numeral.value <= _HOURS and numeral.value % 1 == 0)


def _between(text: str, numeral: Numeral) -> Numeral:
    """Read two consecutive digits as a range: 两三个, 三五名."""
    digits = [DIGITS.get(c, -1) for c in text[numeral.start : numeral.end]]
    if len(digits) != 2 or tuple(digits) not in _DOUBLES:
        return numeral
    return numeral._replace(value=None, low=Decimal(digits[0]), high=Decimal(digits[1]), positional=False)


def _is_string(text: str, numeral: Numeral, unit: Unit | None) -> bool:
    """Return whether digits without a scale (二〇二四) are not a quantity."""
    if unit is None:
        return True
    zeros = "0" in text[numeral.start : numeral.end]
    return unit.dimension not in {"ratio", "points"} and not (zeros and unit.text != "年")
