"""Automatic list numbers in Word: 一、 before a heading is visible but not stored as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = (
    "chinese",
    "japanesecounting",
    "ideographtraditional",
    "taiwanesecounting",
    "ideographdigital",
    "koreancounting",
)
_SIGN = re.compile(r"%(\d)")
_DEEPEST = 9


class Level(NamedTuple):
    """The number format of one level of a list."""

    start: int
    form: str
    text: str
    suffix: str


class Numbering:
    """Counts the paragraphs of each list.

    Args:
        numbering: the root of ``numbering.xml``, if any.
        styles: the root of ``styles.xml``, if any.
    """

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._restart: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        self._styled: dict[str, tuple[str | None, int]] = {}
        self._depths: dict[str, int] = {}  # by the style that a level names
        self._based: dict[str, str] = {}
        if numbering is not None:
            self._read(numbering)
        for style in styles.iter(f"{W}style") if styles is not None else ():
            name = style.get(f"{W}styleId") or ""
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                self._styled[name] = _told(found)
            if (based := style.find(f"{W}basedOn")) is not None:
                self._based[name] = _value(based) or ""

    def _read(self, numbering: _Element) -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            levels = {int(level.get(f"{W}ilvl") or 0): _level(level) for level in abstract.iter(f"{W}lvl")}
            self._levels[abstract.get(f"{W}abstractNumId") or ""] = levels
            for level in abstract.iter(f"{W}lvl"):
                if (style := _value(level.find(f"{W}pStyle"))) is not None:
                    self._depths[style] = int(level.get(f"{W}ilvl") or 0)
        for number in numbering.iter(f"{W}num"):
            identity = number.get(f"{W}numId") or ""
            self._abstract[identity] = _value(number.find(f"{W}abstractNumId")) or ""
            for override in number.iter(f"{W}lvlOverride"):
                start = _value(override.find(f"{W}startOverride"))
                if start is not None and start.isdigit():
                    self._restart[identity, int(override.get(f"{W}ilvl") or 0)] = int(start)

    def label(self, paragraph: _Element, text: str) -> str:
        """Count a paragraph, and return its number with a separator, or "" if it has none."""
        identity, depth = self._of(paragraph)
        abstract = self._abstract.get(identity or "")
        levels = self._levels.get(abstract or "")
        if identity is None or abstract is None or not levels or depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [0] * _DEEPEST)
        if (start := self._restart.pop((identity, depth), None)) is not None:
            counts[depth] = start - 1
        for above in range(depth):
            if counts[above] == 0 and above in levels:
                counts[above] = levels[above].start
        counts[depth] = counts[depth] + 1 if counts[depth] else levels[depth].start
        for below in range(depth + 1, _DEEPEST):
            counts[below] = 0
        level = levels[depth]
        if level.form in ("bullet", "none"):
            return ""

        def number(found: re.Match[str]) -> str:
            k = int(found[1]) - 1
            form = levels[k].form if k in levels else "decimal"
            return counted(counts[k], "decimal" if "%1." in level.text and depth and k < depth else form)

        said = _SIGN.sub(number, level.text).strip()
        return said + _between(said, text) if said else ""

    def _of(self, paragraph: _Element) -> tuple[str | None, int]:
        found = paragraph.find(f"{W}pPr/{W}numPr")
        style = _value(paragraph.find(f"{W}pPr/{W}pStyle")) or ""
        own = _told(found) if found is not None else (None, -1)
        if own[0] is not None:
            return own[0] if own[0] != "0" else None, max(0, own[1])
        for _ in range(_DEEPEST):
            if style in self._styled:
                identity, depth = self._styled[style]
                depth = self._depths.get(style, 0) if depth < 0 else depth
                return identity if identity != "0" else None, depth if own[1] < 0 else own[1]
            if style not in self._based:
                break
            style = self._based[style]
        return None, 0


def _between(label: str, text: str) -> str:
    """Return a separator that prevents a list number and the text after it from reading as one number.

    >>> _between("1.", "18个"), _between("2.1", "18个"), _between("第一部分", "2024年")
    (' ', '、', '：')
    """
    if label[-1].isdecimal():
        return "、"
    if label[0] == "第":
        return " " if label[-1] == "条" else "：" if label[-1] not in "、，：" else ""
    return " " if text[:1].isdecimal() and label[-1] in ".．" else ""


def counted(number: int, form: str) -> str:
    """Format a number in the style of a list.

    >>> counted(12, "chineseCounting"), counted(3, "decimal"), counted(4, "lowerRoman")
    ('十二', '3', 'iv')
    """
    plain = form.lower()
    if plain.startswith(_CHINESE):
        return _chinese(number)
    if plain == "decimalenclosedcircle" and 1 <= number <= 20:
        return chr(0x245F + number)
    if plain in ("upperletter", "lowerletter"):
        letter = chr(ord("A") + (number - 1) % 26)
        return letter if plain == "upperletter" else letter.lower()
    if plain in ("upperroman", "lowerroman"):
        roman = "".join(_roman(number))
        return roman if plain == "upperroman" else roman.lower()
    return f"{number:02}" if plain == "decimalzero" else str(number)


def _chinese(number: int) -> str:
    if number >= 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> list[str]:
    found = []
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            found.append(sign)
            number -= value
    return found


def _level(level: _Element) -> Level:
    start = _value(level.find(f"{W}start")) or "1"
    return Level(
        int(start) if start.isdigit() else 1,
        _value(level.find(f"{W}numFmt")) or "decimal",
        _value(level.find(f"{W}lvlText")) or "",
        _value(level.find(f"{W}suff")) or "tab",
    )


def _told(numbered: _Element) -> tuple[str | None, int]:
    depth = _value(numbered.find(f"{W}ilvl"))
    return _value(numbered.find(f"{W}numId")), int(depth) if depth and depth.isdigit() else -1


def _value(element: _Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")
