"""Prefixes and suffixes of a phrase, from word lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def suffix_of(text: str, words: tuple[str, ...], *, least: int = 0) -> str:
    """Return the first word that ends the text after at least `least` characters, or an empty string.

    >>> suffix_of("财政总收入", ("总收入", "收入")), suffix_of("收入", ("收入",), least=1)
    ('总收入', '')
    """
    if text.endswith(words):
        for word in words:
            if text.endswith(word) and len(text) - len(word) >= least:
                return word
    return ""


def prefix_of(text: str, words: tuple[str, ...], start: int = 0, *, least: int = 0) -> str:
    """Return the first word at `start` with at least `least` characters after it, or an empty string."""
    if not text.startswith(words, start):
        return ""
    room = len(text) - start - least
    return next((word for word in words if text.startswith(word, start) and len(word) <= room), "")


def without_suffix(text: str, words: tuple[str, ...], *, least: int = 0) -> str:
    """Return the text without the one word at its end that `suffix_of` finds."""
    suffix = suffix_of(text, words, least=least)
    return text[: -len(suffix)] if suffix else text


def without_prefix(text: str, words: tuple[str, ...], *, least: int = 0) -> str:
    """Return the text without the one word at its start that `prefix_of` finds."""
    prefix = prefix_of(text, words, least=least)
    return text[len(prefix) :] if prefix else text


def strip_suffixes(text: str, words: tuple[str, ...]) -> str:
    """Return the text without any of the words at its end, removed repeatedly.

    >>> strip_suffixes("价值达约", ("达到", "达", "约"))
    '价值'
    """
    while suffix := suffix_of(text, words):
        text = text[: -len(suffix)]
    return text


def strip_prefixes(text: str, words: tuple[str, ...]) -> str:
    """Return the text without any of the words at its start, removed repeatedly."""
    while prefix := prefix_of(text, words):
        text = text[len(prefix) :]
    return text


def holds(text: str, words: Iterable[str]) -> bool:
    """Return whether the text contains any of the words."""
    for word in words:  # noqa: SIM110 - asked of every number; a generator takes twice as long
        if word in text:
            return True
    return False


def first_place(text: str, words: Iterable[str], start: int = 0, end: int | None = None) -> int:
    """Return the offset of the earliest of the words in ``text[start:end]``, or -1.

    >>> first_place("电站以及一批泵站", ("和一批", "以及"))
    2
    """
    first = -1
    for word in words:
        place = text.find(word, start, end)
        if place >= 0 and (first < 0 or place < first):
            first = place
    return first


def is_han(text: str) -> bool:
    """Return whether all characters are Chinese; true for the empty string."""
    for character in text:  # noqa: SIM110 - as above
        if not "一" <= character <= "龥":
            return False
    return True


def run_end(text: str, start: int, end: int, barred: frozenset[str]) -> int:
    """Return the offset of the first barred character in ``text[start:end]``, or `end`."""
    for place in range(start, end):
        if text[place] in barred:
            return place
    return end


_NO_WORD = frozenset("，。；：、！？（）“”《》")


def word_end(text: str, start: int, end: int) -> int:
    """Return the offset of the first mark, digit or space in ``text[start:end]``, or `end`."""
    for place in range(start, end):
        sign = text[place]
        if sign in _NO_WORD or sign.isdecimal() or sign.isspace():
            return place
    return end


class Prefixes:
    """A long list of possible prefixes of a phrase, indexed by first character."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_first: dict[str, tuple[str, ...]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_first[word[0]] = (*self._by_first.get(word[0], ()), word)

    def all_at(self, text: str, start: int = 0) -> Sequence[str]:
        """Return the words that begin at `start`, longest first."""
        found = self._by_first.get(text[start : start + 1])
        return [word for word in found if text.startswith(word, start)] if found is not None else ()

    def at(self, text: str, start: int = 0, *, least: int = 0) -> str:
        """Return the longest word at `start` with at least `least` characters after it, or an empty string.

        >>> Prefixes(["我国", "我"]).at("我国人口", least=2)
        '我国'
        """
        room = len(text) - start - least
        for word in self._by_first.get(text[start : start + 1], ()):
            if len(word) <= room and text.startswith(word, start):
                return word
        return ""


class Suffixes:
    """A long list of possible suffixes of a phrase, indexed by last character."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_last: dict[str, tuple[str, ...]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_last[word[-1]] = (*self._by_last.get(word[-1], ()), word)

    def all_of(self, text: str) -> Sequence[str]:
        """Return the words that end the text, longest first."""
        found = self._by_last.get(text[-1:])
        return [word for word in found if text.endswith(word)] if found is not None else ()

    def of(self, text: str) -> str:
        """Return the longest word that ends the text, or an empty string."""
        for word in self._by_last.get(text[-1:], ()):
            if text.endswith(word):
                return word
        return ""
