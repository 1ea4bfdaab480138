"""Match the rules of ``patterns.toml`` with spaCy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from zhengce.errors import ConfigError
from zhengce.extract.programmes.tokens import Tokens
from zhengce.resources import load_toml
from zhengce.types import ProgrammeKind

if TYPE_CHECKING:
    from spacy.matcher import Matcher

_FILLER = "·"
_EVERYWHERE = "PUNCT"  # the role of the last word of each clause
PATTERNS = Path(__file__).with_name("patterns.toml")


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text with all names it contains."""

    text: str
    names: tuple[str, ...]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule; the head of ``patterns.toml`` describes the fields."""

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
    """Load the package's rules, then those at `paths`, which replace rules with the same id.

    Raises:
        ConfigError: a file is malformed; the message names the file and the key.
    """
    return {rule.id: rule for path in (PATTERNS, *paths) for rule in load_toml(path, _File).rule}


class RuleMatcher:
    """Matches the patterns against tokens, clause by clause.

    Rules that test a single role are looked up. Every other rule has its own spaCy matcher, run only on
    clauses with all required words, because a matcher tries all its rules at every word.

    Words that no pattern mentions are passed to spaCy as one filler word: the vocabulary does not grow with
    the texts and is never written, so threads can share a matcher.

    Raises:
        ConfigError: a pattern uses attributes other than TAG, TEXT and OP, or spaCy rejects it.
    """

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        from spacy.matcher import Matcher
        from spacy.vocab import Vocab

        self._vocab = Vocab()
        self._asked = frozenset(word for rule in rules.values() for word in _asked(rule))
        self._of_role: dict[str, list[str]] = {}
        self._matchers: list[tuple[str, Matcher, list[frozenset[str]]]] = []
        self._by_sign: dict[str, list[int]] = {}  # indices of matchers by the words or roles of one token
        for rule in rules.values():
            matcher = Matcher(self._vocab, validate=True)
            try:
                matcher.add(rule.id, [rule.pattern], greedy="LONGEST")
            except ValueError as error:
                raise ConfigError(f"rule {rule.id!r}: not a valid spaCy pattern ({error})") from error
            if (role := _only_role(rule)) is not None:
                self._of_role.setdefault(role, []).append(rule.id)
            else:
                needed = list(_needed(rule))
                words = [signs for attribute, signs in needed if attribute == "TEXT"]  # rarer than roles
                for sign in min(words or [signs for _, signs in needed], key=len, default=(_EVERYWHERE,)):
                    self._by_sign.setdefault(sign, []).append(len(self._matchers))
                self._matchers.append((rule.id, matcher, [signs for _, signs in needed]))
        self._signs = frozenset(self._by_sign)

    def __call__(self, tokens: Tokens) -> Iterator[tuple[str, int, int]]:
        """Yield the rule id, first token and end token of each match."""
        for index, role in enumerate(tokens.roles):
            if role in self._of_role:
                for rule in self._of_role[role]:
                    yield rule, index, index + 1
        fitting = [(window, rules) for window in tokens.windows if (rules := self._fitting(tokens, window))]
        if fitting:
            yield from self._matches(tokens, fitting)

    def _fitting(self, tokens: Tokens, window: range) -> list[tuple[str, Matcher]]:
        """Return the rules that can match in a clause."""
        present = {*tokens.words[window.start : window.stop], *tokens.roles[window.start : window.stop]}
        near = {place for sign in present & self._signs for place in self._by_sign[sign]}
        matchers, absent = self._matchers, present.isdisjoint
        return [matchers[place][:2] for place in sorted(near) if not any(map(absent, matchers[place][2]))]

    def _matches(
        self, tokens: Tokens, fitting: Sequence[tuple[range, Sequence[tuple[str, Matcher]]]]
    ) -> Iterator[tuple[str, int, int]]:
        from spacy.tokens import Doc

        places = [index for window, _ in fitting for index in window]
        words = [tokens.words[index] if tokens.words[index] in self._asked else _FILLER for index in places]
        roles = [tokens.roles[index] for index in places]
        doc = Doc(self._vocab, words=words, spaces=[False] * len(words), tags=roles)
        begun = 0
        for window, rules in fitting:
            clause = doc[begun : begun + len(window)]
            begun += len(window)
            for rule, matcher in rules:
                for _, start, end in matcher(clause):
                    yield rule, window[start], window[end - 1] + 1


def _only_role(rule: Rule) -> str | None:
    """Return the role of a rule whose only condition is one TAG on one token, else None."""
    if len(rule.pattern) == 1 and set(rule.pattern[0]) == {"TAG"} and isinstance(rule.pattern[0]["TAG"], str):
        return rule.pattern[0]["TAG"]
    return None


def _needed(rule: Rule) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the attribute and possible roles (TAG) or words (TEXT) of each required token of a rule."""
    for token in rule.pattern:
        if str(token.get("OP", "1"))[0] in "1+":
            for attribute in {"TAG", "TEXT"} & set(token):
                value = token[attribute]
                if isinstance(value, str):
                    yield attribute, frozenset([value])
                elif "IN" in value:
                    yield attribute, frozenset(value["IN"])


def _asked(rule: Rule) -> Iterator[str]:
    """Yield the words in the TEXT attributes of a rule."""
    for token in rule.pattern:
        for attribute, value in token.items():
            if attribute not in {"TAG", "TEXT", "OP"}:
                raise ConfigError(f"rule {rule.id!r}: a pattern may use TAG, TEXT and OP, not {attribute}")
            if attribute != "TEXT":
                continue
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict) and set(value) == {"IN"}:
                yield from value["IN"]
            else:
                raise ConfigError(f"rule {rule.id!r}: TEXT must be a word or {{IN = [words]}}, not {value!r}")
