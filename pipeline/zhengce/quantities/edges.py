"""Word boundaries around a number.

The segmenter does not know that a classifier follows a number. Where its word begins with the unit (个人,
部门, 成分), the rest is segmented again, and the reading with the unit is kept if it needs no more words:
七|成|分布 is kept, 五|部|门联|合 is not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from zhengce.quantities.roles import default_roles
from zhengce.segment.words import default_words
from zhengce.types import SegmentedText

_AHEAD = re.compile(r"[一-龥]{1,10}")
_NOUN = "n"
_PLACE = "f"
_HALF = "半"
_GOING_ON = ("p", "v", "d", "c")


def is_edge(segmented: SegmentedText, place: int) -> bool:
    """Return whether there is a word boundary at `place`."""
    starts = segmented.starts
    i = bisect_left(starts, place)
    return starts[i] == place if i < len(starts) else place >= len(segmented.text)


def word_over(segmented: SegmentedText, place: int) -> int:
    """Return the index of the word that contains `place`; -1 in an empty text."""
    return bisect_right(segmented.starts, place) - 1


def ends_with_word(segmented: SegmentedText, start: int, end: int) -> bool:
    """Return whether the unit ``text[start:end]`` after a number ends at a word boundary."""
    text = segmented.text
    if text[end - 1].isascii() and text[end - 1].isalpha():
        return not (text[end : end + 1].isascii() and text[end : end + 1].isalnum())
    ahead = _AHEAD.match(text, end)
    if ahead is None:
        return True
    if end - start > 1 and text[end - 1 : end + 1] in default_roles().ranked.words:
        return text.startswith("之多", end)  # 3万户次|之多
    if is_edge(segmented, end):
        return is_edge(segmented, start) or not _is_torn(text, start, end, ahead[0])
    i = word_over(segmented, end)
    word, word_start = segmented.words[i], segmented.starts[i]
    if not default_words().knows(word) and word_start == start:
        word = default_words().known_pieces(word)[0]  # 户外|工作, 条|客
    word_end = word_start + len(word)
    if word_end <= end or word in default_roles().unit_within.words or not default_words().knows(word):
        return True
    if word in default_roles().unit_apart.words and len(ahead[0]) > word_end - end:
        return True
    rest = _cut(ahead[0])
    first_end = end + len(rest[0])
    if rest[0] == _HALF:
        return True  # 一吨半
    if first_end == word_end:
        return _is_free(text[start:end], rest[0])
    return first_end > word_end and _fewer(segmented, i, end, rest)


def _is_free(unit: str, noun: str) -> bool:
    """Return whether a one-character noun stands alone after the unit: 5个|人."""
    return unit in default_roles().any_noun.words and noun in default_roles().free_nouns.words


def _is_torn(text: str, start: int, end: int, ahead: str) -> bool:
    """Return whether separating a unit from its numeral leaves half a word: 三次|要, 三位|列."""
    if (
        not default_words().knows(text[start : end + 1])
        or text[start : end + 1] in default_roles().unit_within.words
    ):
        return False
    first = _cut(ahead)[0]
    if first == _HALF:
        return False  # 三斤半
    return len(first) == 1 and default_words().tag(first) != _PLACE and not _is_free(text[start:end], first)


def goes_on(segmented: SegmentedText, end: int) -> bool:
    """Return whether a function word or verb follows at `end`, inside a segmented noun: 七成半|经|调停."""
    ahead = _AHEAD.match(segmented.text, end)
    if ahead is None or segmented.tags[word_over(segmented, end)] != _NOUN:
        return False
    first, *others = _cut(ahead[0])
    if default_words().tag(first).startswith(_GOING_ON):
        return True
    return len(first) == 1 and bool(others) and default_words().tag(others[0]).startswith("v")


def _fewer(segmented: SegmentedText, i: int, end: int, rest: tuple[str, ...]) -> bool:
    """Return whether segmentation with the unit needs no more words, none of them fragments."""
    edges = {}
    place = end
    for count, word in enumerate(rest, 2):
        place += len(word)
        edges[place] = count
        if not default_words().knows(word):
            break
    place = segmented.starts[i]
    count = 0
    for word in segmented.words[i : i + len(rest) + 2]:
        place += len(word)
        count += 1 if default_words().knows(word) else len(default_words().known_pieces(word))
        if place in edges:
            return edges[place] <= count  # 株|连翘|苗 against 株连|翘|苗
    return False


@lru_cache(1 << 12)
def _cut(text: str) -> tuple[str, ...]:
    return tuple(default_words().cut(text))
