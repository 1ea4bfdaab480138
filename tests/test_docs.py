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


def test_the_example_of_a_rule_file_does_what_it_says(tmp_path: Path) -> None:
    import zhengce

    page = (PAGE.parent / "settings.md").read_text(encoding="utf-8")
    rules = tmp_path / "rules.toml"
    rules.write_text(re.findall(r"```toml\n(\[\[units\]\].*?)```", page, re.DOTALL)[0], encoding="utf-8")
    pipeline = zhengce.Pipeline(zhengce.load_config(extract={"rules": str(rules)}))
    (aim,) = pipeline("2025年，全县粮食产量冲击30万吨。", published="2024-06-01").indicators
    assert (aim.status, aim.subject) == ("target", "全县粮食产量")
    (rise,) = pipeline("订阅用户跃增25%。").indicators
    assert (rise.measure, rise.direction) == ("change", "increase")
