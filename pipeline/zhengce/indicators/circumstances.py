"""Words before the thing measured: the means, the place of a find, the owner of a total."""

from __future__ import annotations

from zhengce.indicators.affixes import first_place, prefix_of, run_end
from zhengce.indicators.words import character_set, word_list

MEANS = word_list("circumstances", "means")
_COUNTING = word_list("circumstances", "counting")
_TOTAL = "共"
_NO_TOTAL_AFTER = character_set("circumstances", "no_total_after")
_NO_TOTAL = word_list("circumstances", "no_total")
_FOUNDED = character_set("circumstances", "founded")
_MEANS_VERBS = word_list("circumstances", "means_verbs")
_MEANS_PREPOSITIONS = character_set("circumstances", "means_prepositions")
_MARKS = frozenset("，。；")
_FOUND_AT = word_list("circumstances", "found_at")


def without_means(phrase: str) -> str:
    """Return a phrase without the means at its end, or the phrase if it has none: 工会|通过“…”行动对."""
    place = first_place(phrase, MEANS)
    while place >= 0:
        start = place + 2
        if 2 <= len(phrase) - 1 - start <= 30 and _MARKS.isdisjoint(phrase[start:-1]):
            return phrase[:place]
        place = first_place(phrase, MEANS, start)
    return phrase


def means_end(phrase: str) -> int:
    """Return the end of the means at the start of a phrase, or 0 if no verb that they serve follows.

    通过举办活动|帮助农民.
    """
    last = run_end(phrase, 2, min(14, len(phrase)), _MARKS)
    for place in range(4, last + 1):
        if phrase.startswith(_MEANS_VERBS, place):
            return place
        object_ = phrase[place + 1 : place + 3]
        served = phrase[place : place + 1] in _MEANS_PREPOSITIONS and len(object_) == 2
        if served and _MARKS.isdisjoint(object_):
            return place
    return 0


def found_end(phrase: str) -> int:
    """Return where the thing begins after 在…发现 or 组织…开展 (在盆地发现|油田), or 0."""
    if phrase.startswith("在"):
        return _behind(phrase, 1, (2, 10), _FOUND_AT)
    return _behind(phrase, 2, (1, 8), ("开展",)) if phrase.startswith("组织") else 0


def _behind(phrase: str, start: int, bounds: tuple[int, int], verbs: tuple[str, ...]) -> int:
    """Return the end of the first of the verbs near `start`, or 0.

    `bounds` are the fewest and most characters between `start` and the verb, without a mark or 的. At least
    two characters must follow the verb.
    """
    last = run_end(phrase, start, min(start + bounds[1], len(phrase)), _MARKS | {"的"})
    for place in range(start + bounds[0], last + 1):
        verb = prefix_of(phrase, verbs, place, least=2)
        if verb:
            return place + len(verb)
    return 0


def counted_end(phrase: str) -> int:
    """Return the end of the word for a total or a completed action (共, 累计, 已) after its owner, or 0.

    县总工会共|筹资.
    """
    if not (_TOTAL in phrase or "已" in phrase or "累计" in phrase):
        return 0
    for place in range(2, len(phrase)):
        counting = prefix_of(phrase, _COUNTING, place)
        if counting:
            return place + len(counting)
        if phrase[place] == _TOTAL and _is_total(phrase, place):
            in_all = phrase.startswith("计", place + 1) and not phrase.startswith("计划", place + 1)
            return place + 2 if in_all else place + 1
    return 0


def _is_total(phrase: str, place: int) -> bool:
    """Return whether 共 is the word for a total, not part of a longer word: 公共, 共同, 共建."""
    if phrase[place - 1] in _NO_TOTAL_AFTER or phrase.startswith(_NO_TOTAL, place):
        return False
    return not phrase.startswith("共建", place) or phrase[place + 2 : place + 3] in _FOUNDED
