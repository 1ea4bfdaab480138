"""The form: pressing its buttons writes corrections, with or without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce.corrections import IndicatorCorrection, read_corrections
from zhengce.types import Release

pytest.importorskip("ipywidgets", reason="ipywidgets is not installed")
from zhengce.corrections.form import ReviewForm


@pytest.fixture(scope="module")
def release() -> Release:
    text = "数字一：1507项。2023年建成工会驿站3786个，慰问12万人次。<script>alert(1)</script>共5项。"
    return zhengce.Pipeline()(text, published="2024-01-05")


@pytest.fixture
def form(release: Release, tmp_path: Path) -> ReviewForm:
    return ReviewForm(release, tmp_path / "c.jsonl", by="li")


def written(form: ReviewForm) -> list[IndicatorCorrection]:
    return [one for one in read_corrections(file_of(form)) if isinstance(one, IndicatorCorrection)]


def file_of(form: ReviewForm) -> Path:
    assert form._file is not None
    return form._file


def press(form: ReviewForm, name: str) -> None:
    next(b for b in form.widget.children[2].children if b.description == name).click()


def field(form: ReviewForm, name: str) -> Any:
    boxes = form.widget.children[1].children
    return next(w for box in boxes for w in box.children if w.description == name)


def test_the_least_sure_comes_first(form: ReviewForm, release: Release) -> None:
    confidences = [one.confidence for one in form.queue]
    assert confidences == sorted(confidences)
    assert len(confidences) == len(release.indicators)


def test_each_press_writes_one_line_and_shows_the_next(form: ReviewForm) -> None:
    total, first = len(form.queue), form.current
    press(form, "Accept")
    field(form, "subject").value = "驿站"
    press(form, "Correct")
    assert form.current is not first
    while form.current is not None:
        press(form, "Reject")
    said = written(form)
    assert [one.verdict for one in said] == ["accept", "correct"] + ["reject"] * (total - 2)
    assert (said[1].fields, said[1].by) == ({"subject": "驿站"}, "li")
    press(form, "Accept")
    assert len(written(form)) == total


def test_skipping_says_nothing(form: ReviewForm) -> None:
    press(form, "Skip")
    assert not file_of(form).exists()


def test_what_is_no_number_is_told_and_not_written(form: ReviewForm) -> None:
    shown = form.current
    form.fill(value="many")
    press(form, "Correct")
    assert (form.current, file_of(form).exists()) == (shown, False)
    assert "not a number" in form.widget.children[0].value
    form.fill(value="1.5")
    press(form, "Correct")
    assert written(form)[0].fields == {"value": 1.5}


def test_a_script_in_a_release_is_shown_as_text(form: ReviewForm) -> None:
    while form.current is not None:
        assert "<script" not in form.widget.children[0].value
        form.skip()


def test_a_press_is_taken_back(form: ReviewForm) -> None:
    first = form.current
    press(form, "Reject")
    press(form, "Undo")
    assert form.current is first
    assert written(form) == []


def test_a_missed_figure_with_a_note(form: ReviewForm) -> None:
    form._note.value, form._missed.value = "漏读", "2023年"
    form.fill(subject="年份", value="2023", unit="年")
    press(form, "Add")
    (one,) = written(form)
    assert (one.verdict, one.text, one.note) == ("missed", "2023年", "漏读")
    assert (one.fields["subject"], one.fields["value"]) == ("年份", 2023)


def test_it_shows_what_stands_around(form: ReviewForm, release: Release) -> None:
    shown = form.widget.children[0].value
    assert form.current is not None
    near = release.sentences[form.current.sentence + 1]
    assert near.text[:8] in shown


def test_straight_into_a_database(release: Release, tmp_path: Path) -> None:
    from zhengce.store.database import DatabaseTarget

    url = f"sqlite:///{tmp_path}/x.db"
    with DatabaseTarget(url) as target:
        target.write(release)
        form = ReviewForm(release, url, by="li")
        assert form.current is not None
        text = form.current.text
        form.fill(subject="更正")
        press(form, "Correct")
        found = {one.text: one for one in target.read(release.release_id).indicators}
        assert (found[text].subject, found[text].reviewed_by) == ("更正", "li")
        press(form, "Undo")
        assert target.read(release.release_id) == release
