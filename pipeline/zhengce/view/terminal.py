"""Show a release or the results of a run in the terminal, with Rich.

Text of a release is always a Rich ``Text`` with control characters made visible, so no markup or control
sequence takes effect.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from zhengce.view.labels import colour, figure, visible
from zhengce.view.wrapping import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import RenderableType

    from zhengce.types import Indicator, Programme, Release, Repair

_FEW = 8
_BAR = 30


def release_view(release: Release) -> RenderableType:
    """Show a release: metadata, text with coloured areas and marked indicators, and repairs.

    Args:
        release: the release.
    """
    parts = [_head(release), *_body(release), Text()]
    parts += [*_findings(release), *_repairs(release.repairs)]
    return Group(*parts)


def run_view(
    first: Sequence[Release],
    *,
    releases: int,
    records: Mapping[str, int],
    areas: Mapping[str, int],
    targets: Sequence[str] = (),
) -> RenderableType:
    """Show the results of a run: totals, sentences per work area, and its first releases.

    Args:
        first: the releases shown in full.
        releases: number of releases.
        records: number of sentences, indicators, programmes and repairs.
        areas: number of sentences of each work area.
        targets: the targets they were stored in.
    """
    totals = [_count(releases, "release"), *(_count(records[name], name.rstrip("s")) for name in records)]
    parts: list[RenderableType] = [Text(" · ".join(totals), style="bold")]
    if targets:
        parts.append(Text(visible("stored in " + ", ".join(targets)), style="bright_black"))
    parts += [Text(), _areas(areas)]
    for release in first:
        parts += [Text(), _title(release), *_findings(release)]
    if releases > len(first) > 0:
        parts.append(Text(f"\n… and {_count(releases - len(first), 'more release')}", style="bright_black"))
    return Group(*parts)


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _title(release: Release) -> RenderableType:
    known = (release.publisher, release.published and release.published.isoformat(), release.source)
    about = Text(visible(" · ".join(part for part in known if part)), style="bright_black")
    first_line = release.text.strip().split("\n", maxsplit=1)[0]
    title = Text(visible(release.title or first_line[:60]), style="bold")
    return Group(Paragraph(title), Paragraph(about))


def _head(release: Release) -> RenderableType:
    identity = f"release {release.release_id} · content {release.content_id}"
    return Group(_title(release), Text(visible(identity), style="bright_black"))


def _body(release: Release) -> list[RenderableType]:
    """Return the text, section by section, each under a rule with its area."""
    text = Text(visible(release.text))
    for sentence in release.sentences:
        text.stylize(colour(sentence.area), sentence.start, sentence.end)
    for section in release.sections:
        if section.heading and release.text.startswith(section.heading, section.start):
            text.stylize("bold", section.start, section.start + len(section.heading))
    for programme in release.programmes:
        text.stylize("italic underline", programme.start, programme.end)
    for indicator in release.indicators:
        text.stylize("bold reverse", indicator.start, indicator.end)
    parts: list[RenderableType] = []
    end = 0
    for index, group in groupby(release.sentences, key=lambda sentence: sentence.section):
        sentences = list(group)
        known = index is not None and index < len(release.sections)
        area = release.sections[index].area if known and index is not None else None
        title = Text(visible(area or "–"), style=colour(area))
        parts.append(Rule(title, align="left", style=colour(area)))
        parts.append(Paragraph(_stripped(text[end : sentences[-1].end])))
        end = sentences[-1].end
    rest = _stripped(text[end:])
    return [*parts, Paragraph(rest)] if rest else parts


def _stripped(text: Text) -> Text:
    begin = len(text.plain) - len(text.plain.lstrip())
    stripped = text[begin:]
    stripped.rstrip()
    return stripped


def _areas(areas: Mapping[str, int]) -> RenderableType:
    table = Table(box=None, pad_edge=False)
    table.add_column("work area")
    table.add_column("sentences", justify="right")
    table.add_column()
    most = max(areas.values(), default=1)
    ordered = sorted(areas.items(), key=lambda item: (item[0] == "other", -item[1], item[0]))
    for area, number in ordered:
        bar = "━" * max(1, round(_BAR * number / most))
        table.add_row(Text(visible(area)), f"{number:,}", Text(bar), style=colour(area))
    return table


def _findings(release: Release) -> list[RenderableType]:
    parts: list[RenderableType] = []
    parts.append(_indicators(release.indicators) if release.indicators else Text("no indicators"))
    if release.programmes:
        parts += [Text(), _programmes(release.programmes)]
    return parts


def _indicators(indicators: Sequence[Indicator]) -> RenderableType:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("indicator", ratio=1, overflow="fold")
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("unit", max_width=8, overflow="fold")
    table.add_column("period", max_width=16, overflow="fold")
    table.add_column("base", max_width=14, overflow="fold")
    table.add_column("area", no_wrap=True)
    for each in indicators:
        value = Text(figure(each), style="bold red" if each.damaged else "bold")
        subject = Text(visible(each.subject or "–"))
        if each.status == "target":
            subject.append(" (target)", style="bright_black")
        row = (each.unit, each.period and each.period.text, each.base and each.base.text)
        area = Text(visible(each.area), style=colour(each.area))
        table.add_row(subject, value, *(Text(visible(cell or "")) for cell in row), area)
    return table


def _programmes(programmes: Iterable[Programme]) -> RenderableType:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("programmes", no_wrap=True)
    table.add_column()
    kinds: dict[str, Counter[str]] = {}
    for each in programmes:
        kinds.setdefault(each.kind, Counter())[each.name] += 1
    for kind, names in kinds.items():
        listed = "；".join(f"{name} ×{n}" if n > 1 else name for name, n in names.items())
        table.add_row(kind, Paragraph(Text(visible(listed))))
    return table


def _repairs(repairs: Sequence[Repair]) -> list[RenderableType]:
    """Return the number of repairs of each kind; lossy repairs and rare kinds are listed in full."""
    if not repairs:
        return []
    counts = Counter(repair.kind for repair in repairs)
    total = ", ".join(f"{number} {kind}" for kind, number in counts.most_common())
    parts: list[RenderableType] = [Text(), Text(f"repairs: {total}")]
    table = Table(box=None, pad_edge=False)
    for heading in ("repair", "raw place", "before", "after"):
        table.add_column(heading, overflow="fold")
    for each in repairs:
        if each.lossy or counts[each.kind] <= _FEW:
            kind = Text(f"{each.kind}, lossy" if each.lossy else each.kind, style="red" if each.lossy else "")
            place = f"{each.raw_start}–{each.raw_end}"
            table.add_row(kind, place, *(Text(visible(text)) for text in (each.before, each.after)))
    return [*parts, Padding(table, (0, 0, 0, 2))] if table.row_count else parts
