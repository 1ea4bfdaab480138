"""The documentation of the tables is that of the schema."""

from __future__ import annotations

from pathlib import Path

from zhengce.store.dictionary import BEGIN, END, dictionary

PAGE = Path(__file__).parents[2] / "docs/databases.md"


def test_the_page_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    written = page[page.index(BEGIN) : page.index(END) + len(END)]
    assert written == dictionary(), "run python tests/store/revisions.py page"
