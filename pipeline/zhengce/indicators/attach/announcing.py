"""Sentences that announce the sections after them: 主要目标是：, with a numbered list below."""

from __future__ import annotations

from zhengce.indicators.list_marks import chapter_end, is_counted, is_numbered
from zhengce.types import SectionSpan, SegmentedText, SentenceSpan

_COLONS = ("：", ":")


def announcers(segmented: SegmentedText) -> dict[int, SentenceSpan]:
    r"""Return the sentence that announces each item of an announced list, by the section of the item.

    >>> from zhengce.segment import Segmenter
    >>> cut = Segmenter()("到2030年的目标是：\n1.就业。\n新增就业3万人。\n2.收入。\n收入翻番。\n")
    >>> sorted(announcers(cut))
    [1, 2]
    """
    sections, text = segmented.sections, segmented.text
    last: dict[int | None, SentenceSpan] = {s.section: s for s in segmented.sentences if not s.boilerplate}
    found: dict[int, SentenceSpan] = {}
    for index, part in enumerate(sections[1:], 1):
        if not _is_item(part):
            continue
        before = last.get(index - 1)
        if before is not None and text[before.end - 1] in _COLONS:
            found[index] = before
        else:
            sibling = _sibling(sections, index)
            if sibling in found:
                found[index] = found[sibling]
    return found


def _is_item(part: SectionSpan) -> bool:
    heading = part.heading or ""
    return is_numbered(heading) or is_counted(heading) or chapter_end(heading) > 0


def _sibling(sections: tuple[SectionSpan, ...], index: int) -> int:
    """Return the index of the previous section at the same level under the same section, or -1."""
    part = sections[index]
    for before in range(index - 1, -1, -1):
        if sections[before].level < part.level:
            return -1
        if sections[before].level == part.level:
            return before
    return -1
