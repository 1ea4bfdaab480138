"""Select the places that a figure can belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from zhengce.regions.gazetteer import words
from zhengce.regions.mentions import RegionMention

_COORDINATED = re.compile(r"\s*(?:(?:[、和与及至到—-]|以及)\s*)?")
_TOWARDS = re.compile("[对向](?![^，。；]*的)[^，。；、]{1,8}、(?:[^，。；、]{1,8}、)*$")  # 对东盟、|欧盟出口
_FAR, _LONGEST_TITLE = 30, 60  # characters
_CLAUSE = re.compile(r"[^，,。；;！!？?\n]{0,16}")
_BRACKETS = {"(": ")", "（": "）"}


def governing(mentions: Iterable[RegionMention], text: str) -> list[RegionMention]:
    """Return the mentions except bases of comparison, origins, destinations and lists of places.

    >>> from zhengce.regions.mentions import find_regions
    >>> text = "浙江从江苏、湖北引进收割机，产量占全国"
    >>> [m.text for m in governing(find_regions(text), text)]
    ['浙江']
    """
    mentions = list(mentions)
    joined = _joined(mentions, text) if len(mentions) > 1 else ()
    return [m for m in mentions if m not in joined and _stands_free(m, text)]


def _joined(mentions: list[RegionMention], text: str) -> list[RegionMention]:
    together = []
    for a, b in pairwise(mentions):
        if _COORDINATED.fullmatch(text[a.end : b.start]):
            together += [a, b]
    return together


def _stands_free(mention: RegionMention, text: str) -> bool:
    before, behind = text[max(0, mention.start - 4) : mention.start], text[mention.end : mention.end + 6]
    before = before.rstrip("“‘《")
    if behind.startswith(words().not_governing_behind) or is_venue(mention, text):
        return False
    if _is_in_title(mention, text) or _TOWARDS.search(text, max(0, mention.start - _FAR), mention.start):
        return False
    if before[-1:] in _BRACKETS:
        return behind[:1] in _BRACKETS.values() and mention.level != "area"
    return before.endswith(words().located) or not before.endswith(words().not_governing_before)


def _is_in_title(mention: RegionMention, text: str) -> bool:
    """Return whether a place stands inside a title in 《》."""
    opened = text.rfind("《", max(0, mention.start - _LONGEST_TITLE), mention.start)
    return opened >= 0 and text.find("》", opened, mention.start) < 0


def is_venue(mention: RegionMention, text: str) -> bool:
    """Return whether a mention only states a venue.

    >>> from zhengce.regions.mentions import find_regions
    >>> text = "展销会日前在河南郑州会展中心举办"
    >>> is_venue(find_regions(text)[0], text)
    True
    """
    if not text[: mention.start].endswith(("在", "于")):
        return False
    clause = _CLAUSE.match(text, mention.end)
    rest = clause.group() if clause is not None else ""
    return rest.startswith(words().held_behind) or rest.endswith(words().held_behind)
