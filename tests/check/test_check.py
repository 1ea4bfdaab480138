"""Each check on releases made by hand: what it says, what it holds its tongue about, where it points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from check.made import YEAR_ON_YEAR, by_end_of, growth, indicator, release, since, whole

from zhengce.check import Finding, check
from zhengce.check.interval import step as last_digit
from zhengce.types import Base, Period, Release


def of_kind(kind: str, *releases: Release) -> list[Finding]:
    return [finding for finding in check(releases) if finding.kind == kind]


def test_a_growth_implies_its_base() -> None:
    told = release(
        indicator("技能人才", "264.3万人", "2643000", unit="人", period=by_end_of(2023)),
        growth("技能人才", "67.3%", "67.3", since(2017), period=by_end_of(2023)),
    )
    (finding,) = check([told])
    assert (finding.kind, finding.verdict, finding.derived) == ("base", "derived", True)
    assert (finding.value, finding.unit, finding.year) == (Decimal(1580000), "人", 2017)
    assert [(s.release_id, s.text) for s in finding.sources] == [
        (told.release_id, "264.3万人"),
        (told.release_id, "67.3%"),
    ]


def test_a_fall_and_a_difference_imply_their_base_too() -> None:
    told = release(
        indicator("事故", "90件", "90", unit="件", period=whole(2023)),
        growth("事故", "10%", "10", YEAR_ON_YEAR, direction="decrease", period=whole(2023)),
        indicator("慰问职工", "754人次", "754", unit="人次", period=whole(2023)),
        growth("慰问职工", "134人次", "134", YEAR_ON_YEAR, unit="人次", period=whole(2023)),
    )
    found = {finding.name: finding for finding in of_kind("base", told)}
    assert found["事故"].value == Decimal(100)
    assert (found["慰问职工"].value, found["慰问职工"].year) == (Decimal(620), 2022)


@pytest.mark.parametrize(
    ("percent", "verdict"), [("5.6", "agrees"), ("5.3", "contradicts"), ("8.6", "contradicts")]
)
def test_growth_is_held_against_the_level_that_another_release_states(percent: str, verdict: str) -> None:
    before = release(
        indicator("技能人才", "296.0万人", "2960000", unit="人", period=by_end_of(2022)),
        published="2023-02-01",
    )
    after = release(
        indicator("技能人才", "312.5万人", "3125000", unit="人", period=by_end_of(2023)),
        growth("技能人才", f"{percent}%", percent, YEAR_ON_YEAR, period=by_end_of(2023)),
    )
    (finding,) = of_kind("growth", before, after)
    assert finding.verdict == verdict
    assert [source.text for source in finding.sources] == ["312.5万人", f"{percent}%", "296.0万人"]


def test_half_a_year_is_not_held_against_a_whole_one() -> None:
    half = Period("截至2023年6月底", None, by_end_of(2023).end.replace(month=6, day=30))  # type: ignore[union-attr]
    before = release(indicator("入会人数", "100人", "100", unit="人", period=whole(2022)))
    after = release(
        indicator("入会人数", "60人", "60", unit="人", period=half),
        growth("入会人数", "20%", "20", YEAR_ON_YEAR, period=half),
    )
    assert of_kind("growth", before, after) == []


def test_a_comparison_with_others_implies_no_base() -> None:
    peers = Base("全国", "peer", None, None)
    told = release(
        indicator("占比", "30个", "30", period=whole(2023)),
        growth("占比", "4%", "4", peers, period=whole(2023)),
    )
    assert check([told]) == []


@pytest.mark.parametrize(("share", "verdict"), [("31.3", "agrees"), ("33.1", "contradicts")])
def test_a_share_is_held_against_part_and_whole(share: str, verdict: str) -> None:
    told = release(
        indicator("技能人才", "264.3万人", "2643000", unit="人", period=by_end_of(2023)),
        indicator("高技能人才", "82.7万人", "827000", unit="人", period=by_end_of(2023)),
        indicator(
            "高技能人才", f"{share}%", share, unit="%", period=by_end_of(2023), denominator="技能人才总量"
        ),
    )
    (finding,) = of_kind("share", told)
    assert (finding.verdict, finding.value, finding.stated) == (verdict, Decimal("31.3"), Decimal(share))


@pytest.mark.parametrize(
    ("shares", "verdicts"),
    [
        (("38.6", "44.1", "17.3"), ["agrees"]),
        (("33.3", "33.3", "33.3"), ["agrees"]),
        (("41.5", "36.2", "24.3"), []),
        (("20.0", "15.0", "30.0"), []),
        (("60.0", "42.0"), []),
    ],
)
def test_shares_of_one_sentence_make_the_whole(shares: tuple[str, ...], verdicts: list[str]) -> None:
    parts = [indicator(f"{'甲乙丙'[k]}占", f"{s}%", s, unit="%") for k, s in enumerate(shares)]
    assert [finding.verdict for finding in of_kind("sum", release(*parts))] == verdicts


def two_on_2021(second: Any, publisher: str = "青岭省总工会") -> list[Finding]:
    first = release(indicator("工会驿站", "2873个", "2873", period=whole(2021)), published="2022-01-05")
    return of_kind("disagreement", first, release(second, published="2023-01-05", publisher=publisher))


def test_two_releases_on_the_same_day_that_exclude_one_another_disagree() -> None:
    (finding,) = two_on_2021(indicator("全省工会驿站总数", "2837个", "2837", period=whole(2021)))
    assert finding.verdict == "contradicts"
    assert [source.text for source in finding.sources] == ["2873个", "2837个"]


@pytest.mark.parametrize(
    "second",
    [
        indicator("工会驿站", "2873个", "2873", period=whole(2021)),
        indicator("工会驿站", "0.29万个", "2900", period=whole(2021)),
        indicator("工会驿站", "2800个", "2800", modifier="over", period=whole(2021)),
        indicator("工会驿站", "2837个", "2837", period=whole(2022)),
        indicator("工会驿站", "2837人次", "2837", unit="人次", period=whole(2021)),
        indicator("工会驿站", "2837个", "2837", status="target", period=whole(2021)),
        indicator("爱心工会驿站", "2837个", "2837", period=whole(2021)),
        indicator("工会驿站", "2837个", "2837", period=None),
    ],
    ids=["same", "rounded", "open above", "other year", "other unit", "target", "other name", "no time"],
)
def test_what_both_can_mean_is_no_disagreement(second: Any) -> None:
    assert two_on_2021(second) == []


def test_measure_words_of_one_thing_do_not_part_it() -> None:
    (finding,) = two_on_2021(indicator("工会驿站", "2837处", "2837", unit="处", period=whole(2021)))
    assert finding.verdict == "contradicts"


@pytest.mark.parametrize(
    ("text", "unit", "value", "step"),
    [
        ("264.3万人", "人", "2643000", 1000),
        ("3786个", "个", "3786", 0),
        ("百分之二十五", "%", "25", 1),
        ("百分之四点八", "%", "4.8", Fraction(1, 10)),
        ("七十三亿一千万元", "元", "7310000000", 10**7),
        ("六百亿元", "元", "60000000000", 10**8),
        ("1兆8,934亿元", "元", "1893400000000", 10**8),
        ("三百人", "人", "300", 0),
        ("三成", "%", "30", 10),
        ("三成一", "%", "31", 1),
    ],
)
def test_a_number_is_rounded_to_its_last_digit(text: str, unit: str, value: str, step: Any) -> None:
    assert last_digit(indicator("产值", text, value, unit=unit)) == step


def test_other_provinces_have_other_figures() -> None:
    assert two_on_2021(indicator("工会驿站", "2837个", "2837", period=whole(2021)), "岚海省总工会") == []


def test_a_release_that_tells_two_values_is_no_witness_but_by_its_total() -> None:
    new = indicator("工会驿站", "257个", "257", period=whole(2022))
    total = indicator("工会驿站总数", "2043个", "2043", period=whole(2022))
    aim = indicator("工会驿站", "2000个", "2000", status="target", period=whole(2022))
    planned = release(aim, published="2022-01-05")
    (finding,) = of_kind("target", planned, release(new, total, published="2023-01-05"))
    assert finding.verdict == "met"
    unparted = [new, indicator("工会驿站", "2043个", "2043", period=whole(2022))]
    assert of_kind("target", planned, release(*unparted, published="2023-01-05")) == []


@pytest.mark.parametrize(
    ("reached", "modifier", "aim_modifier", "verdict"),
    [
        ("2000", "exact", "exact", "met"),
        ("1999", "exact", "at_least", "missed"),
        ("2000", "over", "exact", "met"),
        ("1990", "nearly", "exact", "open"),
        ("2000", "under", "exact", "missed"),
        ("2001", "exact", "at_most", "missed"),
        ("1800", "exact", "at_most", "met"),
    ],
)
def test_targets_are_met_or_missed(reached: str, modifier: str, aim_modifier: str, verdict: str) -> None:
    aim = indicator("工会驿站", "2000个", "2000", status="target", modifier=aim_modifier, period=whole(2023))
    fact = indicator("工会驿站", f"{reached}个", reached, modifier=modifier, period=by_end_of(2023))
    (finding,) = of_kind("target", release(aim, published="2023-01-05"), release(fact))
    assert finding.verdict == verdict
    assert finding.value == Decimal(reached) - 2000


def test_a_target_whose_year_has_not_come_is_not_spoken_of() -> None:
    aim = indicator("工会驿站", "2000个", "2000", status="target", period=whole(2030))
    assert check([release(aim), release(indicator("工会驿站", "5个", "5", period=whole(2023)))]) == []


def test_a_fact_of_a_year_that_has_hardly_begun_is_none() -> None:
    plan = release(indicator("工会驿站", "1700个", "1700", period=whole(2023)), published="2023-02-22")
    later = release(indicator("工会驿站", "1733个", "1733", period=whole(2023)), published="2024-02-28")
    assert check([plan, later]) == []


def test_mirrors_count_once() -> None:
    told = release(
        indicator("技能人才", "264.3万人", "2643000", unit="人", period=by_end_of(2023)),
        growth("技能人才", "67.3%", "67.3", since(2017), period=by_end_of(2023)),
    )
    assert len(check([told, told])) == 1


def test_what_contradicts_comes_first() -> None:
    verdicts = [f.verdict for f in check([*_several()])]
    assert verdicts == sorted(verdicts, key=["contradicts", "missed", "met", "agrees", "derived"].index)
    assert len(set(verdicts)) > 2


def _several() -> list[Release]:
    return [
        release(
            indicator("技能人才", "100人", "100", unit="人", period=whole(2022)),
            indicator("技能人才", "120人", "120", unit="人", status="target", period=whole(2023)),
            published="2023-01-10",
        ),
        release(
            indicator("技能人才", "110人", "110", unit="人", period=whole(2023)),
            growth("技能人才", "30%", "30", YEAR_ON_YEAR, period=whole(2023)),
        ),
    ]
