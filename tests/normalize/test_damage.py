"""Our own texts, damaged: what can be undone is, what cannot is marked, no figure is made."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
from normalize.damage import (
    FORMS,
    TABLES,
    TEXTS,
    fold,
    gloss,
    half_width,
    simplified,
    traditional,
)

from zhengce.normalize import normalize, replay

NUMBER = re.compile(r"(?<![\d.,\ufffd])\d[\d.,]*+(?:[万亿]|%)?+(?!\ufffd)")
MARKS = {"three": "，！？", "all": "，：；！？（）"}
FOLDINGS = {"marks show": True, "marks are gone": False}


@cache
def clean(path: Path) -> str:
    """The text as GBK holds it, so that the simulator takes nothing away before it begins."""
    source = path.read_text(encoding="utf-8")
    script = source if "國" in source else traditional(source)
    return script.encode("gbk", "ignore").decode("gbk")


@cache
def clean_simplified(path: Path) -> str:
    return simplified(clean(path)).encode("gb2312", "ignore").decode("gb2312")


def likeness(ours: str, theirs: str) -> float:
    if ours == theirs:
        return 1.0
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return matcher.ratio()


def numbers(text: str) -> Counter[str]:
    """Numerals that stand free of any lost place."""
    return Counter(NUMBER.findall(text))


def check(path: Path, damaged: str, floor: float, source: str = "") -> None:
    expected, normalized = normalize(source or clean(path)).text, normalize(damaged)
    assert likeness(expected, normalized.text) >= floor
    assert not numbers(normalized.text) - numbers(expected), "a number that the clean text does not hold"
    assert replay(damaged, normalized.log) == normalized.text


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("table", TABLES)
def test_glosses(path: Path, table: str, form: str) -> None:
    check(path, gloss(half_width(clean(path)), TABLES[table].split(), form), 0.99)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("keeps_signs", FOLDINGS.values(), ids=FOLDINGS)
def test_folded_marks(path: Path, *, keeps_signs: bool) -> None:
    check(path, fold(clean(path), keeps_signs=keeps_signs), 0.99)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("table", TABLES)
def test_glosses_of_simplified_text(path: Path, table: str) -> None:
    """Two bytes of GB 2312 spell a character of the table far oftener than those of traditional script."""
    characters = simplified(TABLES[table]).split()
    source = clean_simplified(path)
    check(path, gloss(source, characters, "tone"), 0.96, source)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("keeps_signs", FOLDINGS.values(), ids=FOLDINGS)
@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
def test_folded_marks_of_simplified_text(path: Path, marks: str, *, keeps_signs: bool) -> None:
    source = clean_simplified(path)
    check(path, fold(source, marks=marks, keeps_signs=keeps_signs), 0.975, source)


@pytest.mark.parametrize("keeps_signs", FOLDINGS.values(), ids=FOLDINGS)
def test_average_likeness_of_folded_text(*, keeps_signs: bool) -> None:
    found = {
        script: [
            likeness(normalize(text).text, normalize(fold(text, keeps_signs=keeps_signs)).text)
            for text in map(source, TEXTS)
        ]
        for script, source in (("traditional", clean), ("simplified", clean_simplified))
    }
    means = {script: sum(each) / len(each) for script, each in found.items()}
    assert means["traditional"] >= 0.9995
    assert means["simplified"] >= 0.9977
    assert min(found["traditional"]) >= 0.997
    assert min(found["simplified"]) >= 0.992


def test_average_likeness() -> None:
    """The mean over texts and tables; the floor is what was reached, less a margin for single characters."""
    found = [
        likeness(normalize(clean(path)).text, normalize(gloss(clean(path), table.split(), form)).text)
        for path in TEXTS
        for table in TABLES.values()
        for form in ("tone", "blank inside")
    ]
    assert sum(found) / len(found) >= 0.9992


@pytest.mark.parametrize("order", [1, -1], ids=["as listed", "backwards"])
def test_the_order_of_the_table_does_not_matter(order: int) -> None:
    for path in TEXTS[:4]:
        check(path, gloss(half_width(clean(path)), TABLES["across"].split()[::order], "tone"), 0.99)


def test_no_gloss_is_left() -> None:
    for path in TEXTS:
        text = normalize(gloss(clean(path), TABLES["thirty-nine"].split(), "tone")).text
        assert not re.search("[āáǎàēéěèīíǐìōóǒòūúǔù]", text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_half_width_punctuation_is_no_damage(path: Path) -> None:
    for source in (clean(path), clean_simplified(path)):
        questions = half_width(source).replace("。", "?")
        kinds = {repair.kind for repair in normalize(questions).repairs}
        assert not kinds & {"folded", "misaligned", "lost", "gloss"}


def test_no_word_is_read_where_a_numeral_may_have_stood() -> None:
    text = "帮助企业渡过难关。“去年前三季度新设企业近590万户，同比增长，继续恢复。"
    damaged = fold(text, keeps_signs=False)
    assert "三" not in damaged
    assert "前\ufffd季度" in normalize(damaged).text


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_marks_that_the_page_made_full_width_again(path: Path) -> None:
    """A page that shows ?！ for ?! is read like one that shows ?!."""
    source = clean_simplified(path)
    shown = fold(source)
    again = shown.replace("?!", "?！").replace("?,", "?，").replace("??", "?？")
    assert likeness(normalize(again).text, normalize(shown).text) > 0.996


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ("全市干部下沉一线。科技特派员走进田间地头", "科技特派员走进"),
        ("会议强调压实责任。开发区加快国家政治安全建设", "加快国家政治安全"),
        ("重点任务圆满收官。“十四五”期间新增岗位", "“十四五”期间新增岗位"),
        ("他说：“我们把服务送到群众身边。”\n全县各乡镇也在行动。", "送到群众身边。”"),
        ("全区集成电路产量稳步提升。新能源汽车出口增长30.4%，增势良好", "出口增长30.4%，"),
    ],
    ids=["a pair", "two in a row", "the name of a plan", "a closing quote at the end", "before a number"],
)
def test_dropped_pairs_of_simplified_text(source: str, known: str) -> None:
    assert known in normalize(fold(source)).text


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ("公布統計結果。海藻、漁業資源調查完成，後續跟進。", "渔业资源"),
        ("受災地區有湖南。湖邊、江西、廣西三地，後續跟進。", "广西三地"),
        ("他说：“难题解决了。”\n全县各乡镇都在行动，效果很好，", "难题解决了。”\n全县"),
    ],
    ids=["a letter as the second byte", "the same before a known word", "a paragraph ends after a quote"],
)
def test_what_follows_a_broken_byte(source: str, known: str) -> None:
    for keeps_signs in (True, False):
        damaged = fold(source, marks="，：！？", keeps_signs=keeps_signs)
        assert "?" in damaged
        assert known in normalize(damaged).text


def test_the_rest_of_a_gloss_inside_a_character_is_proof_enough() -> None:
    assert normalize("另一方面?huán)矫鎱f助市場發展,農(nóng)民增收").text.endswith("农民增收")
    assert normalize("長三角一體化，資(zī)本投入").text == "长三角一体化，资本投入"


def test_no_place_is_silent() -> None:
    """What differs from the clean text is said to be lossy, dropped pairs among it."""
    silent: list[tuple[str, str, str]] = []
    for path in TEXTS:
        for source, damaged in (
            (clean(path), fold(clean(path))),
            (clean(path), fold(clean(path), keeps_signs=False)),
            (clean(path), gloss(half_width(clean(path)), TABLES["across"].split(), "tone")),
            (clean_simplified(path), fold(clean_simplified(path))),
            (
                clean_simplified(path),
                gloss(clean_simplified(path), simplified(TABLES["two dozen"]).split(), "tone"),
            ),
        ):
            silent += [(path.stem, *place) for place in silent_places(source, damaged)]
    assert not silent


def silent_places(source: str, damaged: str) -> list[tuple[str, str]]:
    expected, found = normalize(source).text, normalize(damaged)
    owned = [(r.start - 2, r.end + 2) for r in found.repairs if r.lossy]
    matcher = SequenceMatcher(None, expected, found.text, autojunk=False)
    return [
        (expected[max(0, i - 4) : j + 4], found.text[max(0, k - 4) : m + 4])
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
        and (expected[i:j] + found.text[k:m]).strip()
        and not any(start < max(m, k + 1) and k < end for start, end in owned)
    ]


@pytest.mark.parametrize(
    ("damaged", "clean_text"),
    [
        ("農業規?;l展水平提高12%", "规模化发展"),
        ("全縣增長12%?!眹医y計局說", "国家统计局说"),
        ("增長9%?！叭斯ぶ悄?”行動(dòng)深入推進(jìn)", "“人工智能”行动深入推进"),
    ],
)
def test_dropped_pairs_are_weighed(damaged: str, clean_text: str) -> None:
    found = normalize(f"縣財(cái)政局實(shí)施產(chǎn)業(yè)計(jì)劃,推進(jìn)產(chǎn)業(yè)。{damaged}。")
    assert clean_text in found.text
    assert any(repair.lossy for repair in found.repairs)
