"""Find lists inside a paragraph, such as 一是扩大就业。…二是稳定物价。…."""

from __future__ import annotations

import re

from zhengce.segment.marks import topic

_ITEM = re.compile(
    r"(?:(?<=[。；：！？])|^)(?P<mark>(?P<n>[一二三四五六七八九]|十[一二三四五六]?)是(?!个|一)|第(?P<m>[一二三四五六七八九])，)"
)
_NUMBERS = "一二三四五六七八九"
_TOPIC = 30


def items(line: str) -> list[tuple[int, str]]:
    """Return the offset and heading of each item of a list inside a paragraph.

    A list has at least two items, numbered from one, and each begins a sentence; items after ； are part of
    a sentence and do not count.

    >>> items("要抓好三件事。一是扩大就业。全年新增7万人。二是稳定物价，保障供应。三是改善民生。")
    [(7, '一是扩大就业'), (22, '二是稳定物价'), (34, '三是改善民生')]
    >>> items("一是扩大就业；二是稳定物价。")
    []
    """
    if "二是" not in line and "第二，" not in line:
        return []
    found: list[tuple[int, str]] = []
    expected = 1
    for item in _ITEM.finditer(line):
        number = item["n"] or item["m"]
        if number != _numeral(expected) or (found and line[item.start() - 1] in "；："):
            continue
        found.append((item.start(), _heading(line[item.start() :], len(item["mark"]))))
        expected += 1
    return found if len(found) > 1 else []


def _heading(text: str, mark: int) -> str:
    """Return the topic of an item: its first sentence, or its first clause."""
    said = topic(text, _TOPIC) or text[:_TOPIC]
    comma = said.find("，", mark + 3)
    return said if comma < 0 else said[:comma]


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("十" if tens else "") + (_NUMBERS[ones - 1] if ones else "")
