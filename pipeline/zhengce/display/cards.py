"""Notebook display of a release or normalised text: inline styles, no script, all escaped."""

from __future__ import annotations

from collections import Counter
from typing import Any

from zhengce.display.figures import figure
from zhengce.display.marking import Mark, marked
from zhengce.display.tables import hue, table, told
from zhengce.display.visible import escaped

_TEXT = "white-space:pre-wrap;line-height:1.8;max-width:60em"
_LOST = "background:rgba(200,40,40,.3);outline:1px solid rgba(200,40,40,.8)"
_REPAIRED = "border-bottom:2px solid rgba(200,120,0,.8)"


def release_card(release: Any) -> str:  # noqa: ANN401 - a Release, defined above this room
    """Return a release as HTML: metadata, text with marks, results, repairs."""
    first_line = release.text.strip().split("\n", maxsplit=1)[0][:60]
    known = (release.publisher, release.published and release.published.isoformat(), release.source)
    counts = (
        f"{len(release.sentences)} sentences · {len(release.indicators)} indicators ·"
        f" {len(release.programmes)} programmes · {len(release.repairs)} repairs"
    )
    parts = [
        f"<h4>{escaped(release.title or first_line)}</h4>",
        f"<p>{escaped(' · '.join(part for part in known if part))}<br><small>{counts}</small></p>",
        _legend(release),
        f'<div style="{_TEXT}">{marked(release.text, _marks(release))}</div>',
    ]
    for name in ("indicators", "programmes", "repairs"):
        records = getattr(release, name)
        if records:
            parts.append(f"<details><summary>{name} ({len(records)})</summary>{table(records)}</details>")
    return f"<article>{''.join(parts)}</article>"


def normalized_card(normalized: Any) -> str:  # noqa: ANN401 - a NormalizedText, defined above this room
    """Return raw and normalised text side by side, with the repairs marked in both."""
    raw = [Mark(r.raw_start, r.raw_end, _style(r), _repair(r)) for r in normalized.repairs]
    new = [Mark(r.start, r.end, _style(r), _repair(r)) for r in normalized.repairs]
    half = f"{_TEXT};flex:1 1 18em"
    counts = Counter(r.kind for r in normalized.repairs)
    told_counts = ", ".join(f"{n} {kind}" for kind, n in counts.most_common()) or "none"
    return (
        f"<article><p><small>repairs: {escaped(told_counts)}</small></p>"
        '<div style="display:flex;flex-wrap:wrap;gap:1.5em">'
        f'<div style="{half}"><b>raw</b><div>{marked(normalized.raw, raw)}</div></div>'
        f'<div style="{half}"><b>normalised</b><div>{marked(normalized.text, new)}</div></div>'
        "</div></article>"
    )


def _marks(release: Any) -> list[Mark]:  # noqa: ANN401 - a Release
    sentences = [
        Mark(s.start, s.end, f"background:rgba({hue(s.area)},.10)", f"{s.area} {s.probability:.2f}")
        for s in release.sentences
    ]
    programmes = [
        Mark(p.start, p.end, f"border-bottom:2px dotted rgb({hue(p.area)})", told(p))
        for p in release.programmes
    ]
    indicators = [
        Mark(i.start, i.end, _strong(i), f"{i.subject or '–'}: {figure(i)} {i.unit or ''}\n{told(i)}")
        for i in release.indicators
    ]
    lost = [Mark(r.start, r.end, _LOST, _repair(r)) for r in release.repairs if r.lossy]
    return [*sentences, *programmes, *indicators, *lost]


def _strong(indicator: Any) -> str:  # noqa: ANN401 - an Indicator
    line = "dashed" if indicator.status == "target" else "solid"
    area = hue(indicator.area)
    return f"font-weight:600;background:rgba({area},.28);border-bottom:2px {line} rgb({area})"


def _legend(release: Any) -> str:  # noqa: ANN401 - a Release
    areas = Counter(s.area for s in release.sentences)
    chips = [
        f'<span style="background:rgba({hue(area)},.22);padding:1px 6px;border-radius:3px">'
        f"{escaped(area)} {count}</span>"
        for area, count in areas.most_common()
    ]
    return f"<p>{' '.join(chips)}</p>"


def _style(repair: Any) -> str:  # noqa: ANN401 - a Repair
    return _LOST if repair.lossy else _REPAIRED


def _repair(repair: Any) -> str:  # noqa: ANN401 - a Repair
    return f"{repair.kind}{', lossy' if repair.lossy else ''}: {repair.before!r} → {repair.after!r}"
