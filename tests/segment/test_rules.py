"""The rules of the outline: every one matches its examples and leaves its counter-examples alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhengce.errors import ConfigError
from zhengce.segment.marks import FurnitureRule, MarkRule, OutlookRule, load_outline, mark_of

RULES = load_outline()
OTHERS: list[FurnitureRule | OutlookRule] = [*RULES.furniture, *RULES.outlook]


@pytest.mark.parametrize(
    ("rule", "line", "heading"),
    [
        pytest.param(rule, *example, id=f"{rule.id}-{example[1]}")
        for rule in RULES.mark
        for example in rule.examples
    ],
)
def test_mark(rule: MarkRule, line: str, heading: str) -> None:
    mark = mark_of(line)
    assert mark is not None
    assert (mark.rule, mark.heading) == (rule.id, heading)


@pytest.mark.parametrize(
    ("rule", "line"),
    [pytest.param(rule, line, id=f"{rule.id}-{line}") for rule in RULES.mark for line in rule.counter],
)
def test_no_mark(rule: MarkRule, line: str) -> None:
    mark = mark_of(line)
    assert mark is None or mark.rule != rule.id


@pytest.mark.parametrize(
    ("rule", "line"),
    [pytest.param(rule, line, id=f"{rule.id}-{line}") for rule in OTHERS for line in rule.examples],
)
def test_example(rule: FurnitureRule | OutlookRule, line: str) -> None:
    assert re.match(rule.pattern, line)
    assert not rule.begins or line[0] in rule.begins


@pytest.mark.parametrize(
    ("rule", "line"),
    [pytest.param(rule, line, id=f"{rule.id}-{line}") for rule in OTHERS for line in rule.counter],
)
def test_counter_example(rule: FurnitureRule | OutlookRule, line: str) -> None:
    if rule.id == "plans":
        from zhengce.segment.outline import is_planned

        assert not is_planned(line)
    else:
        assert not re.match(rule.pattern, line)


@pytest.mark.parametrize("rule", [*RULES.mark, *OTHERS], ids=lambda rule: rule.id)
def test_every_rule_has_both_sides(rule: MarkRule | FurnitureRule | OutlookRule) -> None:
    assert rule.examples
    assert rule.counter


def test_a_wrong_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "outline.toml"
    path.write_text("mark = []\nfurniture = []\noutlook = []\ncolour = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"outline\.toml.*colour"):
        load_outline(path)


def test_a_wrong_pattern_is_named(tmp_path: Path) -> None:
    path = tmp_path / "outline.toml"
    path.write_text(
        'mark = []\nfurniture = []\n[[outlook]]\nid = "bad"\nbegins = ""\nplace = "opening"\npattern = "("\n'
        "examples = []\ncounter = []\n",
        encoding="utf-8",
    )
    with pytest.raises(ConfigError, match=r"outline\.toml: bad"):
        load_outline(path)
