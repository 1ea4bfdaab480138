"""What people correct holds: at once, in mirrors, after each load; it can be taken back and is never lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from store.test_views import rows

import zhengce
from zhengce.normalize import normalize
from zhengce.store.corrections.book import CorrectionBook
from zhengce.store.corrections.places import Letters, RawMap
from zhengce.store.corrections.records import Judgement

if TYPE_CHECKING:
    from zhengce.store.database import DatabaseTarget
    from zhengce.types import Indicator, Release

TEXT = (
    "澜江市总工会通报\n截至2023年底，產(chǎn)業(yè)發(fā)展有力，全市建成職工驿站3786个，同比增长12.5%。\n"
    "2024年，全市计划慰问职工12万人次。全市共有工匠学院45所。"
)


@pytest.fixture(scope="module")
def release() -> Release:
    return zhengce.Pipeline()(TEXT, source="a.txt", publisher="黑龙江省总工会", published="2024-01-05")


@pytest.fixture(scope="module")
def mirror() -> Release:
    clean = "【转载】\n" + normalize(TEXT).text.replace("，", "， ")
    found = zhengce.Pipeline()(clean, source="b.txt", publisher="黑龙江省总工会", published="2024-02-06")
    return dataclasses.replace(found, content_id=zhengce.Pipeline()(TEXT).content_id)


@pytest.fixture
def book(database: DatabaseTarget, release: Release, mirror: Release) -> CorrectionBook:
    database.write(release)
    database.write(mirror)
    return CorrectionBook(database)


def figure(release: Release, printed: str) -> Indicator:
    return next(one for one in release.indicators if one.text == printed)


def judge(release: Release, printed: str, action: Any = "change", **fields: Any) -> Judgement:
    one = figure(release, printed)
    return Judgement(
        action, release.release_id, one.raw_start, one.raw_end, one.indicator_id, fields, "li", note="看原文"
    )


def test_a_correction_holds_in_the_release_and_its_mirror(
    book: CorrectionBook, database: DatabaseTarget, release: Release, mirror: Release
) -> None:
    made = book.make([judge(release, "3786个", value="3768", subject="户外劳动者驿站")])
    assert [(c.field, c.machine_value, c.person_value, c.made_by) for c in made.new] == [
        ("value", "3786", "3768", "li"),
        ("subject", figure(release, "3786个").subject, "户外劳动者驿站", "li"),
    ]
    for key in (release.release_id, mirror.release_id):
        one = figure(database.read(key), "3786个")
        assert (one.value, one.value_canonical, one.subject) == (
            Decimal(3768),
            Decimal(3768),
            "户外劳动者驿站",
        )
        assert (one.review, one.reviewed_by, one.review_note) == ("corrected", "li", "看原文")
        assert '"value":"3786"' in (one.machine or "")
        assert (one.series, one.region) == ("户外劳动者驿站", "黑龙江省")
        assert one.series_id != figure(release, "3786个").series_id
    (row,) = [row for row in rows(database, "indicator_view") if row["text"] == "3786个"]
    assert (row["value"], row["review"], row["reviewed_by"]) == (3768, "corrected", "li")
    assert {row["state"] for row in rows(database, "correction_view")} == {"holds"}
    assert len(rows(database, "correction_view")) == 4  # two fields in two releases


def test_a_corrected_period_resolves_its_days(
    book: CorrectionBook, database: DatabaseTarget, release: Release
) -> None:
    book.make([judge(release, "12.5%", period="2022年")])
    one = figure(database.read(release.release_id), "12.5%")
    assert one.period is not None
    assert (one.period.start, one.period.end) == (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    assert one.period_kind == "year"
    assert one.base is not None
    assert one.base.end == dt.date(2021, 12, 31)


def test_reject_and_add(book: CorrectionBook, database: DatabaseTarget, release: Release) -> None:
    start = TEXT.index("2024年，")
    added = Judgement("add", release.release_id, start, start + 5, fields={"value": 2024, "subject": "年份"})
    made = book.make([judge(release, "45所", "reject"), added])
    assert made.refused == []
    now = database.read(release.release_id)
    assert [one.index for one in now.indicators] == list(range(len(now.indicators)))
    assert "45所" not in {one.text for one in now.indicators}
    one = next(one for one in now.indicators if one.subject == "年份")
    assert (one.review, one.value, one.raw_start) == ("added", Decimal(2024), start)
    assert len(rows(database, "indicator_view")) == len(release.indicators)
    database.write(release)  # the next night
    assert database.read(release.release_id) == now


def test_undo_gives_the_answer_of_the_machine_back(
    book: CorrectionBook, database: DatabaseTarget, release: Release, mirror: Release
) -> None:
    made = book.make([judge(release, "3786个", value=1), judge(release, "45所", "reject")])
    more = book.make([judge(database.read(release.release_id), "3786个", value=2)])
    assert figure(database.read(release.release_id), "3786个").value == 2
    assert book.undo([more.new[0].correction_id], by="wang") == 1
    assert figure(database.read(release.release_id), "3786个").value == 1
    assert book.undo([c.correction_id for c in made.new]) == 2
    assert database.read(release.release_id) == release
    assert database.read(mirror.release_id) == mirror
    assert {one.correction.undone_by for one in book.listed()} == {"wang", None}
    assert not any(one.look_again for one in book.listed())


def test_what_a_machine_reads_otherwise_now_is_listed_and_holds(
    book: CorrectionBook, database: DatabaseTarget, release: Release, mirror: Release
) -> None:
    asked = [
        ("3786个", "change", {"value": 3768}),
        ("12.5%", "accept", {}),
        ("45所", "change", {"value": 54}),
    ]
    book.make([judge(release, text, action, **fields) for text, action, fields in asked])
    for each in (release, mirror):
        other = [
            dataclasses.replace(one, value=Decimal(37860)) if one.text == "3786个" else one
            for one in each.indicators
            if one.text not in ("12.5%", "45所")
        ]
        database.write(dataclasses.replace(each, indicators=tuple(other)))
    now = database.read(release.release_id)
    assert [figure(now, text).value for text in ("3786个", "12.5%", "45所")] == [3768, Decimal("12.5"), 54]
    listed = {one.correction.text: one for one in book.listed()}
    states = {text: one.state for text, one in listed.items()}
    assert states == {"3786个": "changed", "12.5%": "gone", "45所": "gone"}
    assert all(one.look_again for one in listed.values())
    book.make([judge(now, "3786个", "accept")])  # somebody has looked
    assert not book.listed(limit=1)[0].look_again
    assert figure(database.read(release.release_id), "3786个").value == 3768
    (machine,) = book.machine([release.release_id])
    assert figure(machine, "3786个").value == 37860


def test_it_goes_over_to_a_newer_text_and_is_listed(database: DatabaseTarget, release: Release) -> None:
    from zhengce.store.records import Load
    from zhengce.store.sources import Seen, of_release

    place = dataclasses.replace(of_release(release), source_id="5" * 16)
    database.load([Load(release, None, Seen(place))])
    book = CorrectionBook(database)
    book.make([judge(release, "3786个", value=3768)])
    newer = zhengce.Pipeline()(
        TEXT.replace("45所", "46所"), source="a.txt", publisher="黑龙江省总工会", published="2024-01-05"
    )
    database.load([Load(newer, None, Seen(dataclasses.replace(place, release_id=newer.release_id)))])
    assert figure(database.read(newer.release_id), "3786个").value == 3768
    states = {row["release_id"]: row["state"] for row in rows(database, "correction_view")}
    assert states[newer.release_id] == "moved"


def test_what_does_not_fit_is_refused_with_its_reason(book: CorrectionBook, release: Release) -> None:
    unknown = dataclasses.replace(judge(release, "45所", value=1), release_id="0" * 16)
    nowhere = Judgement("accept", release.release_id, 0, 3)
    no_number = Judgement("add", release.release_id, 0, 3)
    asked = [
        unknown,
        nowhere,
        no_number,
        judge(release, "45所", status="maybe"),
        judge(release, "45所", value=45),
    ]
    reasons = [reason for _, reason in book.make(asked).refused]
    for reason, told in zip(
        reasons,
        ["not in this database", "no figure at this span", "no number", "not one of", "same as the stored"],
        strict=True,
    ):
        assert told in reason
    assert book.listed() == []


def test_the_same_judgement_twice_is_known(book: CorrectionBook, release: Release) -> None:
    once = dataclasses.replace(judge(release, "45所", value=54), at=dt.datetime(2024, 3, 1, tzinfo=dt.UTC))
    assert len(book.make([once]).new) == 1
    assert (book.make([once]).known, len(book.listed())) == (1, 1)


def test_a_newer_repair_gives_another_content(
    book: CorrectionBook, database: DatabaseTarget, release: Release, mirror: Release
) -> None:
    book.make([judge(release, "3786个", value=3768)])
    for one in (mirror, release):
        database.write(dataclasses.replace(one, content_id="c" * 16))
    for key in (release.release_id, mirror.release_id):
        assert figure(database.read(key), "3786个").value == 3768
    with database._engine.connect() as connection:
        found = connection.execute(sa.text("SELECT DISTINCT content_id FROM corrections")).scalars().all()
    assert found == ["c" * 16]


def test_the_way_to_the_raw_text_by_the_repairs(release: Release) -> None:
    way = RawMap(release)
    for one in release.indicators:
        assert way.to_raw(one.start, one.end) == (one.raw_start, one.raw_end)
        assert way.to_text(one.raw_start, one.raw_end) == (one.start, one.end)


def test_two_places_that_are_as_good_are_none() -> None:
    letters = Letters("甲县5个。甲县5个。")
    assert letters.find("甲县", "5个", "甲县") == (2, 4, True)
    assert letters.find("", "5个", "") is None


def test_a_text_that_is_taken_out_is_quoted_no_more(
    book: CorrectionBook, database: DatabaseTarget, release: Release, mirror: Release
) -> None:
    book.make([judge(release, "3786个", value=3768)])
    database.forget(release.release_id)
    assert book.listed()[0].correction.words_after
    database.forget(mirror.release_id)
    (left,) = book.listed()
    assert (left.correction.words_after, left.correction.snapshot, left.state) == (None, None, None)
    assert left.look_again
    database.remember(release.release_id)
    database.write(release)
    assert figure(database.read(release.release_id), "3786个").value == 3768
