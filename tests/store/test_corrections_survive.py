"""A correction holds for its figure and for no other: newer texts, other readings, two people, wild input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import zhengce
from zhengce.batch import reanalyse
from zhengce.config import load_config
from zhengce.store.corrections.book import CorrectionBook, Listed
from zhengce.store.corrections.places import RawMap
from zhengce.store.corrections.records import Judgement
from zhengce.store.database import DatabaseTarget

if TYPE_CHECKING:
    from pathlib import Path

    from zhengce.store.corrections.book import Made
    from zhengce.types import Indicator, Release

TEXT = (
    "截至2023年底，全市建成职工驿站3786个，新建工匠学院45所。\n2023年，全市慰问职工12万人次，同比增长8.5%。"
)


class Desk:
    """A folder that is loaded each night, and an analyst's desk over its database."""

    def __init__(self, folder: Path) -> None:
        self._inbox = folder / "inbox"
        self._inbox.mkdir()
        self.folder = folder
        self.url = f"sqlite:///{folder}/x.db"

    def night(self, text: str, name: str = "a", published: str = "2024-01-05") -> Release:
        """A file with this text, and a run; the release that lies there now."""
        (self._inbox / f"{name}.txt").write_text(text, encoding="utf-8")
        told = {"publisher": "黑龙江省总工会", "published": published}
        (self._inbox / f"{name}.meta.json").write_text(json.dumps(told), encoding="utf-8")
        assert not zhengce.run([self._inbox], [self.url]).refusals
        return self.release(name)

    def release(self, name: str = "a") -> Release:
        """What lies in a file now."""
        with DatabaseTarget(self.url, create=False) as target:
            found = [one for one in target.read_many(target.releases()) if one.source.endswith(f"{name}.txt")]
        (one,) = found
        return one

    def say(self, printed: str, action: Any = "change", by: str = "li", **fields: Any) -> Made:
        """Judge the figure of the first file."""
        release = self.release()
        one = figure(release, printed)
        place = (one.raw_start, one.raw_end, one.indicator_id)
        with CorrectionBook(self.url) as book:
            return book.make([Judgement(action, release.release_id, *place, fields, by)])

    def listed(self) -> list[Listed]:
        """All corrections, the first first."""
        with CorrectionBook(self.url) as book:
            return book.listed()[::-1]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.night(TEXT)
    return made


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk for tests that change nothing."""
    made = Desk(tmp_path_factory.mktemp("desk"))
    made.night(TEXT)
    return made


def figure(release: Release, printed: str) -> Indicator:
    return next(one for one in release.indicators if one.text == printed)


OTHERS = {
    "changed": TEXT.replace("3786", "3790"),
    "longer": TEXT.replace("3786", "13786"),
    "gone": TEXT.replace("建成职工驿站3786个，", ""),
    "of another thing": TEXT.replace("职工驿站", "司机之家"),
    "of another year": TEXT.replace("截至2023年底", "截至2022年底"),
    "now a plan": TEXT.replace("全市建成", "计划建成"),
    "told twice": f"{TEXT}\n{TEXT}",
}


@pytest.mark.parametrize("newer", OTHERS.values(), ids=OTHERS)
def test_in_a_newer_text_it_is_applied_to_no_other_figure_and_listed(desk: Desk, newer: str) -> None:
    desk.say("3786个", value=3768)
    now = desk.night(newer)
    assert not [one for one in now.indicators if one.review is not None or one.value == 3768]
    (one,) = desk.listed()
    assert (one.state, one.look_again) == ("lost", True)


SAME = {
    "more text": f"{TEXT}特此通报。",
    "moved": TEXT.split("\n")[1] + "\n截至2023年底，全市建成职工驿站3786个。",
}


@pytest.mark.parametrize("newer", SAME.values(), ids=SAME)
def test_the_same_figure_of_a_newer_text_is_corrected_and_listed(desk: Desk, newer: str) -> None:
    desk.say("3786个", value=3768)
    assert figure(desk.night(newer), "3786个").value == 3768
    assert figure(desk.night(f"{newer}谢谢。"), "3786个").value == 3768  # and of a newer one still
    (one,) = desk.listed()
    assert (one.state, one.look_again) == ("moved", True)


def test_where_the_first_text_comes_back_nothing_is_to_be_looked_at(desk: Desk) -> None:
    desk.say("3786个", value=3768)
    desk.night(OTHERS["changed"])
    assert figure(desk.night(TEXT), "3786个").value == 3768
    assert not desk.listed()[0].look_again


def test_of_two_figures_with_the_same_characters_the_right_one(desk: Desk) -> None:
    text = "2023年，城区新建驿站5个。2023年，乡村新建食堂5个。"
    desk.night(text)
    release = desk.release()
    second = release.indicators[1]
    place = (second.raw_start, second.raw_end, second.indicator_id)
    with CorrectionBook(desk.url) as book:
        book.make([Judgement("change", release.release_id, *place, {"value": 6}, "li")])
    turned = desk.night("2023年，乡村新建食堂5个。2023年，城区新建驿站5个。")
    assert [one.value for one in turned.indicators] == [6, 5]


def test_an_added_figure_goes_along_only_where_its_words_do(desk: Desk) -> None:
    text = f"{TEXT}举办第13届大赛。"
    release = desk.night(text)
    start = release.text.index("第13届")
    place = RawMap(release).to_raw(start, start + 4)
    with CorrectionBook(desk.url) as book:
        said = {"subject": "大赛", "value": 13}
        book.make([Judgement("add", release.release_id, *place, None, said, "li")])
    assert figure(desk.night(f"{text}完。"), "第13届").value == 13
    other = desk.night(f"{TEXT}举办第14届大赛，不是第13届论坛。")
    assert not [one for one in other.indicators if one.review is not None]
    assert desk.listed()[0].state == "lost"


def test_after_a_take_down_nothing_goes_astray(desk: Desk) -> None:
    desk.say("3786个", value=3768)
    first = desk.release().release_id
    desk.night(OTHERS["of another thing"])
    with DatabaseTarget(desk.url, create=False) as target:
        target.forget(first)
    rules = desk.folder / "rules.toml"
    rules.write_text('[[units]]\ntext = "咖"\ndimension = "count"\ncanonical = "咖"\nfactor = "1"\n', "utf-8")
    reanalyse(desk.url, config=load_config(extract={"rules": str(rules)}))
    assert figure(desk.release(), "3786个").value == 3786
    assert desk.listed()[0].look_again


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (("change", {"value": 3768}), ("change", {"value": 3700}), 1),
        (("reject", {}), ("change", {"value": 3700}), 1),
        (("change", {"value": 3768}), ("reject", {}), 1),
        (("accept", {}), ("change", {"value": 3700}), 1),
        (("change", {"value": 3768}), ("change", {"subject": "驿站"}), 0),
        (("change", {"value": 3768}), ("accept", {}), 0),
    ],
)
def test_what_another_person_overruled_is_listed(desk: Desk, first: Any, second: Any, count: int) -> None:
    release = desk.release()
    one = figure(release, "3786个")
    place = (one.raw_start, one.raw_end, one.indicator_id)
    with CorrectionBook(desk.url) as book:
        for by, (action, fields) in (("li", first), ("wang", second)):
            assert not book.make([Judgement(action, release.release_id, *place, fields, by)]).refused
    again = [each for each in desk.listed() if each.look_again]
    assert [(each.correction.made_by, each.state) for each in again] == [("li", "overruled")] * count
    if count and second[0] == "change":
        desk.say("3786个", "accept", by="zhao")  # somebody settles it
        assert not any(each.look_again for each in desk.listed())


WILD = [
    ({"value": "NaN"}, "value: 'NaN' is not a number"),
    ({"value": "1e400"}, "value: '1e400' is not a number"),
    ({"value": "12,34"}, "value: '12,34' is not a number"),
    ({"value": "1_000"}, "is not a number"),
    ({"value": "9" * 30}, "too large; at most 28 digits"),
    ({"subject": "x\x00y"}, r"subject: 'x\x00y' contains an invalid character"),
    ({"subject": "\ud800"}, "contains an invalid character"),
    ({"subject": "长" * 401}, "subject: 401 characters; the limit is 400"),
    ({"period_start": "2025-01-01"}, "period_start 2025-01-01 is after period_end 2023-12-31"),
    ({"value_min": 9, "value_max": 3}, "value_min 9 is after value_max 3"),
]


@pytest.mark.parametrize(("fields", "told"), WILD, ids=[str(i) for i in range(len(WILD))])
def test_what_cannot_be_is_refused_and_named(unchanged: Desk, fields: dict[str, Any], told: str) -> None:
    before = unchanged.release()
    made = unchanged.say("3786个", **fields)
    assert not made.new
    assert told in made.refused[0][1]
    assert unchanged.release() == before


def test_grouped_and_wide_digits_are_numbers(desk: Desk) -> None:
    desk.say("3786个", value="１２,345.50")
    assert str(figure(desk.release(), "3786个").value) == "12345.5"


def test_a_missed_figure_lies_in_one_sentence(desk: Desk) -> None:
    release = desk.release()
    with CorrectionBook(desk.url) as book:
        made = book.make([Judgement("add", release.release_id, 0, 10**9, None, {"value": 1}, "li")])
    assert "spans several sentences" in made.refused[0][1]
