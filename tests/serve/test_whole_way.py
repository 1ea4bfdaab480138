"""The whole way in a real browser: what is corrected in the page is what everything shows, and stays so."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
import sqlalchemy as sa
from serve.desk import TOKEN, analysed, load, running

import zhengce
from zhengce.batch import reanalyse
from zhengce.check import check, stored
from zhengce.config import load_config
from zhengce.exchange import from_docbin, to_docbin, to_frame, to_label_studio
from zhengce.store.connecting import connect
from zhengce.types import Indicator, Release
from zhengce.view.report import report

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("starlette", reason="starlette is not installed")
pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import expect

from zhengce.serve import create_app

FIRST = "截至2022年底，全省技能人才250万人，职工驿站3010个。\n2022年慰问职工12万人次，举办第13届技能大赛。"
SECOND = "截至2023年底，全省技能人才264.3万人。\n2023年职工驿站3786个，慰问职工13万人次，同比增长8.5%。"
THIRD = "截至2023年底，全省技能人才246.3万人。\n新建工匠学院7所。"
ABOUT = {"publisher": "黑龙江省总工会"}
ACTS = {
    "changed": ("246.3万人", {"f_value": "2643000"}),
    "renamed": ("3786个", {"f_subject": "户外劳动者服务站点", "note": "全称"}),
    "dated": ("13万人次", {"f_period": "2021年"}),
}


def night(inbox: Path, url: str, *records: dict[str, Any]) -> None:
    """One more file, and a run over all of them."""
    inbox.mkdir(exist_ok=True)
    name = f"{len(list(inbox.iterdir()))}.jsonl"
    lines = [json.dumps({**ABOUT, **record}, ensure_ascii=False) for record in records]
    (inbox / name).write_text("\n".join(lines), encoding="utf-8")
    summary = zhengce.run([inbox], [url])
    assert not summary.refusals, summary.refusals


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("whole")
    url = f"sqlite:///{folder}/x.db"
    texts = [
        (FIRST, "2022年盘点", "2023-01-10"),
        (SECOND, "2023年盘点", "2024-01-12"),
        (THIRD, "人才", "2024-02-01"),
    ]
    night(folder / "inbox", url, *({"text": t, "title": name, "published": day} for t, name, day in texts))
    return url


@pytest.fixture(scope="module")
def page(browser: Any, url: str) -> Iterator[Any]:
    with running(create_app(url, write=True, token=TOKEN, by="li")) as here:
        context = browser.new_context(locale="en-US", base_url=here, accept_downloads=True)
        page = context.new_page()
        page.set_default_timeout(8_000)
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        page.goto(f"/?token={TOKEN}")
        yield page
        context.close()
        assert troubles == []


def figures(url: str) -> dict[str, Indicator]:
    return {one.text: one for release in stored(url) for one in release.indicators}


def all_corrected(url: str) -> None:
    """What must hold from the first correction on."""
    found = figures(url)
    assert found["246.3万人"].value == 2643000
    assert found["3786个"].subject == "户外劳动者服务站点"
    assert found["3786个"].series == "工会户外劳动者服务站点"
    dated = found["13万人次"].period
    assert dated is not None
    assert (dated.start, dated.end) == (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    assert "8.5%" not in found
    added = found["第13届"]
    assert (added.subject, added.value, added.review, added.reviewed_by) == (
        "技能大赛",
        Decimal(13),
        "added",
        "li",
    )
    for text in ("246.3万人", "3786个", "13万人次"):
        assert found[text].review == "corrected", text


def choose(page: Any, words: str, printed: str) -> None:
    """By search to a release, and in it to a figure, as a reader goes."""
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.locator("tr[data-row]", has_text=printed).first.locator("a").first.click()
    page.locator("#text [data-figure]", has_text=printed).first.click()
    page.wait_for_url("**/release/*figure=*")
    assert page.locator("#panel-name").inner_text().startswith(printed)


def test_correct_reject_and_add_in_the_page(page: Any, url: str) -> None:
    for words, (printed, fields) in zip(("技能人才", "驿站", "慰问"), ACTS.values(), strict=True):
        choose(page, words, printed)
        page.keyboard.press("c")
        for name, value in fields.items():
            page.locator(f"#panel [name={name}]").first.fill(value)
        page.keyboard.press("Enter")
        page.locator("#panel-name .corrected").wait_for()
    choose(page, "慰问", "8.5%")
    page.keyboard.press("x")
    page.locator("#panel td", has_text="reject").wait_for()
    choose(page, "技能人才", "250万人")
    page.evaluate(
        """() => {
        const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
        let node;
        while ((node = walker.nextNode())) {
            const at = node.data.indexOf("第13届");
            if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + 4); return; }
        }
        }"""
    )
    page.locator("#missed summary").click()
    expect(page.locator("#add-printed")).to_have_value("第13届")
    page.locator("#add-subject").fill("技能大赛")
    page.locator("#add-value").fill("13")
    page.locator("#add-unit").fill("届")
    page.locator("#add .main").click()
    page.locator("#text .added").wait_for()
    all_corrected(url)


def test_views_check_report_export_and_chart_follow(
    page: Any, url: str, browser: Any, tmp_path: Path
) -> None:
    engine = connect(url)
    with engine.connect() as connection:
        query = sa.text(
            "SELECT value, review, reviewed_by, machine FROM indicator_view WHERE text = '246.3万人'"
        )
        (row,) = connection.execute(query).all()
        clash = connection.execute(sa.text("SELECT count(*) FROM observations WHERE agree = 0")).scalar()
    engine.dispose()
    assert tuple(row)[:3] == (2643000, "corrected", "li")
    assert json.loads(row[3])["value"] == "2463000"
    assert clash == 0
    releases = list(stored(url))
    assert not [one for one in check(releases) if one.verdict == "contradicts"]
    file = tmp_path / "report.html"
    file.write_text(report(releases, findings=check(releases)), encoding="utf-8")
    context = browser.new_context(locale="en-US")
    shown = context.new_page()
    shown.goto(file.as_uri())
    row_of = shown.locator("tr[data-i]", has_text="户外劳动者服务站点").first
    row_of.click()
    told = shown.locator("tr.detail").inner_text()
    context.close()
    assert "corrected" in told
    assert "职工驿站" in told  # what the machine had read
    labels = msgspec.json.decode(to_label_studio(releases))
    assert "户外劳动者服务站点" in json.dumps(labels, ensure_ascii=False)
    assert {r.to_json() for r in from_docbin(to_docbin(releases))} == {r.to_json() for r in releases}
    frame = to_frame(releases)
    assert set(frame["review"].dropna()) == {"corrected", "added"}
    page.goto("/?q=技能人才")
    with page.expect_download() as download:
        page.locator("a[download]", has_text="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert {row["value"]: row["review"] for row in rows if row["text"] == "246.3万人"} == {
        "2643000": "corrected"
    }
    page.locator("a.small", has_text="series").first.click()
    page.locator("svg .dot.reviewed").first.wait_for()
    assert "2,643,000" in (
        page.locator("svg a", has=page.locator(".reviewed")).first.get_attribute("aria-label") or ""
    )


def test_other_rules_and_the_next_night_change_nothing_of_it(page: Any, url: str, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(
        '[[units]]\ntext = "届"\ndimension = "count"\ncanonical = "届"\nfactor = "1"\n', encoding="utf-8"
    )
    done = reanalyse(url, config=load_config(extract={"rules": str(rules)}))
    assert done.summary.releases == 3
    all_corrected(url)
    inbox = Path(url.removeprefix("sqlite:///")).parent / "inbox"
    again = {"text": SECOND.replace("，", "， "), "title": "转载", "published": "2024-01-13"}
    night(inbox, url, {"text": "2024年，新增岗位500个。", "title": "新", "published": "2024-03-01"}, again)
    assert len(list(stored(url))) == 5
    all_corrected(url)
    page.goto("/changes")
    assert page.locator("li", has_text="转载").count() == 1
    page.goto("/corrections")
    assert page.locator("tr.again").count() == 0


def test_undo_in_the_page(page: Any, url: str) -> None:
    page.goto("/corrections")
    page.locator("tr", has_text="2643000").locator("button", has_text="undo").click()
    page.locator("tr", has_text="2643000").locator("td", has_text="undone").wait_for()
    assert figures(url)["246.3万人"].value == 2463000
    page.goto("/contradictions")
    assert page.locator(".clash").count() >= 1


def test_by_keyboard_alone(page: Any) -> None:
    page.goto("/queue")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/release/*figure=*")
    page.keyboard.press("a")
    page.locator("#panel-name .accepted").wait_for()
    page.wait_for_load_state()
    before = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != before)


SERIOUS = {"serious", "critical"}


def faults(page: Any, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{one['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (390, "dark"),
        pytest.param(1440, "light", marks=pytest.mark.slow),
        pytest.param(390, "light", marks=pytest.mark.slow),
        pytest.param(1440, "dark", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing_serious_and_nothing_stands_out(
    page: Any, browser: Any, axe: str, scheme: Any, width: int
) -> None:
    state = page.context.storage_state()
    here = page.url.split("/")[2]
    context = browser.new_context(
        storage_state=state,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        base_url=f"http://{here}",
    )
    other = context.new_page()
    other.goto("/?q=技能人才")
    figure = other.locator("tr[data-row] a").first.get_attribute("href")
    series = (
        other.locator("a", has_text="序列")
        .or_(other.locator("a.small", has_text="series"))
        .first.get_attribute("href")
    )
    told = {}
    for path in ("/?q=技能人才", "/?q=慰问&kind=sentences", figure, series, "/series", "/queue",
                 "/contradictions", "/changes", "/corrections", "/nothing"):  # fmt: skip
        other.goto(path)
        assert other.evaluate("document.documentElement.scrollWidth") <= width, path
        if path != "/nothing":
            told[path] = faults(other, axe)
    context.close()
    assert not any(told.values()), "\n".join(
        f"{path}: {one}" for path, found in told.items() for one in found
    )


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "tab",
    [
        "indicators",
        *(
            pytest.param(tab, marks=pytest.mark.slow)
            for tab in ("programmes", "charts", "derived", "repairs", "refused")
        ),
    ],
)
def test_axe_finds_nothing_serious_in_the_report(
    browser: Any, axe: str, url: str, tmp_path: Path, scheme: Any, tab: str
) -> None:
    releases: list[Release] = list(stored(url))
    file = tmp_path / "report.html"
    file.write_text(report(releases, findings=check(releases)), encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, locale="en-US")
    shown = context.new_page()
    shown.goto(file.as_uri())
    shown.locator(f"#tab-{tab}").click()
    found = faults(shown, axe)
    context.close()
    assert found == []


def test_nothing_in_a_release_runs(browser: Any, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/evil.db"
    releases = analysed()
    load(url, releases)
    evil = next(release for release in releases if "script" in release.source)
    with running(create_app(url)) as here:
        context = browser.new_context(base_url=here)
        other = context.new_page()
        figure = evil.indicators[0].indicator_id
        for path in (
            "/?q=驿站",
            "/?q=驿站&kind=sentences",
            f"/release/{evil.release_id}?figure={figure}",
            "/changes",
        ):
            other.goto(path)
            assert other.evaluate("window.hit") is None, path
            assert other.locator("img").count() == 0
        other.goto(f"/release/{evil.release_id}")
        other.locator("#text [data-figure]").first.hover()
        assert other.locator("#card").is_visible()
        assert other.evaluate("window.hit") is None
        assert "<script>" in other.locator("h1").inner_text()
        context.close()
