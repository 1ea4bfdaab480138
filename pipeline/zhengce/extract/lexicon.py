"""The words that decide what a number says: read from ``lexicon.toml``, checked on load."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from zhengce.resources import load_toml

LEXICON = Path(__file__).with_name("lexicon.toml")
Words = tuple[str, ...]


class Modifiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that qualify a number, by the modifier they give."""

    about: Words = ()
    nearly: Words = ()
    over: Words = ()
    at_least: Words = ()
    under: Words = ()
    at_most: Words = ()

    def table(self) -> dict[str, str]:
        """Word to modifier."""
        return {word: name for name in self.__struct_fields__ for word in getattr(self, name)}


class Changes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs of change, by direction; `neutral` ones tell none."""

    increase: Words
    decrease: Words
    neutral: Words

    def table(self) -> dict[str, str | None]:
        """Verb to direction."""
        return {
            **dict.fromkeys(self.increase, "increase"),
            **dict.fromkeys(self.decrease, "decrease"),
            **dict.fromkeys(self.neutral, None),
        }


class WordList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A plain list of words."""

    words: Words


class Edges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words stripped from the ends of a subject."""

    right: Words
    left: Words


class Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs around a counted noun."""

    light: Words
    predicate: Words
    spent: Words


class Structural(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of lists."""

    nouns: Words


class StatusCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell a plan from a fact."""

    target: Words
    actual: Words
    headings: Words


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All lists of ``lexicon.toml``."""

    modifiers: Modifiers
    suffixes: Modifiers
    changes: Changes
    reach: WordList
    levels: WordList
    edges: Edges
    agents: WordList
    verbs: Verbs
    structural: Structural
    status: StatusCues


@cache
def default_lexicon() -> Lexicon:
    """The lexicon that comes with the package."""
    return load_toml(LEXICON, Lexicon)


def any_of(words: Iterable[str]) -> str:
    """An expression for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))
