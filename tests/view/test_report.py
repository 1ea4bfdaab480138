"""The page as text: one file, nothing fetched, nothing in a release can end or begin an element of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from store.samples import SAMPLE
from view.reports import ATTACK, RAW, REPAIRED, attacking

from zhengce.errors import InputError
from zhengce.types import Release
from zhengce.view import report as room
from zhengce.view.report import report
from zhengce.view.report.page import SCRIPT
from zhengce.view.report.payload import words

FOLDER = Path(room.__file__).parent


def data(html: str, name: str) -> str:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    return found[1]


def test_the_page_holds_the_releases_and_what_belongs_to_them() -> None:
    refusal = InputError("bad.txt", "binary data")
    html = report([SAMPLE, REPAIRED], [refusal], raw_texts={REPAIRED.release_id: RAW})
    lines = data(html, "release-data").splitlines()
    assert [Release.from_json(line) for line in lines] == [SAMPLE, REPAIRED]
    page = json.loads(data(html, "page-data"))
    assert page["refusals"] == [{"source": "bad.txt", "reason": "binary data", "kind": "InputError"}]
    assert [extra["raw"] for extra in page["extras"]] == [None, RAW]
    assert page["extras"][0]["exact"][1] == ["67.3", None, None, None]
    assert page["extras"][0]["figures"][:3] == ["2,643,000", ">+67.3", "3,000–5,000"]


def test_the_same_input_gives_the_same_page() -> None:
    assert report([SAMPLE]) == report([SAMPLE])


def test_nothing_in_a_release_ends_or_begins_an_element() -> None:
    html = report([attacking()], [InputError(ATTACK, ATTACK)], raw_texts={SAMPLE.release_id: ATTACK})
    clean = report([SAMPLE])
    assert html.count("<script") == clean.count("<script") == 3
    assert "<img" not in html
    assert "\u2028" not in html
    assert json.loads(data(html, "page-data"))["refusals"][0]["source"] == ATTACK


def test_nothing_is_fetched() -> None:
    html = report([SAMPLE])
    assert re.findall(r"https?://[^\s\"'`)]+", html) == ["http://www.w3.org/2000/svg"]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]


def test_an_empty_report_is_a_page() -> None:
    assert report([]).startswith("<!doctype html>")


def test_every_word_that_the_page_asks_for_is_there() -> None:
    script = "".join(file.read_text(encoding="utf-8") for file in (FOLDER / "script").iterdir())
    template = (FOLDER / "template.html").read_text(encoding="utf-8")
    asked = set(re.findall(r'\bword\("(\w+)"\)', script)) | set(re.findall(r'data-word="(\w+)"', template))
    assert len(asked) > 20
    assert asked - set(words()) == set()


@pytest.mark.parametrize("column", [0, 1])
def test_every_word_is_in_both_languages(column: int) -> None:
    assert [key for key, both in words().items() if not both[column].strip()] == []


def test_every_file_of_the_script_is_in_the_page() -> None:
    assert sorted(SCRIPT) == sorted(file.stem for file in (FOLDER / "script").iterdir())
