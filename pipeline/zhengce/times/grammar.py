"""The grammar of time expressions from ``grammar.toml``: named pieces, and forms composed of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from zhengce.errors import ConfigError
from zhengce.resources import load_toml

GRAMMAR = Path(__file__).with_name("grammar.toml")
_REFERENCE = re.compile(r"\{([a-z_]+)(?::([a-z_]+))?\}")
_LOOKS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
_MARK = re.compile(r"\\.|\(\?<?[=!]|[^\\]", re.DOTALL)
_LINE_END = re.compile(r"\n[ \t]*")


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named piece; examples match as a whole, counter-examples do not."""

    name: str
    expression: str = msgspec.field(name="is")
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of time expression, with the function that resolves its dates.

    The comment at the top of ``grammar.toml`` documents the fields.
    """

    id: str
    kind: Literal["point", "same", "now", "years", "day", "since", "launched", "event"]
    begins: str
    days: str
    expression: str = msgspec.field(name="is")
    anchor: str | None = None
    extends: Literal["from", "any"] | None = None
    examples: tuple[tuple[str, str, str, str], ...] = ()
    counter: tuple[str, ...] = ()


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of ``grammar.toml``."""

    second: str
    counting: str
    idle: str
    from_january_after: str
    years_from_now: dict[str, int]
    days_from_now: dict[str, int]
    republic: str
    hong_kong: str
    piece: tuple[Piece, ...]
    form: tuple[Form, ...]


@cache
def grammar() -> Grammar:
    """Return the package's grammar, loaded once.

    Raises:
        ConfigError: the file is malformed; the message names file and place.
    """
    return load_toml(GRAMMAR, Grammar)


@cache
def pieces() -> Mapping[str, str]:
    """Return each piece as an expression without groups."""
    made: dict[str, str] = {}
    for piece in grammar().piece:
        made[piece.name] = _composed(piece.expression, made, f"piece {piece.name!r}")
    return made


@cache
def forms() -> Mapping[str, Form]:
    """Return the forms by id, in order."""
    return {form.id: form for form in grammar().form}


@cache
def any_form() -> re.Pattern[str]:
    """Return one expression for the forms without an anchor; the matching form is its last group.

    It consumes only the first character, so that the engine skips other positions; the groups look ahead.
    """
    begins = "".join(form.begins for form in _free())
    told = (grammar().second, grammar().counting, grammar().idle)
    second, counting, idle = (_LINE_END.sub("", part) for part in told)
    return re.compile(rf"[{begins}](?=[{second}])(?<=(?!{idle}|{counting})(?={everywhere()}).)")


def everywhere() -> str:
    """Return the expression for forms without an anchor, without the quick test of positions."""
    found = "|".join(
        f"(?=[{form.begins}])(?:{_group(form)})"
        for form in grammar().form
        if form.anchor is None and form.extends is None
    )
    return rf"(?<![第〔\[])(?<![\d.](?=\d))(?:{found})"


@cache
def anchored() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the forms with an anchor by that anchor: an expression for each, up to its end."""
    words = dict.fromkeys(form.anchor for form in grammar().form if form.anchor is not None)
    return tuple(
        (word, re.compile("|".join(_group(form) for form in grammar().form if form.anchor == word)))
        for word in words
    )


@cache
def extensions() -> tuple[tuple[Form, re.Pattern[str]], ...]:
    """Return the forms that extend a stretch."""
    return tuple(
        (form, re.compile(_composed(form.expression, pieces(), form.id)))
        for form in grammar().form
        if form.extends is not None
    )


def form_of(match: re.Match[str]) -> Form:
    """Return the form that matched."""
    return forms()[(match.lastgroup or "").replace("_", "-")]


def _free() -> list[Form]:
    return [form for form in grammar().form if form.anchor is None and form.extends is None]


def _group(form: Form) -> str:
    return f"(?P<{form.id.replace('-', '_')}>{_composed(form.expression, pieces(), form.id)})"


@lru_cache(1 << 13)
def read(name: str, text: str) -> dict[str, str]:
    """Return the parts of a text by role for a piece or form that matches all of it, else an empty mapping.

    >>> read("month", "10月中旬")
    {'month': '10', 'ten_days': '中旬'}
    """
    match = _reading(name)(text)
    if match is None:
        return {}
    return {role: found for role, found in match.groupdict().items() if found is not None}


@cache
def _reading(name: str) -> Callable[[str], re.Match[str] | None]:
    form = forms().get(name)
    own = form.expression if form is not None else _piece(name).expression
    return re.compile(without_context(_composed(own, pieces(), name, roles=True))).fullmatch


def without_context(expression: str) -> str:
    """Remove look-around from an expression, for reading text that has already been found.

    >>> without_context(r"(?<!以)上年(?=[），]|(?:末|底))(度|级)")
    '上年(度|级)'
    """
    kept, depth, dropped, in_class = [], 0, 0, False
    for mark in _MARK.findall(expression):
        opens = not in_class and mark.startswith("(")
        depth += opens
        if opens and not dropped and mark in _LOOKS:
            dropped = depth
        if not dropped:
            kept.append(mark)
        if mark == "[":
            in_class = True
        elif mark == "]":
            in_class = False
        elif mark == ")" and not in_class:
            dropped = 0 if dropped == depth else dropped
            depth -= 1
    return "".join(kept)


def _piece(name: str) -> Piece:
    return next(piece for piece in grammar().piece if piece.name == name)


def _composed(expression: str, made: Mapping[str, str], owner: str, *, roles: bool = False) -> str:
    def put(reference: re.Match[str]) -> str:
        name, role = reference[1], reference[2]
        if name not in made:
            raise ConfigError(f"{GRAMMAR}: {owner} refers to {name!r}, which is not defined above it")
        return f"(?P<{role}>{made[name]})" if roles and role else f"(?:{made[name]})"

    return _REFERENCE.sub(put, _LINE_END.sub("", expression))
