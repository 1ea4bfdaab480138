"""Combine data, template, style and script into one HTML file.

Releases cannot inject content: the data are JSON without tags, the script only writes text, and the content
security policy admits only this style and script, identified by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from zhengce.classify import Area
from zhengce.display.visible import visible
from zhengce.errors import InputError
from zhengce.types import Release
from zhengce.view.report.payload import Derived, payload

_FOLDER = Path(__file__).parent
STYLE = _FOLDER / "style.css"
"""The style sheet of the report; the page over a database is built on it."""
SCRIPT = (
    "data",
    "elements",
    "filters",
    "text",
    "details",
    "choosing",
    "tables",
    "charts",
    "drawing",
    "downloads",
    "acting",
)
"""The files of the script, in order; the first holds what the others read, the last listens to the reader."""

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def report(
    releases: Iterable[Release],
    refusals: Iterable[InputError] = (),
    *,
    raw_texts: Mapping[str, str] | None = None,
    findings: Iterable[Derived] = (),
    areas: Iterable[Area] | None = None,
) -> str:
    """Return a page for releases; the same input gives the same page.

    Args:
        releases: the releases.
        refusals: the refused inputs.
        raw_texts: raw text, by `release_id`, of releases stored without it.
        areas: the work areas, for names and order; defaults to those of zhengce.
        findings: derived figures and contradictions from `zhengce.check.check`.

    >>> page = report([], [InputError("a.txt", "<b>no text</b>")])
    >>> page.startswith("<!doctype html>"), "<b>no" in page
    (True, False)
    """
    releases = list(releases)
    style, script = (_read("style.css"), _script())
    data = payload(releases, refusals, raw_texts or {}, findings, areas)
    parts = {
        "title": escape(visible(_title(releases))),
        "policy": _policy(style, script),
        "style": style,
        "script": script,
        "page": safe_json(json.dumps(data, ensure_ascii=False)),
        "releases": safe_json("\n".join(release.to_json().decode() for release in releases)),
    }
    return _PLACE.sub(lambda place: parts[place[1]], _read("template.html"))


def safe_json(text: str) -> str:
    r"""Escape JSON for a ``script`` element, so that it cannot end the element or begin another.

    >>> safe_json('"</script>\u2028"')
    '"\\u003c/script\\u003e\\u2028"'
    """
    return text.translate(_ESCAPES)


def _policy(style: str, script: str) -> str:
    """Return the content security policy: no requests, and only this style and script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _script() -> str:
    """Return the script files as one; they share a scope."""
    parts = [_read(f"script/{name}.js") for name in SCRIPT]
    return "\n".join(['"use strict";', "(() => {", *parts, "draw();", "})();"])


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").strip()


def _title(releases: list[Release]) -> str:
    if len(releases) == 1:
        return releases[0].title or releases[0].source
    return f"{len(releases)} releases · zhengce"
