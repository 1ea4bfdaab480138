"""A database with a few releases of our own, and the page over it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import zhengce
from zhengce.store.database import DatabaseTarget
from zhengce.store.records import Load, RunRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.applications import Starlette

    from zhengce.types import RawDocument, Release

TOKEN = "a-token-of-the-tests"  # noqa: S105 - no secret
EVIL = "<script>window.hit=1</script><img src=x onerror=window.hit=1>\x1b[31m=cmd|' /C calc'!A1"
FIRST = "截至2022年底，全省技能人才250万人，建成工會驛站3010個。\n2022年慰问职工12万人次，同比增长8.5%。"
SECOND = (
    "截至2023年底，全省技能人才264.3万人，建成职工驿站3786个，同比增长25.8%。\n"
    "2023年慰问职工13万人次。另有5项。"
)
THIRD = "截至2023年底，全省技能人才264.9万人。\n到2025年，全省技能人才达到300万人。"
_ABOUT = {"publisher": "黑龙江省总工会"}


def documents() -> list[RawDocument]:
    """Three releases of one publisher, and one that attacks."""
    from zhengce.ingest import document

    return [
        document(FIRST, source="a.txt", title="2022年盘点", published="2023-01-10", **_ABOUT),
        document(SECOND, source="b.txt", title="2023年盘点", published="2024-01-12", **_ABOUT),
        document(THIRD, source="c.txt", title="人才通报", published="2024-02-01", **_ABOUT),
        document(
            f"2023年，{EVIL}工会驿站77个。", source=f"=1+1{EVIL}", title=f"=1+1{EVIL}", published="2023-03-03"
        ),
    ]


def load(url: str, releases: Sequence[Release], run_id: str = "1" * 16) -> None:
    """A night: these releases, loaded by one run."""
    now = dt.datetime.now(dt.UTC)
    run = RunRecord(
        run_id=run_id, state="done", started=now, updated=now, version="1", schema="zhengce/2",
        fingerprint="f" * 16, libraries="{}", settings="{}", options="{}", inputs="[]", targets="[]",
        stored=len(releases),
    )  # fmt: skip
    with DatabaseTarget(url) as target:
        target.load([Load(release) for release in releases], run=run)


def analysed() -> list[Release]:
    """The releases as the pipeline reads them."""
    found = list(zhengce.Pipeline().pipe(documents()))
    second = dataclasses.replace(
        found[1], indicators=tuple(one for one in found[1].indicators if one.text != "5项")
    )
    return [found[0], second, *found[2:]]


@contextmanager
def running(app: Starlette) -> Iterator[str]:
    """The address at which a page answers, in a thread of this process."""
    import uvicorn

    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning")
    server, listening = uvicorn.Server(config), config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
