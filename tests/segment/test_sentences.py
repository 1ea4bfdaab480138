"""Sentences: where they end, where they do not, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengce.segment import Segmenter
from zhengce.segment.sentences import LONGEST, sentence_spans

SEGMENTER = Segmenter()


def _cut(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in sentence_spans(text)]


@pytest.mark.parametrize(
    ("label", "sentences"),
    [
        ("stops", ["第一句。", "第二句！", "第三句？", "没有句号"]),
        ("a semicolon stays inside", ["增长5%；就业稳定。"]),
        ("a decimal point", ["产量1.5万吨，指数50.4。"]),
        ("a closing mark goes with its stop", ["他说：“工会在行动。”", "记者看到变化。"]),
        ("a quoted name goes on", ["打造“有一种温暖，叫工会在您身边。”品牌。"]),
        ("sentences said are sentences", ["他说：“第一句。", "第二句。”", "会后参观。"]),
        ("a bracket goes on", ["建站（含在建。不含已撤）3个。"]),
        ("a bracket after the stop is its own", ["贡献力量。", "（记者某某）"]),
        ("a title goes on", ["印发《奋进！新时代》方案。"]),
        ("several stops", ["真的吗？！", "真的。"]),
    ],
)
def test_case(label: str, sentences: list[str]) -> None:
    assert _cut("".join(sentences)) == sentences, label


def test_lines_are_paragraphs() -> None:
    assert [(s, e, p) for s, e, p in sentence_spans("标题\n\n 第一句。第二句。")] == [
        (0, 2, 0),
        (5, 9, 2),
        (9, 13, 2),
    ]


@settings(max_examples=400, deadline=None)
@given(
    st.text(alphabet="甲乙1.。！？；，“”（）《》「」【】\n\r \u3000\u2028a", max_size=60)
    | st.text(max_size=40)
)
def test_sentences_cover_any_text_and_never_overlap(text: str) -> None:
    end = 0
    for start, stop, paragraph in sentence_spans(text):
        assert not text[end:start].strip()
        assert end <= start < stop
        assert text[start:stop] == text[start:stop].strip()
        assert "\n" not in text[start:stop]
        assert paragraph == text.count("\n", 0, start)
        end = stop
    assert not text[end:].strip()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="甲建成工会驿站3786个.。！？“”（）\n a", max_size=60) | st.text(max_size=40))
def test_words_are_the_sentences(text: str) -> None:
    cut = SEGMENTER(text)
    assert len(cut.words) == len(cut.tags) == len(cut.starts)
    assert all(text.startswith(word, start) for word, start in zip(cut.words, cut.starts, strict=True))
    for sentence in cut.sentences:
        inside = cut.between(sentence.start, sentence.end)
        assert "".join(cut.words[i] for i in inside) == text[sentence.start : sentence.end]
    assert "".join(cut.words) == text
    for sentence in cut.sentences:
        assert sentence.section is not None
        part = cut.sections[sentence.section]
        assert part.start <= sentence.start
        assert sentence.end <= part.end


@given(st.text(alphabet="甲。！？“”（）", max_size=30))
def test_cutting_a_sentence_again_changes_nothing(text: str) -> None:
    for sentence in _cut(text)[-1:]:
        assert _cut(sentence)[-1] in sentence


@pytest.mark.parametrize(
    ("text", "ends_with"),
    [
        ("建成工会驿站3786个，" * 500, "，"),
        ("建成工会驿站3786个" * 500, "个建成工"),
        ("3亿元" * 2000, "元"),
    ],
)
def test_what_never_stops_is_cut_but_not_at_a_number(text: str, ends_with: str) -> None:
    sentences = _cut(text)
    assert "".join(sentences) == text
    assert max(map(len, sentences)) <= LONGEST
    assert all(sentence.endswith(ends_with) for sentence in sentences[:-1])


@pytest.mark.parametrize("numeral", ["7" * 3210, "三亿" * 1605, "1.5万" * 800])
def test_a_numeral_is_never_cut(numeral: str) -> None:
    assert _cut(f"共{numeral}元")[-1].startswith((f"共{numeral}", numeral))


def test_a_stop_in_brackets_does_not_keep_a_sentence_open_for_ever() -> None:
    assert max(map(len, _cut("（。）甲" * 1000))) <= LONGEST
