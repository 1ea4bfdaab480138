"""The page over each database: what it finds, what it refuses, and that nothing in a release acts."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from serve.desk import EVIL, TOKEN, analysed, load, running

import zhengce
from zhengce.errors import TargetError
from zhengce.store.corrections.book import CorrectionBook
from zhengce.store.database import DatabaseTarget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhengce.types import Release

pytest.importorskip("starlette", reason="starlette is not installed")
import httpx

from zhengce.serve import create_app


@pytest.fixture(scope="module")
def releases() -> list[Release]:
    return analysed()


@pytest.fixture
def loaded(url: str, releases: list[Release]) -> str:
    load(url, releases)
    return url


@pytest.fixture
def reader(loaded: str) -> Iterator[httpx.Client]:
    with running(create_app(loaded)) as here, httpx.Client(base_url=here, follow_redirects=True) as client:
        yield client


@pytest.fixture
def writer(loaded: str) -> Iterator[httpx.Client]:
    app = create_app(loaded, write=True, token=TOKEN, by="li")
    with running(app) as here, httpx.Client(base_url=here, follow_redirects=True) as client:
        assert client.get(f"/?token={TOKEN}").status_code == 200
        yield client


def origin(client: httpx.Client) -> str:
    return str(client.base_url).rstrip("/")


def key_of(page: str) -> str:
    found = re.search(r'name="key" value="(\w+)"', page)
    assert found is not None
    return found[1]


def address(releases: list[Release], printed: str) -> tuple[str, dict[str, str]]:
    """The address of a figure, and what its form carries besides the key."""
    for release in releases:
        for one in release.indicators:
            if one.text == printed and "script" not in release.source:
                form = {"release": release.release_id, "figure": str(one.indicator_id)}
                return f"/release/{release.release_id}?figure={one.indicator_id}", form
    raise AssertionError(printed)


def posted(writer: httpx.Client, path: str, page: str, **form: str) -> Any:
    form = {"key": key_of(writer.get(page).text), "back": page, **form}
    return writer.post(path, data=form, headers={"Origin": origin(writer)})


def test_search_facets_and_pages(reader: httpx.Client) -> None:
    found = reader.get("/?q=技能人才").text
    assert ">2,643,000<" in found.replace("<b>", ">").replace("</b>", "<")
    assert "a.txt" not in found or "2022年盘点" in found
    assert "region=" in found
    narrowed = reader.get("/?q=技能人才&status=target").text
    assert "3,000,000" in narrowed
    assert "2,643,000" not in narrowed
    assert "2,500,000" in reader.get("/?q=技能人才&year=2022").text
    assert "慰问职工13万人次" in reader.get("/?q=慰问 13万&kind=sentences").text
    assert "Nothing found" in reader.get("/?q=没有这样的词").text
    assert "100%" not in reader.get("/?q=%25").text.split("<tbody>")[-1][:50]


def test_every_page_answers(reader: httpx.Client, releases: list[Release]) -> None:
    for path in ("/", "/series", "/queue", "/contradictions", "/changes", "/corrections"):
        assert reader.get(path).status_code == 200, path
    first, second = releases[0].release_id, releases[1].release_id
    beside = reader.get(f"/release/{first}?with={second}").text
    assert "2023年盘点" in beside
    for path in ("/release/nothing", "/series/nothing"):
        assert reader.get(path).status_code == 404


def test_a_release_shows_raw_and_repaired_text_and_every_field(
    reader: httpx.Client, releases: list[Release]
) -> None:
    link, _ = address(releases, "3010个")
    page = reader.get(link).text
    assert "工會驛站" in page  # the raw text
    assert "建成工会驿站" in re.sub("<[^>]+>", "", page)
    for told in ("confidence", "evidence", "indicator id", "raw start"):
        assert f">{told}<" in page
    assert "/judge" not in page  # read-only


def all_contradictions(reader: httpx.Client) -> str:
    """Every page of them: a page ends when its time is up, on a busy machine before anything was found."""
    page = reader.get("/contradictions").text
    pages = [page]
    while (link := re.search(r'rel="next" href="([^"]+)"', page)) is not None:
        page = reader.get(html.unescape(link[1])).text
        pages.append(page)
    return "".join(pages)


def test_series_contradictions_and_changes(reader: httpx.Client) -> None:
    found = all_contradictions(reader)
    assert "2,643,000" in found
    assert "2,649,000" in found
    series = re.search(r"/series/\w{16}", reader.get("/?q=技能人才").text)
    assert series is not None
    page = reader.get(series[0]).text
    assert page.count("<circle") == 4
    assert 'class="dot target' in page
    assert "2023年盘点" in reader.get("/changes").text


def test_downloads_hold_no_formula(reader: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(reader.get("/export.csv?q=驿站").content.decode("utf-8-sig"))))
    assert {"3786", "3010", "77"} <= {row["value"].split(".")[0] for row in rows}
    evil = next(row for row in rows if row["value"].startswith("77"))
    assert evil["title"].startswith("'=1+1")
    assert "\x1b" not in "".join(evil.values())
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(reader.get("/export.xlsx?q=驿站").content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}  # no "f"
    assert any(str(cell.value).startswith("=1+1") for cell in cells)


def test_nothing_in_a_release_acts(reader: httpx.Client, releases: list[Release]) -> None:
    evil = next(release for release in releases if "script" in release.source)
    for path in (
        "/",
        "/?q=驿站",
        f"/release/{evil.release_id}",
        "/changes",
        "/queue",
        f"/?q={quote(EVIL)}",
        "/series",
    ):
        response = reader.get(path)
        assert "<script>window" not in response.text, path
        assert "<img" not in response.text, path
        assert "\x1b" not in response.text, path
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_correct_accept_reject_add_and_undo(
    writer: httpx.Client, loaded: str, releases: list[Release]
) -> None:
    page, form = address(releases, "3786个")
    assert (
        posted(writer, "/judge", page, action="change", f_value="3768", note="看原文", **form).status_code
        == 200
    )
    page_two, form_two = address(releases, "8.5%")
    posted(writer, "/judge", page_two, action="reject", **form_two)
    page_three, form_three = address(releases, "250万人")
    posted(writer, "/judge", page_three, action="accept", **form_three)
    added = {"release": form["release"], "printed": "5项", "f_subject": "其他项目"}
    assert posted(writer, "/judge", page, action="add", **added).status_code == 200
    with DatabaseTarget(loaded) as target:
        found = {
            one.text: one for r in target.read_many([r.release_id for r in releases]) for one in r.indicators
        }
    assert (str(found["3786个"].value), found["3786个"].reviewed_by) == ("3768", "li")
    assert "8.5%" not in found
    assert found["250万人"].review == "accepted"
    assert (found["5项"].subject, str(found["5项"].value)) == ("其他项目", "5")
    told = writer.get("/corrections").text
    assert "看原文" in told
    with CorrectionBook(loaded) as book:
        one = next(c.correction for c in book.listed() if c.correction.field == "value")
    posted(writer, "/undo", "/corrections", correction=one.correction_id)
    with DatabaseTarget(loaded) as target:
        now = {one.text: one for one in target.read(form["release"]).indicators}
    assert str(now["3786个"].value) == "3786"


def test_what_does_not_fit_is_told(writer: httpx.Client, releases: list[Release]) -> None:
    page, form = address(releases, "3786个")
    for action, more, told in (
        ("change", {"f_value": "viele"}, "is not a number"),
        ("change", {}, "same as the stored"),
        ("add", {"printed": "9999"}, "does not occur in the repaired text"),
        ("add", {"printed": "2023年"}, "stands 2 times"),
        ("sing", {}, "unknown action"),
    ):
        response = posted(writer, "/judge", page, action=action, **form, **more)
        assert (response.status_code, told in response.text) == (400, True), (action, response.text)


def test_who_may_not_write(
    writer: httpx.Client, reader: httpx.Client, loaded: str, releases: list[Release]
) -> None:
    page, form = address(releases, "3786个")
    right = {"key": key_of(writer.get(page).text), "action": "reject", **form}
    own = {"Origin": origin(writer)}
    stranger = httpx.Client(base_url=writer.base_url)
    with stranger:
        refused = [
            stranger.get("/"),
            stranger.get("/?token=guess"),
            stranger.post("/judge", data=right, headers=own),  # without the cookie
        ]
    refused += [
        writer.post("/judge", data=right),  # without an origin
        writer.post("/judge", data=right, headers={"Origin": "http://evil.example"}),
        writer.post("/judge", data={**right, "key": "0" * 64}, headers=own),
        writer.post("/judge", data=right, headers={**own, "Host": "evil.example"}),
        reader.post("/judge", data=right, headers={"Origin": origin(reader)}),  # without --write
        reader.get("/", headers={"Host": "evil.example:8000"}),
    ]
    assert [response.status_code for response in refused] == [403] * len(refused)
    assert (
        writer.post(
            "/judge", data={**right, "back": "//evil.example"}, headers=own, follow_redirects=False
        ).headers["location"]
        == "/"
    )
    with CorrectionBook(loaded) as book:
        assert len(book.listed()) == 1
    with pytest.raises(ValueError, match="token"):
        create_app(loaded, write=True)


def test_the_cookie_is_kept_from_scripts_and_other_pages(loaded: str) -> None:
    with running(create_app(loaded, write=True, token=TOKEN)) as here:
        response = httpx.get(f"{here}/?token={TOKEN}", follow_redirects=False)
    told = response.headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=strict" in told
    assert TOKEN.lower() not in told
    assert response.headers["location"] == "/"


def test_language_and_appearance(reader: httpx.Client) -> None:
    assert 'lang="en"' in reader.get("/", headers={"Accept-Language": "en"}).text
    assert 'lang="zh-CN"' in reader.get("/", headers={"Accept-Language": "zh-CN"}).text
    assert reader.get("/set?lang=zh&theme=dark&back=/queue").url.path == "/queue"
    page = reader.get("/").text
    assert 'lang="zh-CN" data-theme="dark"' in page
    assert "待审核" in page


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="not a zhengce database"):
        create_app(f"sqlite:///{tmp_path}/none.db")


def test_figures_without_a_day_do_not_contradict(url: str) -> None:
    texts = ["全省技能人才264.3万人。", "全省技能人才250万人。"]
    records = [
        {"text": text, "source": f"{n}.txt", "publisher": "黑龙江省总工会"} for n, text in enumerate(texts)
    ]
    load(url, list(zhengce.Pipeline().pipe(records)))
    with running(create_app(url)) as here, httpx.Client(base_url=here) as client:
        assert "No releases differ" in client.get("/contradictions").text
        assert "2,643,000" in client.get("/?q=技能人才").text


def test_a_form_changes_what_was_typed_and_nothing_that_another_has_changed_since(
    writer: httpx.Client, releases: list[Release], loaded: str
) -> None:
    page, form = address(releases, "3010个")
    opened = writer.get(page).text  # by two analysts at once
    key = key_of(opened)
    shown = dict(re.findall(r'<input type="hidden" name="(w_\w+)" value="([^"]*)"', opened))
    fields = {name.replace("w_", "f_"): value for name, value in shown.items()}
    sent = {"key": key, "back": page, **form, **shown, **fields}
    headers = {"Origin": origin(writer)}
    first = {**sent, "action": "change", "f_value": "3100", "by": "li"}
    second = {**sent, "action": "change", "f_subject": "驿站", "by": "wang"}
    for each in (first, second):
        assert writer.post("/judge", data=each, headers=headers).status_code == 200
    figure = {one.text: one for release in _stored(loaded) for one in release.indicators}["3010个"]
    assert figure.value == 3100
    assert figure.subject == "驿站"
    stale = writer.post("/judge", data={**sent, "action": "accept", "by": "zhao"}, headers=headers)
    assert stale.status_code == 400
    assert "meanwhile wang has corrected it" in stale.text
    nothing = writer.post("/judge", data={**sent, "action": "change"}, headers=headers)
    assert nothing.status_code == 400
    with CorrectionBook(loaded) as book:
        assert len(book.listed()) == 2


def _stored(url: str) -> list[Release]:
    with DatabaseTarget(url, create=False) as target:
        return list(target.read_many(target.releases()))
