"""Titles of official documents in 《…》, their numbers (文号) and their short forms."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from zhengce.resources import load_toml

DOCUMENTS = Path(__file__).with_name("documents.toml")

_NUMBER = re.compile(
    r"[\s（，]{0,2}((?:[\u4e00-\u9fff]{1,10})[〔\[［【(（](?:19|20)\d\d[〕\]］】)）]\s?(?:第)?\s?\d{1,5}\s?号)"
)
_SHORT = re.compile(
    r"（[^（）\n]{0,24}?(?:以下|下)?(?:简称|称)(?:为)?[：:]?\s?[“《]?([^“”《》（）]{2,20})[”》]?）"
)


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells an official document from a book."""

    endings: tuple[str, ...]
    qualifiers: tuple[str, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]

    def official(self, title: str) -> bool:
        """Whether `title`, with or without its 《》, is that of an official document.

        >>> load_titles().official("《黄河之歌》")
        False
        """
        plain = title.strip("《》")
        head, bracket, inner = plain.rstrip("）").rpartition("（")
        if plain.endswith("）") and bracket and inner.endswith(self.qualifiers):
            plain = head
        return plain.endswith(self.endings)


def load_titles(path: Path = DOCUMENTS) -> Titles:
    """Read the endings of titles.

    Raises:
        ConfigError: the file is not of its form; names the file and the key.
    """
    return load_toml(path, Titles)


def number_after(text: str, end: int) -> str | None:
    """The document number that stands right after a title ending at `end`.

    >>> number_after("《意见》（国办发〔2024〕12号）提出", 4)
    '国办发〔2024〕12号'
    """
    found = _NUMBER.match(text, end)
    return found[1] if found else None


def short_form(text: str, end: int) -> str | None:
    """The short form a text announces for the title ending at `end`.

    >>> short_form("《促进就业实施方案》（以下简称《实施方案》）", 10)
    '实施方案'
    """
    found = _SHORT.match(text, end)
    return found[1] if found else None
