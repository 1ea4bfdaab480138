"""Every figure that a reader sees arrives: siblings of each kind of file, made here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengce.errors import UndecodableError
from zhengce.ingest import decode, read
from zhengce.ingest.readers.glyphs import Glyph
from zhengce.ingest.readers.grid import lines_of_table
from zhengce.ingest.readers.layout import lines_of_pages
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = "<p>各级组织走访一线，听取意见，改进办法，群众反映良好。</p>" * 3


def page(tmp_path: Path, body: str) -> RawDocument:
    (tmp_path / "a.html").write_text(
        f"<html><head><meta charset='utf-8'><title>题</title></head><body>{body}</body></html>", "utf-8"
    )
    (found,) = read([tmp_path / "a.html"])
    assert isinstance(found, RawDocument)
    return found


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("<ol><li>建站320个</li><li>培训3.2万人次</li></ol>", "培训3.2万人次"),
        ("<h2>新增就业12.5万人</h2>", "新增就业12.5万人"),
        ("开头<br>新增就业12.5万人。<br>", "新增就业12.5万人。"),
        ("<blockquote>新增就业<b>12</b><i>.5</i>万人。</blockquote>", "新增就业12.5万人。"),
        ("<p>新增就业<sup>[3]</sup>12.5万人<sup>2</sup>。</p>", "新增就业12.5万人。"),
        ("<p>绿地39.8m<sup>2</sup>。</p>", "绿地39.8㎡。"),
        ("<p>新增<del>9</del>就业5万人。</p>", "新增就业5万人。"),
        (
            "<table><caption>单位：万人</caption><tr><th>指标</th><th>数值</th></tr>"
            "<tr><td>新增就业</td><td>12.5</td></tr></table>",
            "新增就业\t12.5",
        ),
        (
            "<table><tr><td><p>全市新增就业12.5万人。</p><p>增长5%。</p></td></tr></table>",
            "全市新增就业12.5万人。",
        ),
        ("<section><details><summary>要点</summary>建站320个。</details></section>", "建站320个。"),
    ],
)
def test_figures_of_pages(tmp_path: Path, body: str, line: str) -> None:
    assert line in page(tmp_path, body + PLAIN).text.split("\n")


@pytest.mark.parametrize(
    "around",
    [
        "<nav>热点：增长77%</nav>",
        "<div class='hits'>浏览77万次</div>",
        "<p style='display: none'>增长77%。</p>",
        "<div aria-hidden='true'>增长77%。</div>",
        "<ul><li><a href='a'>甲市增长77%</a></li><li><a href='b'>乙市</a></li>"
        "<li><a href='c'>丙市</a></li></ul>",
        "<script>var a='增长77%'</script>",
    ],
)
def test_what_is_no_release_stays_out(tmp_path: Path, around: str) -> None:
    found = page(tmp_path, around + PLAIN)
    assert "77" not in found.text


def test_left_out_figures_are_told(tmp_path: Path) -> None:
    assert "1 figure of the page" in page(tmp_path, "<nav>增长77%</nav>" + PLAIN).notes[0]


def test_rows_of_tables_keep_their_cells_apart() -> None:
    rows = [["指标", "", "数值"], ["建站", "", "320个"], ["培训\n人次", "", "3 万人"]]
    assert lines_of_table(rows) == ["指标\t数值", "建站\t320个", "培训 人次\t3 万人"]


TEXT = "今年全市城镇新增就业12.5万人，同比增长6.1%，新建工会驿站320个，培训职工3.2万人次。"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("gbk").decode("latin-1").encode(),
        TEXT.encode().decode("latin-1").encode(),
        TEXT.encode("hz"),
    ],
    ids=["GBK as Latin-1", "UTF-8 as Latin-1", "HZ"],
)
def test_wrong_decodings_are_undone(data: bytes) -> None:
    assert decode(data) == TEXT


def test_lost_decodings_are_refused() -> None:
    with pytest.raises(UndecodableError, match=r"UTF-8 that was read as GBK") as refusal:
        decode(TEXT.encode().decode("gbk", "replace").encode())
    assert "destroyed" in str(refusal.value)


def test_one_broken_byte_refuses_no_page() -> None:
    data = TEXT.encode("gbk")
    assert decode(data[:8] + b"\x80" + data[8:]) == f"{TEXT[:4]}€{TEXT[4:]}"


def line(text: str, base: float, left: float = 60.0, size: float = 12.0) -> list[Glyph]:
    """A set line; characters of half width count half."""
    glyphs = []
    for character in text:
        width = size if ord(character) > 0x2000 else size / 2
        if character != " ":
            glyphs.append(Glyph(character, left, left + width, base, size))
        left += width
    return glyphs


def test_running_titles_and_page_numbers_part_no_number() -> None:
    first = [*line("某市公报", 800), *line("全市绿地面积达到三十九万八千余平方米新增12", 700), *line("1", 40)]
    second = [*line("某市公报", 800), *line("5000平方米。", 700), *line("2", 40)]
    assert lines_of_pages([first, second]) == ["全市绿地面积达到三十九万八千余平方米新增125000平方米。"]


def test_raised_marks_are_no_digits() -> None:
    row = [*line("新增就业", 700), *line("3", 705, 108, 7), *line("12.5万人。", 700, 112)]
    assert lines_of_pages([row]) == ["新增就业12.5万人。"]


def test_narrow_columns_of_a_table() -> None:
    """Cells half a character apart, each column as wide as its widest cell."""
    rows = [("指标", "数值", "增速"), ("城镇新增就业", "12.5", "6.1"), ("再就业", "3.2", "-1.4")]
    page = [
        glyph
        for k, cells in enumerate(rows)
        for cell, left in zip(cells, (60, 145, 175), strict=True)
        for glyph in line(cell, 700 - 20 * k, left)
    ]
    assert lines_of_pages([page]) == ["\t".join(row) for row in rows]


def test_signs_that_a_browser_raised() -> None:
    row = [*line("建站", 700), *line("[3]", 704, 84, 10), *line("320个。", 700, 100)]
    assert lines_of_pages([row]) == ["建站320个。"]


def test_letter_spaced_digits() -> None:
    row = [
        Glyph(c, 60 + 18 * k - 3 * sum(map(str.isdigit, "新建320个"[:k])), 0, 700, 12)
        for k, c in enumerate("新建320个")
    ]
    set_ = [g._replace(right=g.left + (6 if g.text.isdigit() else 12)) for g in row]
    assert lines_of_pages([set_]) == ["新建320个"]
