"""Recognise names by form (``forms.toml``): 第N届 with its noun, documents by issuer and 关于…."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from zhengce.extract.programmes.overlaps import Candidate
from zhengce.extract.programmes.patterns import Example
from zhengce.extract.programmes.tokens import HEADED, Tokens
from zhengce.resources import load_toml
from zhengce.types import ProgrammeKind

FORMS = Path(__file__).with_name("forms.toml")

_EDITION_ENDS = frozenset({"PUNCT", "STOP", "ENUM", "ETC", "BOOK", "TIME", "ADV", "NUM", "HONOUR"})
_REACH_OF_EDITION = 9
_EDITION_PRIORITY = 1
_ISSUER = frozenset({"WORD", "PROPER", "REACH", "GENERIC", "ORD", "KNOWN"}) | HEADED
_REACH_OF_TITLE = 30
_TITLE_PRIORITY = 5


class Edition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What 第N届 counts; ``forms.toml`` describes the fields."""

    source: str
    competition: tuple[str, ...]
    honour: tuple[str, ...]
    event: tuple[str, ...]
    bodies: tuple[str, ...]
    examples: tuple[Example, ...]
    counter: tuple[str, ...]

    def kind(self, word: str) -> ProgrammeKind | None:
        """Return the kind of a name whose last noun is `word`, or None."""
        if word.endswith(self.competition):
            return "competition"
        if word.endswith(self.honour):
            return "honour"
        return "event" if word.endswith(self.event) else None


class Untitled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document without 《》; ``forms.toml`` describes the fields."""

    source: str
    issuing: tuple[str, ...]
    titles: tuple[str, ...]
    examples: tuple[Example, ...]
    counter: tuple[str, ...]


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All forms."""

    edition: Edition
    untitled: Untitled

    def __call__(self, tokens: Tokens) -> Iterator[Candidate]:
        """Yield the names in `tokens` that have one of the forms."""
        for index, word in enumerate(tokens.words):
            if tokens.roles[index] == "ORD" and word.endswith("届"):
                yield from self._editions(tokens, index)
            elif word == "关于":
                yield from self._documents(tokens, index)

    def _editions(self, tokens: Tokens, first: int) -> Iterator[Candidate]:
        """Yield the name from 第N届 at `first` to the last noun with a suitable ending."""
        last: Candidate | None = None
        begun = first - 1 if first > 0 and tokens.is_place(first - 1) else first
        for end in range(first + 1, min(first + _REACH_OF_EDITION, len(tokens.words))):
            if tokens.roles[end] in _EDITION_ENDS or tokens.words[end].endswith(self.edition.bodies):
                break
            kind = self.edition.kind(tokens.words[end])
            if kind is not None:
                last = Candidate(tokens.starts[begun], tokens.ends[end], kind, "edition", _EDITION_PRIORITY)
        if last is not None:
            yield last

    def _documents(self, tokens: Tokens, about: int) -> Iterator[Candidate]:
        """Yield the document introduced by an issuer and 关于 at `about`; without an issuer it is no name."""
        first = about
        while first > 0 and tokens.roles[first - 1] in _ISSUER:
            first -= 1
        if first == about or not tokens.words[about - 1].endswith(self.untitled.issuing):
            return
        for end in range(about + 2, min(about + _REACH_OF_TITLE, len(tokens.words) - 1)):
            if tokens.roles[end] in {"PUNCT", "BOOK"}:
                break
            if tokens.words[end] == "的" and tokens.words[end + 1].endswith(self.untitled.titles):
                start, stop = tokens.starts[first], tokens.ends[end + 1]
                yield Candidate(start, stop, "document", "document-untitled", _TITLE_PRIORITY)
                break


def load_forms(path: Path = FORMS) -> Forms:
    """Load the forms.

    Raises:
        ConfigError: the file is malformed; the message names the file and the key.
    """
    return load_toml(path, Forms)
