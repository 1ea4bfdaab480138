"""The output records; `zhengce.values` has the values passed between stages.

JSON form, frames and database tables are all derived from the output records below; each field has an
English and a Chinese description.

Every span is given twice: ``start``/``end`` in the normalised text, ``raw_start``/``raw_end`` in the
decoded raw text. Offsets count characters from 0; the end is exclusive.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from zhengce.columns import Note as Note  # noqa: PLC0414 - exported here too
from zhengce.columns import flat_fields, flatten, plain_kind
from zhengce.errors import MissingExtraError
from zhengce.framing import typed
from zhengce.record import Records
from zhengce.values import RawDocument as RawDocument  # noqa: PLC0414
from zhengce.values import SectionKind
from zhengce.values import SectionSpan as SectionSpan  # noqa: PLC0414
from zhengce.values import SegmentedText as SegmentedText  # noqa: PLC0414
from zhengce.values import SentenceSpan as SentenceSpan  # noqa: PLC0414

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

SCHEMA = "zhengce/2"

RepairKind = Literal[
    "gloss", "misaligned", "folded", "lost", "script", "compatibility",
    "blank", "wrap", "stop", "furniture", "markup", "table",
]  # fmt: skip
Measure = Literal["level", "change", "rank"]
Direction = Literal["increase", "decrease"]
Modifier = Literal["exact", "about", "nearly", "over", "at_least", "under", "at_most"]
Status = Literal["actual", "target"]
BaseKind = Literal["year_on_year", "month_on_month", "quarter_on_quarter", "since", "plan", "peer"]
Basis = Literal["real", "comparable", "nominal"]
Vintage = Literal["preliminary", "revised", "final"]
Review = Literal["accepted", "corrected", "added"]
ProgrammeKind = Literal[
    "initiative", "plan", "project", "system", "document", "competition", "platform", "honour", "event"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A repair made by normalisation, beyond width and script."""

    raw_start: Annotated[int, Note("start in the raw text", "原文起点")]
    raw_end: Annotated[int, Note("end in the raw text", "原文终点")]
    start: Annotated[int, Note("start in the normalised text", "规范文本起点")]
    end: Annotated[int, Note("end in the normalised text", "规范文本终点")]
    kind: Annotated[RepairKind, Note("which step made it", "修复类型")]
    lossy: Annotated[bool, Note("true where characters could not be recovered", "是否有字符无法恢复")]
    before: Annotated[str, Note("the raw characters", "修复前")]
    after: Annotated[str, Note("what stands there now", "修复后")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the release's outline."""

    index: Annotated[int, Note("number in the release, from 0", "序号")]
    heading: Annotated[str | None, Note("the heading or topic sentence", "标题")]
    start: Annotated[int, Note("start in the normalised text", "规范文本起点")]
    end: Annotated[int, Note("end in the normalised text", "规范文本终点")]
    area: Annotated[str | None, Note("work area of most of its sentences", "工作领域")]
    kind: Annotated[SectionKind, Note("lead, body, outlook or boilerplate", "部分类型")] = "body"
    level: Annotated[int, Note("1 for a heading under no other, 0 outside the order", "层级")] = 0
    parent: Annotated[int | None, Note("index of the section it lies under", "上级部分")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its work area."""

    index: Annotated[int, Note("number in the release, from 0", "序号")]
    text: Annotated[str, Note("normalised text", "文本")]
    start: Annotated[int, Note("start in the normalised text", "规范文本起点")]
    end: Annotated[int, Note("end in the normalised text", "规范文本终点")]
    raw_start: Annotated[int, Note("start in the raw text", "原文起点")]
    raw_end: Annotated[int, Note("end in the raw text", "原文终点")]
    section: Annotated[int | None, Note("index of its section", "所属部分")]
    area: Annotated[str, Note("work area", "工作领域")]
    probability: Annotated[float, Note("calibrated probability of the area", "领域概率")]


@dataclass(frozen=True, slots=True)
class Period:
    """A time expression, with its first and last day if text and publication date determine them."""

    text: Annotated[str, Note("as printed", "原文")]
    start: Annotated[dt.date | None, Note("first day", "起始日期")]
    end: Annotated[dt.date | None, Note("last day", "结束日期")]


@dataclass(frozen=True, slots=True)
class Base:
    """The base of a change."""

    text: Annotated[str, Note("as printed", "原文")]
    kind: Annotated[BaseKind, Note("kind of comparison", "比较类型")]
    start: Annotated[dt.date | None, Note("first day", "起始日期")]
    end: Annotated[dt.date | None, Note("last day", "结束日期")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A quantitative statement: a number that measures a fact or a target."""

    index: Annotated[int, Note("number in the release, from 0", "序号")]
    text: Annotated[str, Note("core quantity as printed", "数量原文")]
    value: Annotated[Decimal | None, Note("number in the base unit; null for a range", "数值")]
    value_min: Annotated[Decimal | None, Note("lower bound of a range", "下限")]
    value_max: Annotated[Decimal | None, Note("upper bound of a range", "上限")]
    unit: Annotated[str | None, Note("unit without the scale word", "单位")]
    measure: Annotated[Measure, Note("level, change or rank", "量的类型")]
    direction: Annotated[Direction | None, Note("direction of a change", "增减方向")]
    modifier: Annotated[Modifier, Note("exact, about, nearly, over, …", "约数类型")]
    subject: Annotated[str | None, Note("what is measured", "指标主体")]
    status: Annotated[Status, Note("fact or target", "实绩或目标")]
    period: Annotated[Period | None, Note("time it speaks of", "时间")]
    base: Annotated[Base | None, Note("what a change is measured against", "比较基准")]
    area: Annotated[str, Note("work area of its sentence", "工作领域")]
    damaged: Annotated[bool, Note("a lossy repair touches the number: no value", "数字受损")]
    sentence: Annotated[int, Note("index of its sentence", "所在句")]
    rule: Annotated[str, Note("the rules that made it", "规则")]
    evidence: Annotated[str, Note("the words that decided, each with what it decided", "判定依据")]
    confidence: Annotated[float, Note("how sure, 0 to 1", "置信度")]
    start: Annotated[int, Note("start in the normalised text", "规范文本起点")]
    end: Annotated[int, Note("end in the normalised text", "规范文本终点")]
    raw_start: Annotated[int, Note("start in the raw text", "原文起点")]
    raw_end: Annotated[int, Note("end in the raw text", "原文终点")]
    holder: Annotated[str | None, Note("programme or organisation it belongs to", "所属项目或单位")] = None
    programme_id: Annotated[str | None, Note("identity of the programme it belongs to", "所属项目标识")] = (
        None
    )
    indicator_id: Annotated[str | None, Note("identity: release and raw span", "指标标识")] = None
    dimension: Annotated[str | None, Note("what kind of quantity the unit measures", "量纲")] = None
    unit_canonical: Annotated[str | None, Note("unit that values of a dimension share", "标准单位")] = None
    value_canonical: Annotated[Decimal | None, Note("value in the canonical unit", "标准单位数值")] = None
    denominator: Annotated[str | None, Note("what a share or rate is taken of", "比重的分母")] = None
    region: Annotated[str | None, Note("place whose figure it is, in full", "地区")] = None
    region_code: Annotated[str | None, Note("division code of the place (GB/T 2260)", "行政区划代码")] = None
    basis: Annotated[Basis | None, Note("real, comparable or nominal, where stated", "计价口径")] = None
    vintage: Annotated[Vintage | None, Note("preliminary, revised or final, where stated", "数据版本")] = None
    series_id: Annotated[str | None, Note("identity of the statistical series", "统计序列标识")] = None
    series: Annotated[str | None, Note("canonical name of what the series measures", "统计序列名称")] = None
    period_kind: Annotated[
        str | None, Note("point, month, quarter, half, year, year_to_date or span", "时间类型")
    ] = None
    value_step: Annotated[
        Decimal | None, Note("worth of the last printed digit; 0 where exact", "数值末位的单位，0为精确")
    ] = None
    review: Annotated[
        Review | None, Note("what a person said of it: accepted, corrected or added", "人工审核结果")
    ] = None
    reviewed_by: Annotated[str | None, Note("who said so last", "审核人")] = None
    reviewed_at: Annotated[dt.datetime | None, Note("when", "审核时间")] = None
    review_note: Annotated[str | None, Note("why", "审核备注")] = None
    machine: Annotated[
        str | None, Note("what the machine had read of the fields that were corrected, JSON", "机器读数")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A mention of a named programme or document."""

    index: Annotated[int, Note("number in the release, from 0", "序号")]
    text: Annotated[str, Note("as printed, normalised", "原文")]
    name: Annotated[str, Note("canonical name", "规范名称")]
    kind: Annotated[ProgrammeKind, Note("kind of programme", "类型")]
    start: Annotated[int, Note("start in the normalised text", "规范文本起点")]
    end: Annotated[int, Note("end in the normalised text", "规范文本终点")]
    raw_start: Annotated[int, Note("start in the raw text", "原文起点")]
    raw_end: Annotated[int, Note("end in the raw text", "原文终点")]
    programme_id: Annotated[str, Note("identity across releases and aliases", "项目标识")]
    document_number: Annotated[str | None, Note("document number (文号)", "文号")]
    sentence: Annotated[int, Note("index of its sentence", "所在句")]
    area: Annotated[str, Note("work area of its sentence", "工作领域")]
    rule: Annotated[str, Note("the rule that made it", "规则")]
    issuer: Annotated[str | None, Note("who issued a document", "发文单位")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A press release with its results."""

    schema: Annotated[str, Note("version of this form", "格式版本")]
    release_id: Annotated[str, Note("identity of the file", "文件标识")]
    content_id: Annotated[str, Note("identity of the content; mirrors share it", "内容标识")]
    source: Annotated[str, Note("where it came from", "来源")]
    title: Annotated[str | None, Note("title", "标题")]
    publisher: Annotated[str | None, Note("publisher", "发布者")]
    published: Annotated[dt.date | None, Note("publication date, never guessed", "发布日期")]
    text: Annotated[str, Note("normalised text", "规范文本")]
    raw_text: Annotated[str | None, Note("text as it came, decoded", "原文")] = None
    encoding: Annotated[str | None, Note("encoding it was decoded from", "原文编码")] = None
    repairs: tuple[Repair, ...] = field(default=())
    sections: tuple[Section, ...] = field(default=())
    sentences: tuple[Sentence, ...] = field(default=())
    indicators: tuple[Indicator, ...] = field(default=())
    programmes: tuple[Programme, ...] = field(default=())

    def __post_init__(self) -> None:
        """Wrap the tuples so that notebooks display them as tables."""
        for name in RECORDS:
            object.__setattr__(self, name, Records(getattr(self, name)))

    def _repr_html_(self) -> str:
        from zhengce.display.cards import release_card

        return release_card(self)

    def to_json(self) -> bytes:
        """Return the release as one line of JSON; numbers keep every digit."""
        return _ENCODER.encode(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the release as plain Python values, in its JSON form.

        Numbers are ``int`` if whole, else ``float``; dates are ISO strings. Use `to_json` for numbers with
        more digits than a float holds.
        """
        result: dict[str, Any] = msgspec.json.decode(self.to_json())
        return result

    @classmethod
    def from_json(cls, line: bytes | str) -> Release:
        """Restore a release from `to_json`.

        Raises:
            msgspec.ValidationError: the line is not a release of this schema.
        """
        return msgspec.json.decode(line, type=cls)

    def to_frame(self, table: TableName = "indicators", *, decimals: bool = False) -> pd.DataFrame:
        """Return one of the release's tables as a pandas frame, with the columns of the database.

        Numbers are ``float64``, integers ``Int64``, dates ``datetime64``.

        Args:
            decimals: keep `Decimal` objects, with every digit.
            table: ``"indicators"``, ``"programmes"``, ``"sentences"``, ``"sections"`` or ``"repairs"``.

        Raises:
            MissingExtraError: pandas is not installed.
            ValueError: there is no such table.
        """
        try:
            import pandas as pd
        except ImportError:
            raise MissingExtraError("a data frame", "frames") from None
        if table not in RECORDS:
            raise ValueError(f"unknown table {table!r}; the tables are {', '.join(RECORDS)}")
        rows = [flatten(record) for record in getattr(self, table)]
        kinds = {name: plain_kind(hint) for name, (hint, _) in flat_fields(RECORDS[table]).items()}
        return typed(pd.DataFrame(rows, columns=list(kinds), dtype="object"), kinds, decimals=decimals)

    def to_doc(self) -> Doc:
        """Return a spaCy ``Doc`` of the normalised text, one token per character so that every span fits.

        The spans are in ``doc.spans["indicators"]`` (label: measure), ``["programmes"]`` (kind) and
        ``["sentences"]`` (area): ``displacy.render(doc, style="span", options={"spans_key":
        "programmes"})``.
        """
        import spacy
        from spacy.tokens import Doc, Span

        doc = Doc(spacy.blank("zh").vocab, words=list(self.text), spaces=[False] * len(self.text))
        doc.spans["indicators"] = [Span(doc, i.start, i.end, label=i.measure) for i in self.indicators]
        doc.spans["programmes"] = [Span(doc, p.start, p.end, label=p.kind) for p in self.programmes]
        doc.spans["sentences"] = [Span(doc, s.start, s.end, label=s.area) for s in self.sentences]
        return doc


TableName = Literal["repairs", "sections", "sentences", "indicators", "programmes"]
RECORDS: dict[str, type] = {
    "repairs": Repair,
    "sections": Section,
    "sentences": Sentence,
    "indicators": Indicator,
    "programmes": Programme,
}
"""The record of each table that hangs on a release."""

_ENCODER = msgspec.json.Encoder(decimal_format="number")
