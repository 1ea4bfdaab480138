"""Who may do what: this machine's own addresses, a token for whoever may write, nothing from elsewhere."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "zhengce_session"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none, a form of our own would come from nowhere
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Refuses what does not come from this page, before anything is read.

    Another name in ``Host`` (a page elsewhere that points its name to this machine) is refused; with a
    `token` so is everybody who has not brought it once; what is posted must come from the page's own origin.
    """

    def __init__(self, app: ASGIApp, *, token: str | None) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with a refusal."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, sent)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if urlsplit(f"//{host}").hostname not in _NAMES:
            return PlainTextResponse("This page answers to 127.0.0.1 only.", 403)
        if scope["method"] not in ("GET", "HEAD") and headers.get("origin") != f"http://{host}":
            return PlainTextResponse("Sent from another page: refused.", 403)
        if self._token is None:
            return None
        return self._asking_for_token(scope, headers)

    def _asking_for_token(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        given = _query(scope).get("token")
        if given is not None and same(given, self._token or ""):
            response = RedirectResponse(scope["path"], 303)
            session = session_of(self._token or "")
            response.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")
            return response
        if same(_cookies(headers).get(COOKIE, ""), session_of(self._token or "")):
            return None
        return PlainTextResponse("Open the address that zhengce serve printed: it holds a token.", 403)


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def session_of(token: str) -> str:
    """What the browser keeps instead of the token."""
    return hmac.new(token.encode(), b"session", sha256).hexdigest()


def form_key(token: str) -> str:
    """What every form of the page carries, and no other page knows."""
    return hmac.new(token.encode(), b"form", sha256).hexdigest()


def same(one: str, two: str) -> bool:
    """Whether two texts are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), two.encode())


def local(address: str) -> str:
    r"""An address of this page, or its beginning.

    >>> local("/release/1?figure=2"), local("//elsewhere.example/"), local("/\\elsewhere.example")
    ('/release/1?figure=2', '/', '/')
    """
    fine = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if fine else "/"


def cookie(request: Request, name: str) -> str | None:
    """A cookie of the reader's choices."""
    return request.cookies.get(name)


def _query(scope: Scope) -> dict[str, str]:
    from urllib.parse import parse_qsl

    return dict(parse_qsl(scope.get("query_string", b"").decode("latin-1")))


def _cookies(headers: Headers) -> dict[str, str]:
    from http.cookies import CookieError, SimpleCookie

    try:
        return {name: one.value for name, one in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}
