"""Small numbers of the calendar: years, months, days and their counts."""

from __future__ import annotations

_DIGITS = {
    c: v
    for v, cs in enumerate(("〇○零ΟОO0", "一1元", "二2两", "三3", "四4", "五5", "六6", "七7", "八8", "九9"))
    for c in cs
}
_TENS = str.maketrans({"廿": "二十", "卅": "三十"})


def small(text: str) -> int | None:
    """Return the value of a small numeral, Arabic, Chinese or mixed, by digits or with 十 and 百, else None.

    >>> [small(text) for text in ("08", "十二", "廿三", "一百一十三", "一百零五", "二00三", "九八", "十几")]
    [8, 12, 23, 113, 105, 2003, 98, None]
    """
    text = text.translate(_TENS)
    if "百" in text:
        head, _, tail = text.partition("百")
        hundreds, rest = small(head or "一"), small(tail.lstrip("零〇○")) if tail else 0
        return None if hundreds is None or rest is None else 100 * hundreds + rest
    if "十" in text:
        head, _, tail = text.partition("十")
        tens, ones = small(head) if head else 1, small(tail) if tail else 0
        return None if tens is None or ones is None or tens > 9 or ones > 9 else 10 * tens + ones
    digits = [_DIGITS.get(character) for character in text]
    if not digits or None in digits:
        return None
    return int("".join(map(str, digits)))
