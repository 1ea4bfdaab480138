"""Report text that was set aside as page furniture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from zhengce.segment.furniture import figures
from zhengce.segment.marks import furniture

_MUCH = 1 / 3


class Part(Protocol):
    """A section as a span of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


def set_aside(text: str, sections: Iterable[Part], cut: str = "") -> str | None:
    r"""Describe the text set aside as page furniture, or return None if it is insignificant.

    More than a third of the page, or a single figure, is significant. `cut` holds lines already removed from
    the text, such as table cells without a header.

    >>> from zhengce.segment.outline import section_spans
    >>> text = "全市新建站点38个。\n延伸阅读\n某市新增就业5万人"
    >>> set_aside(text, section_spans(text))
    '13 of 23 characters (57 %) and 1 figure were set aside as page furniture'
    >>> set_aside("新建站点38个。", section_spans("新建站点38个。"))
    """
    parts = [text[part.start : part.end] for part in sections if part.kind == "boilerplate"]
    if not parts and not figures(cut):
        return None
    own = furniture("line", "tail")
    lines = [line.strip() for part in parts for line in part.split("\n")]
    said = sum(figures(line) for line in lines if not own.match(line) or len(line) > 60)
    said += sum(map(figures, cut.split("\n")))
    aside, whole = (sum(not c.isspace() for c in piece) for piece in ("".join(parts), text))
    if aside <= _MUCH * whole and not said:
        return None
    told = f" and {said} figure{'s' * (said != 1)}" if said else ""
    share = f"{aside} of {whole} characters ({round(100 * aside / whole)} %)"
    return f"{share}{told} were set aside as page furniture"
