"""Titles of official documents in 《…》, document numbers (文号) and short forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from zhengce.resources import load_toml

DOCUMENTS = Path(__file__).with_name("documents.toml")

_NUMBER = re.compile(
    r"[\s（，]{0,2}((?:[\u4e00-\u9fff]{1,10})[〔\[［【(（](?:19|20)\d\d[〕\]］】)）]\s?(?:第)?\s?\d{1,5}\s?号)"
)
_NUMBERED = re.compile(
    "(?P<issuer>[\u4e00-\u9fff]{1,12})(?P<year>(?P<number>〔(?:19|20)\\d\\d〕第?\\d{1,5}号))(?:文件|文)?"
)
_BEFORE_NUMBER = re.compile(".*(?:和|与|及|的|按照|根据|依据|依照|执行|落实|印发|贯彻|此前|废止)")
_SHORT = re.compile(
    r"（[^（）\n]{0,24}?(?:以下|下)?(?:简称|称)(?:为)?[：:]?\s?[“《]?([^“”《》（）]{2,20})[”》]?）"
)


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Criteria that distinguish official documents from books."""

    endings: tuple[str, ...]
    qualifiers: tuple[str, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]

    def official(self, title: str) -> bool:
        """Return whether `title`, with or without 《》, is that of an official document.

        >>> load_titles().official("《黄河之歌》")
        False
        """
        plain = title.strip("《》")
        head, bracket, inner = plain.rstrip("）").rpartition("（")
        if plain.endswith("）") and bracket and (inner.endswith(self.qualifiers) or inner.isdecimal()):
            plain = head
        return plain.endswith(self.endings)


def load_titles(path: Path = DOCUMENTS) -> Titles:
    """Load the endings of official titles.

    Raises:
        ConfigError: the file is malformed; the message names the file and the key.
    """
    return load_toml(path, Titles)


def number_after(text: str, end: int) -> str | None:
    """Return the document number directly after a title that ends at `end`, or None.

    >>> number_after("《意见》（国办发〔2024〕12号）提出", 4)
    '国办发〔2024〕12号'
    """
    found = _NUMBER.match(text, end)
    return found[1] if found else None


def numbered(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield documents named only by their number, as (start, end, number).

    >>> list(numbered("此前人社部发〔2021〕39号文件同时废止。", 0, 20))
    [(2, 17, '人社部发〔2021〕39号')]
    """
    if text.find("〔", start, end) < 0:
        return
    for found in _NUMBERED.finditer(text, start, end):
        number = found["number"]
        before = _BEFORE_NUMBER.match(found["issuer"])
        first = found.start() + (before.end() if before else 0)
        if first < found.start("year") and not text.startswith(("（", "《"), max(0, found.start() - 1)):
            yield first, found.end(), text[first : found.start("year")] + number


def short_form(text: str, end: int) -> str | None:
    """Return the short form announced for the title that ends at `end`, or None.

    >>> short_form("《促进就业实施方案》（以下简称《实施方案》）", 10)
    '实施方案'
    """
    found = _SHORT.match(text, end)
    return found[1] if found else None
