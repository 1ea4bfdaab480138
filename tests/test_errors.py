"""Every error that the package can raise is explained in ``docs/errors.md``, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhengce import errors
from zhengce.errors import InputError, ZhengceError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline" / "zhengce"
DOC = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
EXPLAINED = [text.strip() for text in re.findall(r"``(.+?)``|`([^`]+)`", DOC) for text in text if text]
ROWS = [re.split(r"(?<!\\)\|", line)[1].strip(" `") for line in DOC.splitlines() if line.startswith("| `")]

_CLASSES = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, ZhengceError)
}
_PLACE = re.compile(r"^(?:…[:：]\s?(?:…: )?)+")
_ELSEWHERE = {"?reason", "?str(error)", "…", ""}
"""The words of a library, or of a function that is asked for them; told in the text of the page."""


def templates(node: ast.expr, function: ast.AST) -> Iterator[str]:
    """The texts that an expression can be, with … for what is put in."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(p.value if isinstance(p, ast.Constant) else "…" for p in parts)  # type: ignore[misc]
        case ast.BinOp(left=left, right=right):
            yield from (a + b for a in templates(left, function) for b in templates(right, function))
        case ast.Name(id=name):
            assigned = [
                text
                for each in ast.walk(function)
                if isinstance(each, ast.Assign) and any(ast.unparse(t) == name for t in each.targets)
                for text in templates(each.value, function)
            ]
            yield from assigned or [f"?{name}"]
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*templates(body, function), *templates(orelse, function))
        case ast.Call(args=[ast.GeneratorExp(elt=part)]):
            yield from templates(part, function)
        case _:
            yield f"?{ast.unparse(node)}"


def raised() -> Iterator[tuple[str, str]]:
    """Place and text of every error that is made somewhere in the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
                    continue
                kind = _CLASSES.get(call.func.id)
                if kind is None or not call.args:
                    continue
                reason = call.args[1 if issubclass(kind, InputError) else 0]
                for text in templates(reason, function):
                    yield f"{path.relative_to(ROOT)}:{call.lineno}", _PLACE.sub("", text)


RAISED = sorted(set(raised()))


@pytest.mark.parametrize(("place", "text"), RAISED)
def test_an_error_is_explained(place: str, text: str) -> None:
    known = text in _ELSEWHERE or any(one == text or one.endswith(f": {text}") for one in EXPLAINED)
    assert known, f"{place}: {text!r} is not in docs/errors.md"


def test_there_are_errors() -> None:
    assert len(RAISED) > 90


def test_nothing_is_explained_that_is_not_there() -> None:
    """Where a message is put together from parts, each of its words stands in the source."""
    source = " ".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    source = re.sub(r'"\s*\n?\s*f?"|\{[^{}]*\}', " ", source)
    words = set(re.findall(r"\w+", source))
    for row in ROWS:
        assert set(re.findall(r"\w+", row.replace("…", " "))) <= words, row


def test_every_class_is_explained() -> None:
    assert all(
        name in DOC
        for name in ("InputError", "ConfigError", "TargetError", "ModelError", "MissingExtraError")
    )
