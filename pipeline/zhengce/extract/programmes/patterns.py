"""The rules of ``patterns.toml`` and spaCy's matcher over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from zhengce.errors import ConfigError
from zhengce.extract.programmes.tokens import Tokens
from zhengce.resources import load_toml
from zhengce.types import ProgrammeKind

_FILLER = "·"
PATTERNS = Path(__file__).with_name("patterns.toml")


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text and all names that are found in it."""

    text: str
    names: tuple[str, ...]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule; see the head of ``patterns.toml`` for the fields."""

    id: str
    source: str
    span: Literal["match", "left", "after", "before", "left-before", "modified", "inner", "quotes", "members"]
    priority: int
    pattern: list[dict[str, Any]]
    examples: tuple[Example, ...]
    counter: tuple[str, ...]
    kind: ProgrammeKind | None = None
    needs: str | None = None
    strict: bool = False
    naming: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[Rule, ...]


def load_rules(*paths: Path) -> dict[str, Rule]:
    """The rules that come with the package, then those at `paths`; a rule of the same id replaces.

    Raises:
        ConfigError: a file is not of its form; names the file and the key.
    """
    return {rule.id: rule for path in (PATTERNS, *paths) for rule in load_toml(path, _File).rule}


class RuleMatcher:
    """Runs the patterns over tokens, clause by clause.

    Rules of one role are looked up. The others go to spaCy's matcher, with the clauses that hold all that
    some rule cannot do without: the matcher tries every rule at every word, and most have little to try.

    Words that no pattern asks for are handed to spaCy as one filler: its vocabulary stays as small as it
    was built, however many texts pass, and is only read, so that threads may share a matcher.

    Raises:
        ConfigError: a pattern asks for something else than TAG and TEXT, or spaCy refuses it.
    """

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        from spacy.matcher import Matcher
        from spacy.vocab import Vocab

        self._vocab = Vocab()
        self._matcher = Matcher(self._vocab, validate=True)
        self._asked = frozenset(word for rule in rules.values() for word in _asked(rule))
        self._of_role: dict[str, list[str]] = {}
        self._needed: list[list[frozenset[str]]] = []
        for rule in rules.values():
            try:
                self._matcher.add(rule.id, [rule.pattern], greedy="LONGEST")
            except ValueError as error:
                raise ConfigError(f"rule {rule.id!r}: no spaCy pattern: {error}") from error
            if (role := _only_role(rule)) is not None:
                self._matcher.remove(rule.id)
                self._of_role.setdefault(role, []).append(rule.id)
            else:
                self._needed.append(list(_needed(rule)))

    def __call__(self, tokens: Tokens) -> Iterator[tuple[str, int, int]]:
        """Rule id, first token and end token of each match."""
        for index, role in enumerate(tokens.roles):
            for rule in self._of_role.get(role, ()):
                yield rule, index, index + 1
        places = [index for window in tokens.windows if self._may_match(tokens, window) for index in window]
        if places:
            yield from self._matches(tokens, places)

    def _may_match(self, tokens: Tokens, window: range) -> bool:
        present = {*tokens.words[window.start : window.stop], *tokens.roles[window.start : window.stop]}
        for needed in self._needed:
            for options in needed:
                if present.isdisjoint(options):
                    break
            else:
                return True
        return False

    def _matches(self, tokens: Tokens, places: Sequence[int]) -> Iterator[tuple[str, int, int]]:
        from spacy.tokens import Doc

        words = [tokens.words[index] if tokens.words[index] in self._asked else _FILLER for index in places]
        roles = [tokens.roles[index] for index in places]
        doc = Doc(self._vocab, words=words, spaces=[False] * len(words), tags=roles)
        for match, start, end in self._matcher(doc):
            yield self._vocab.strings[match], places[start], places[end - 1] + 1


def _only_role(rule: Rule) -> str | None:
    """The role that is all a rule asks for."""
    if len(rule.pattern) == 1 and set(rule.pattern[0]) == {"TAG"} and isinstance(rule.pattern[0]["TAG"], str):
        return rule.pattern[0]["TAG"]
    return None


def _needed(rule: Rule) -> Iterator[frozenset[str]]:
    """For each token that a rule cannot do without: the roles, or the words, it may have."""
    for token in rule.pattern:
        if str(token.get("OP", "1"))[0] in "1+":
            for attribute in {"TAG", "TEXT"} & set(token):
                value = token[attribute]
                if isinstance(value, str):
                    yield frozenset([value])
                elif "IN" in value:
                    yield frozenset(value["IN"])


def _asked(rule: Rule) -> Iterator[str]:
    """The words a rule asks for by TEXT."""
    for token in rule.pattern:
        for attribute, value in token.items():
            if attribute not in {"TAG", "TEXT", "OP"}:
                raise ConfigError(f"rule {rule.id!r}: a pattern asks for TAG, TEXT and OP, not {attribute}")
            if attribute != "TEXT":
                continue
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict) and set(value) == {"IN"}:
                yield from value["IN"]
            else:
                raise ConfigError(f"rule {rule.id!r}: TEXT is a word or {{IN = [words]}}, not {value!r}")
