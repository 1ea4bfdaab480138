"""The closed word classes of ``words.toml``: each is asked, and none lists a word twice."""

from __future__ import annotations

import tomllib
from pathlib import Path

from zhengce.indicators.words import WORDS

LISTS = [
    (section, name, listed)
    for section, lists in tomllib.loads(WORDS.read_text(encoding="utf-8")).items()
    for name, listed in lists.items()
]


def test_each_list_is_asked_by_the_rules() -> None:
    """A list that no module names says nothing."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(WORDS.parent).rglob("*.py"))
    assert [(section, name) for section, name, _ in LISTS if f'("{section}", "{name}")' not in code] == []


def test_no_list_holds_a_word_twice() -> None:
    """The second one would say nothing."""
    assert [(section, name) for section, name, listed in LISTS if len(set(listed)) < len(listed)] == []
