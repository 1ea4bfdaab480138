"""GBK bytes of characters, which scrapers cut through."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

# Second byte of full-width marks with first byte A3, by the half-width mark that replaces them.
FULL_MARK = {",": 0xAC, "!": 0xA1, "?": 0xBF, ":": 0xBA, ";": 0xBB, "(": 0xA8, ")": 0xA9}
FULL_ROW = 0xA3


class Undefined(NamedTuple):
    """Bytes of undefined pairs, and the probability that a shifted pair is one of them."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    likely: float
    """Logarithm."""


# Pages drop these pairs silently: they decode to the private use area.
USER_DEFINED = Undefined((*range(0xAA, 0xB0), *range(0xF8, 0xFF)), tuple(range(0xA1, 0xFF)), -2.0)
SCATTERED = Undefined((0xA7,), (*range(0xC2, 0xD1), *range(0xF2, 0xFF)), -4.0)
BELOW = Undefined(tuple(range(0xA1, 0xA8)), tuple(range(0x81, 0xA1)), -3.0)  # not between GB 2312 characters


@cache
def encode(character: str) -> bytes:
    """Return the one or two bytes of a character, or b"" for a character outside GBK.

    >>> encode("數").hex(), encode("a").hex(), encode("😀")
    ('94b5', '61', b'')
    """
    for codec in ("gbk", "gb18030"):  # the latter for the private use area, which GBK leaves unassigned
        try:
            encoded = character.encode(codec)
        except UnicodeEncodeError:
            continue
        return encoded if len(encoded) <= 2 else b""
    return b""


@cache
def pair(lead: int, trail: int) -> str:
    """Return the character of two bytes, or "" if they are invalid.

    >>> pair(0x94, 0xB5), pair(0x94, 0x28)
    ('數', '')
    """
    try:
        character = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 else ""


@cache
def starting(leads: tuple[int, ...], *, before_hole: bool = False) -> tuple[str, ...]:
    """Return the characters with one of these lead bytes (any if empty), without letters as trail bytes.

    `before_hole`: only characters whose trail byte forms an invalid pair with some following byte.

    >>> "实" in starting((0xCA,)), "实" in starting((0xCA,), before_hole=True)
    (True, False)
    """
    return tuple(
        character
        for lead in leads or range(0x81, 0xFF)
        for trail in range(0x80, 0xFF)
        if (character := pair(lead, trail)) and (not before_hole or holed(trail))
    )


@cache
def ending(trail: int) -> tuple[str, ...]:
    """Return all characters with this trail byte."""
    return tuple(filter(None, (pair(lead, trail) for lead in range(0x81, 0xFF))))


@cache
def holes(lead: int) -> frozenset[int]:
    """Return the bytes that form an invalid pair with `lead`; empty if `lead` is ASCII."""
    if lead < 0x80:
        return frozenset()
    return frozenset(trail for trail in range(0x81, 0xFF) if not pair(lead, trail))


@cache
def holed(lead: int) -> bool:
    """Return whether some pair with this lead byte is invalid although each byte is valid in others.

    >>> holed(0xAA), holed(0xB0), holed(0x41)
    (True, False, False)
    """
    return bool(holes(lead))
