"""Parse Arabic, Chinese, mixed and formal numerals to `Decimal`, without units.

The grammar follows Chinese prose (GB/T 15835-2011 names the forms): ``1亿3千多万`` is 1e8 + 3000e4,
``四百五`` 450, ``万亿`` 1e12, ``二〇二四`` 2024. 余, 多 and 几 never change the value silently: they set
`plus` or make a range.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

DIGITS = {
    c: v
    for v, cs in enumerate(
        ("零〇○", "一壹", "二贰两貳兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for c in cs
}
TENS = {"廿": "二", "卅": "三", "卌": "四"}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}  # strays of the old script, too
_HAN = "".join((*DIGITS, *TENS, *SMALL, *BIG))
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|(?<!\.)\.\d+"
MIDDLE_DOTS = "·・﹒‧∙⋅•･"  # each may be printed for a decimal point
ROUND_LETTERS = "OoОоΟο"  # Latin, Cyrillic and Greek: each may be printed for 0 or 〇
_ZERO = rf"(?<=[百千万亿])[{ROUND_LETTERS}0](?=[一二三四五六七八九])"  # 五百O七, 二百0三
_SCALE = "[十百千万亿兆拾佰仟萬億]"
# Chinese digits with 0 for 零 among them: 二000, 一九八0.
_MIXED = r"[一二三四五六七八九][一二三四五六七八九零〇○]*0[一二三四五六七八九零〇○0]*(?![\d.,])"
NUMERAL = re.compile(
    rf"(?=[\d.几数上半{_HAN}])"  # most characters begin none
    rf"(?:{_MIXED}|(?<!\d)(?<!\d\.)(?:{ARABIC})|[几数上半](?={_SCALE})|半(?=成)|[{_HAN}])"
    rf"(?:(?:(?<=[万亿千百零兆萬億])(?:{ARABIC}))|[{_HAN}]|点(?=[零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖])"
    rf"|(?<=[零〇○一二三四五六七八九十百千])[.．{MIDDLE_DOTS}](?=[零〇○一二三四五六七八九])"  # 七二九．二亿
    rf"|{_ZERO}"
    rf"|[余多](?={_SCALE})|几(?={_SCALE}))*(?:(?<=[十百千万亿兆萬億廿卅卌\d])[余几多])?"
)
_TOKEN = re.compile(rf"{ARABIC}|.")
_ZERO_INSIDE = re.compile(_ZERO)
_MIXED_ONLY = re.compile(_MIXED)
_LONGEST_MIXED = 20
LARGEST = Decimal(10) ** 27  # what NUMERIC(38, 10) columns hold
FINEST = 10  # decimal places
# Most numerals: a few Arabic digits, perhaps with a scale.
_PLAIN = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)(万亿?|亿)?")
_PLAIN_SCALES = {None: 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
# A single digit that does not go on: 8万亿|三个台阶, 10万|两类.
_COUNTED_STAGE = re.compile(rf"(?:\d[百千]?[万亿]|万亿)[{''.join(DIGITS)}]$")
_PAIR = "两貳兩"
_POINTS = "点.．" + MIDDLE_DOTS
_DECIMAL_DIGITS = 28  # significant digits that Decimal calculates with
LONGEST_NUMERAL = 64  # characters; longer runs are no numbers
_MOST_DIGITS = 24


class Numeral(NamedTuple):
    """The value of a numeral.

    `value` is None for a range (`low`, `high`): 十几 is 11 to 19. `plus` is true for 余, 多 and 几 after a
    full number (1500余万), `least` for 上 before a scale (上亿). `bare` is true for a scale word alone
    (万亿), `han` if there is no Arabic digit.
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    plus: bool = False
    least: bool = False
    bare: bool = False
    han: bool = False
    positional: bool = False


def parse(text: str) -> Numeral | None:
    """Return the value of a string that is a complete numeral, else None.

    >>> [str(parse(t).value) for t in ("1亿3千多万", "四百五", "二十一万亿", "3万4000", "二〇二四", "六点五")]
    ['130000000', '450', '21000000000000', '34000', '2024', '6.5']
    >>> (parse("十几").low, parse("十几").high), parse("数百").value, parse("第三")
    ((Decimal('11'), Decimal('19')), None, None)
    """
    match = NUMERAL.match(text)
    numeral = read(match) if match else None
    return numeral if numeral is not None and numeral.end == len(text) else None


def read(match: re.Match[str]) -> Numeral | None:
    """Return the numeral at the start of a match of `NUMERAL`; it may be shorter than the match."""
    numeral = _read(match[0])
    start = match.start()
    return numeral and Numeral(start, start + numeral.end, *numeral[2:])


@lru_cache(1 << 14)
def _read(text: str) -> Numeral | None:
    """Return the numeral at the start of a text."""
    plain_arabic = _PLAIN.fullmatch(text)
    if plain_arabic is not None:
        value = Decimal(plain_arabic[1])
        return Numeral(0, len(text), plain(value * _PLAIN_SCALES[plain_arabic[2]]))
    if _MIXED_ONLY.fullmatch(text) is not None and len(text) <= _LONGEST_MIXED:
        value = Decimal("".join(c if c.isascii() else str(DIGITS[c]) for c in text))
        return Numeral(0, len(text), value, han=True, positional=True)
    if len(text) > LONGEST_NUMERAL or sum(c.isdigit() for c in text) > _MOST_DIGITS:
        return None
    text = _ZERO_INSIDE.sub("〇", text)
    state = _State()
    end = 0
    for mark in _TOKEN.finditer(text):
        if not state.take(mark[0]):
            break
        end = mark.end()
    while end and text[end - 1] in _POINTS:
        end -= 1
    if _COUNTED_STAGE.search(text, 0, end):
        return _read(text[: end - 1])
    numeral = state.result(text[:end])
    if numeral is None:
        return None
    sizes = (v for v in (numeral.value, numeral.low, numeral.high) if v is not None)
    return numeral if all(_fits(size) for size in sizes) else None


def _fits(value: Decimal) -> bool:
    """Return whether the value kept all digits within Decimal's 28 and the column's format."""
    _, digits, exponent = value.as_tuple()
    return len(digits) < _DECIMAL_DIGITS and abs(value) <= LARGEST and -int(exponent) <= FINEST


class _State:
    """Reads tokens from left to right; `take` returns whether a token still belongs to the numeral."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, Decimal, Decimal]] = []  # big scale, low, high
        self.low = self.high = Decimal(0)  # below the next big scale
        self.number: tuple[Decimal, Decimal] | None = None
        self.digits = ""  # Chinese digits in a row
        self.last_scale = 0
        self.elision = 0  # what a last digit counts, were it the end: 四百五
        self.fraction = ""
        self.unclear = False  # 3万4 may be 34000
        self.pointed = self.plus = self.least = self.vague = self.seen_value = False
        self.smallest = 10**5

    def take(self, mark: str) -> bool:
        if self.plus and mark not in BIG and mark not in SMALL:
            return False
        if self.pointed and mark not in BIG:
            return self._fraction_digit(mark)
        if mark[0].isdigit() or (mark[0] == "." and mark != "."):
            return self._arabic(mark)
        if mark in DIGITS:
            return not (mark in _PAIR and self.digits) and self._digit(mark)
        if mark in TENS:
            return not self.digits and self._digit(TENS[mark]) and self._small(10)
        if mark in SMALL:
            return self._small(SMALL[mark])
        if mark in BIG:
            return self._big(BIG[mark])
        return self._special(mark)

    def _special(self, mark: str) -> bool:
        if mark in _POINTS:
            self.pointed = True
            return self._close_elision()
        if mark in "余多":
            self.plus = True
            return True
        if mark in "几数":
            if mark == "几" and self.number is not None:
                return False
            ones = self.last_scale == 10
            self.number = (Decimal(1 if ones else 2), Decimal(9))
            self.vague = self.seen_value = True
            return True
        if mark == "上":
            self.least = True
            return True
        if mark == "半":
            self.number = (Decimal("0.5"), Decimal("0.5"))
            self.seen_value = True
            return True
        return False

    def _arabic(self, mark: str) -> bool:
        if self.number is not None or self.digits:
            return False
        value = Decimal(mark.replace(",", ""))
        self.number = (value, value)
        self.unclear = len(mark) == 1 and self.last_scale >= 100 and self.elision >= 0
        self.elision = 0
        self.seen_value = True
        return True

    def _digit(self, mark: str) -> bool:
        if self.number is not None and not self.digits:
            return False  # 3 followed by 五
        if mark in "零〇○" and not self.digits and (self.last_scale or self.parts):
            self.elision = -1  # what follows is not elided: 一千零五
            self.seen_value = True
            return True
        if len(self.digits) == 1 and self.last_scale and mark not in "零〇○":
            return self._adjacent(mark)
        self.digits += str(DIGITS[mark])
        value = Decimal(self.digits)
        self.number = (value, value)
        self.seen_value = True
        return True

    def _adjacent(self, mark: str) -> bool:
        first, second = int(self.digits), DIGITS[mark]
        if second - first not in (1, 2):
            return False
        self.number = (Decimal(first), Decimal(second))  # 二十三四
        self.vague = True
        return True

    def _small(self, scale: int) -> bool:
        if len(self.digits) == 2 and int(self.digits[1]) - int(self.digits[0]) in (1, 2):
            self.number = (Decimal(self.digits[0]), Decimal(self.digits[1]))  # 二三十
            self.vague = True
        elif len(self.digits) > 1:
            return False
        if self.number is None and self.last_scale and self.last_scale <= scale:
            return False  # 五十千
        self.seen_value = self.seen_value or scale == 10  # 十 is a number of its own, 百 and 万 alone are not
        low, high = self.number or (Decimal(1), Decimal(1))
        if not high:
            low = high = Decimal(1)  # 零十
        self.low += low * scale
        self.high += high * scale
        self._scaled(scale)
        return True

    def _big(self, scale: int) -> bool:
        if len(self.digits) == 2 and not self.pointed and int(self.digits[1]) - int(self.digits[0]) == 1:
            self.number = (Decimal(self.digits[0]), Decimal(self.digits[1]))  # 三四万
            self.vague = True
        self._close_fraction()
        low, high = self.number or (Decimal(0), Decimal(0))
        low, high = low + self.low, high + self.high
        empty = self.number is None and not high
        while self.parts and (self.parts[-1][0] < scale or (empty and self.parts[-1][0] <= scale)):
            _, part_low, part_high = self.parts.pop()
            low, high, empty = low + part_low, high + part_high, False
        if empty:
            low = high = Decimal(1)
        self.parts.append((scale, low * scale, high * scale))
        self.low = self.high = Decimal(0)
        self._scaled(scale)
        return True

    def _scaled(self, scale: int) -> None:
        self.number = None
        self.unclear = False
        self.digits = ""
        self.last_scale = scale
        self.elision = scale // 10

    def _fraction_digit(self, mark: str) -> bool:
        if mark not in DIGITS:
            return False
        self.fraction += str(DIGITS[mark])
        return True

    def _close_fraction(self) -> None:
        if self.fraction:
            low, high = self.number or (Decimal(0), Decimal(0))
            more = Decimal("0." + self.fraction)
            self.number = (low + more, high + more)
            self.fraction, self.pointed = "", False

    def _close_elision(self) -> bool:
        if len(self.digits) == 1 and self.elision > 1:
            low, high = self.number or (Decimal(0), Decimal(0))
            self.number = (low * self.elision, high * self.elision)
            self.elision = 0
        return True

    def result(self, text: str) -> Numeral | None:
        if not text or not (self.seen_value or self.last_scale):
            return None
        self._close_elision()
        self._close_fraction()
        low, high = self.number or (Decimal(0), Decimal(0))
        low += self.low + sum((p[1] for p in self.parts), Decimal(0))
        high += self.high + sum((p[2] for p in self.parts), Decimal(0))
        han = not any(c.isdigit() and c.isascii() for c in text)
        bare = not self.seen_value and all(c in _SCALE or c in "上余多" for c in text)
        positional = han and len(self.digits) > 1 and not self.last_scale
        if self.unclear or (text.endswith("几") and not self.vague):
            return None
        low, high = plain(low), plain(high)
        numeral = Numeral(
            0, len(text), low, plus=self.plus, least=self.least, bare=bare, han=han, positional=positional
        )
        return numeral if low == high else numeral._replace(value=None, low=low, high=high)


def plain(value: Decimal) -> Decimal:
    """Return the value without exponent and trailing zeros."""
    if value == (whole := value.to_integral_value()):
        return Decimal(int(whole))
    return value.normalize()
