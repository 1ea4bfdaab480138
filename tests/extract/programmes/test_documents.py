"""Titles, document numbers and short forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengce.extract.programmes.documents import load_titles, number_after, short_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.extract.programmes import ProgrammeMention

TITLES = load_titles()


@pytest.mark.parametrize("title", TITLES.examples)
def test_official_title(title: str) -> None:
    assert TITLES.official(title)


@pytest.mark.parametrize("title", TITLES.counter)
def test_other_title(title: str) -> None:
    assert not TITLES.official(title)


@pytest.mark.parametrize(
    ("after", "number"),
    [
        ("（国办发〔2024〕12号）提出", "国办发〔2024〕12号"),
        ("（国发[2016]36号）", "国发[2016]36号"),
        ("（工总发〔2022〕第3号）", "工总发〔2022〕第3号"),
        ("提出2024年", None),
        ("", None),
    ],
)
def test_document_number(after: str, number: str | None) -> None:
    assert number_after("《意见》" + after, 4) == number


@pytest.mark.parametrize(
    ("after", "short"),
    [
        ("（以下简称《实施方案》）", "实施方案"),
        ("（国办发〔2024〕12号，以下简称《意见》）", "意见"),
        ("（简称“方案”）", "方案"),
        ("发布", None),
    ],
)
def test_short_form(after: str, short: str | None) -> None:
    assert short_form("《某某方案》" + after, 6) == short


def test_number_is_kept_with_the_document(find: Callable[[str], list[ProgrammeMention]]) -> None:
    (found,) = find("国务院办公厅印发《关于进一步做好工作的意见》（国办发〔2024〕12号），明确要求。")
    assert found.document_number == "国办发〔2024〕12号"


def test_short_form_shares_the_identity_of_its_document(
    find: Callable[[str], list[ProgrammeMention]],
) -> None:
    long, short = find("印发《污染治理实施方案（试行）》（以下简称《实施方案》）。《实施方案》提出目标。")
    assert short.text == "《实施方案》"
    assert short.name == "《污染治理实施方案（试行）》"
    assert short.programme_id == long.programme_id
