"""Inboxes at addresses are read as folders are: what is a release, what is known of it, what is refused."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import json
import threading
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from batch.stubs import VERSION, analyse, content

from zhengce.batch import retry, run
from zhengce.errors import InputError
from zhengce.ingest import read
from zhengce.ingest.remote import shown
from zhengce.store.connecting import connect
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from zhengce.batch import RunSummary

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: the extra remote brings it")


@pytest.fixture
def put() -> Iterator[Callable[[str, str | bytes], None]]:
    """Writes a file of a storage in memory."""
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]

    def write(path: str, text: str | bytes) -> None:
        memory.pipe_file(f"/{path}", text.encode() if isinstance(text, str) else text)

    yield write
    memory.store.clear()


def load(inbox: str, url: str, **options: Any) -> RunSummary:
    given: dict[str, Any] = {"pipeline": analyse, "version": VERSION, **options}
    return run([inbox], [url], **given)


def never(document: object) -> Any:
    raise AssertionError(f"{document} was analysed again")


def told(*inputs: str) -> list[tuple[str, str]]:
    return [
        (each.source, each.text if isinstance(each, RawDocument) else each.reason) for each in read(inputs)
    ]


def test_a_folder_is_read_as_one_here(put: Callable[..., None]) -> None:
    put("in/b.txt", "乙")
    put("in/b.meta.json", json.dumps({"title": "题", "published": "2024-11-05"}))
    put("in/deeper/a.html", "<html><body><p>甲</p></body></html>")
    put("in/x.jsonl", '{"text": "丙"}\n{"text": 1}\n')
    for name in ("README.md", ".hidden.txt", ".folder/a.txt", "p.parquet/releases.parquet/1.parquet"):
        put(f"in/{name}", "x")
    put("in/0123456789abcdef.txt", "x")
    put("in/0123456789abcdef.reason.json", "{}")
    put("in/out.jsonl", '{"schema":"zhengce/2"}\n')
    found = list(read(["memory://in/"]))
    assert [(each.source, type(each).__name__) for each in found] == [
        ("memory:///in/b.txt", "RawDocument"),
        ("memory:///in/deeper/a.html", "RawDocument"),
        ("memory:///in/x.jsonl:1", "RawDocument"),
        ("memory:///in/x.jsonl:2", "MalformedError"),
    ]
    first = found[0]
    assert isinstance(first, RawDocument)
    assert (first.title, first.published) == ("题", dt.date(2024, 11, 5))


@pytest.mark.parametrize("name", ["memory://in", "memory://in/", "memory://in/*.txt", "memory://in/a.txt"])
def test_a_folder_a_pattern_or_a_file(put: Callable[..., None], name: str) -> None:
    put("in/a.txt", "甲")
    put("in/a.meta.json", '{"title": "题"}')
    (found,) = read([name, name])
    assert isinstance(found, RawDocument)
    assert (found.source, found.title) == ("memory:///in/a.txt", "题")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("memory://no.txt", "no such file or folder"),
        ("memory://in/*.docx", "no files at this address"),
        ("memory://in/a.xyz", "no reader for .xyz"),
        ("nothing://in/", "no storage nothing://"),
    ],
)
def test_what_cannot_be_read_is_one_refusal(put: Callable[..., None], name: str, reason: str) -> None:
    put("in/a.xyz", "x")
    (found,) = read([name])
    assert isinstance(found, InputError)
    assert reason in found.reason


def test_too_large_is_refused_without_being_fetched_whole(put: Callable[..., None]) -> None:
    from zhengce.config import IngestConfig

    put("in/a.txt", "长" * 100_000)
    (found,) = read(["memory://in/"], config=IngestConfig(max_bytes=1000))
    assert isinstance(found, InputError)
    assert "larger than" in found.reason


def test_the_second_night_skips_and_a_changed_file_supersedes(url: str, put: Callable[..., None]) -> None:
    for name in "abc":
        put(f"in/{name}.txt", name)
    put("in/x.jsonl", '{"text": "甲"}\n{"text": "乙"}\n')
    assert load("memory://in/", url).releases == 5
    assert load("memory://in/", url, pipeline=never).skipped == 5
    put("in/b.txt", "新")
    put("in/copy.txt", "a")  # the same bytes at two addresses: neither has moved
    assert load("memory://in/", url).releases == 1
    assert load("memory://in/", url, pipeline=never).skipped == 6
    counted = [row for row in content(url)["releases"] if row[11] is None]
    assert len(counted) == 5


def test_a_refused_file_is_listed_and_tried_again(sqlite_url: str, put: Callable[..., None]) -> None:
    put("in/a.txt", b"\0")
    put("in/x.jsonl", '{"text": "甲"}\n{"text": 1}\n')
    assert load("memory://in/", sqlite_url).refused == 2
    again = retry([sqlite_url], pipeline=analyse, version=VERSION)
    assert (again.releases, again.refused) == (0, 2)
    put("in/a.txt", "好")
    put("in/x.jsonl", '{"text": "甲"}\n{"text": "乙"}\n')
    again = retry([sqlite_url], pipeline=analyse, version=VERSION)
    assert (again.releases, again.refused) == (2, 0)
    assert load("memory://in/", sqlite_url, pipeline=never).skipped == 3


def test_since_asks_the_storage(sqlite_url: str, put: Callable[..., None]) -> None:
    put("in/a.txt", "甲")
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    assert load("memory://in/", sqlite_url, since=tomorrow).releases == 0
    assert load("memory://in/", sqlite_url, since=tomorrow - dt.timedelta(days=2)).releases == 1


def test_passwords_and_signatures_stay_unsaid(sqlite_url: str) -> None:
    address = "http://me:secret@127.0.0.1:9/a.txt?id=3&X-Amz-Signature=secret"
    summary = load(address, sqlite_url)
    assert summary.refused == 1
    engine = connect(sqlite_url)
    with engine.connect() as connection:
        runs = str(connection.execute(sa.text("SELECT * FROM runs")).all())
    engine.dispose()
    assert "secret" not in f"{summary.refusals}{runs}"
    assert "id=3" in runs
    assert shown(address) == "http://***@127.0.0.1:9/a.txt?id=3&X-Amz-Signature=***"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/x.db"


@pytest.fixture
def web(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A web server, and the folder that it shows."""
    pytest.importorskip("aiohttp", reason="aiohttp is not installed: the extra remote brings it")
    folder = tmp_path / "web"
    folder.mkdir()
    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", folder
        server.shutdown()
        thread.join()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        if "cut" in self.path:  # says more than it sends
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"\xe7\x94\xb2" * 20)
            self.close_connection = True
        else:
            super().do_GET()


def test_pages_of_the_web(web: tuple[str, Path], sqlite_url: str) -> None:
    address, folder = web
    (folder / "in" / "deeper").mkdir(parents=True)
    (folder / "in" / "a.txt").write_text("甲", encoding="utf-8")
    (folder / "in" / "deeper" / "b.html").write_text("<!DOCTYPE html><p>乙</p>", encoding="utf-8")
    (folder / "page").write_text("<html><title>x</title><body><p>丙</p></body></html>", encoding="utf-8")
    (folder / "in" / "a.meta.json").write_text('{"title": "题"}')
    assert told(f"{address}/in/") == [
        (f"{address}/in/a.txt", "甲"),
        (f"{address}/in/deeper/b.html", "乙"),
    ]
    assert told(f"{address}/page") == [(f"{address}/page", "丙")]
    assert told(f"{address}/in/*.txt") == [(f"{address}/in/a.txt", "甲")]
    assert load(f"{address}/in/", sqlite_url).releases == 2
    assert load(f"{address}/in/", sqlite_url, pipeline=never).skipped == 2
    ((_, reason),) = told(f"{address}/nothing.txt")
    assert "no such file" in reason


def test_half_a_page_is_none(web: tuple[str, Path]) -> None:
    address, _ = web
    ((_, reason),) = told(f"{address}/cut.txt")
    assert "not readable" in reason


def test_a_bucket(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> None:
    pytest.importorskip("s3fs", reason="s3fs is not installed: the extra s3 brings it")
    moto = pytest.importorskip("moto.server", reason="moto is not installed: pip install 'moto[s3,server]'")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    server = moto.ThreadedMotoServer(port=0, verbose=False)
    server.start()
    try:
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://{}:{}".format(*server.get_host_and_port()))
        bucket = fsspec.filesystem("s3", skip_instance_cache=True)
        bucket.mkdir("inbox")
        texts = {"in/a.txt": "甲", "in/b c?.txt": "乙", "in/a.meta.json": '{"title": "题"}'}
        for name, text in texts.items():
            bucket.pipe_file(f"inbox/{name}", text.encode())
        assert told("s3://inbox/in/") == [("s3://inbox/in/a.txt", "甲"), ("s3://inbox/in/b c?.txt", "乙")]
        assert told("s3://inbox/in/*.txt") == told("s3://inbox/in")
        assert load("s3://inbox/", sqlite_url).releases == 2
        assert load("s3://inbox/in", sqlite_url, pipeline=never).skipped == 2
        ((_, reason),) = told("s3://nothing/")
        assert reason
    finally:
        server.stop()
