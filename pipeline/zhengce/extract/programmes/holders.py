"""Attribute indicators to the programme or organisation they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from zhengce.extract.programmes.entities import EntityMention
from zhengce.extract.programmes.mention import ProgrammeMention
from zhengce.types import SegmentedText

_TO_CLAUSE = re.compile("(?s:.*)[，；。：！？\n]")
_ELIDED = re.compile(
    "(?:并|已|共|全年|日均|年均|累计|合计|先后|直接|惠及|服务|覆盖|吸引|带动|参保|参赛|参与|接听|产生|培训|发放|赔付|办理|受理|单笔|人均)"
)
_ADDED = re.compile(
    "(?:已|共|累计|全年|目前|现有|总数|总量|数量|参保|参赛|覆盖|惠及|服务|达到?|超过?|突破|约|近|等|品牌|活动|数|接听来电|发放|投入|建成|产生|实现)*"
)
_SPOKEN = re.compile(
    "(?:共|已|累计|全年|先后|投入|筹集|安排|组织|建成|举办|慰问|发放|帮扶|培训|拨付|下达|办理|受理|追回|查处|检查|新增|发布|接听)"
)
_AFTER = 2
_LISTED = frozenset({"list", "counted-list", "bare-counted-list"})


class Quantity(Protocol):
    """The attributes of an indicator that are needed here."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def subject(self) -> str | None: ...
    @property
    def sentence(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Holder:
    """The holder of an indicator: a programme by id, or an organisation by name."""

    name: str
    programme_id: str | None
    start: int
    end: int
    rule: str


def holders(
    segmented: SegmentedText,
    indicators: Sequence[Quantity],
    programmes: Sequence[ProgrammeMention],
    entities: Sequence[EntityMention],
) -> list[Holder | None]:
    """Return the holder of each indicator, or None.

    A programme holds what is counted of it (建成工会驿站3786个) and the figures of following clauses that
    name nothing else (累计服务1493万人次). An organisation holds the results of its actions
    (省总工会筹集4.8亿元).
    """
    named: dict[int, list[ProgrammeMention]] = {}
    for programme in programmes:
        named.setdefault(programme.sentence, []).append(programme)
    bodies: dict[int, list[EntityMention]] = {}
    for entity in entities:
        if entity.label == "ORG":
            bodies.setdefault(entity.sentence, []).append(entity)
    return [
        _of_programme(
            segmented.text,
            indicator,
            named.get(indicator.sentence, ()),
            segmented.sentences[indicator.sentence].start,
        )
        or _of_body(
            segmented.text,
            indicator,
            bodies.get(indicator.sentence, ()),
            segmented.sentences[indicator.sentence].start,
        )
        for indicator in indicators
    ]


def _of_programme(
    text: str, one: Quantity, named: Sequence[ProgrammeMention], sentence: int
) -> Holder | None:
    if not named:
        return None
    clause = _clause(text, sentence, one.start)
    for programme in reversed([p for p in named if p.start < one.end + _AFTER]):
        if programme.kind == "document" or programme.rule in _LISTED:
            continue  # a statement about a list does not apply to a single member
        if programme.start >= one.end:
            if text[one.end : programme.start] in {"", "的"}:  # 发布10名“龙江最美职工”
                return _holder(programme, "counted")
            continue
        if programme.end > one.start:
            continue
        between = text[programme.end : one.start]
        if programme.start >= clause:
            if _ADDED.fullmatch(between) or _is_subject(one, programme):
                return _holder(programme, "counted")
            return None
        own = text[clause : one.start]
        if _ELIDED.match(own) and _clause(text, sentence, programme.start) == _clause(
            text, sentence, clause - 1
        ):
            return _holder(programme, "elided")
        return None
    return None


def _of_body(text: str, one: Quantity, bodies: Sequence[EntityMention], sentence: int) -> Holder | None:
    """Return the organisation that opens the clause, or the sentence if no other clause names an agent."""
    if not bodies:
        return None
    clause = _clause(text, sentence, one.start)
    for body in reversed([b for b in bodies if b.end <= one.start]):
        opened = _clause(text, sentence, body.start)
        if body.start != opened or not _SPOKEN.match(text, body.end):
            continue
        if opened == clause or _SPOKEN.match(text, clause):
            return Holder(body.text, None, body.start, body.end, "done-by")
    return None


def _is_subject(one: Quantity, programme: ProgrammeMention) -> bool:
    subject = one.subject or ""
    return len(subject) > 1 and (subject in programme.text or programme.text in subject)


def _holder(programme: ProgrammeMention, rule: str) -> Holder:
    return Holder(programme.name, programme.programme_id, programme.start, programme.end, rule)


def _clause(text: str, sentence: int, place: int) -> int:
    """Return the start of the clause that contains `place`."""
    last = _TO_CLAUSE.match(text, sentence, max(place, sentence))
    return sentence if last is None else last.end()
