"""The grammar of time expressions, read from ``grammar.toml``: named pieces and the forms made of them."""

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
    """A named piece; the examples match it as a whole, the counter-examples do not."""

    name: str
    expression: str = msgspec.field(name="is")
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is looked for, and the function that tells its days; see the head of ``grammar.toml``."""

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
    """All of ``grammar.toml``."""

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
    """The grammar that comes with the package.

    Raises:
        ConfigError: the file is not of its form; names the file and the place.
    """
    return load_toml(GRAMMAR, Grammar)


@cache
def pieces() -> Mapping[str, str]:
    """Each piece as one expression without groups."""
    made: dict[str, str] = {}
    for piece in grammar().piece:
        made[piece.name] = _composed(piece.expression, made, f"piece {piece.name!r}")
    return made


@cache
def forms() -> Mapping[str, Form]:
    """The forms by id, in their order."""
    return {form.id: form for form in grammar().form}


@cache
def any_form() -> re.Pattern[str]:
    """One expression for the forms without an anchor; the form that matched is its last group.

    It matches the first character alone, so that the engine runs over what begins none; the groups look on.
    """
    begins = "".join(form.begins for form in _free())
    told = (grammar().second, grammar().counting, grammar().idle)
    second, counting, idle = (_LINE_END.sub("", part) for part in told)
    return re.compile(rf"[{begins}](?=[{second}])(?<=(?!{idle}|{counting})(?={everywhere()}).)")


def everywhere() -> str:
    """An expression for the forms without an anchor, without the look at what most places cannot be."""
    found = "|".join(
        f"(?=[{form.begins}])(?:{_group(form)})"
        for form in grammar().form
        if form.anchor is None and form.extends is None
    )
    return rf"(?<![第〔\[])(?<![\d.](?=\d))(?:{found})"


@cache
def anchored() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms with an anchor, by that: what holds it, to its end."""
    words = dict.fromkeys(form.anchor for form in grammar().form if form.anchor is not None)
    return tuple(
        (word, re.compile("|".join(_group(form) for form in grammar().form if form.anchor == word)))
        for word in words
    )


@cache
def extensions() -> tuple[tuple[Form, re.Pattern[str]], ...]:
    """The forms that go on after a stretch."""
    return tuple(
        (form, re.compile(_composed(form.expression, pieces(), form.id)))
        for form in grammar().form
        if form.extends is not None
    )


def form_of(match: re.Match[str]) -> Form:
    """The form that matched."""
    return forms()[(match.lastgroup or "").replace("_", "-")]


def _free() -> list[Form]:
    return [form for form in grammar().form if form.anchor is None and form.extends is None]


def _group(form: Form) -> str:
    return f"(?P<{form.id.replace('-', '_')}>{_composed(form.expression, pieces(), form.id)})"


@lru_cache(1 << 13)
def read(name: str, text: str) -> dict[str, str]:
    """What each role of a piece or form is in a text that it matches as a whole; empty where it does not.

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
    """An expression without what it asks of the text around: what has been found is read without that.

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
            raise ConfigError(f"{GRAMMAR}: {owner} asks for {name!r}, which is no piece before it")
        return f"(?P<{role}>{made[name]})" if roles and role else f"(?:{made[name]})"

    return _REFERENCE.sub(put, _LINE_END.sub("", expression))
