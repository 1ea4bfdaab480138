"""The most probable reading of a row of characters that holds gaps: a Viterbi search over words.

A gap is a list of the characters that fit the bytes. All words that cover it are tried, with whatever
stands in the gaps beside it; a character is chosen where its best reading is clearly ahead of the best
one with any other character.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add

from zhengce.normalize.gbk import encode, holes
from zhengce.normalize.plausible import LONGEST, LOST, SIGNS, continued, preceded, single, words
from zhengce.normalize.script import simplify_characters

_FREQUENT = -11.0  # characters that may stand alone in a gap
_MOST_FREQUENT = -8.5  # the same where nearly every character fits
_MANY = 200  # candidates, where nearly every character fits
_FEW = 4  # beginnings, each of which is looked up
_UNKNOWN = -16.0  # a character in a gap that no word explains
_AHEAD = 1.0  # how much more probable a character must be than the second
_BOTH = 5.0  # the same beside another gap as wide: a word over both is a guess
_WIDE = 60  # candidates of a gap that tells next to nothing
_FAR = 3.0  # and than any digit: no number may be read away
_DIGITS = frozenset("〇零一二三四五六七八九十百千万亿两０１２３４５６７８９")
_ELSEWHERE = 2.0  # for a row of two characters that the document holds elsewhere
_SAMPLE = 100_000  # characters of the document that are looked at for such rows
_NEVER = -1e9
_Tail = tuple[frozenset[int], ...]  # bytes that make no character after the last one of a place
_Heads = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Characters that fit a place, by their simplified forms.

    `alone` are those that may be a word, `first` those that may begin one.
    """

    forms: Mapping[str, tuple[str, ...]]
    plain: frozenset[str]
    alone: frozenset[str]
    first: frozenset[str]


@lru_cache(maxsize=1 << 13)
def options(candidates: tuple[str, ...], *, simplified: bool = False) -> Options:
    """Candidates as options; of a simplified page only what is simplified.

    >>> sorted(options(("產", "产", "阐")).forms.items())
    [('产', ('產', '产')), ('阐', ('阐',))]
    """
    forms: dict[str, tuple[str, ...]] = {}
    for candidate, plain in zip(candidates, simplify_characters("".join(candidates)), strict=True):
        if len(candidates) == 1 or not simplified or (plain == candidate and _plain_page(plain)):
            forms[plain] = (*forms.get(plain, ()), candidate)
    least = -math.inf if len(forms) == 1 else _FREQUENT if len(forms) < _MANY else _MOST_FREQUENT
    alone = frozenset(c for c in forms if c in SIGNS or single(c) > least)
    return Options(forms, frozenset(forms), alone, frozenset(forms) if len(forms) < _MANY else alone)


@cache
def _plain_page(character: str) -> bool:
    """In GB 2312, as simplified pages are."""
    code = encode(character)
    return len(code) == 2 and code[0] >= 0xA1 and code[1] >= 0xA1


class Rows:
    """Which characters follow each other in a document; read at the first question."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pairs: set[str] | None = None

    def held(self, left: str, fits: Options, right: str) -> dict[str, float]:
        """Credit for those of `fits` that the document holds elsewhere after `left` or before `right`."""
        if self._pairs is None:
            text = simplify_characters(self._text[:_SAMPLE])
            self._pairs = set(map(add, text, text[1:]))
        pairs, credit = self._pairs, {}
        if len(fits.plain) < _MANY:
            for character in fits.plain:
                value = _ELSEWHERE * ((left + character in pairs) + (character + right in pairs))
                if value:
                    credit[character] = value
        return credit


_Word = tuple[int, str, float, float]  # where it starts, its text, its own score, and what stands before


class Lattice:
    """Places from left to right, with all words over them.

    >>> lattice = Lattice()
    >>> for fits in ("医", "疗", "保播拨泊", "险"):
    ...     lattice.push(options(tuple(fits)))
    >>> lattice.chosen()[2]
    '保'
    """

    def __init__(self) -> None:
        self.places: list[Options] = []
        self._credits: list[Mapping[str, float]] = []
        self._partial: list[Collection[str]] = []  # beginnings of words from each of the last places on
        self._words: list[list[_Word]] = []
        self._best: list[dict[_Tail, float]] = [{(): 0.0}]
        self._known = words()
        self._on = continued()
        self._heading = preceded()
        self._ahead: dict[tuple[int, _Heads], float] = {}

    def push(self, fits: Options, credit: Mapping[str, float] | None = None, *, joined: bool = False) -> None:
        """Add a place. `joined`: its first byte and the last one before it are no character together."""
        if joined and self.places and len(self.places[-1].plain) > 1:
            self._keep_last()
        found, self._partial = self._step(fits, credit or {})
        self.places.append(fits)
        self._credits.append(credit or {})
        self._words.append(found)
        self._best.append({(): max((word[2] + word[3] for word in found), default=_NEVER)})

    def peek(self, fits: Options, credit: Mapping[str, float]) -> float:
        """The score with one more place, which is not added."""
        found, _ = self._step(fits, credit)
        return max((word[2] + word[3] for word in found), default=_NEVER)

    @property
    def best(self) -> float:
        """The score of the best reading so far."""
        return max(self._best[-1].values())

    def _step(self, fits: Options, credit: Mapping[str, float]) -> tuple[list[_Word], list[Collection[str]]]:
        """Words that end at a new place, and the beginnings of words over it."""
        here = len(self.places)
        if len(fits.plain) == 1:
            ((character, forms),) = fits.forms.items()
            found = [(here, character, single(character), self._before(here, forms))]
        else:
            alone = fits.alone | (credit.keys() & fits.plain)
            found = [
                (here, c, single(c) + credit.get(c, 0.0), self._before(here, fits.forms[c])) for c in alone
            ]
            found.append((here, LOST, _UNKNOWN, self._before(here, ())))
        partial: list[Collection[str]] = [fits.first]
        for back, begun in enumerate(self._partial[: LONGEST - 1], start=1):
            longer = self._longer(begun, fits) if back > 1 else self._two(begun, fits)
            partial.append(longer)
            if not longer:
                continue
            start = here - back
            first = self.places[start].forms
            given = (*self._credits[start:], credit)
            credited = any(given)
            for text in longer:
                if (value := self._known.get(text)) is None:
                    continue
                if credited:
                    value += sum(of.get(c, 0.0) for c, of in zip(text, given, strict=True) if of)
                found.append((start, text, value, self._before(start, first[text[0]])))
        return found, partial

    def _two(self, begun: Collection[str], fits: Options) -> Collection[str]:
        """Beginnings of words, and words, of two characters."""
        if len(fits.plain) != 1 or len(begun) < _FEW:
            return self._longer(begun, fits)
        (last,) = fits.plain
        firsts = self._heading.get(last)
        return [first + last for first in firsts & self.places[-1].first] if firsts else ()

    def _longer(self, begun: Collection[str], fits: Options) -> Collection[str]:
        """Beginnings of words, and words, with one more character."""
        if not begun:
            return ()
        plain, longer, goes_on = fits.plain, [], self._on.get
        if len(plain) == 1:
            (last,) = plain
            return [text + last for text in begun if last in goes_on(text, "")]
        for text in begun:
            if on := goes_on(text):
                longer += [text + c for c in (on if isinstance(on, str) else on & plain) if c in plain]
        return longer

    def _keep_last(self) -> None:
        """Scores at the last place by its character, which the next one depends on."""
        scores: dict[_Tail, float] = {}
        for _, text, value, before in self._words[-1]:
            tail = self._tail(len(self.places) - 1, text[-1])
            if value + before > scores.get(tail, _NEVER):
                scores[tail] = value + before
        self._best[-1] = scores

    def _tail(self, place: int, character: str) -> _Tail:
        return _tail(self.places[place].forms.get(character, ()))

    def _before(self, start: int, forms: tuple[str, ...]) -> float:
        """The best score of what may stand before a word that begins so."""
        scores = self._best[start]
        if len(scores) == 1 and () in scores:
            return scores[()]
        heads = _heads(forms)
        key = start, heads
        if key not in self._ahead:
            fits = (value for tail, value in scores.items() if _apart(tail, heads))
            self._ahead[key] = max(fits, default=_NEVER)
        return self._ahead[key]

    def chosen(self) -> list[str | None]:
        """For each place the simplified form that is clearly ahead of all others, or None."""
        result: list[str | None] = []
        margins: list[float] = []
        for fits, top in zip(self.places, self.tops(), strict=True):
            if len(fits.plain) == 1:
                result.append(next(iter(fits.plain)))
                margins.append(math.inf)
                continue
            ranked = sorted(top.items(), key=lambda item: item[1], reverse=True) or [(LOST, _NEVER)]
            (best, value), others = ranked[0], ranked[1:]
            doubt = any(value - other < (_FAR if c in _DIGITS else _AHEAD) for c, other in others)
            result.append(None if doubt or best == LOST else best)
            margins.append(value - others[0][1] if others and len(fits.plain) >= _WIDE else math.inf)
        guessed = [
            k for k, margin in enumerate(margins) if margin < _BOTH and (result[k] or LOST) not in SIGNS
        ]
        for k in guessed:
            if k - 1 in guessed or k + 1 in guessed:
                result[k] = None
        return result

    def tops(self) -> list[dict[str, float]]:
        """For each place with several options the score of the best reading with each of them."""
        n = len(self.places)
        rest: list[dict[_Tail, float]] = [{} for _ in range(n + 1)]
        rest[n] = {(): 0.0}
        tops: list[dict[str, float]] = [{} for _ in range(n)]
        for end in range(n, 0, -1):
            split = rest[end].keys() != {()}
            for start, text, value, before in self._words[end - 1]:
                ahead = rest[end].get(self._tail(end - 1, text[-1]) if split else ())
                if ahead is None:
                    continue
                onwards = value + ahead
                total = before + onwards
                for place, character in enumerate(text, start=start):
                    if len(self.places[place].plain) != 1 and total > tops[place].get(character, _NEVER):
                        tops[place][character] = total
                behind, scores = rest[start], self._best[start]
                heads = () if () in scores else _heads(self.places[start].forms.get(text[0], ()))
                for tail in scores:
                    if onwards > behind.get(tail, _NEVER) and _apart(tail, heads):
                        behind[tail] = onwards
        return tops


@lru_cache(maxsize=1 << 14)
def _tail(forms: tuple[str, ...]) -> _Tail:
    """Which bytes make no character after the last one of a character; () where any may follow."""
    codes = [encode(form) for form in forms]
    return tuple(sorted({holes(code[1]) for code in codes}, key=sorted)) if all(map(_double, codes)) else ()


@lru_cache(maxsize=1 << 14)
def _heads(forms: tuple[str, ...]) -> _Heads:
    """The first bytes of a character; () where any may be."""
    codes = [encode(form) for form in forms]
    return tuple(sorted({code[0] for code in codes})) if all(codes) else ()


@lru_cache(maxsize=1 << 14)
def _apart(tail: _Tail, heads: _Heads) -> bool:
    """Whether a character can end so and the next begin so, without a character of both bytes between."""
    return not tail or not heads or any(head in none for none in tail for head in heads)


def _double(code: bytes) -> bool:
    return len(code) == 2
