"""Halves without a numeral: 半数, 过半, 一半."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhengce.quantities.edges import is_edge
from zhengce.quantities.mention import Mention
from zhengce.quantities.numerals import Numeral
from zhengce.quantities.qualifiers import Qualifier
from zhengce.types import SegmentedText

_HALF = re.compile(
    r"半数|(?<=过)半(?=$|[，。；、！？\n ]|的|以上)"
    r"|(?<!另)一半(?=以上|以下|左右|的|以|多|是|为|在|用|来自|$|[，。；、])"
    r"|(?:(?<=[近约超逾占的过达了减])|(?<=不足)|(?<=不到)|(?<=减少)|(?<=降低)|(?<=下降)|(?<=提高)|(?<=增加)|(?<=缩短)|(?<=压缩))一半"
)


def halves(segmented: SegmentedText, start: int, end: int, qualifier: Qualifier) -> Iterator[Mention]:
    """Yield the halves in ``text[start:end]``, in order."""
    text = segmented.text
    for found in _HALF.finditer(text, start, end):
        if found[0] != "半" and not (
            is_edge(segmented, found.end()) or text.startswith(("以上", "以下"), found.end())
        ):
            continue
        half = Numeral(found.start(), found.end(), Decimal("0.5"), han=True)
        yield qualifier.quantity(segmented, half, half.end, unit=None, fraction=True)
