"""Read from the words around a number what its fields do not record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengce.types import Indicator, Release

_FROM = re.compile(r"(?:由|从|自)(?P<between>[^，。；：由从自]{0,16})$")
_TO = re.compile(
    r"[^，。；\d]{0,4}[，,]?[^，。；\d]{0,6}(?:提高|提升|上升|增加|增长|扩大|发展|升|增|攀升|下降|减少|降低|降|减|缩小|压减|回落|跃升|变|改|调整)"
    r"[^，。；\d]{0,6}(?:到|至|为)"
)
_TIME = re.compile(r"[年月日季末底初期]")
_INCREMENTS = re.compile(r"[多少](?:新)?(?:增|减|降)[一-龥]{0,4}$")
_REAL = re.compile(
    r"不变价|可比价|可比口径|同口径|同比口径|实际(?:同比|比上年|较上年|增|下降)|扣除价格|剔除价格|价格因素|按可比"
)
_NOTE = re.compile(r"(?:增长速度|增速|增长率?)[^。；，]{0,8}(?:按|以|为)(?:不变|可比)")


def sentence_of(release: Release, one: Indicator) -> tuple[str, int]:
    """Return the sentence of an indicator and the offset of the number in it."""
    if one.sentence < len(release.sentences):
        sentence = release.sentences[one.sentence]
        return sentence.text, one.start - sentence.start
    return release.text, one.start


def before(release: Release, one: Indicator) -> str:
    """Return the text that precedes the number in its sentence."""
    text, at = sentence_of(release, one)
    return text[: max(at, 0)]


def is_first_of_two(release: Release, one: Indicator) -> bool:
    """Return whether an indicator is the A of 从A提高到B, of an earlier, unstated time.

    In 由2021年的2837个增加到3218个 the time of A is stated and is the period of the indicator.
    """
    between = _between_from_and(release, one)
    if between is None:
        return False
    return not (one.period is not None and _TIME.search(between))


def first_of(release: Release, after: Indicator) -> Indicator | None:
    """Return the A of 从A提高到B whose B is this indicator, or None."""
    if after.index == 0:
        return None
    one = release.indicators[after.index - 1]
    near = one.sentence == after.sentence and one.unit == after.unit and not one.damaged
    return one if near and one.measure == "level" and _between_from_and(release, one) is not None else None


def _between_from_and(release: Release, one: Indicator) -> str | None:
    """Return the text between 从 and the A of 从A提高到B, or None if the indicator is no such A."""
    text, at = sentence_of(release, one)
    found = _FROM.search(text[: max(at, 0)])
    if found is None or _TO.match(text, at + one.end - one.start) is None:
        return None
    return found["between"]


def compares_increases(release: Release, one: Indicator) -> bool:
    """Return whether an increase is compared with the previous increase: 同比多增425亿元."""
    return _INCREMENTS.search(before(release, one)) is not None


def is_real(release: Release, one: Indicator) -> bool:
    """Return whether growth is at constant prices or on a comparable basis."""
    if one.basis is not None:
        return one.basis != "nominal"
    return _REAL.search(sentence_of(release, one)[0]) is not None or _NOTE.search(release.text) is not None
