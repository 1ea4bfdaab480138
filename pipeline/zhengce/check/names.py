"""The name of a series: what is counted, without the words that differ from one release to the next."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from zhengce.resources import load_toml

if TYPE_CHECKING:
    from zhengce.types import Release

WORDS = Path(__file__).with_name("names.toml")
_PLACE = re.compile(r"(?:黑龙江|内蒙古|[一-鿿]{2})(?:省|自治区|市|州|县)")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words before and after the name of an indicator."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: Words


@cache
def _words() -> Words:
    return load_toml(WORDS, _File).words


def series_name(subject: str, place: str | None = None) -> str:
    """The subject of an indicator without scope, verb of counting and 总数.

    >>> series_name("全省工会驿站总数"), series_name("评出职工创新成果")
    ('工会驿站', '职工创新成果')
    >>> series_name("黑龙江省技能人才", "黑龙江省"), series_name("高技能人才")
    ('技能人才', '高技能人才')
    """
    words = _words()
    before = words.before if place is None else (place, *words.before)
    name = subject
    while True:
        shorter = name
        for word in before:
            shorter = shorter.removeprefix(word)
        for word in words.after:
            shorter = shorter.removesuffix(word)
        if shorter == name or len(shorter) < 2:
            return name
        name = shorter


def issuer(release: Release) -> str:
    """Whose figures a release tells: the place its publisher or title names, else the publisher, else itself.

    A news site tells the figures of many; two of its releases are compared only where their titles name the
    same place.
    """
    for text in (release.publisher, release.title):
        found = _PLACE.search(text or "")
        if found:
            return found[0]
    return release.publisher or release.release_id
