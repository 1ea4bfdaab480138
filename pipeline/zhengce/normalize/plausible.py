"""How much a row of characters looks like Chinese text: its most probable words, by jieba's dictionary."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from heapq import nlargest
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from zhengce.errors import ModelError
from zhengce.normalize.script import simplify_characters

_LONGEST = 5
_NO_WORD = -19.0  # a character that is no word of the dictionary
_SINGLE = -2.0  # dictionaries count as words many characters that texts seldom set alone
_SIGNS = {"。": -4.0, "，": -3.0, ",": -3.0, "、": -4.5, "《": -6.0, "》": -6.0}
_SIGNS |= dict.fromkeys("“”\n\ufffd", -5.0)
_USUAL_SIGN = re.compile(r"[；;：:！!（()）．.%？?\d—…·\s\[\]/+=*-]")
_NEAR = 4  # characters of context on either side of a gap
_CANDIDATES = 6
_FREQUENT = -11.0  # characters that may stand alone
_AHEAD = 2.0  # how much more probable the first candidate must be than the second


@cache
def words() -> Mapping[str, float]:
    """Logarithm of the probability of each word of up to five characters."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModelError("jieba is not installed: its dictionary tells text from nonsense")
    counts: dict[str, int] = {}
    with (Path(spec.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, _ = line.split(" ", 2)
            if len(word) <= _LONGEST:
                counts[word] = int(count)
    whole = math.log(sum(counts.values()))
    return {
        word: math.log(count + 0.5) - whole + _SINGLE * (len(word) == 1) for word, count in counts.items()
    }


def score(text: str) -> float:
    """Logarithm of the probability of the best cut into words; traditional script counts as simplified.

    >>> score("发展。现代产业") > score("發展?,F代產業") + 10
    True
    """
    text = simplify_characters(text)
    known = words()
    best = [0.0]
    for end in range(1, len(text) + 1):
        character = text[end - 1]
        top = best[-1] + (known[character] if character in known else _sign(character))
        for start in range(max(0, end - _LONGEST), end - 1):
            value = known.get(text[start:end])
            if value is not None and best[start] + value > top:
                top = best[start] + value
        best.append(top)
    return best[-1]


@cache
def _sign(character: str) -> float:
    if character in _SIGNS:
        return _SIGNS[character]
    if _USUAL_SIGN.match(character):
        return -7.0
    if character.isascii() and character.isalpha():
        return -12.0
    return _NO_WORD


class Around(NamedTuple):
    """What stands on either side of a gap, and the document, for what it holds elsewhere."""

    left: str
    right: str
    document: str = ""


def choose(
    candidates: Sequence[str], around: Around, *, favourites: AbstractSet[str] = frozenset()
) -> str | None:
    """The candidate that makes a word with what stands around it, where it is clearly ahead of all others.

    `favourites` (the characters of the document's own table) are preferred, and rows that the document
    has elsewhere. Candidates that are the same in simplified script count as one.

    >>> choose("保播拨泊", Around("医疗", "险"))
    '保'
    >>> choose("三五", Around("共", "名")) is None
    True
    """
    left, right = simplify_characters(around.left[-_NEAR:]), simplify_characters(around.right[:_NEAR])
    likely = {
        plain: candidate
        for candidate, plain in zip(candidates, simplify_characters("".join(candidates)), strict=True)
        if candidate in favourites
        or _joins(plain, left, right)
        or words().get(plain, _sign(plain)) > _FREQUENT
    }
    return _ahead(likely, Around(left, right, around.document), favourites)


def choose_two(
    first: Sequence[str], second: Sequence[str], fits: Callable[[str, str], bool], around: Around
) -> str | None:
    """Like `choose`, for a gap of two characters that `fits` allows together.

    >>> choose_two("書速輸", "記忌計", lambda a, b: True, Around("总", "强调"))
    '書記'
    """
    known = words()
    left, right = simplify_characters(around.left[-_NEAR:]), simplify_characters(around.right[:_NEAR])
    a_plain, b_plain = simplify_characters("".join(first)), simplify_characters("".join(second))
    starts = [
        (a, p, left[-1:] + p in known or known.get(p, _sign(p)) > _FREQUENT)
        for a, p in zip(first, a_plain, strict=True)
        if p in known or p in _SIGNS
    ]
    ends = [
        (b, p, p + right[:1] in known or known.get(p, _sign(p)) > _FREQUENT)
        for b, p in zip(second, b_plain, strict=True)
        if p in known or p in _SIGNS
    ]
    likely = {
        p + q: a + b
        for a, p, joins in starts
        for b, q, joined in ends
        if (p + q in known or (joins and joined)) and fits(a, b)
    }
    return _ahead(likely, Around(left, right, around.document), frozenset())


def _ahead(likely: Mapping[str, str], around: Around, favourites: AbstractSet[str]) -> str | None:
    """The candidate (by its simplified form) that is clearly ahead."""
    left, right, document = around
    rough = nlargest(_CANDIDATES, ((_rough(plain, left, right), plain) for plain in likely))
    exact = []
    for _, plain in rough:
        bonus = 5.0 * (likely[plain] in favourites) + _elsewhere(likely[plain], left, right, document)
        exact.append((score(left + plain + right) + bonus, plain))
    exact.sort(reverse=True)
    if not exact or (len(exact) > 1 and exact[0][0] - exact[1][0] < _AHEAD):
        return None
    return likely[exact[0][1]]


def _elsewhere(candidate: str, left: str, right: str, document: str) -> float:
    """Credit for rows of two and three characters that the document holds in another place."""
    rows = {left[-1:] + candidate, left[-2:] + candidate, candidate + right[:1], candidate + right[:2]}
    return 2.0 * sum(row in document for row in rows if len(row) > len(candidate))


def _joins(plain: str, left: str, right: str) -> bool:
    """Whether the character is in a word with its neighbours."""
    known = words()
    return bool(
        (left and (left[-1] + plain in known or left[-2:] + plain in known))
        or (right and (plain + right[0] in known or plain + right[:2] in known))
        or (left and right and left[-1] + plain + right[0] in known)
    )


def _rough(plain: str, left: str, right: str) -> float:
    """What the best word over the gap gains against single characters."""
    known = words()
    best = known.get(plain)
    if best is None:
        best = sum(known[c] if c in known else _sign(c) for c in plain)
    for before in range(min(len(left), 4 - len(plain)) + 1):
        for after in range(min(len(right), 4 - len(plain)) + 1):
            if 0 < before + after < _LONGEST - 1:
                near = (left[len(left) - before :], right[:after])
                value = known.get(near[0] + plain + near[1])
                if value is not None:
                    best = max(best, value - sum(known.get(c, _NO_WORD) for c in near[0] + near[1]))
    return best
