"""A numeral in its surroundings: the value that passes between the ideas of this stage."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from zhengce.types import Modifier

Kind = Literal["quantity", "rank", "date", "ordinal", "identifier", "name", "count"]


class Mention(NamedTuple):
    """A numeral with what it was found to be.

    `start`/`end` enclose the core quantity (numeral, 余/多, unit); `outer_start`/`outer_end` also the
    words that modify it (约…, …以上). `indefinite` marks 一个, 一批; `bare` a scale word without digits;
    a `fraction` has its ratio as value and no unit.
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


def unmeasured(kind: Kind, text: str, start: int, end: int) -> Mention:
    """A mention that is no quantity."""
    return Mention(kind, text[start:end], start, end, start, end)


def is_han(character: str) -> bool:
    """Whether a character (or the empty string) is a Han character."""
    return "一" <= character <= "龥"
