"""Marks at the start of list items and chapters: （一）, 2., 三是, 三、."""

from __future__ import annotations

from zhengce.indicators.words import character_set

NUMERALS = character_set("list_marks", "numerals")
_LONGEST = 3  # characters of a number
_LONGEST_DIGITS = 2


def is_numbered(text: str, start: int = 0) -> bool:
    """Return whether a number with a list mark stands at `start`: （一）, 3., 12、."""
    begun = start + 1 if text[start : start + 1] in ("（", "(") else start
    end = _number_end(text, begun)
    return begun < end <= begun + _LONGEST and text[end : end + 1] in ("）", ")", "、", ".", "．")


def is_counted(text: str, start: int = 0) -> bool:
    """Return whether an item that begins with a numeral and 是 stands at `start`: 一是."""
    return text[start : start + 1] in NUMERALS and text.startswith("是", start + 1)


def chapter_end(text: str) -> int:
    """Return the end of the chapter number at the start of a text (三、), or 0."""
    end = 0
    while end < _LONGEST and text[end : end + 1] in NUMERALS:
        end += 1
    return end + 1 if end and text.startswith("、", end) else 0


def without_mark(text: str) -> str:
    """Return the text without the list mark at its start.

    In 一、二级公路, 一、二 is a coordination, not a mark.

    >>> without_mark("（一）公园"), without_mark("三、公园"), without_mark("一、二级公路")
    ('公园', '公园', '一、二级公路')
    """
    if is_counted(text):
        return text[2:]
    bracketed = text[:1] in ("（", "(")
    if bracketed or text[:1].isdecimal():
        begun = 1 if bracketed else 0
        end = _number_end(text, begun) if bracketed else _digits_end(text)
        longest, closing = (_LONGEST, "）)") if bracketed else (_LONGEST_DIGITS, ".．、)）")
        marked = begun < end <= begun + longest and text[end : end + 1] in tuple(closing)
        return text[end + 1 :] if marked else text
    end = chapter_end(text)
    return text if text[end : end + 1] in NUMERALS else text[end:]


def _number_end(text: str, start: int) -> int:
    while start < len(text) and (text[start] in NUMERALS or text[start].isdecimal()):
        start += 1
    return start


def _digits_end(text: str) -> int:
    end = 0
    while text[end : end + 1].isdecimal():
        end += 1
    return end
