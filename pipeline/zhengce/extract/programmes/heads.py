"""Head nouns from ``heads.toml``, which determine the kind of a programme."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from zhengce.alternation import any_of
from zhengce.errors import ConfigError
from zhengce.resources import load_toml
from zhengce.types import ProgrammeKind

HEADS = Path(__file__).with_name("heads.toml")
Strength = Literal["strong", "zone", "route", "ordinal", "weak", "award", "scoped"]


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of head nouns with the same behaviour; ``heads.toml`` describes the fields."""

    id: str
    kind: ProgrammeKind
    strength: Strength
    minimum: int
    source: str
    words: tuple[str, ...]
    followed: tuple[str, ...] = ()
    title: bool = False
    whole: bool = False
    alone: int = 0
    placed: bool = False
    bodies: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    head: tuple[Head, ...]
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heads:
    """All head nouns; longer ones take precedence over those they contain."""

    by_word: dict[str, Head]
    bodies: tuple[str, ...] = ()

    def ending(self, name: str) -> Head | None:
        """Return the head noun that `name` ends with, or None."""
        for size in range(min(len(name) - 1, 10), 0, -1):
            head = self.by_word.get(name[-size:])
            if head is not None:
                return head
        return None

    def expression(self) -> str:
        """Return a regular expression of the head nouns, excluding those that continue into another word."""
        followed = {word: (*head.followed, *self.bodies) for word, head in self.by_word.items()}
        return any_of(self.by_word, guards={word: f"(?!{any_of(by)})" for word, by in followed.items()})


def load_heads(path: Path = HEADS) -> Heads:
    """Load the head nouns.

    Raises:
        ConfigError: the file is malformed, or a word is in two groups.
    """
    by_word: dict[str, Head] = {}
    file = load_toml(path, _File)
    for head in file.head:
        for word in head.words:
            if by_word.setdefault(word, head) is not head:
                raise ConfigError(f"{path}: {word!r} is listed in both {by_word[word].id!r} and {head.id!r}")
    return Heads(by_word, file.bodies)
