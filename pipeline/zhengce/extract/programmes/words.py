"""Words around a head noun and what they do, read from ``words.toml``."""

from __future__ import annotations

from pathlib import Path

import msgspec

from zhengce.resources import load_toml

WORDS = Path(__file__).with_name("words.toml")


class Tags(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """jieba's parts of speech by what they do to a name."""

    stop: frozenset[str]
    adverb: frozenset[str]
    time: frozenset[str]
    number: frozenset[str]
    joint: frozenset[str]
    verb: frozenset[str]
    proper: frozenset[str]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``words.toml``, by the names they have there."""

    governor: frozenset[str]
    soft: frozenset[str]
    stop: frozenset[str]
    reach: frozenset[str]
    generic: frozenset[str]
    opener: frozenset[str]
    measure: frozenset[str]
    term: frozenset[str]
    enacting: frozenset[str]
    honouring: frozenset[str]
    honoured: tuple[str, ...]
    served: tuple[str, ...]
    tags: Tags


def load_words(path: Path = WORDS) -> Words:
    """Read the lists.

    Raises:
        ConfigError: the file is not of its form; names the file and the key.
    """
    return load_toml(path, Words)
