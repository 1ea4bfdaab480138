"""The pipeline: dates, streams, bad input."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhengce
from zhengce import periods, quantities
from zhengce.errors import ConfigError, InputError, MalformedError, ModelError

PIPELINE = zhengce.Pipeline()
Located = zhengce.Sentence | zhengce.Indicator | zhengce.Programme


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("工会新闻\n2024年11月5日\n建成驿站5个。", None, dt.date(2024, 11, 5)),
        ("工会新闻\n2024年11月5日\n建成驿站5个。", "2025-01-02", dt.date(2025, 1, 2)),
        ("11月5日，建成驿站5个。", None, None),
        ("去年，建成驿站5个。", None, None),
    ],
)
def test_published_is_given_or_printed_never_guessed(
    text: str, given: str | None, expected: dt.date | None
) -> None:
    assert PIPELINE(text, published=given).published == expected


def test_a_bad_date_is_named() -> None:
    with pytest.raises(MalformedError, match="2024-13-01"):
        PIPELINE("建成驿站5个。", published="2024-13-01")


def test_a_stream_keeps_its_order_and_takes_every_form() -> None:
    texts: list[str | dict[str, str] | zhengce.RawDocument] = [
        "建成驿站5个。",
        {"text": "慰问职工80人次。", "source": "b"},
        zhengce.RawDocument("c", "3人获奖。", "0" * 16),
    ]
    releases = list(PIPELINE.pipe(texts))
    assert [r.source for r in releases] == ["<text>", "b", "c"]
    assert [[str(i.value) for i in r.indicators] for r in releases] == [["5"], ["80"], ["3"]]


def test_texts_of_a_stream_tell_each_other_nothing() -> None:
    texts = [
        "2024年，甲市总工会建成工会驿站86个，同比增长7.5%。其中，新建12个。",
        "同比增长3.1%。开展“春风行动”，慰问职工80人次。",
        "一、回顾\n建成驿站5个。\n二、下一步工作安排\n建成驿站9个。",
        "建成驿站5个。",
    ]
    together = [release.to_dict() for release in PIPELINE.pipe(texts)]
    assert together == [PIPELINE(text).to_dict() for text in texts]


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(ConfigError, match="colour"):
        zhengce.load_config(normalize={"colour": True})


def test_an_unknown_step_is_named_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"no step \['colour'\].*gloss"):
        zhengce.Pipeline(zhengce.load_config(normalize={"skip": ["colour"]}))


def test_a_missing_model_is_named() -> None:
    with pytest.raises(ModelError, match="nowhere"):
        zhengce.Pipeline(zhengce.load_config(classify={"model": "nowhere"}))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_release_whose_spans_hold(text: str) -> None:
    try:
        release = PIPELINE(text)
    except InputError:  # nothing in it, or no text
        return
    records: list[Located] = [*release.sentences, *release.indicators, *release.programmes]
    for record in records:
        assert release.text[record.start : record.end] == record.text
        assert 0 <= record.raw_start <= record.raw_end <= len(text)


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="一二三十百千万亿0123456789.,%％个人元年月增长至为从到较比，。、；：（）“”的省工会",
        max_size=120,
    )
)
def test_prose_like_text_gives_values_with_spans(text: str) -> None:
    for indicator in PIPELINE(text or "空").indicators:
        assert indicator.raw_start < indicator.raw_end
        assert any(v is not None for v in (indicator.value, indicator.value_min)) or indicator.damaged


def test_a_moment_is_taken_as_its_day() -> None:
    morning = dt.datetime(2024, 11, 5, 9, 30, tzinfo=dt.UTC)
    (indicator,) = PIPELINE("今年以来，建成工会驿站3786个。", published=morning).indicators
    assert indicator.period is not None
    assert indicator.period.end == dt.date(2024, 11, 5)


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800"])
def test_no_text_has_no_periods_and_no_quantities(text: str) -> None:
    assert not periods(text)
    assert not quantities(text)


def test_a_date_of_the_wrong_type() -> None:
    with pytest.raises(MalformedError, match="published"):
        periods("今年以来", published=20241105)  # type: ignore[arg-type]  # what is tested
