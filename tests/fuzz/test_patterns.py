"""Every expression of the package on texts that are made to send it back and forth.

How a stage uses its expressions, on whole texts or on clauses, is what the growth test looks at; here no
expression may explode, whatever it is given: at most quadratic in a clause of a thousand characters.
"""

from __future__ import annotations

import functools
import gc
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import zhengce

_SIZES = (250, 1000)
_MOST = 40  # times as long for four times the text; 64 were cubic
_ENOUGH = 0.02
_PIECES = (
    "一", "1", "1,", "1.", "，", "、", " ", "\n", "工", "“", "（", "a", "a-", "a.", "?",
    "等", "和", "—", "(a", "的", "增长", "3个", "2024年", "“工”", "（工）", "工、", "....", "\ufffd",
)  # fmt: skip


def modules() -> Iterator[str]:
    skipped = (
        "zhengce.store.migrations",
        "zhengce.__main__",
        "zhengce.batch.ray_engine",
        "zhengce.normalize",
    )
    for module in pkgutil.walk_packages(zhengce.__path__, "zhengce."):
        if not module.name.startswith(skipped):
            yield module.name


@functools.cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled expression: those of the modules, and those that are built from rule files."""
    found: dict[str, re.Pattern[str]] = {}
    compiled = re.compile

    def noted(pattern: str | re.Pattern[str], flags: int = 0) -> re.Pattern[str]:
        made = compiled(pattern, flags)
        if isinstance(made.pattern, str):
            found.setdefault(made.pattern, made)
        return made

    loaded = [importlib.import_module(name) for name in modules()]
    for module in loaded:
        for value in vars(module).values():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found.setdefault(value.pattern, value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(re, "compile", noted)
        pipeline = zhengce.Pipeline()
    pipeline("一、回顾\n建成工会驿站3786个。")
    for values in re._cache.values() if isinstance(re._cache, dict) else ():  # type: ignore[attr-defined]
        if isinstance(values, re.Pattern) and isinstance(values.pattern, str) and "一-龥" in values.pattern:
            found.setdefault(values.pattern, values)
    return found


def cost(pattern: re.Pattern[str], text: str, times: int = 1) -> float:
    found = []
    for _ in range(times):
        begun = time.process_time()
        for _match in pattern.finditer(text):
            pass
        found.append(time.process_time() - begun)
    return min(found)


def is_tame(pattern: re.Pattern[str], piece: str) -> bool:
    short, long = ((piece * size)[:size] + "¶" for size in _SIZES)
    for times in (1, 3, 5):
        slow = cost(pattern, long, times)
        if slow < _ENOUGH or slow < _MOST * cost(pattern, short, times):
            return True
    return False


@pytest.mark.slow
def test_no_expression_explodes() -> None:
    assert len(patterns()) > 150
    gc.disable()
    try:
        slow = [
            (pattern[:200], piece)
            for pattern, compiled in patterns().items()
            for piece in _PIECES
            if not is_tame(compiled, piece)
        ]
    finally:
        gc.enable()
    assert not slow
