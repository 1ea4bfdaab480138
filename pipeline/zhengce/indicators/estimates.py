"""Words that say how a figure was estimated and are not part of its name: 生产总值|初步估计."""

from __future__ import annotations

from zhengce.indicators.affixes import without_suffix
from zhengce.indicators.words import character_set, word_list

_NOUNS = word_list("estimates", "nouns")
_KINDS = word_list("estimates", "kinds")
_TAILS = word_list("estimates", "tails")
_LINKS = word_list("estimates", "links")
_ADVERBS = word_list("estimates", "adverbs")
_NO_ADVERB = word_list("estimates", "no_adverb")
_COUNTED = character_set("estimates", "counted")
_ENDS = frozenset(word[-1] for word in (*_NOUNS, *_TAILS, *_LINKS, *_ADVERBS, "计"))


def without_estimate(phrase: str) -> str:
    """Return the phrase without the word for an estimate, or the adverb, at its end.

    >>> without_estimate("生产总值的初步估计数字为"), without_estimate("总数计"), without_estimate("统计")
    ('生产总值', '总数', '统计')
    """
    if phrase[-1:] not in _ENDS:
        return phrase
    whole = without_suffix(without_suffix(phrase, _LINKS), _TAILS)
    bare = without_suffix(whole, _NOUNS)
    if bare != whole:
        return without_suffix(bare, _KINDS).removesuffix("的")
    if phrase.endswith("计") and phrase[-2:-1] in _COUNTED:
        return phrase[:-1]
    return phrase if phrase.endswith(_NO_ADVERB) else without_suffix(phrase, _ADVERBS)
