"""One pass that finds every numeral and decides what it is.

What is no quantity (a date, an ordinal, an identifier, part of a name, the count that announces a list)
is kept as such, so that nothing later takes it for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from zhengce.extract.lexicon import Lexicon, any_of, default_lexicon
from zhengce.extract.numerals import DIGITS, NUMERAL, Numeral, parse, plain, read
from zhengce.extract.periods import TimeMention
from zhengce.extract.units import Unit, Units
from zhengce.types import Modifier

Kind = Literal["quantity", "rank", "date", "ordinal", "identifier", "name", "count"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A numeral in its surroundings.

    `start`/`end` enclose the core quantity (numeral, 余/多, unit); `outer_start`/`outer_end` also the
    words that modify it (约…, …以上). `indefinite` marks 一个, 一批; `bare` a scale word without digits.
    """

    kind: Kind
    text: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    value: Decimal | None = None
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    dimension: str | None = None
    modifier: Modifier = "exact"
    fraction: bool = False
    indefinite: bool = False
    bare: bool = False
    han: bool = False


_SIGN = re.compile(r"(?:(?<=[（(，：、；。\s为是的达至到])|^)[-−－—]$|负$")
_RANGE = re.compile(r"\s?(?:[—–\-~～－]{1,2}|至|到)\s?")
_FRACTION = re.compile(r"分之")
_HAN_VALUE = r"([零〇○一二三四五六七八九十百点\d.]+)"
_PERCENT_RANGE = re.compile(rf"{_HAN_VALUE}(?:至|到|—|－|-|~)(?:百分之)?{_HAN_VALUE}")
_SLASH = re.compile(r"/(\d{1,3})(?![\d/年月.])")
_PURE_SCALE = re.compile(r"一?[百千万亿佰仟]+")
_RANK_VERB = r"(?:从|由|居|列|排名|排在|排|位次|位|跃升|升|上升|跃居|保持|名列|占据?|夺得|获得?|获评|规模|稳居|前移|评为|成为|跻身|进入|达到|为|：)"
_RANK = re.compile(rf"{_RANK_VERB}[^，。；：、\d]{{0,14}}?$")
_RANK_TEXT = re.compile(r"(?:首位|榜首|首名)(?!度)")
_ORDINAL_AFTER = re.compile(
    r"[届次条款章节页号期批轮个编项部卷册师军版代场站只产人级方者关张站课家例件棒步梯点]|[一-龥]*?(?:季度|周年|世界)"
)
_TIME_AFTER = re.compile(
    r"\s?(?:年代|世纪|时许?|点(?:钟|整|半)?(?=[，。、开左到至前后\d的]|$)|分(?:钟)?前|[:：]\d\d)"
)
_LETTER = re.compile(r"[A-Za-z]")
_QUOTED = re.compile(
    r"“[^“”，。；！？\n]{1,14}”|《[^《》\n]{1,80}》|〈[^〈〉\n]{1,60}〉|［[^］\n]{1,20}］|〔[^〕\n]{1,12}〕\s?第?\d+号?"
)
_PHONE = re.compile(
    r"(?<!\d)(?:\d{3,4}-\d{7,8}|\d{3}-\d{4}-\d{4}|1[3-9]\d{9}|\d{5,}-\d+|\d+(?:-\d+){2,})(?!\d)|https?://\S+|[\w.]+@[\w.]+|www\.\S+"
)
_HALF = re.compile(r"(?:近|约|超过?|逾|不足|不到|减少|减|降低|下降|占|的|过|提高|增加|达|了|缩短|压缩)$")
_IDIOMS = re.compile(
    r"十分(?!之)|百分(?=点)|万一|一[切些般样起直致体心流线面度道旦手方步带路定系边向并律概再共批处举]|千方百计|千家万户|百[姓花强佳]|万[众物事]|成千上万|数以[万亿千百]计"
    r"|四[川平会]|五[台粮]|三[农峡亚明沙门江]|六[安盘]|九[江寨州]|七[台]|八[路]|两[岸会院旁]|半[年月天路岛导]|第三方|二手|三[角甲]|四[肢周]|一家亲|千[年秋]|万里|百年|一国两制|三产|二产|一产|[一二三]次产业|千瓦"
)


class MentionFinder:
    """Finds the mentions of a text, with the units and words it was given."""

    def __init__(self, units: Units | None = None, lexicon: Lexicon | None = None) -> None:
        lexicon = lexicon or default_lexicon()
        self._units = units or Units()
        self._before = lexicon.modifiers.table()
        self._after = lexicon.suffixes.table()
        self._before_pattern = re.compile(rf"({any_of(self._before)})了?\s?$")
        self._after_pattern = re.compile(rf"\s?({any_of(self._after)})(?!样|元化|种|边|彩|次|年|劳)")
        self._structural = re.compile(
            rf"(?:大|个|项|条|种|类|方|点)?(?:重点|主要|具体|重大|基本|专项)?(?:{any_of(lexicon.structural.nouns)})"
        )

    def find(self, text: str, start: int, end: int, times: Sequence[TimeMention] = ()) -> list[Mention]:
        """The mentions of ``text[start:end]`` in order; numerals inside `times` are dates."""
        found = list(self._find(text, start, end, times))
        for i in range(len(found) - 2, -1, -1):
            later = found[i + 1]
            if (
                found[i].unit == "个"
                and later.unit in ("百分点", "基点")
                and text[found[i].end : later.start] in ("和", "、", "及")
            ):
                found[i] = replace(found[i], unit=later.unit, dimension="points")  # 0.56个和0.95个百分点
        return found

    def _find(self, text: str, start: int, end: int, times: Sequence[TimeMention]) -> Iterator[Mention]:
        masked: list[tuple[int, int, Kind]] = [(t.start, t.end, "date") for t in times]
        masked += [(m.start(), m.end(), "identifier") for m in _PHONE.finditer(text, start, end)]
        masked += [(m.start(), m.end(), "name") for m in _QUOTED.finditer(text, start, end)]
        place = start
        while (match := NUMERAL.search(text, place, end)) is not None:
            inside = next((m for m in masked if m[0] <= match.start() < m[1]), None)
            if inside is not None:
                place = max(inside[1], match.start() + 1)
                yield _plain(inside[2], text, match.start(), min(match.end(), inside[1]))
                continue
            idiom = _IDIOMS.match(text, match.start())
            if idiom is not None and not (idiom[0].startswith("半") or self._is_counted(text, match.start())):
                place = max(idiom.end(), match.start() + 1)
                continue
            mention = self._decide(text, match, end)
            if mention is None:
                place = match.start() + 1 if text[match.start()] not in DIGITS else match.start() + 1
                while place < match.end() and text[place].isdigit() and text[place].isascii():
                    place += 1
                continue
            yield mention
            place = max(mention.outer_end, match.start() + 1)

    def _is_counted(self, text: str, place: int) -> bool:
        return text.startswith(("一半", "一倍", "一番", "百年"), place)

    def _decide(self, text: str, match: re.Match[str], limit: int) -> Mention | None:
        numeral = read(match)
        if numeral is None:
            if match[0][0].isascii():
                return _plain("identifier", text, match.start(), match.end())
            return None
        start, end = numeral.start, numeral.end
        before = text[max(0, start - 24) : start]
        if before.endswith("第"):
            return self._ordinal(text, numeral, limit)
        if text.startswith("半", start) and numeral.value == Decimal("0.5") and end == start + 1:
            return None
        if numeral.han and text.startswith("一半", start) and _HALF.search(before):
            return self._quantity(text, start, start + 2, numeral, Decimal("0.5"), None, fraction=True)
        if before and _LETTER.match(before[-1]) and not numeral.han:
            return _plain("identifier", text, start, end)
        if before.endswith((".", "+")) and not numeral.han:
            return _plain("identifier", text, start, end)
        fraction = self._fraction(text, numeral)
        if fraction is not None:
            return fraction
        if _TIME_AFTER.match(text, end) and not numeral.plus:
            return _plain("date", text, start, end)
        if numeral.han and before.endswith(("周", "星期", "初", "礼拜")):
            return _plain("date", text, start, end)
        unit = self._units.match(text, end + (1 if text.startswith(" ", end) else 0))
        if unit is None and _LETTER.match(text[end : end + 1]) and not numeral.han:
            return _plain("identifier", text, start, end)
        spanned = self._range(text, numeral, unit)
        if spanned is not None:
            return spanned
        if unit is not None and unit.dimension == "ordinal":
            return _plain("ordinal", text, start, end)
        if numeral.positional and (unit is None or unit.dimension not in ("ratio", "points")):
            return _plain("identifier", text, start, end)
        return self._counted(text, numeral, unit, before)

    def _counted(self, text: str, numeral: Numeral, unit: Unit | None, before: str) -> Mention | None:
        start, end = numeral.start, numeral.end
        unit_end = end if unit is None else text.index(unit.text, end) + len(unit.text)
        if numeral.han and not numeral.plus and (numeral.value if numeral.value is not None else 100) < 100:
            structural = self._structural.match(text, end)
            if structural is not None or text.startswith("大", end):
                return _plain("count", text, start, end)
            if unit is not None and (
                self._structural.match(text, unit_end) or text.startswith("“", unit_end)
            ):
                return _plain("count", text, start, unit_end)
        if numeral.han and unit is None and not self._stands_alone(text, numeral, before):
            return None
        if (
            numeral.bare
            and not numeral.least
            and unit is not None
            and unit.dimension == "count"
            and not self._modified(before)
        ):
            return None
        value = numeral.value
        halves = 1 if text.startswith("半", unit_end) and unit is not None and value is not None else 0
        dimension = unit.dimension if unit is not None else None
        printed = unit.canonical if unit is not None and dimension in ("points", "tenths") else None
        if halves and value is not None:
            value += Decimal("0.5")
        unit_end += halves
        printed = printed or (unit.text if unit is not None else None)
        if dimension == "tenths" and unit is not None:
            more = re.match(r"([一二三四五六七八九])(?=$|[，。、；）以左的])", text[unit_end : unit_end + 2])
            low, high = (v * 10 if v is not None else None for v in (numeral.low, numeral.high))
            value = value * 10 if value is not None else None
            if more and value is not None:
                value += DIGITS[more[1]]
                unit_end += 1
            numeral = Numeral(
                start, end, value, low, high, numeral.plus, numeral.least, numeral.bare, numeral.han
            )
        if dimension == "tenths":
            dimension = "ratio"
        indefinite = numeral.han and value == 1 and text[start:end] == "一" and dimension in (
            "count", "person", "household", "duration", "score", "volume", "mass", "length",
        )  # fmt: skip
        return self._quantity(
            text, start, unit_end, numeral, value, printed, dimension=dimension, indefinite=indefinite
        )

    def _stands_alone(self, text: str, numeral: Numeral, before: str) -> bool:
        """Whether a Chinese numeral without a unit is a number: it has a scale, and no word around it."""
        size = numeral.end - numeral.start
        after = text[numeral.end : numeral.end + 1]
        alone = (not before or not "一" <= before[-1] <= "龥") and not "一" <= after <= "龥"
        if alone:
            return not numeral.bare
        scaled = any(c in "百千万亿兆" for c in text[numeral.start : numeral.end])
        return (
            (scaled and size > 1 and not numeral.bare)
            or (numeral.bare and numeral.least)
            or (numeral.bare and size > 1 and self._modified(before))
        )

    def _modified(self, before: str) -> bool:
        return self._before_pattern.search(before) is not None

    def _fraction(self, text: str, numeral: Numeral) -> Mention | None:
        """百分之五 (in percent), 三分之二, 3/5, with a whole before (三又二分之一)."""
        start, end = numeral.start, numeral.end
        whole = Decimal(0)
        if text.startswith("又", end):
            second = NUMERAL.match(text, end + 1)
            inner = read(second) if second else None
            if inner is None or numeral.value is None or not _FRACTION.match(text, inner.end):
                return None
            whole, numeral, end = numeral.value, inner, inner.end
        slash = _SLASH.match(text, end)
        if slash is not None and not numeral.han and text[numeral.start : end].isdigit():
            bottom = Decimal(slash[1])
            if not bottom or not self._plain_fraction(text, start, slash.end()):
                return None
            return self._quantity(
                text, start, slash.end(), numeral, (numeral.value or Decimal(0)) / bottom, None, fraction=True
            )
        if not _FRACTION.match(text, end) or not numeral.value:
            return None
        second_half = self._percent_range(text, numeral, end)
        if second_half is not None:
            return second_half
        top_match = NUMERAL.match(text, end + 2) or re.match(r"$^", "")
        sign = 1
        if top_match is None and text.startswith("负", end + 2):
            top_match, sign = NUMERAL.match(text, end + 3), -1
        top = read(top_match) if top_match else None
        if top is None:
            return None
        percent = (
            not whole
            and _PURE_SCALE.fullmatch(text[numeral.start : numeral.end])
            and text[numeral.start] != "一"
        )
        factor = Decimal(100) if percent else Decimal(1)
        value, low, high = (
            None if v is None else plain(whole + sign * v * factor / numeral.value)
            for v in (top.value, top.low, top.high)
        )
        kept = Numeral(start, top.end, value, low, high, top.plus, han=True)
        return self._quantity(
            text, start, top.end, kept, value, "%" if percent else None,
            dimension="ratio" if percent else None, fraction=not percent,
        )  # fmt: skip

    def _percent_range(self, text: str, numeral: Numeral, end: int) -> Mention | None:
        """百分之八至百分之十, 百分之八到十."""
        if text[numeral.start : end] != "百":
            return None
        parts = _PERCENT_RANGE.match(text, end + 2)
        if parts is None:
            return None
        low, high = parse(parts[1]), parse(parts[2])
        if low is None or high is None or low.value is None or high.value is None or low.value >= high.value:
            return None
        kept = Numeral(numeral.start, parts.end(), None, low.value, high.value, han=True)
        return self._quantity(text, numeral.start, parts.end(), kept, None, "%", dimension="ratio")

    def _plain_fraction(self, text: str, start: int, end: int) -> bool:
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        return not re.search(r"[A-Za-z/.]", around)

    def _range(self, text: str, numeral: Numeral, unit: Unit | None) -> Mention | None:
        """10—15家, 3%—5%, 60岁至65岁, 三至五成; not from A to B, which are two numbers."""
        after_first = numeral.end if unit is None else text.index(unit.text, numeral.end) + len(unit.text)
        for place in {numeral.end, after_first}:
            link = _RANGE.match(text, place)
            second = NUMERAL.match(text, link.end()) if link else None
            high = read(second) if second else None
            if link is None or high is None:
                continue
            before = text[max(0, numeral.start - 16) : numeral.start]
            if link[0].strip() in ("至", "到") and re.search(r"[从由自]\S{0,3}$", before):
                return None
            high_unit = self._units.match(text, high.end)
            if high_unit is None or (unit is not None and unit.canonical != high_unit.canonical):
                return None
            if high_unit.dimension == "duration" and high_unit.text == "年" and (high.value or 0) > 1900:
                return None
            low_value, high_value = numeral.value, high.value
            if low_value is None or high_value is None:
                return None
            if place == numeral.end and low_value < high_value:
                scale = _shared_scale(text[high.start : high.end])
                if (
                    low_value < 1000
                    and high_value / scale > low_value
                    and not re.search("[万亿]", text[numeral.start : numeral.end])
                ):
                    low_value *= scale
            ratio = high_unit.dimension == "tenths"
            if ratio:
                low_value, high_value = low_value * 10, high_value * 10
            end = high.end + len(high_unit.text)
            kept = Numeral(
                numeral.start, end, None, plain(low_value), plain(high_value), numeral.plus or high.plus
            )
            printed = high_unit.canonical if high_unit.dimension in ("points", "tenths") else high_unit.text
            return self._quantity(
                text,
                numeral.start,
                end,
                kept,
                None,
                printed,
                dimension="ratio" if ratio else high_unit.dimension,
            )
        return None

    def _ordinal(self, text: str, numeral: Numeral, limit: int) -> Mention:
        """第2位 as a result is a rank, any other 第… an ordinal."""
        start = numeral.start - 1
        before = text[max(0, start - 20) : start]
        placed = re.match(r"[位名]", text[numeral.end : numeral.end + 1])
        end = numeral.end + (1 if placed else 0)
        after = text[end : end + 1]
        if not placed and (after and "一" <= after <= "龥" and not after.startswith(("的", "和", "、"))):
            return _plain("ordinal", text, start, end)
        if _RANK.search(before) is None or numeral.value is None:
            return _plain("ordinal", text, start, end)
        unit = placed[0] if placed else None
        return Mention(
            "rank",
            text[start:end],
            start,
            end,
            start,
            end,
            numeral.value,
            unit=unit,
            dimension="rank",
            han=numeral.han,
        )

    def _quantity(
        self, text: str, start: int, end: int, numeral: Numeral, value: Decimal | None, unit: str | None, *,
        dimension: str | None = None, fraction: bool = False, indefinite: bool = False,
    ) -> Mention:  # fmt: skip
        outer_start, outer_end = start, end
        modifier: Modifier = "over" if numeral.plus else "at_least" if numeral.least else "exact"
        before = text[max(0, start - 8) : start]
        low, high = numeral.low, numeral.high
        sign = _SIGN.search(before)
        if sign is not None and not re.search(r"\d[-−－—]$", before):
            outer_start = start = start - 1
            value, low, high = (None if v is None else -v for v in (value, high, low))
            before = before[:-1]
        word = self._before_pattern.search(before)
        if word is not None and not re.search(
            r"[超通经渡]过$|[最更提]高$|太近$", before[: word.end(1)].removesuffix(word[1]) + word[1][:0]
        ):
            outer_start = start - (len(before) - word.start(1))
            modifier = self._before[word[1]] if modifier == "exact" or word[1] not in ("上",) else modifier  # type: ignore[assignment]
        tail = self._after_pattern.match(text, end)
        if tail is not None:
            outer_end = tail.end()
            suffix: Modifier = self._after[tail[1]]  # type: ignore[assignment]
            if modifier == "exact" or suffix in ("at_least", "at_most"):
                modifier = suffix
        return Mention(
            "quantity", text[start:end], start, end, outer_start, outer_end,
            None if value is None else plain(value), low, high, unit, dimension, modifier, fraction, indefinite,
            numeral.bare, numeral.han,
        )  # fmt: skip


def _shared_scale(text: str) -> Decimal:
    """The scale word a range shares: 10—15万 is 100000 to 150000."""
    scale = Decimal(1)
    for character in reversed(text):
        factor = {"万": 10**4, "亿": 10**8, "千": 1000, "百": 100}.get(character)
        if factor is None:
            break
        scale *= factor
    return scale


def _plain(kind: Kind, text: str, start: int, end: int) -> Mention:
    return Mention(kind, text[start:end], start, end, start, end)


def rank_words(text: str, start: int, end: int) -> Iterator[Mention]:
    """居全国首位: a rank without a numeral."""
    for match in _RANK_TEXT.finditer(text, start, end):
        if _RANK.search(text, max(start, match.start() - 20), match.start()):
            unit = "位" if match[0].endswith("位") else None
            yield Mention(
                "rank", match[0], match.start(), match.end(), match.start(), match.end(), Decimal(1), unit=unit,
                dimension="rank", han=True,
            )  # fmt: skip
