"""Contradictions, page by page: all that the database tells, each once."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from serve.desk import load, running

import zhengce
from zhengce.store.database import DatabaseTarget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengce.types import Release

pytest.importorskip("starlette", reason="starlette is not installed")
import httpx

from zhengce.serve import create_app
from zhengce.serve.differing import SIZE, Place, contradictions

WHERE = ("城市", "乡村", "社区", "校园", "园区")
WHAT = ("图书馆", "体育馆", "养老院", "幼儿园", "卫生室", "公园")


@pytest.fixture(scope="module")
def releases() -> list[Release]:
    """Three that tell of the same things; the second tells of most of them otherwise."""
    names = ["".join(pair) for pair in itertools.product(WHERE, WHAT)]
    texts = ["", "", "据通报，"]
    for at, name in enumerate(names):
        for number in range(3):
            count = 40 + at + (number == 1 and at % 6 != 0)
            texts[number] += f"2023年，新建{name}{count}个。"
    pipeline = zhengce.Pipeline()
    return [
        pipeline(text, source=f"{n}.txt", publisher="黑龙江省总工会", published=f"2024-01-0{n + 1}")
        for n, text in enumerate(texts)
    ]


@pytest.fixture
def target(url: str, releases: list[Release]) -> Iterator[DatabaseTarget]:
    load(url, releases)
    with DatabaseTarget(url, create=False) as opened:
        yield opened


def told(target: DatabaseTarget) -> set[tuple[str, str]]:
    query = sa.text("SELECT series_id, status FROM observations WHERE agree = 0 AND period_end IS NOT NULL")
    return {(key, status) for key, status in target._read(lambda c: c.execute(query).all())}


@pytest.mark.parametrize("patience", [60.0, 0.0])
def test_the_pages_hold_what_the_view_tells(target: DatabaseTarget, patience: float) -> None:
    place: Place | None = Place()
    found, share, pages = [], [], 0
    while place is not None:
        page = target._read(lambda c, at=place: contradictions(c, at, patience=patience))  # type: ignore[misc]
        assert len(page.rows) <= SIZE
        found += page.rows
        share.append(page.share)
        place, pages = page.next, pages + 1
    keys = [(row["series_id"], row["status"]) for row, _ in found]
    assert len(keys) == len(set(keys)) > SIZE
    assert set(keys) == told(target)
    assert share == sorted(share)
    assert share[-1] == 1.0
    assert pages > 1
    for row, figures in found:
        assert row["figures"] == 3
        assert len({one["value"] for one in figures}) == 2
        assert row["series"] == figures[0]["series"]


@pytest.mark.usefixtures("target")
def test_the_page_leads_on_and_back(url: str) -> None:
    with running(create_app(url)) as here, httpx.Client(base_url=here) as client:
        first = client.get("/contradictions").text
        assert first.count('class="clash"') == SIZE
        link = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
        second = client.get(link).text
        assert 0 < second.count('class="clash"') < SIZE
        assert 'rel="next"' not in second
        for wild in ("?after=zz", "?after=0&passed=-1", "?after='--&passed=x", "?passed=9999999999999999"):
            assert client.get(f"/contradictions{wild}").status_code == 200
