"""Variants of what Word and web pages do to figures: each arrives once, and nothing else does."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from zhengce.ingest import read
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def r(text: str, properties: str = "") -> str:
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def math(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def sdt(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
FIELD = (
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{}</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r>{}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
)
WORD = {
    "insertion in a number": (
        p(r("新增就业1") + f"<w:ins>{r('2.5')}</w:ins>" + r("万人。")),
        "新增就业12.5万人。",
    ),
    "insertion of a paragraph": (p(r("一。")) + p(f"<w:ins>{r('建站320个。')}</w:ins>"), "一。\n建站320个。"),
    "replaced": (
        p(
            r("建站")
            + f"<w:del><w:r><w:delText>30</w:delText></w:r></w:del><w:ins>{r('320')}</w:ins>"
            + r("个。")
        ),
        "建站320个。",
    ),
    "moved": (
        p(r("甲。") + f"<w:moveFrom>{r('建站320个。')}</w:moveFrom>")
        + p(f"<w:moveTo>{r('建站320个。')}</w:moveTo>"),
        "甲。\n建站320个。",
    ),
    "deleted row": (
        table(
            cell(p(r("建站"))) + cell(p(r("320个"))),
            "<w:trPr><w:del/></w:trPr>" + cell(p(r("建点"))) + cell(p(r("41个"))),
        ),
        "建站\t320个",
    ),
    "control in a sentence": (p(r("建站") + sdt(r("320")) + r("个。")), "建站320个。"),
    "control around paragraphs": (
        sdt(p(r("建站320个。")) + sdt(p(r("建点41个。")))),
        "建站320个。\n建点41个。",
    ),
    "control around a row": (table(cell(p(r("建站"))) + sdt(cell(p(r("320个"))))), "建站\t320个"),
    "control in a cell": (table(cell(p(r("建站"))) + cell(sdt(p(r("320个"))))), "建站\t320个"),
    "smart tags in each other": (
        p(r("建站") + f"<w:smartTag><w:smartTag>{r('320')}</w:smartTag>{r('个')}</w:smartTag>" + r("。")),
        "建站320个。",
    ),
    "custom XML": (p(f"<w:customXml>{r('建站320个。')}</w:customXml>"), "建站320个。"),
    "hyperlink": (p(r("建站") + f"<w:hyperlink>{r('320个')}</w:hyperlink>" + r("。")), "建站320个。"),
    "field": (p(r("建站") + FIELD.format("MERGEFIELD n", r("320")) + r("个。")), "建站320个。"),
    "simple field": (
        p(r("建站") + f"<w:fldSimple w:instr='=1'>{r('320')}</w:fldSimple>" + r("个。")),
        "建站320个。",
    ),
    "page number field": (p(r("第") + FIELD.format("PAGE", r("3")) + r("页建站320个。")), "第3页建站320个。"),
    "text box": (p(r("甲。") + BOX.format(p(r("建站320个。")))), "甲。\n建站320个。"),
    "text box with a table": (
        p(r("甲。") + BOX.format(table(cell(p(r("建站"))) + cell(p(r("320个")))))),
        "甲。\n建站\t320个",
    ),
    "nested table": (
        table(cell(p(r("概况")) + table(cell(p(r("建站"))) + cell(p(r("320个")))) + p(""))),
        "概况\n建站\t320个",
    ),
    "cell over rows": (
        table(
            cell(p(r("网点")), "<w:vMerge w:val='restart'/>") + cell(p(r("建站"))) + cell(p(r("320个"))),
            cell(p(""), "<w:vMerge/>") + cell(p(r("建点"))) + cell(p(r("41个"))),
        ),
        "网点\t建站\t320个\n网点\t建点\t41个",
    ),
    "mark of a note": (
        p(r("建站320") + r("[1]", '<w:vertAlign w:val="superscript"/>') + r("个。")),
        "建站320个。",
    ),
    "mark by position": (p(r("建站320个") + r("2", '<w:position w:val="8"/>') + r("。")), "建站320个。"),
    "power": (p(r("绿地39.8m") + r("2", '<w:vertAlign w:val="superscript"/>') + r("。")), "绿地39.8㎡。"),
    "subscript": (
        p(r("减排CO") + r("2", '<w:vertAlign w:val="subscript"/>') + r("3万吨。")),
        "减排CO2 3万吨。",
    ),
    "hidden": (p(r("建站320个。") + r("增长77%。", "<w:vanish/>")), "建站320个。"),
    "hidden switched off": (p(r("建站320个。", '<w:vanish w:val="0"/>')), "建站320个。"),
    "struck out": (p(r("建站") + r("30", "<w:strike/>") + r("320个。")), "建站320个。"),
    "number in pieces": (p(r("新增就业1") + r("2", "<w:b/>") + r(".5") + r("万人。")), "新增就业12.5万人。"),
    "break in a sentence": (
        p(r("建站320个，") + "<w:r><w:br/></w:r>" + r("建点41个。")),
        "建站320个，\n建点41个。",
    ),
    "hyphen of its own": (p(r("增长3") + "<w:r><w:noBreakHyphen/></w:r>" + r("5%。")), "增长3-5%。"),
    "end of a paragraph deleted": (
        p(r("新增就业"), "<w:rPr><w:del/></w:rPr>") + p(r("12.5万人。")),
        "新增就业12.5万人。",
    ),
    "what a control asks for": (
        p(
            r("建站")
            + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + r("填写77个")
            + "</w:sdtContent></w:sdt>"
            + r("320个。")
        ),
        "建站320个。",
    ),
    "text in an instruction": (
        p(
            r("建站")
            + "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
            + r("77个")
            + "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
            + r("320个。")
            + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        ),
        "建站320个。",
    ),
    "field in a field": (
        p(r("建站") + FIELD.format("IF", FIELD.format("SEQ 77", r("320"))) + r("个。")),
        "建站320个。",
    ),
    "field without an end": (
        p("<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + r("甲")) + p(r("建站320个。")),
        "\n建站320个。",
    ),
    "mark in pieces": (
        p(r("建站320个") + "".join(r(c, '<w:vertAlign w:val="superscript"/>') for c in "[1]") + r("。")),
        "建站320个。",
    ),
    "hidden row": (
        table(
            "<w:trPr><w:hidden/></w:trPr>" + cell(p(r("建点"))) + cell(p(r("77个"))),
            cell(p(r("建站"))) + cell(p(r("320个"))),
        ),
        "建站\t320个",
    ),
    "power in a formula": (
        p(
            r("培训3.2")
            + math(f"{m('×')}<m:sSup><m:e>{m('10')}</m:e><m:sup>{m('4')}</m:sup></m:sSup>")
            + r("人。")
        ),
        "培训3.2×10⁴人。",
    ),
    "fraction in a formula": (
        p(r("占") + math(f"<m:f><m:num>{m('1')}</m:num><m:den>{m('3')}</m:den></m:f>") + r("。")),
        "占1/3。",
    ),
    "formula": (p("<m:oMath><m:r><m:t>320</m:t></m:r></m:oMath>" + r("个站。")), "320个站。"),
}
STYLES = (
    '<w:style w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="OwnMark"><w:basedOn w:val="Mark"/></w:style>'
)
STYLED = {
    "paragraph": p(r("增长77%。"), '<w:pStyle w:val="Unseen"/>') + p(r("建站320个。")),
    "mark": p(r("建站") + r("2", '<w:rStyle w:val="Mark"/>') + r("320个。")),
    "mark by a style of its own": p(r("建站") + r("2", '<w:rStyle w:val="OwnMark"/>') + r("320个。")),
}
LISTS = [  # forms and texts of two levels, and what the numbers of a heading and an item become
    (("chineseCounting", "（%1）"), ("decimalFullWidth", "%2．"), "（一）", "1． "),
    (("japaneseCounting", "第%1部分"), ("decimal", "%2."), "第一部分：", "1. "),
    (("decimal", "%1"), ("decimal", "%1.%2 "), "1、", "1.1、"),
    (("ideographTraditional", "%1、"), ("decimalEnclosedCircle", "%2"), "一、", "①"),
]
PLAIN = "<p>各级组织走访一线，听取意见，改进办法，群众反映良好。</p>" * 3
PAGES = {
    "list in list": (
        "<ul><li>建站320个<ul><li>其中新建41个</li></ul></li></ul>",
        ["建站320个", "其中新建41个"],
    ),
    "paragraph beside text": (
        "<div>建站320个。<p>建点41个。</p>培训3万人。</div>",
        ["建站320个。", "建点41个。", "培训3万人。"],
    ),
    "breaks": ("<div>建站320个。<br/><br>建点41个。</div>", ["建站320个。", "建点41个。"]),
    "break in a number": ("<p>新增就业12.5<br>万人，建站<br/>320个。</p>", ["新增就业12.5万人，建站320个。"]),
    "break after a heading": ("<p>一、就业<br>320个站建成。</p>", ["320个站建成。"]),
    "mark by its style": (
        "<p>建站<b style='vertical-align: super'>3</b>320个<a style='VERTICAL-ALIGN:super'>[2]</a>。</p>",
        ["建站320个。"],
    ),
    "number over zero-width signs": ("<p>建站3<wbr>2<!-- 77 -->0个。</p>", ["建站320个。"]),
    "heading": ("<h1>建站320个</h1><h4>建点41个</h4>", ["建站320个", "建点41个"]),
    "terms and values": ("<dl><dt>建站</dt><dd>320个</dd></dl>", ["建站\t320个"]),
    "terms": (
        "<dl><dt>建站</dt><dd>建成320个站点，服务职工。</dd></dl>",
        ["建站", "建成320个站点，服务职工。"],
    ),
    "number in spans": (
        "<p>建<span>站3</span><span>2</span><em>0</em><font>个。</font></p>",
        ["建站320个。"],
    ),
    "spans with blanks": ("<p>\n<span>建站</span>\n<span>320</span>个。\n</p>", ["建站 320个。"]),
    "power": ("<p>绿地3.2×10<sup>4</sup>m<sup>2</sup>。</p>", ["绿地3.2×10⁴㎡。"]),
    "subscript": ("<p>减排CO<sub>2</sub>3万吨。</p>", ["减排CO2 3万吨。"]),
    "note with a link": ("<p>建站<sup><a href='#n'>[12]</a></sup>320个。</p>", ["建站320个。"]),
    "circled note": ("<p>建站320个<sup>①</sup>。</p>", ["建站320个。"]),
    "table": (
        "<table><tr><th>指标</th><td>数值</td></tr><tr><td>建站</td><td>320个</td></tr></table>",
        ["建站\t320个"],
    ),
    "table with parts": (
        "<table><thead><tr><th>指标</th><th>数值</th></tr></thead><tbody><tr><td>建站</td>"
        "<td><p>320</p><p>个</p></td></tr></tbody></table>",
        ["建站\t320 个"],
    ),
    "frame of a page": (
        "<table><tr><td>导航</td><td><p>建站320个，建点41个。</p></td></tr></table>",
        ["建站320个，建点41个。"],
    ),
    "article in a section": (
        "<main><article><section>建站320个。</section></article></main>",
        ["建站320个。"],
    ),
    "figure": ("<figure><img src='a'><figcaption>建站320个</figcaption></figure>", ["建站320个"]),
    "quotation": ("<blockquote><p>建站320个。</p></blockquote>", ["建站320个。"]),
    "preformatted": ("<pre>建站320个。</pre>", ["建站320个。"]),
    "unknown element": ("<ucapcontent><zoom>建站320个。</zoom></ucapcontent>", ["建站320个。"]),
    "entities": ("<p>建站&nbsp;320&#20010;。</p>", ["建站 320个。"]),
    "centred": ("<center><b>建站320个。</b></center>", ["建站320个。"]),
}
HIDDEN = [
    "<p hidden>增长77%。</p>",
    "<p style='display:none'>增长77%。</p>",
    "<p style='VISIBILITY: hidden'>增长77%。</p>",
    "<span style='font-size:0'>增长77%。</span>",
    "<div class='hits'>点击77次</div>",
    "<span id='hits'>77</span>",
    "<template>增长77%。</template>",
    "<noscript>增长77%。</noscript>",
    "<!-- 增长77%。 -->",
    "<nav><a href='a'>增长77%</a></nav>",
    "<div class='breadcrumb'>首页 77条</div>",
    "<footer>备案77号</footer>",
    "<select><option>77个</option></select>",
    "<div class='related'><a href='a'>甲市增长77%</a></div>",
    "<p>建点<s>77</s>个。</p>",
]


def read_one(path: Path) -> RawDocument:
    (found,) = read([path])
    assert isinstance(found, RawDocument)
    return found


def word(path: Path, body: str, **parts: str) -> RawDocument:
    """A document with this body, and with these parts in the place of those of an empty one."""
    docx = pytest.importorskip("docx")
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    parts["document"] = f"<w:document {W} {MORE}><w:body>{body}</w:body></w:document>"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path / "a.docx", "w") as new:
        for name in old.namelist():
            if name.removeprefix("word/").removesuffix(".xml") not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(f"word/{name}.xml", f'<?xml version="1.0"?>{part}')
    return read_one(path / "a.docx")


@pytest.mark.parametrize(("body", "text"), WORD.values(), ids=WORD)
def test_word(tmp_path: Path, body: str, text: str) -> None:
    assert word(tmp_path, body).text == text


@pytest.mark.parametrize("body", STYLED.values(), ids=STYLED)
def test_styles_that_hide_or_raise(tmp_path: Path, body: str) -> None:
    found = word(tmp_path, body, styles=f"<w:styles {W}>{STYLES}</w:styles>").text
    assert found.strip() == "建站320个。"


@pytest.mark.parametrize(("high", "low", "first", "second"), LISTS)
def test_a_number_of_a_list_is_no_part_of_a_figure(
    tmp_path: Path, high: tuple[str, str], low: tuple[str, str], first: str, second: str
) -> None:
    levels = "".join(
        f"<w:lvl w:ilvl='{k}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:pStyle w:val='S{k}'/>"
        f"<w:suff w:val='nothing'/><w:lvlText w:val='{text}'/></w:lvl>"
        for k, (form, text) in enumerate((high, low))
    )
    numbers = (
        f"<w:numbering {W}><w:abstractNum w:abstractNumId='5'>{levels}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num></w:numbering>"
    )
    styles = "".join(
        f"<w:style w:styleId='S{k}'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        for k in (0, 1)
    )
    body = p(r("2023年工作"), "<w:pStyle w:val='S0'/>") + p(r("18个站建成。"), "<w:pStyle w:val='S1'/>")
    found = word(tmp_path, body, numbering=numbers, styles=f"<w:styles {W}>{styles}</w:styles>")
    assert found.text == f"{first}2023年工作\n{second}18个站建成。"


@pytest.mark.parametrize(("body", "lines"), PAGES.values(), ids=PAGES)
def test_page(tmp_path: Path, body: str, lines: list[str]) -> None:
    pytest.importorskip("lxml")
    (tmp_path / "a.html").write_text(f"<html><meta charset=utf-8><body>{body}{PLAIN}</body></html>", "utf-8")
    found = [line.replace("\xa0", " ") for line in read_one(tmp_path / "a.html").text.split("\n")]
    assert [line for line in found if any(map(str.isdigit, line)) or line in lines] == lines


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_is_not_shown(tmp_path: Path, hidden: str) -> None:
    pytest.importorskip("lxml")
    (tmp_path / "a.html").write_text(
        f"<html><meta charset=utf-8><body>{hidden}{PLAIN}</body></html>", "utf-8"
    )
    assert "77" not in read_one(tmp_path / "a.html").text


SHEETS = {
    ".a {display: none}": False,
    "p { color: red } #i , p.a{ visibility:hidden }": False,
    "/* .b {} */ .a { Display : None !important }": False,
    "@media print { .a {display: none} }": True,
    ".a {display: none} .a.on {display: block}": True,
    ".a .b {display: none} .c {display:none}": True,
}


@pytest.mark.parametrize(("sheet", "shown"), SHEETS.items())
def test_style_sheets(tmp_path: Path, sheet: str, *, shown: bool) -> None:
    pytest.importorskip("lxml")
    body = f"<body><p class='x a'>增长77%。</p>{PLAIN}</body>"
    page = f"<html><meta charset=utf-8><style>{sheet}</style>{body}</html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert ("77" in read_one(tmp_path / "a.html").text) is shown


def test_a_broken_byte_inside_a_number_is_a_lost_place(tmp_path: Path) -> None:
    pytest.importorskip("lxml")
    page = f"<html><meta charset=gbk><body><p>建站1|20个，价值|50。</p>{PLAIN}</body></html>".encode("gbk")
    (tmp_path / "a.html").write_bytes(page.replace(b"|", b"\x80"))
    assert "建站1\ufffd20个，价值€50。" in read_one(tmp_path / "a.html").text


@pytest.mark.parametrize("byte", [b"\x80", b"\xff"])
def test_a_bad_byte_in_a_page(tmp_path: Path, byte: bytes) -> None:
    pytest.importorskip("lxml")
    page = f"<html><meta charset=gb2312><body><p>甲|乙建站320个。</p>{PLAIN}</body></html>".encode("gbk")
    (tmp_path / "a.html").write_bytes(page.replace(b"|", byte))
    assert "建站320个。" in read_one(tmp_path / "a.html").text
