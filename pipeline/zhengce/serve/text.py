"""Text with marks as escaped HTML; each mark carries the details of its record."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from zhengce.display.figures import figure
from zhengce.display.marking import marked
from zhengce.display.tables import told
from zhengce.display.visible import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zhengce.types import Indicator, Release

_HUES = {"workforce": "h0", "innovation": "h1", "craftsmanship": "h2", "rights": "h3"}


class _Mark(NamedTuple):
    start: int
    end: int
    tag: str


def hue(area: str | None) -> str:
    """Return the colour class of an area.

    >>> hue("rights"), hue("other")
    ('h3', 'hx')
    """
    if area is None or area == "other":
        return "hx"
    return _HUES.get(area) or f"h{4 + sum(area.encode()) % 4}"


def repaired(release: Release, chosen: str | None, sentence: str = "") -> Markup:
    """Return the repaired text with areas, programmes, repairs, and figures linked to their forms."""
    at = int(sentence) if sentence.isdecimal() else None
    return _marked(release.text, _marks(release, chosen, lambda one: (one.start, one.end), sentence=at))


def raw(release: Release, chosen: str | None) -> Markup:
    """Return the raw text with the same marks."""
    return _marked(
        release.raw_text or "", _marks(release, chosen, lambda one: (one.raw_start, one.raw_end), side="raw")
    )


def _marked(text: str, marks: Iterator[_Mark]) -> Markup:
    return Markup(marked(text, marks))  # type: ignore[arg-type] # noqa: S704 - text is escaped there, tags are ours


def _marks(
    release: Release,
    chosen: str | None,
    span: Callable[[Any], tuple[int, int]],
    *,
    side: str = "text",
    sentence: int | None = None,
) -> Iterator[_Mark]:
    for each in release.sentences:
        here = f' id="s{each.index}" class="s here ' if each.index == sentence else ' class="s '
        yield _Mark(*span(each), f'<span{here}{hue(each.area)}">')
    for programme in release.programmes:
        yield _Mark(*span(programme), _tag(f"m p {hue(programme.area)}", told(programme)))
    for repair in release.repairs:
        classes = "m r lossy" if repair.lossy else "m r"
        yield _Mark(*span(repair), _tag(classes, told(repair)))
    for one in release.indicators:
        yield _Mark(*span(one), _figure(release, one, chosen, side))


def _tag(classes: str, said: str) -> str:
    return f'<span class="{classes}" data-told="{escaped(said)}">'


def _figure(release: Release, one: Indicator, chosen: str | None, side: str) -> str:
    classes = f"m i {hue(one.area)} {one.status}{' damaged' if one.damaged else ''}"
    classes += f" reviewed {one.review}" if one.review else ""
    here = one.indicator_id is not None and one.indicator_id == chosen
    classes += " chosen" if here else ""
    said = f"{one.subject or '–'}: {figure(one)} {one.unit or ''}\n{told(one)}"
    link = f"/release/{release.release_id}?figure={quote(one.indicator_id or '')}"
    place = f' id="{side}-figure"' if here else ""
    return f'<span{place} class="{classes}" data-told="{escaped(said)}" data-figure="{escaped(link)}">'


def known(one: Indicator) -> list[tuple[str, str]]:
    """Return the names and values of the non-empty fields of an indicator."""
    return [
        (f.name, line.partition(": ")[2])
        for f in fields(one)
        for line in [next((ln for ln in told(one).split("\n") if ln.startswith(f"{f.name}: ")), "")]
        if line
    ]
