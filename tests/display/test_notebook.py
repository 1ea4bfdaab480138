"""Records show themselves in a notebook, escaped; and stay what they are in all else."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.samples import SAMPLE
from view.reports import ATTACK, attacking

from zhengce.display.marking import Mark, marked
from zhengce.normalize import normalize
from zhengce.record import Records
from zhengce.types import RECORDS, Release


class Tags(HTMLParser):
    """Collects tags and text, and checks that every tag is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.seen.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return tags


def test_a_release_shows_its_text_and_what_was_found() -> None:
    shown = parsed(SAMPLE._repr_html_())
    for piece in (
        SAMPLE.title,
        SAMPLE.text.split("\n")[1],
        "2,643,000",
        ">+67.3",
        "龙江工匠行动",
        "省总工会",
    ):
        assert piece is not None
        assert piece in shown.text
    html = SAMPLE._repr_html_()
    assert "subject-quantity" in html  # hover tells the rule
    assert "dashed" in html  # a target


@pytest.mark.parametrize("table", RECORDS)
def test_every_table_shows_itself(table: str) -> None:
    records = getattr(SAMPLE, table)
    assert isinstance(records, Records)
    assert parsed(records._repr_html_()).seen.count("tr") == len(records) + 1
    assert "none" in parsed(records[:0]._repr_html_()).text


def test_a_normalised_text_shows_itself_with_its_repairs() -> None:
    shown = parsed(normalize("產(chǎn)業(yè)發(fā)展")._repr_html_())
    assert "產(chǎn)業(yè)發(fā)展" in shown.text
    assert "产业发展" in shown.text
    assert "3 gloss" in shown.text


def test_nothing_in_a_release_acts() -> None:
    release = attacking()
    things: list[Any] = [release, release.indicators, release.programmes, release.repairs, normalize(ATTACK)]
    for shown in things:
        html = shown._repr_html_()
        tags = parsed(html)
        assert not {"script", "img"} & set(tags.seen)
        assert "onerror" not in re.sub(r'"[^"]*"', "", re.sub(r">[^<]*<", "><", html))
        assert not {"\u202e", "\u2028"} & set(html)
        assert "<script>window.hit=1</script>" in tags.text


def test_records_are_tuples_in_all_else() -> None:
    plain = tuple(SAMPLE.indicators)
    assert SAMPLE.indicators == plain
    assert hash(SAMPLE.indicators) == hash(plain)
    assert isinstance(SAMPLE.indicators[1:], Records)
    assert SAMPLE.indicators[0] is plain[0]
    assert repr(SAMPLE.indicators) == repr(plain)


def test_a_release_comes_back_equal_with_records_that_show_themselves() -> None:
    for back in (
        Release.from_json(SAMPLE.to_json()),
        pickle.loads(pickle.dumps(SAMPLE)),  # noqa: S301 - our own
        copy.deepcopy(SAMPLE),
        dataclasses.replace(SAMPLE, indicators=tuple(SAMPLE.indicators)),
    ):
        assert back == SAMPLE
        assert isinstance(back.indicators, Records)


_PLACES = st.tuples(st.integers(-1, 12), st.integers(-1, 12))


@given(st.text("a<&\u202e", max_size=10), st.lists(_PLACES, max_size=8))
def test_marks_never_change_the_text_however_they_overlap(text: str, places: list[tuple[int, int]]) -> None:
    html = marked(text, [Mark(a, b, f"order:{n}", "") for n, (a, b) in enumerate(places)])
    assert parsed(html).text == text.replace("\u202e", "\ufffd")
    for n, (a, b) in enumerate(places):
        if 0 <= a < b <= len(text):
            pieces = _covered(html, f"order:{n}")
            assert "".join(pieces) == text[a:b].replace("\u202e", "\ufffd")


def _covered(html: str, style: str) -> list[str]:
    class Covered(Tags):
        def __init__(self) -> None:
            super().__init__()
            self.styles: list[str | None] = []
            self.pieces: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            super().handle_starttag(tag, attrs)
            self.styles.append(dict(attrs).get("style"))

        def handle_endtag(self, tag: str) -> None:
            super().handle_endtag(tag)
            self.styles.pop()

        def handle_data(self, data: str) -> None:
            if style in self.styles:
                self.pieces.append(data)

    reader = Covered()
    reader.feed(html)
    reader.close()
    return reader.pieces
