"""Render the templates; all values are escaped and control characters made visible."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import jinja2
from markupsafe import Markup
from starlette.responses import HTMLResponse

from zhengce.classify import load_taxonomy
from zhengce.display.figures import figure, number
from zhengce.display.visible import visible
from zhengce.serve import text
from zhengce.serve.asking import FACETS, SORTS
from zhengce.serve.judging import SHOWN
from zhengce.serve.words import language, word
from zhengce.store.corrections.fields import CHOICES, NEVER_EMPTY, read_of, written
from zhengce.view.report.payload import notes

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_TEMPLATES = Path(__file__).with_name("templates")
_THEMES = ("light", "dark", "auto")


class _Row:
    """A query row with its columns as attributes, for `figure`."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.__dict__.update(row)


class Pages:
    """The templates.

    Args:
        name: the database, without its password.
        key: the key in every form, or None if the page is read-only.
        by: author of corrections.
    """

    def __init__(self, name: str, *, key: str | None, by: str | None) -> None:
        loader = jinja2.FileSystemLoader(_TEMPLATES)
        self._environment = jinja2.Environment(
            loader=loader, autoescape=True, finalize=_harmless, trim_blocks=True, lstrip_blocks=True
        )
        areas = {area.id: {"en": area.en, "zh": area.zh} for area in load_taxonomy().areas}
        self._environment.globals |= {
            "database": name,
            "key": key,
            "by": by,
            "version": version("zhengce"),
            "areas": areas,
            "facets": FACETS,
            "sorts": SORTS,
            "form_fields": SHOWN,
            "choices": CHOICES,
            "never_empty": NEVER_EMPTY,
            "figure": figure,
            "figure_of": lambda row: figure(_Row(row)),  # type: ignore[arg-type]
            "number": number,
            "read_of": read_of,
            "written": written,
            "hue": text.hue,
            "known": text.known,
            "repaired": text.repaired,
            "raw": text.raw,
            "quote": quote,
        }

    def shown(self, request: Request, name: str, status: int = 200, **values: Any) -> Response:  # noqa: ANN401
        """Render a page."""
        lang = language(request.cookies.get("zhengce_lang"), request.headers.get("accept-language", ""))
        theme = request.cookies.get("zhengce_theme")
        query = f"?{request.url.query}" if request.url.query else ""
        here = request.url.path + query
        areas: dict[str, dict[str, str]] = self._environment.globals["areas"]  # type: ignore[assignment]
        known = {name: note[lang == "zh"] for name, note in notes().items()}
        values |= {
            "t": lambda key: word(key, lang),
            "area_name": lambda area: areas[area][lang] if area in areas else area,
            "note": lambda field: known.get(field, ""),
            "lang": lang,
            "theme": theme if theme in _THEMES else "auto",
            "here": here,
            "path": request.url.path,
            "set_link": lambda **choice: "/set?" + urlencode({**choice, "back": here}),
        }
        return HTMLResponse(self._environment.get_template(name).render(**values), status)


def _harmless(value: object) -> object:
    """Return a value for a template: "" for None, and control characters made visible."""
    if value is None:
        return ""
    return value if isinstance(value, Markup) else visible(str(value))
