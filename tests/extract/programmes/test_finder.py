"""What is found: the rules' own examples, and cases as data."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from zhengce.extract.programmes.forms import load_forms
from zhengce.extract.programmes.patterns import load_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.extract.programmes import ProgrammeMention

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]
RULES = load_rules().values()
FORMS = {"edition": load_forms().edition, "document-untitled": load_forms().untitled}
BY_ID: list[tuple[str, Any]] = [*((rule.id, rule) for rule in RULES), *FORMS.items()]
EXAMPLES = [pytest.param(e.text, e.names, id=f"{i}-{n}") for i, r in BY_ID for n, e in enumerate(r.examples)]
COUNTER = [pytest.param(i, text, id=f"{i}-{n}") for i, r in BY_ID for n, text in enumerate(r.counter)]


@pytest.mark.parametrize(("text", "names"), EXAMPLES)
def test_example_of_rule(
    find: Callable[[str], list[ProgrammeMention]], text: str, names: tuple[str, ...]
) -> None:
    assert tuple(mention.text for mention in find(text)) == names


@pytest.mark.parametrize(("rule", "text"), COUNTER)
def test_counter_example_of_rule(find: Callable[[str], list[ProgrammeMention]], rule: str, text: str) -> None:
    assert rule not in {mention.rule for mention in find(text)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_examples_on_both_sides(rule: Any) -> None:
    assert rule.examples
    assert rule.counter


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(find: Callable[[str], list[ProgrammeMention]], case: dict[str, Any]) -> None:
    assert [f"{mention.text}|{mention.kind}" for mention in find(case["text"])] == case["programmes"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_offsets_point_at_the_text(
    find: Callable[[str], list[ProgrammeMention]], case: dict[str, Any]
) -> None:
    for mention in find(case["text"]):
        assert case["text"][mention.start : mention.end] == mention.text


def test_member_takes_the_head_noun_into_its_name(find: Callable[[str], list[ProgrammeMention]]) -> None:
    found = find("实施产业关键核心技术攻坚、职工创新成果落地转化等八大行动。")
    assert found[0].name == "产业关键核心技术攻坚行动"


def test_formula_takes_the_head_noun_into_its_name(find: Callable[[str], list[ProgrammeMention]]) -> None:
    found = find("建成东北三省装备制造业“3+3+N”、全国首家冰雪创意设计等13家省级创新工作室联盟。")
    assert [mention.name for mention in found] == [
        "东北三省装备制造业“3+3+N”创新工作室联盟",
        "冰雪创意设计创新工作室联盟",
    ]
