"""Derive the outline of a release: lead, headings, parallel paragraphs, outlook, boilerplate.

`lines` splits the text, `furniture` removes page furniture, `marks` matches headings with a mark (rules in
``outline.toml``), `parallels` finds paragraphs with parallel openings, and `inline` finds lists inside a
paragraph. This module combines them; `nesting` computes the levels.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from zhengce.segment.furniture import contents, head_furniture, tail_furniture
from zhengce.segment.inline import items
from zhengce.segment.lines import Line, lines_of
from zhengce.segment.lists import lists
from zhengce.segment.marks import LONGEST_HEADING, STOPS, Mark, mark_of, outlook
from zhengce.segment.nesting import Part, nest
from zhengce.segment.parallels import shared_openings, topic_sentence, topics
from zhengce.types import SectionSpan

Kind = Literal["lead", "body", "outlook", "boilerplate"]

_TITLE = 60
_PART_RANK = 3
_PLAIN_RANK = 7
_TOPIC_RANK = 9
_INLINE_RANK = 11
_LEAST_LIST = 2
_LEAST_HABIT = 3
_CLOSING = 4
_ENDED = tuple("。；！？：”）】")
_NO_HEADING = re.compile(
    r".*[。，；：|]|.*\d日$|[\d\W]+$|各位|主席$|附件|"
    r".{0,12}(?:总理|省长|市长|县长|主席|书记|局长) ?[一-龥]{1,4}(?: [一-龥])?$|来源"
)
_FOUR_HAN = re.compile("(?:[^一-龥]*[一-龥]){4}")
_DONE = re.compile("回顾|完成|成就|成效|总结|落实情况|进展")
# Heading of a part without a number: “十四五”时期工作回顾, 2026年重点工作.
_PART = re.compile(
    r"[^，。]{0,16}(?:工作|发展|成就|情况)(?:的)?(?:回顾|总结)$"
    r"|(?:20\d\d年|今年|明年|今后|“十[一-龥]五”)[^，。]{0,10}(?:重点|主要|总体)?(?:工作|任务|目标|思路)(?:任务|安排|部署|建议|要求)?$"
)
_NOTE = re.compile(r"(?:注|附注|备注|说明)[：:]")
_ASIDE = re.compile(rf"有记者问|在回答[^。]{{0,40}}(?:提问|问题)时|针对[^。]{{0,30}}提问|{_NOTE.pattern}")


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that opens a section."""

    heading: str | None
    kind: Kind
    rank: int
    """Place in the outline: the smaller, the higher; 0 stands outside."""
    rule: str


def section_spans(text: str) -> tuple[SectionSpan, ...]:
    r"""Return the sections in order; together they cover the text from its first non-blank line.

    >>> text = "某省发布情况\n4月22日举行。\n一、组织建设\n会员98人。\n下一步，将扩大覆盖。\n转自：某网"
    >>> [(part.kind, part.heading) for part in section_spans(text)]
    [('lead', '某省发布情况'), ('body', '一、组织建设'), ('outlook', None), ('boilerplate', None)]
    """
    return tuple(
        SectionSpan(_printed(text, p), p.start, p.end, p.kind, p.level, p.parent) for p in outline(text)
    )


def _printed(text: str, part: Part) -> str | None:
    """Return the heading as printed; a topic sentence keeps its full stop, a heading does not have one."""
    if part.heading is None or not text.startswith(part.heading + "。", part.start):
        return part.heading
    return part.heading + "。"


def outline(text: str) -> list[Part]:
    r"""Return the sections with their levels: 1 at the top, 0 outside the hierarchy.

    >>> text = "一、回顾\n（一）扩大投资\n投资增长。\n（二）深化改革\n进展顺利。"
    >>> [(part.heading, part.level, part.parent) for part in outline(text)]
    [('一、回顾', 1, None), ('（一）扩大投资', 2, 0), ('（二）深化改革', 2, 0)]
    """
    lines = lines_of(text)
    openings = _openings(lines) if lines else {}
    if lines:
        openings.setdefault(0, Opening(None, "lead", 0, "lead"))
    placed = {lines[i].start: o for i, o in openings.items()}
    placed.update(_inline(lines, openings))
    return nest([(start, o.heading, o.kind, o.rank) for start, o in sorted(placed.items())], len(text))


def _inline(lines: Sequence[Line], openings: dict[int, Opening]) -> dict[int, Opening]:
    """Open list items inside paragraphs, by offset; the next paragraph resumes the enclosing section."""
    placed: dict[int, Opening] = {}
    current: Opening | None = None
    for i, line in enumerate(lines):
        current = openings.get(i, current)
        if current is None or current.kind == "boilerplate" or current.rank >= _INLINE_RANK:
            continue
        found = [(place, heading) for place, heading in items(line.text) if place or i not in openings]
        if len(found) < _LEAST_LIST:
            continue
        kind: Kind = "outlook" if current.kind == "outlook" else "body"
        placed.update(
            (line.start + place, Opening(said, kind, _INLINE_RANK, "inline")) for place, said in found
        )
        if i + 1 < len(lines) and i + 1 not in openings:
            placed[lines[i + 1].start] = replace(current, rule="after-inline")
    return placed


def _openings(lines: Sequence[Line]) -> dict[int, Opening]:
    """Map the index of each line that opens a section to its opening."""
    found: dict[int, Opening] = {}
    tail = tail_furniture(lines)
    apart = head_furniture(lines[:tail])
    tables = contents(lines[:tail])
    listed = {i for first, end in tables for i in range(first, end)}
    body = [i for i in range(tail) if i not in apart and i not in listed]
    if body:
        found.update(_marked(lines, body))
        found.update(_title(lines, body, found))
        found.update(_plain(lines, body, found))
        found.update(_parallel(lines, body, found))
        found.update(_asides(lines, body, found))
        found.update(_continued(lines, body, found))
        found.update(_outlooks(lines, body, found))
    for first, _ in tables:
        found[first] = Opening("目录", "boilerplate", 0, "contents")
    for i in apart:
        if i - 1 not in apart:
            found[i] = Opening(None, "boilerplate", 0, "head")
    if tail < len(lines):
        found[tail] = Opening(None, "boilerplate", 0, "tail")
    told = min((i for i, o in found.items() if o.kind == "body"), default=len(lines))
    for i in _resumed(apart | listed, body):
        found.setdefault(i, Opening(None, "lead" if i < body[-1] and i <= told else "body", 0, "resumed"))
    return found


def _resumed(apart: frozenset[int] | set[int], body: Sequence[int]) -> Iterator[int]:
    """Yield the indices of body lines that directly follow page furniture."""
    yield from (i for i in body if i - 1 in apart)


def _marked(lines: Sequence[Line], body: Sequence[int]) -> dict[int, Opening]:
    """Open sections at marked lines, except in lists most of whose items have no text below them."""
    marks = {i: mark for i in body if (mark := mark_of(lines[i].text)) is not None}
    following = dict(itertools.pairwise(body))
    narrow = _is_narrow([lines[i].text for i in body])
    found = {}
    for members in lists(marks):
        filled = sum(
            not marks[i].listed or (following.get(i, i) not in marks and i in following) for i in members
        )
        if filled * 2 < len(members) or (marks[members[0]].run_in and len(members) < _LEAST_LIST):
            continue
        bare = sum(marks[i].heading == marks[i].number for i in members) * 2 > len(members)
        for i in members:
            broken = narrow and "，" in marks[i].heading and len(marks[i].heading) == len(lines[i].text)
            found[i] = _opening(marks[i], bare=bare or broken)
    return found


def _is_narrow(lines: Sequence[str]) -> bool:
    """Return whether lines are wrapped at a narrow width, so that a short line need not be a heading."""
    stopped = sum(line.endswith(STOPS) for line in lines)
    return stopped * 2 < len(lines) and sorted(map(len, lines))[len(lines) * 9 // 10] <= LONGEST_HEADING


def _opening(mark: Mark, *, bare: bool) -> Opening:
    heading = mark.number if bare and mark.number else mark.heading
    return Opening(heading, "outlook" if is_planned(heading) else "body", mark.rank, mark.rule)


def is_planned(heading: str) -> bool:
    return bool(outlook("heading").match(heading)) and not _DONE.search(heading)


def _title(lines: Sequence[Line], body: Sequence[int], found: dict[int, Opening]) -> dict[int, Opening]:
    """Open the first line as the title, or as the lead if it is not one."""
    first = body[0]
    if first in found:
        return {}
    line = lines[first].text
    if len(body) > 1 and _PART.match(line):
        return {first: Opening(line, "outlook" if is_planned(line) else "body", _PART_RANK, "plain")}
    is_title = len(line) <= _TITLE and not line.endswith(STOPS) and len(body) > 1
    return {first: Opening(line if is_title else None, "lead", 0, "title" if is_title else "lead")}


def _plain(lines: Sequence[Line], body: Sequence[int], found: dict[int, Opening]) -> dict[int, Opening]:
    """Open unmarked headings: a short line between the end of a paragraph and the next paragraph."""
    plain = {}
    for before, here, after in zip(body, body[1:], body[2:], strict=False):
        line = lines[here].text
        if (
            here in found
            or not 4 <= len(line) <= LONGEST_HEADING
            or line.endswith(STOPS)
            or _NO_HEADING.match(line)
        ):
            continue
        follower, leader = lines[after].text, lines[before].text
        if len(follower) <= LONGEST_HEADING or not follower.endswith(_ENDED) or not _FOUR_HAN.match(line):
            continue
        if leader.endswith(_ENDED) or before in found or len(leader) < LONGEST_HEADING // 2:
            kind: Kind = "outlook" if is_planned(line) else "body"
            plain[here] = Opening(line, kind, _PART_RANK if _PART.match(line) else _PLAIN_RANK, "plain")
    return plain


def _parallel(lines: Sequence[Line], body: Sequence[int], found: dict[int, Opening]) -> dict[int, Opening]:
    """Open sections at the topic sentences of paragraphs under one heading."""
    parallel: dict[int, Opening] = {}
    region: list[int] = []
    for i in (*body, None):
        if i is not None and i not in found:
            region.append(i)
            continue
        whole = [r for r in region if r == 0 or lines[r - 1].text.endswith(_ENDED) or r - 1 in found]
        paragraphs = [lines[r] for r in whole]
        alike = shared_openings(paragraphs)
        rule = "alike" if alike else "topic"
        for k, said in (alike or topics(paragraphs)).items():
            parallel[whole[k]] = Opening(said, "body", _TOPIC_RANK, rule)
        region = []
    return parallel


def _asides(lines: Sequence[Line], body: Sequence[int], found: dict[int, Opening]) -> dict[int, Opening]:
    """Open separate sections for notes and for answers to journalists."""
    return {
        i: Opening(None, "body", 0, "aside") for i in body if i not in found and _ASIDE.match(lines[i].text)
    }


def _continued(lines: Sequence[Line], body: Sequence[int], found: dict[int, Opening]) -> dict[int, Opening]:
    """Reopen the enclosing section where a list of single-paragraph items ends."""
    continued: dict[int, Opening] = {}
    place = {i: k for k, i in enumerate(body)}
    ranked = {i: o for i, o in sorted(found.items()) if o.rank}
    by_rank: dict[int, list[int]] = {}
    for i, opening in ranked.items():
        by_rank.setdefault(opening.rank, []).append(i)
    for members in lists(ranked):
        sizes = {place[b] - place[a] for a, b in itertools.pairwise(members)}
        if len(members) < _LEAST_HABIT or len(sizes) != 1:
            continue
        after = place[members[-1]] + min(sizes)
        if after >= len(body) or any(i in found for i in body[place[members[-1]] + 1 : after + 1]):
            continue
        first, opened = members[0], found[members[0]]
        higher = [
            same[before - 1]
            for rank, same in by_rank.items()
            if rank < opened.rank and (before := bisect_left(same, first))
        ]
        if higher:
            above = found.get(max(higher)) or continued[max(higher)]
            here = replace(above, rule=f"after-{opened.rule}")
        else:
            said = topic_sentence(lines[body[after]].text)
            here = Opening(said, "body", opened.rank if said else 0, f"after-{opened.rule}")
        continued[body[after]] = here
        if here.rank:
            insort(by_rank.setdefault(here.rank, []), body[after])
    return continued


def _outlooks(lines: Sequence[Line], body: Sequence[int], found: dict[int, Opening]) -> dict[int, Opening]:
    """Open outlook sections at paragraphs on plans and at closing paragraphs."""
    last = {i for i in body[-_CLOSING:] if not _NOTE.match(lines[i].text)}
    headed = max(
        (i for i, o in found.items() if o.heading is not None and not o.rule.startswith("after-")), default=-1
    )
    outlooks: dict[int, Opening] = {}
    for i in body[1:]:
        text = lines[i].text
        opened = found.get(i)
        if opened is not None and opened.heading is not None and not opened.rule.startswith("after-"):
            if i in last and i == headed and _plans(lines, i):
                outlooks[i] = replace(opened, kind="outlook")
            continue
        if outlook("opening").match(text) or (i in last and i > headed and outlook("closing").match(text)):
            outlooks[i] = Opening(None, "outlook", 0, "outlook")
    return outlooks


def _plans(lines: Sequence[Line], index: int) -> bool:
    """Return whether the last headed section states plans from its first words."""
    text = lines[index].text
    said = text.split("】", 1)[-1] if text.startswith("【") else text
    return bool(re.match(r"(?:年底前|明年|下半年|到20\d\d年)，[^。；]{0,20}将", said))
