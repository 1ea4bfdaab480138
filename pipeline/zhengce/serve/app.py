"""The routes of the page over one database."""

from __future__ import annotations

import re
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from zhengce.serve import downloads, reading
from zhengce.serve.asking import asked
from zhengce.serve.charts import chart
from zhengce.serve.differing import Place, contradictions
from zhengce.serve.judging import judgement
from zhengce.serve.pages import Pages
from zhengce.serve.search import every, find
from zhengce.serve.security import Guard, form_key, local, same
from zhengce.store.corrections.book import CorrectionBook
from zhengce.store.database import DatabaseTarget
from zhengce.view.report.page import STYLE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from zhengce.types import Release

_STATIC = Path(__file__).with_name("static")
_LARGEST = 1 << 20
_LANGUAGES, _THEMES = ("en", "zh"), ("light", "dark", "auto")
_SERIES, _NUMBER = re.compile("[0-9a-f]{1,16}"), re.compile("[0-9]{1,6}")
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def create_app(
    url: str, *, write: bool = False, token: str | None = None, by: str | None = None
) -> Starlette:
    """Build the page over a database as an ASGI application.

    Args:
        url: the database.
        write: allow corrections.
        token: the secret that a browser must present once; required with `write`.
        by: author of corrections, unless the form names one.

    Raises:
        TargetError: the database is missing or of another version.
        ValueError: `write` without a token.
    """
    if write and not token:
        raise ValueError("write requires a token")
    desk = _Desk(url, write=write, token=token, by=by)
    routes = [
        Route("/", desk.search),
        Route("/export.csv", desk.export_csv),
        Route("/export.xlsx", desk.export_excel),
        Route("/release/{release_id}", desk.release),
        Route("/series", desk.series_list),
        Route("/series/{series_id}", desk.series),
        Route("/queue", desk.queue),
        Route("/contradictions", desk.contradictions),
        Route("/changes", desk.changes),
        Route("/corrections", desk.corrections),
        Route("/set", desk.set_choice),
        Route("/judge", desk.judge, methods=["POST"]),
        Route("/undo", desk.undo, methods=["POST"]),
        Route("/static/base.css", _base_style),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.target.close()

    return Starlette(routes=routes, middleware=[Middleware(Guard, token=token)], lifespan=lifespan)


class _Desk:
    """The request handlers; they share one open database."""

    def __init__(self, url: str, *, write: bool, token: str | None, by: str | None) -> None:
        self.target = DatabaseTarget(url, create=False)
        self.book = CorrectionBook(self.target)
        self._key = form_key(token) if write and token else None
        self._by = by
        self._pages = Pages(self.target.name, key=self._key, by=by)

    def _shown(self, request: Request, name: str, status: int = 200, **values: Any) -> Response:  # noqa: ANN401
        counts = self.target._read(reading.counts)  # noqa: SLF001 - the page reads through the store
        return self._pages.shown(request, name, status, counts=counts, **values)

    def _missing(self, request: Request) -> Response:
        return self._shown(request, "problem.html", 404, reason="not_there")

    def _release(self, key: str) -> Release | None:
        return next(iter(self.target.read_many([key])), None)

    def search(self, request: Request) -> Response:
        """Search figures or sentences."""
        ask, began = asked(request.query_params), time.perf_counter()
        found = self.target._read(lambda connection: find(connection, ask))  # noqa: SLF001
        spent = round(1000 * (time.perf_counter() - began))
        response = self._shown(request, "search.html", asked=ask, found=found)
        response.headers["Server-Timing"] = f"search;dur={spent}"
        return response

    def export_csv(self, request: Request) -> Response:
        """Download the current results as CSV."""
        return _download(downloads.as_csv(self._rows(request)), "text/csv; charset=utf-8", "zhengce.csv")

    def export_excel(self, request: Request) -> Response:
        """Download the current results as an Excel workbook."""
        return _download(downloads.as_excel(self._rows(request)), _EXCEL, "zhengce.xlsx")

    def _rows(self, request: Request) -> list[dict[str, Any]]:
        query = request.query_params
        if "series" in query:
            keys = [query["series"], *query.getlist("with")]
            found = [self.target._read(lambda c, key=key: reading.series(c, key)) for key in keys]  # type: ignore[misc] # noqa: SLF001
            return [row for one in found if one is not None for row in one.points]
        if "queue" in query:
            page = _page(request)
            return self.target._read(lambda connection: reading.queue(connection, page))[0]  # noqa: SLF001
        return self.target._read(lambda connection: every(connection, asked(query)))  # noqa: SLF001

    def release(self, request: Request) -> Response:
        """Show a release: raw and repaired text, or two releases side by side, and the review form."""
        release = self._release(request.path_params["release_id"])
        if release is None:
            return self._missing(request)
        figure = request.query_params.get("figure")
        one = next((i for i in release.indicators if i.indicator_id == figure), None)
        beside = request.query_params.get("with", "").strip()
        said = self.book.listed(release_id=release.release_id)
        values: dict[str, Any] = {"one": one, "said": said, "at": request.query_params.get("sentence", "")}
        values["other"] = self._release(beside) if beside else None
        return self._shown(request, "release.html", release=release, **values)

    def series_list(self, request: Request) -> Response:
        """List series by name."""
        words, page = request.query_params.get("q", "").split(), _page(request)
        rows, more = self.target._read(lambda c: reading.series_list(c, words, page))  # noqa: SLF001
        return self._shown(request, "series_list.html", rows=rows, more=more, page=page, q=" ".join(words))

    def series(self, request: Request) -> Response:
        """Show a series with its chart, and the same series of other places."""
        keys = [request.path_params["series_id"], *request.query_params.getlist("with")[:7]]
        found = [self.target._read(lambda c, key=key: reading.series(c, key)) for key in keys]  # type: ignore[misc] # noqa: SLF001
        shown = [one for one in found if one is not None]
        if found[0] is None:
            return self._missing(request)
        others = self.target._read(lambda c: reading.others(c, shown[0]))  # noqa: SLF001
        return self._shown(request, "series.html", shown=shown, others=others, chart=chart(shown))

    def queue(self, request: Request) -> Response:
        """List the least certain figures that nobody has reviewed."""
        page = _page(request)
        rows, count = self.target._read(lambda connection: reading.queue(connection, page))  # noqa: SLF001
        return self._shown(request, "queue.html", rows=rows, count=count, page=page)

    def contradictions(self, request: Request) -> Response:
        """List contradictions between releases."""
        query = request.query_params
        after, passed = query.get("after", ""), query.get("passed", "")
        begin = Place(
            after if _SERIES.fullmatch(after) else "", int(passed) if _NUMBER.fullmatch(passed) else 0
        )
        found = self.target._read(lambda c: contradictions(c, begin))  # noqa: SLF001
        return self._shown(request, "contradictions.html", found=found, begin=begin)

    def changes(self, request: Request) -> Response:
        """Show the changes of the last run."""
        found = self.target._read(reading.changes)  # noqa: SLF001
        again = [one for one in self.book.listed(limit=500) if one.look_again]
        return self._shown(request, "changes.html", again=again, **found)

    def corrections(self, request: Request) -> Response:
        """List corrections."""
        said = self.book.listed(limit=500)
        if request.query_params.get("again"):
            said = [one for one in said if one.look_again]
        return self._shown(request, "corrections.html", said=said)

    def set_choice(self, request: Request) -> Response:
        """Store language and appearance in a cookie."""
        response = RedirectResponse(local(request.query_params.get("back", "/")), 303)
        for name, values in (("lang", _LANGUAGES), ("theme", _THEMES)):
            if request.query_params.get(name) in values:
                value = request.query_params[name]
                response.set_cookie(f"zhengce_{name}", value, samesite="strict", max_age=31_536_000)
        return response

    async def judge(self, request: Request) -> Response:
        """Correct, accept, reject or add a figure."""
        form = await self._form(request)
        return form if isinstance(form, Response) else await run_in_threadpool(self._judge, request, form)

    def _judge(self, request: Request, form: dict[str, str]) -> Response:
        release = self._release(form.get("release", ""))
        if release is None:
            return self._missing(request)
        try:
            made = self.book.make([judgement(form, release, self._by)])
        except ValueError as error:
            return self._shown(request, "problem.html", 400, reason=str(error), back=_back(form))
        for _, reason in made.refused:
            return self._shown(request, "problem.html", 400, reason=reason, back=_back(form))
        return RedirectResponse(_back(form), 303)

    async def undo(self, request: Request) -> Response:
        """Undo a correction."""
        form = await self._form(request)
        if isinstance(form, Response):
            return form
        await run_in_threadpool(self.book.undo, [form.get("correction", "")], by=form.get("by") or self._by)
        return RedirectResponse(_back(form), 303)

    async def _form(self, request: Request) -> dict[str, str] | Response:
        """Return the fields of a form of this page, or a refusal."""
        if self._key is None:
            return self._shown(request, "problem.html", 403, reason="read_only")
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST:
                return self._shown(request, "problem.html", 413, reason="the form is too large")
        form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        if not same(form.pop("key", ""), self._key):
            return self._shown(
                request, "problem.html", 403, reason="this form belongs to another session; reload the page"
            )
        return form


def _base_style(_: Request) -> Response:
    """Return the style sheet of the report, which the page extends."""
    return FileResponse(STYLE, media_type="text/css")


def _back(form: dict[str, str]) -> str:
    return local(form.get("back", "/"))


def _page(request: Request) -> int:
    page = request.query_params.get("page", "1")
    return min(int(page), 1000) if page.isdecimal() and int(page) > 0 else 1


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(
        content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
