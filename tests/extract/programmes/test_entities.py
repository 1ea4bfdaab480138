"""Organisations, persons and places; who issued a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengce.extract.programmes.entities import EntityFinder, find_entities, load_entities
from zhengce.extract.programmes.issuers import issuers
from zhengce.segment import Segmenter

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.extract.programmes import ProgrammeMention

LISTS = load_entities()
FINDER, SEGMENTER = EntityFinder(), Segmenter()


def _told(text: str) -> list[tuple[str, str]]:
    return [(entity.label, entity.text) for entity in FINDER(SEGMENTER(text))]


@pytest.mark.parametrize("example", LISTS.example, ids=lambda example: example.text)
def test_example(example: object) -> None:
    assert _told(example.text) == list(example.entities)  # type: ignore[attr-defined]


@pytest.mark.parametrize("example", LISTS.counter, ids=lambda example: example.text)
def test_counter_example(example: object) -> None:
    assert _told(example.text) == []  # type: ignore[attr-defined]


def test_a_person_has_the_printed_title() -> None:
    (person,) = find_entities(SEGMENTER("副主席李明介绍情况。"))
    assert (person.label, person.text, person.title) == ("PERSON", "李明", "副主席")


def test_boilerplate_has_no_entities() -> None:
    assert _told("标题\n今年新增就业。\n来源：国务院") == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["国务院", "省", "总工会", "李明", "主席", "浙江省", "。", "\n", "、", "甲", "A"]),
        max_size=20,
    )
)
def test_entities_never_overlap(pieces: list[str]) -> None:
    text, end = "".join(pieces), 0
    for entity in FINDER(SEGMENTER(text)):
        assert end <= entity.start < entity.end
        assert text[entity.start : entity.end] == entity.text
        end = entity.end


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("国务院办公厅印发《关于做好就业工作的意见》。", ("国务院办公厅",)),
        ("近日，财政部、商务部联合印发《促进消费若干措施》。", ("财政部", "商务部")),
        ("2019年10月，国务院颁布《优化营商环境条例》。", ("国务院",)),
        ("省总工会认真学习《中华人民共和国工会法》。", ()),
        ("《促进就业实施方案》提出目标。", ()),
        ("国务院召开会议，财政部门学习《预算法》。", ()),
    ],
)
def test_issuers(text: str, bodies: tuple[str, ...], find: Callable[[str], list[ProgrammeMention]]) -> None:
    (document,) = (mention for mention in find(text) if mention.kind == "document")
    assert issuers(text, document, FINDER(SEGMENTER(text))) == bodies


@pytest.mark.parametrize("between", ["等" * 33, "等和" * 16, "等部门" * 11])
def test_a_long_way_between_two_bodies(between: str, find: Callable[[str], list[ProgrammeMention]]) -> None:
    """Takes no longer than any other text; once, it took for ever."""
    text = f"省总工会{between}×省财政厅印发《关于推进改革的意见》。"
    (document,) = find(text)
    assert issuers(text, document, FINDER(SEGMENTER(text))) == ("省财政厅",)


@pytest.mark.parametrize("between", ["、", "和", "会同", "等七部门和", "等有关单位联合"])
def test_what_joins_two_issuers(between: str, find: Callable[[str], list[ProgrammeMention]]) -> None:
    text = f"省总工会{between}省财政厅印发《关于推进改革的意见》。"
    (document,) = find(text)
    assert issuers(text, document, FINDER(SEGMENTER(text))) == ("省总工会", "省财政厅")
