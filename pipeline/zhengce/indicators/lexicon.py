"""Load and check the words that decide how a number is read, from ``lexicon.toml``.

A user's own file has the same format. Its words are added to the lists, its ``[[units]]`` to the units.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from zhengce.alternation import any_of
from zhengce.errors import ConfigError
from zhengce.quantities.lexicon import LEXICON as QUANTITIES
from zhengce.quantities.lexicon import Modifiers, QuantityLexicon
from zhengce.quantities.units import Unit, Units, own_unit
from zhengce.resources import load_toml

LEXICON = Path(__file__).with_name("lexicon.toml")
Words = tuple[str, ...]


class Changes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs of change by direction; those in `neutral` have none."""

    increase: Words
    decrease: Words
    neutral: Words

    def table(self) -> dict[str, str | None]:
        """Return the direction of each verb, or None for a neutral one."""
        return {
            **dict.fromkeys(self.increase, "increase"),
            **dict.fromkeys(self.decrease, "decrease"),
            **dict.fromkeys(self.neutral, None),
        }


class WordList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A plain list of words."""

    words: Words


class Edges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words stripped from the edges of a subject, unless a longer word begins or ends there."""

    right: Words
    adverbs: Words
    prepositions: Words


class Agents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Agents: those who act. At the start of a longer word they are part of a name."""

    words: Words

    def expression(self) -> str:
        """Return a regular expression that matches any of them."""
        return any_of(self.words)


class Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs around a counted noun; a light verb at the start of a longer word does not count."""

    light: Words
    giving: Words
    reaching: Words
    added: Words
    predicate: Words
    spent: Words
    served: Words

    def light_expression(self) -> str:
        """Return a regular expression that matches any light verb."""
        return any_of(self.light)


class StatusCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cues that distinguish a plan from a fact: regular expressions, and words of headings."""

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
    agents: Agents
    verbs: Verbs
    status: StatusCues

    def of_quantities(self) -> QuantityLexicon:
        """Return the lists that are used to read quantities."""
        return QuantityLexicon(self.modifiers, self.suffixes)


class OwnUnit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit defined by the user: as printed, with dimension, canonical unit, and the factor to that."""

    text: str
    dimension: str
    canonical: str
    factor: str | int = "1"


class _OwnUnits(msgspec.Struct, frozen=True):
    units: tuple[OwnUnit, ...] = ()


@cache
def default_lexicon() -> Lexicon:
    """Return the lexicons that come with the package: for quantities, and for the words around them."""
    tree = load_toml(QUANTITIES, dict[str, Any]) | load_toml(LEXICON, dict[str, Any])
    return msgspec.convert(tree, Lexicon)


def load_rules(path: Path | None) -> tuple[Lexicon, tuple[Unit, ...]]:
    """Return the lexicon with the words that a user's file adds, and the units that it defines.

    Raises:
        ConfigError: the file is missing, or a key is unknown or of the wrong type; names file and key.
    """
    if path is None:
        return default_lexicon(), ()
    own = load_toml(path, dict[str, Any])
    try:
        units = tuple(
            own_unit(unit.text, unit.dimension, unit.canonical, str(unit.factor))
            for unit in load_toml(path, _OwnUnits).units
        )
        Units(units)
    except ConfigError as error:
        raise ConfigError(str(error) if str(path) in str(error) else f"{path}: {error}") from error
    tree = msgspec.to_builtins(default_lexicon())
    for section, lists in own.items():
        if section in {"units", "programmes"}:  # the finder of programmes reads those
            continue
        if section not in tree or not isinstance(lists, dict):
            known = ", ".join(tree)
            raise ConfigError(
                f"{path}: section {section!r} must be a table"
                if section in tree
                else f"{path}: unknown section {section!r}; valid sections are units, programmes, {known}"
            )
        for key, words in lists.items():
            if key not in tree[section]:
                known = ", ".join(tree[section])
                raise ConfigError(f"{path}: unknown key {section}.{key}; valid keys are {known}")
            if not isinstance(words, list):
                raise ConfigError(f"{path}: {section}.{key} must be a list of words")
            tree[section][key] = [*tree[section][key], *words]
    try:
        lexicon = msgspec.convert(tree, Lexicon)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}") from error
    for expression in (*lexicon.status.target, *lexicon.status.actual):
        try:
            re.compile(expression)
        except re.error as error:
            raise ConfigError(
                f"{path}: status: {expression!r} is not a valid regular expression: {error}"
            ) from error
    return lexicon, units
