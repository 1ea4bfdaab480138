"""The page in a browser: from a row to its characters, filters, sorting, languages, downloads, attacks."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from store.samples import SAMPLE
from view.reports import ATTACK, RAW, REPAIRED, TEXT, attacking

from zhengce.errors import InputError
from zhengce.normalize import normalize
from zhengce.types import Period
from zhengce.view.report import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.types import Release

RAWS = {REPAIRED.release_id: RAW}
ROWS = ".pane:not([hidden]) tr[data-i]"


@pytest.fixture
def page(opened: Callable[..., Any]) -> Any:
    return opened(report([SAMPLE, REPAIRED], [InputError("bad.txt", "binary data")], raw_texts=RAWS))


def subjects(page: Any) -> list[str]:
    cells: list[str] = page.locator(f"{ROWS} td:first-child").all_inner_texts()
    return cells


def in_view(page: Any, selector: str) -> bool:
    script = """e => { const b = e.getBoundingClientRect();
        const f = document.querySelector("#text").getBoundingClientRect();
        return b.top >= f.top && b.bottom <= f.bottom; }"""
    return bool(page.locator(selector).evaluate(script))


def test_a_click_on_a_row_shows_its_characters_and_a_second_one_the_raw_text(page: Any) -> None:
    row = page.locator(ROWS, has_text="工会驿站")
    row.click()
    chosen = page.locator("#text .chosen")
    assert chosen.inner_text() == "3786个"
    assert in_view(page, "#text .chosen")
    assert page.locator("#text h3").inner_text() == "驿站"  # the release it stands in is shown
    assert "3786個" in page.locator("tr.detail").inner_text()
    row.click()
    assert page.locator("#raw").get_attribute("aria-pressed") == "true"
    assert chosen.inner_text() == "3786個"
    assert "工會(huì)驛站" in page.locator("#text").inner_text()


def test_a_long_text_is_scrolled_to_the_characters(opened: Callable[..., Any]) -> None:
    far = 6_000
    moved = dataclasses.replace(SAMPLE.indicators[0], start=far, end=far + 8)
    text = "文" * far + "264.3万人。" + "字" * far
    page = opened(
        report(
            [
                dataclasses.replace(
                    SAMPLE, text=text, indicators=(moved,), programmes=(), sentences=(), sections=()
                )
            ]
        )
    )
    assert not in_view(page, "#mark-indicators-0")
    page.locator(ROWS).click()
    assert in_view(page, "#mark-indicators-0")
    assert page.locator("#text .chosen").inner_text() == "264.3万人。"


def test_raw_text_that_was_not_kept_cannot_be_shown(page: Any) -> None:
    assert page.locator("#raw").is_disabled()
    page.locator("button[title='next release']").click()
    assert page.locator("#raw").is_enabled()


def test_hover_and_focus_tell_every_field_and_the_rule(page: Any) -> None:
    mark = page.locator("#mark-indicators-1")
    mark.hover()
    told = page.locator("#card").inner_text()
    for piece in ("技能人才", ">+67.3 %", "change", "increase", "2017年", "subject-quantity", "0.88"):
        assert piece in told
    page.mouse.move(2, 2)
    assert page.locator("#card").is_hidden()
    page.locator("#mark-programmes-0").focus()
    assert "黑工发〔2024〕7号" in page.locator("#card").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()


def test_a_click_on_a_mark_chooses_its_row(page: Any) -> None:
    page.locator("#mark-programmes-0").click()
    assert page.locator("#tab-programmes").get_attribute("aria-selected") == "true"
    assert "龙江工匠行动" in page.locator("tr.chosen").inner_text()


def test_filter_by_area_and_kind(page: Any) -> None:
    assert len(subjects(page)) == 7
    page.locator("[data-chip=rights]").click()
    assert subjects(page) == ["工会驿站", "满意率"]
    assert page.locator("#text .i").count() == 0  # the other release has none of this area
    page.locator("#clear").click()
    page.locator("[data-chip=change]").click()
    assert subjects(page) == ["技能人才"]
    assert page.locator("#text .i").all_inner_texts() == ["67.3%"]
    page.locator("[data-chip=change]").click()
    page.locator("[data-chip=target]").click()
    assert [text.split("\n")[0].removesuffix("target") for text in subjects(page)] == ["工匠"]


def test_search(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("满意")
    assert subjects(page) == ["满意率"]
    page.locator("#search").fill("no such thing")
    assert "Nothing here" in page.locator("#pane-indicators").inner_text()


def test_sorting_knows_numbers(page: Any) -> None:
    heading = page.locator("#pane-indicators th.c-figure")

    def figures() -> list[str]:
        texts: list[str] = page.locator(f"{ROWS} td.c-figure b").all_inner_texts()
        return texts

    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    rising = figures()
    assert rising == ["damaged", "第2", ">+67.3", "98.5", "3,000–5,000", "3,786", "2,643,000"]
    heading.locator("button").click()
    assert figures() == rising[::-1]
    heading.locator("button").click()
    assert figures()[0] == "2,643,000"  # as in the text again


def test_keyboard(page: Any) -> None:
    page.locator(ROWS).first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#text .chosen").inner_text() == "67.3%"
    page.keyboard.press("]")
    assert page.locator("#text h3").inner_text() == "驿站"
    page.keyboard.press("r")
    assert page.locator("#raw").get_attribute("aria-pressed") == "true"
    page.locator("#tab-indicators").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#pane-programmes").is_visible()


def test_languages(page: Any, opened: Callable[..., Any]) -> None:
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#tab-indicators").inner_text().startswith("Indicators")
    page.locator("#lang").click()
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.locator("#tab-indicators").inner_text().startswith("指标")
    assert page.locator("[data-chip=rights]").inner_text().startswith("维权服务")
    chinese = opened(report([SAMPLE]), locale="zh-CN")
    assert chinese.locator("#tab-charts").inner_text() == "图表"


def test_light_and_dark(page: Any, opened: Callable[..., Any]) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator("#theme").click()
    page.locator("#theme").click()
    dark = page.evaluate(paper)
    assert dark != light
    assert opened(report([SAMPLE]), color_scheme="dark").evaluate(paper) == dark


def test_repairs_and_refusals(page: Any) -> None:
    page.locator("#tab-repairs").click()
    page.locator(ROWS, has_text="(huì)").click()
    assert page.locator("#text #mark-repairs-0.gap.chosen").count() == 1
    page.locator("#tab-refused").click()
    assert "binary data" in page.locator("#pane-refused").inner_text()


def test_charts(page: Any) -> None:
    page.locator("#tab-charts").click()
    assert page.locator("#pane-charts [data-chart=chart_areas] rect").count() == 3
    assert "+67.3" in page.locator("[data-chart=chart_changes]").inner_text()


def test_findings_lead_to_their_sources(opened: Callable[..., Any]) -> None:
    class Finding:
        def to_dict(self) -> dict[str, Any]:
            place = {
                "release_id": REPAIRED.release_id,
                "source": "b",
                "indicator": 1,
                "text": "98.5%",
                "start": 0,
                "end": 1,
            }
            return {
                "kind": "sum", "verdict": "contradicts", "issuer": "甲省", "name": "满意率", "unit": "%",
                "year": 2024, "value": "101", "stated": "100", "message": "makes 101%",
                "message_zh": "合计101%", "sources": [place], "derived": True,
            }  # fmt: skip

    page = opened(report([SAMPLE, REPAIRED], findings=[Finding()]))
    page.locator("#tab-derived").click()
    assert "makes 101%" in page.locator("#pane-derived").inner_text()
    page.locator(".source").click()
    assert page.locator("#text .chosen").inner_text() == "98.5%"


def test_downloads(page: Any) -> None:
    with page.expect_download() as download:
        page.locator("#csv").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["subject"] for row in rows] == [
        "技能人才",
        "技能人才",
        "工匠",
        "总量",
        "",
        "工会驿站",
        "满意率",
    ]
    assert (rows[1]["value"], rows[1]["base_text"], rows[2]["value_max"]) == ("67.3", "2017年", "5000")
    assert rows[5]["release_id"] == REPAIRED.release_id
    with page.expect_download() as download:
        page.locator("#json").click()
    releases = json.loads(Path(download.value.path()).read_text(encoding="utf-8"), parse_float=Decimal)
    assert releases[1]["text"] == TEXT
    assert releases[0]["indicators"][1]["value"] == Decimal("67.3")


def test_a_cell_of_the_csv_is_no_formula(opened: Callable[..., Any]) -> None:
    evil = dataclasses.replace(SAMPLE.indicators[0], subject='=HYPERLINK("x")')
    page = opened(report([dataclasses.replace(SAMPLE, indicators=(evil,))]))
    with page.expect_download() as download:
        page.locator("#csv").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert next(csv.DictReader(io.StringIO(text)))["subject"] == '\'=HYPERLINK("x")'


def test_nothing_in_a_release_runs(opened: Callable[..., Any]) -> None:
    html = report(
        [attacking(), REPAIRED], [InputError(ATTACK, ATTACK)], raw_texts={SAMPLE.release_id: ATTACK}
    )
    page = opened(html)
    for tab in ("programmes", "charts", "repairs", "refused", "indicators"):
        page.locator(f"#tab-{tab}").click()
    page.locator(ROWS).first.click()
    page.locator("#lang").click()
    assert page.evaluate("window.hit") is None
    assert page.locator("img").count() == 0
    shown = page.locator("#text").inner_text()
    assert "<script>window.hit=1</script>" in shown
    assert not {"\u202e", "\u2028"} & set(shown)


def test_nothing_in_a_release_runs_in_a_notebook(opened: Callable[..., Any]) -> None:
    release = attacking()
    cards = [release._repr_html_(), release.indicators._repr_html_(), normalize(ATTACK)._repr_html_()]  # type: ignore[attr-defined]
    page = opened('<meta charset="utf-8">' + "".join(cards))
    assert page.evaluate("window.hit") is None
    assert page.locator("script, img").count() == 0
    assert "<script>window.hit=1</script>" in page.locator("body").inner_text()


def test_a_series_is_of_one_publisher(opened: Callable[..., Any]) -> None:
    def told(number: int, publisher: str, year: int) -> Release:
        period = Period(f"{year}年", dt.date(year, 1, 1), dt.date(year, 12, 31))
        indicator = dataclasses.replace(REPAIRED.indicators[0], period=period)
        return dataclasses.replace(
            REPAIRED, release_id=f"{number:016x}", publisher=publisher, indicators=(indicator,)
        )

    page = opened(report([told(1, "甲", 2022), told(2, "甲", 2023), told(3, "乙", 2022)]))
    page.locator("#tab-charts").click()
    assert page.locator(".chart.small figcaption").all_inner_texts() == ["工会驿站 (个) · 甲"]
    assert page.locator(".chart.small circle").count() == 2


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_stands_out_of_the_page(opened: Callable[..., Any], width: int) -> None:
    page = opened(report([SAMPLE, REPAIRED]), viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_shows_all(page: Any) -> None:
    page.emulate_media(media="print")
    for name in ("indicators", "programmes", "charts", "repairs", "refused"):  # "derived" is empty
        assert page.locator(f"#pane-{name}").is_visible()
    assert page.locator(".tools").is_hidden()


def test_charts_follow_the_search_and_can_be_chosen(page: Any) -> None:
    page.locator("#tab-charts").click()
    bars = page.locator("#pane-charts [data-chart=chart_areas] rect")
    before = bars.count()
    page.locator("#search").fill("满意率")
    assert 0 < bars.count() < before
    assert page.locator("[data-chart=chart_areas] .axis").count() > 0
    page.locator("#search").fill("")
    page.locator("#chart-choice").select_option("chart_confidence")
    assert page.locator("#pane-charts figure").count() == 1


def test_names_of_own_areas(opened: Callable[..., Any]) -> None:
    from zhengce.classify import Area

    own = [Area("rights", "水利", "Water", "…"), Area("other", "其余", "The rest", "…", rest=True)]
    page = opened(report([REPAIRED], areas=own), locale="zh-CN")
    assert "水利" in page.locator(".t-indicators .tag").first.inner_text()


def test_the_release_column_stays_in_the_pane(opened: Callable[..., Any]) -> None:
    long = dataclasses.replace(REPAIRED, title="一个很长很长的标题" * 8)
    page = opened(report([SAMPLE, long]), viewport={"width": 1440, "height": 900})
    wide = page.locator("#pane-indicators").evaluate("pane => pane.scrollWidth <= pane.clientWidth")
    assert wide
