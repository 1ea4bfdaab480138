"""A headless browser, and pages opened in it; skipped where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens HTML in a new page; whatever it asks of the network, or fails at, fails the test."""
    contexts, troubles = [], []

    def said(message: Any) -> None:
        if message.type == "error":
            troubles.append(f"console: {message.text}")

    def asked(dialog: Any) -> None:
        troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def fetched(request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            troubles.append(f"request: {request.url}")

    def open_page(html: str, **options: Any) -> Any:
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(**{"locale": "en-US", "accept_downloads": True} | options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("console", said)
        page.on("dialog", asked)
        page.on("request", fetched)
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []
