"""Labelled sentences."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import pytest

from zhengce.classify import Corpus, Example, load_corpus, load_taxonomy, near_duplicates
from zhengce.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {
    "text": "建成工会驿站12个。",
    "area": "rights",
    "second": None,
    "release": "r1",
    "heading": None,
    "origin": "written",
}


def line(**changes: object) -> str:
    return json.dumps({k: v for k, v in (GOOD | changes).items() if v is not ...}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        pytest.param(line(area="wages"), "unknown area 'wages'; the areas are workforce", id="unknown area"),
        pytest.param(line(second="wages"), "unknown area 'wages'", id="unknown second area"),
        pytest.param(line(area=...), "area", id="missing key"),
        pytest.param(line(colour="red"), "colour", id="unknown key"),
        pytest.param(line(text=""), "text", id="empty text"),
        pytest.param(line(area=3), "area", id="wrong type"),
        pytest.param(line()[:-1], "malformed|truncated", id="no JSON"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, bad: str, named: str) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(f"{line()}\n\n{bad}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=named) as caught:
        load_corpus(tmp_path, load_taxonomy())
    assert f"{path}:3:" in str(caught.value)


def test_sentences_of_two_taxonomies_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{line()}\n", encoding="utf-8")
    others = [line(area="farming"), line(area="care", second="farming")]
    (tmp_path / "b.jsonl").write_text("\n".join(others), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_corpus(tmp_path, load_taxonomy())
    told = str(caught.value)
    assert f"{tmp_path / 'b.jsonl'}:1: unknown area 'farming'" in told
    assert "2 of 3 sentences have areas of another taxonomy (care, farming)" in told
    assert "keep them in a folder of their own" in told


def test_the_name_of_an_area_where_its_id_belongs_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line(area="维权服务"), encoding="utf-8")
    with pytest.raises(ConfigError, match="write its id, rights"):
        load_corpus(tmp_path, load_taxonomy())


def test_only_text_and_area_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join([line(second=..., release=..., heading=..., origin=...)] * 2), encoding="utf-8")
    first, second = load_corpus(tmp_path, load_taxonomy()).examples
    assert (first.second, first.heading, first.origin) == (None, None, "written")
    assert first.release != second.release


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_bytes(line().encode() + b"\n" + line().encode("gb18030") + b"\n")
    with pytest.raises(ConfigError, match=":2:"):
        load_corpus(tmp_path, load_taxonomy())


def test_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no \*\.jsonl file"):
        load_corpus(tmp_path, load_taxonomy())


def example(text: str, release: str) -> Example:
    return msgspec.convert(GOOD | {"text": text, "release": release}, Example)


def test_near_duplicate_is_found_across_releases() -> None:
    first = example("全省建成工会驿站3786个，累计服务1493万人次。", "r1")
    second = example("全省建成工会驿站52个，累计服务3万人次！", "r2")
    other = example("举办职工职业技能竞赛，产生“五小”创新成果。", "r3")
    [pair] = near_duplicates([first, other, second])
    assert (pair.first, pair.second) == (first, second)
    assert pair.similarity == pytest.approx(1.0)


def test_same_release_and_set_phrases_are_no_duplicates() -> None:
    text = "全省建成工会驿站3786个，累计服务1493万人次。"
    assert near_duplicates([example(text, "r1"), example(text, "r1")]) == []
    assert near_duplicates([example("国内联播快讯", "r1"), example("国内联播快讯", "r2")]) == []


def test_corpus_has_no_near_duplicates_across_releases(corpus: Corpus) -> None:
    assert [(p.first.text, p.second.text) for p in near_duplicates(corpus.examples, threshold=0.5)] == []


def test_corpus_is_large_and_balanced(corpus: Corpus) -> None:
    count = dict.fromkeys(load_taxonomy().ids, 0)
    for sentence in corpus.examples:
        count[sentence.area] += 1
    assert len(corpus.examples) >= 1500
    assert min(count.values()) >= 240
