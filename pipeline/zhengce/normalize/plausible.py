"""Score the plausibility of Chinese text: its most probable segmentation with jieba's dictionary."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from zhengce.normalize.script import simplify_characters
from zhengce.resources import PACKAGE, load_tsv, package_file

LOST = "\ufffd"  # placeholder for an unknown character
_FEW = 8  # maximum length of the cached string
LONGEST = 5  # maximum length of a word
_NO_WORD = -19.0  # a character that is not in the dictionary
_SINGLE = -2.0  # dictionaries list many characters that texts rarely use alone
SIGNS = {"。": -3.0, "，": -3.0, ",": -3.0, "、": -4.0, "《": -6.0, "》": -6.0}
SIGNS |= dict.fromkeys("“”\ufffd", -5.0) | {"\n": -8.0}
# Adjacent signs beside which the same signs are rare: a paragraph ends with a full stop.
_TOGETHER = {"。\n": -4.0, "”\n": -5.0, "。”\n": -6.0, "；\n": -6.0, "：\n": -6.0}
_TOGETHER |= {"。”": -5.5, "。“": -5.5, "。《": -7.0}
_TOGETHER |= dict.fromkeys(("”、", "、“", "》、", "、《", "，“", "”，", "”。", "：“", "》，", "》（"), -6.0)
_USUAL_SIGN = re.compile(r"[；;：:！!（()）．.%？?\d—…·\s\[\]/+=*-]")


_PLANS = ("“十一五", "“十二五", "“十三五", "“十四五", "“十五五")  # plan names are not numbers
_COUNTED = 31_263  # words from the source of ``frequencies.tsv``; half as frequent elsewhere
_TERM = -12.0  # log probability of a term of ``terms.tsv``
_PLAN = 3_000  # as frequent as 规划


@cache
def words() -> Mapping[str, float]:
    """Return the log probability of each word of up to five characters."""
    known = dict(general_words())
    for word, count in load_tsv(PACKAGE / "normalize" / "frequencies.tsv", 2):
        known[word] = max(known.get(word, -math.inf), math.log(int(count) / _COUNTED / 2))
    for (term,) in load_tsv(PACKAGE / "normalize" / "terms.tsv", 1):
        known[term] = max(known.get(term, -math.inf), _TERM)
    return known | _TOGETHER


@cache
def general_words() -> Mapping[str, float]:
    """Return the same from jieba's dictionary alone."""
    counts: dict[str, int] = {}
    dictionary = package_file("jieba", "dict.txt", "it distinguishes text from nonsense")
    with dictionary.open(encoding="utf-8") as lines:
        for line in lines:
            word, count, _ = line.split(" ", 2)
            if len(word) <= LONGEST:
                counts[word] = int(count)
    counts |= dict.fromkeys(_PLANS, _PLAN)
    whole = math.log(sum(counts.values()))
    return {
        word: math.log(count + 0.5) - whole + _SINGLE * (len(word) == 1) for word, count in counts.items()
    }


@cache
def continued() -> Mapping[str, str | AbstractSet[str]]:
    """Map each prefix of a word to the characters that continue it.

    >>> "业" in continued()["产"], "业" in continued()["的"], continued()["社会主"]
    (True, False, '义')
    """
    found: dict[str, str] = {}
    for word in words():
        for length in range(len(word) - 1, 0, -1):
            beginning, character = word[:length], word[length]
            known = found.get(beginning, "")
            if character in known:
                break  # its own prefixes are prefixes too
            found[beginning] = known + character
    return {beginning: frozenset(on) if len(on) > _FEW else on for beginning, on in found.items()}


@cache
def preceded() -> Mapping[str, AbstractSet[str]]:
    """Map each second character of a word to its possible first characters.

    >>> "产" in preceded()["业"], "的" in preceded()["业"]
    (True, False)
    """
    found: dict[str, set[str]] = {}
    for beginning, on in continued().items():
        if len(beginning) == 1:
            for character in on:
                found.setdefault(character, set()).add(beginning)
    return found


def score(text: str) -> float:
    """Return the log probability of the best segmentation; traditional script counts as simplified.

    >>> score("发展。现代产业") > score("發展?,F代產業") + 10
    True
    """
    return scores(text)[0]


def scores(text: str) -> list[float]:
    """Return the `score` of the text from each offset on, and 0 at its end."""
    text = simplify_characters(text)
    known, after = words(), continued()
    best = [0.0] * (len(text) + 1)
    for start in range(len(text) - 1, -1, -1):
        character = text[start]
        top = best[start + 1] + single(character)
        if start + 1 < len(text) and text[start + 1] in after.get(character, ""):
            for end in range(start + 2, min(len(text), start + LONGEST) + 1):
                value = known.get(text[start:end])
                if value is not None and best[end] + value > top:
                    top = best[end] + value
                if end < len(text) and text[end] not in after.get(text[start:end], ""):
                    break
        best[start] = top
    return best


@cache
def single(character: str) -> float:
    """Return the score of a single character as a word or sign."""
    known = words()
    if character in known:
        return known[character]
    if character in SIGNS:
        return SIGNS[character]
    if _USUAL_SIGN.match(character):
        return -7.0
    if character.isascii() and character.isalpha():
        return -12.0
    return _NO_WORD
