"""Access control: local host names only, a token for writing, and no cross-origin requests."""

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
    "Referrer-Policy": "same-origin",  # with no referrer, browsers would send no origin with our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Refuses requests from elsewhere before reading them.

    Another name in ``Host`` (DNS rebinding) is refused; with a `token`, so are browsers that have not
    presented it; a POST must come from the page's own origin.
    """

    def __init__(self, app: ASGIApp, *, token: str | None) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forward a request, or answer it with a refusal."""
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
            return PlainTextResponse("Open this page at 127.0.0.1; other host names are refused.", 403)
        if scope["method"] not in ("GET", "HEAD") and headers.get("origin") != f"http://{host}":
            return PlainTextResponse("Refused: the form was sent from another site.", 403)
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
        return PlainTextResponse("Open the address printed by zhengce serve, which contains a token.", 403)


def new_token() -> str:
    """Return an unguessable token."""
    return secrets.token_urlsafe(24)


def session_of(token: str) -> str:
    """Return the cookie value that stands for the token."""
    return hmac.new(token.encode(), b"session", sha256).hexdigest()


def form_key(token: str) -> str:
    """Return the key in every form, which no other page knows."""
    return hmac.new(token.encode(), b"form", sha256).hexdigest()


def same(one: str, two: str) -> bool:
    """Compare two strings in constant time."""
    return hmac.compare_digest(one.encode(), two.encode())


def local(address: str) -> str:
    r"""Return the address if it belongs to this page, else "/".

    >>> local("/release/1?figure=2"), local("//elsewhere.example/"), local("/\\elsewhere.example")
    ('/release/1?figure=2', '/', '/')
    """
    fine = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if fine else "/"


def cookie(request: Request, name: str) -> str | None:
    """Return a preference cookie, or None."""
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
