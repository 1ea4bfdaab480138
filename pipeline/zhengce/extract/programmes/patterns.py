"""The rules of ``patterns.toml`` and spaCy's matcher over them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from zhengce.errors import ConfigError
from zhengce.resources import load_toml
from zhengce.types import ProgrammeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhengce.extract.programmes.tokens import Tokens

PATTERNS = Path(__file__).with_name("patterns.toml")


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text and all names that are found in it."""

    text: str
    names: tuple[str, ...]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule; see the head of ``patterns.toml`` for the fields."""

    id: str
    source: str
    span: Literal["match", "left", "after", "members"]
    priority: int
    pattern: list[dict[str, Any]]
    examples: tuple[Example, ...]
    counter: tuple[str, ...]
    kind: ProgrammeKind | None = None
    needs: str | None = None
    strict: bool = False


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[Rule, ...]


def load_rules(*paths: Path) -> dict[str, Rule]:
    """The rules that come with the package, then those at `paths`; a rule of the same id replaces.

    Raises:
        ConfigError: a file is not of its form; names the file and the key.
    """
    return {rule.id: rule for path in (PATTERNS, *paths) for rule in load_toml(path, _File).rule}


class RuleMatcher:
    """Runs the patterns over tokens; spaCy is loaded at the first use of one."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        from spacy.matcher import Matcher
        from spacy.vocab import Vocab

        self._vocab = Vocab()
        self._matcher = Matcher(self._vocab, validate=True)
        for rule in rules.values():
            try:
                self._matcher.add(rule.id, [rule.pattern], greedy="LONGEST")
            except ValueError as error:
                raise ConfigError(f"rule {rule.id!r}: no spaCy pattern: {error}") from error

    def __call__(self, tokens: Tokens) -> Iterator[tuple[str, int, int]]:
        """Rule id, first token and end token of each match."""
        from spacy.tokens import Doc

        with self._vocab.memory_zone():  # words of this text alone leave the vocabulary again
            doc = Doc(self._vocab, words=tokens.words, spaces=[False] * len(tokens.words), tags=tokens.roles)
            found = [(self._vocab.strings[match], start, end) for match, start, end in self._matcher(doc)]
        yield from found
