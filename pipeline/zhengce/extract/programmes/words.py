"""Words around a head noun by function, from ``words.toml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from zhengce.resources import load_toml

WORDS = Path(__file__).with_name("words.toml")


class Tags(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """jieba's part-of-speech tags by their function in a name."""

    stop: frozenset[str]
    adverb: frozenset[str]
    time: frozenset[str]
    number: frozenset[str]
    joint: frozenset[str]
    verb: frozenset[str]
    proper: frozenset[str]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``words.toml``, by name."""

    governor: frozenset[str]
    soft: frozenset[str]
    stop: frozenset[str]
    reach: frozenset[str]
    generic: frozenset[str]
    opener: frozenset[str]
    measure: frozenset[str]
    term: frozenset[str]
    enacting: frozenset[str]
    hosting: frozenset[str]
    carrying: frozenset[str]
    honouring: frozenset[str]
    honoured: tuple[str, ...]
    served: tuple[str, ...]
    sports: tuple[str, ...]
    adjectival: tuple[str, ...]
    scope: frozenset[str]
    multitude: frozenset[str]
    festival: frozenset[str]
    adverb: frozenset[str]
    distinguished: tuple[str, ...]
    title_of_itself: tuple[str, ...]
    campaign: tuple[str, ...]
    tags: Tags

    def is_title(self, quoted: str) -> bool:
        """Return whether a quoted string is an honour by its own words, whatever governs it.

        >>> load_words().is_title("全国五一劳动奖章"), load_words().is_title("大国工匠")
        (True, False)
        """
        own = quoted.startswith(self.title_of_itself) and quoted not in self.title_of_itself
        return own or (quoted.startswith(self.distinguished) and quoted.endswith(self.honoured))

    def is_campaign(self, quoted: str) -> bool:
        """Return whether a quoted string has the typical form of a campaign name.

        >>> load_words().is_campaign("千企帮千村"), load_words().is_campaign("四个意识")
        (True, False)
        """
        return any(map(_whole(self.campaign).fullmatch, quoted.split("、")))


@cache
def _whole(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(forms))


def load_words(path: Path = WORDS) -> Words:
    """Load the lists.

    Raises:
        ConfigError: the file is malformed; the message names the file and the key.
    """
    return load_toml(path, Words)
