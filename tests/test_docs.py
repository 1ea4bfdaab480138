"""The examples of the page on Python run, in their order, and give what the page says."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[1] / "docs/python.md"
SAID = re.compile(r"^(?P<code>\S.*?)  # (?P<value>\[.*\])$", re.MULTILINE)


def test_the_examples_run() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 5
    known: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), known)  # noqa: S102 - our own page
        for found in SAID.finditer(block):
            given = eval(found["code"], known)  # noqa: S307 - our own page
            assert repr(given) == found["value"]
        last = ast.parse(block).body[-1]
        if isinstance(last, ast.Expr) and isinstance(last.value, ast.Compare):
            assert eval(compile(ast.Expression(last.value), str(PAGE), "eval"), known)  # noqa: S307
