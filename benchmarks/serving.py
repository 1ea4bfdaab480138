"""How long a search of ``zhengce serve`` takes beside its bare SQL, over many releases.

    python benchmarks/serving.py --releases 50000 --folder serving

The releases are copies of those in ``corpus/releases`` under other identities, days and publishers.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import time
from pathlib import Path

import httpx
import sqlalchemy as sa

import zhengce
from zhengce.serve import create_app
from zhengce.serve.asking import asked
from zhengce.serve.search import hits
from zhengce.store.connecting import connect
from zhengce.store.database import DatabaseTarget

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
ASKED = ("技能人才", "工会驿站 全省", "高技能人才", "没有这样的词", "")


def build(url: str, count: int) -> None:
    """A database with so many releases."""
    zhengce.run([ROOT / "corpus/releases"], [url])
    engine = connect(url)
    with engine.begin() as connection:
        tables = ("releases", "sections", "sentences", "indicators", "programmes", "repairs")
        there = connection.scalar(sa.text("SELECT count(*) FROM releases")) or 1
        for copy in range(count // there):
            for table in tables:
                names = [column["name"] for column in sa.inspect(connection).get_columns(table)]
                new = {
                    "release_id": f"substr(release_id, 1, 10) || '{copy:06x}'",
                    "content_id": f"substr(content_id, 1, 10) || '{copy:06x}'",
                    "mirror_of": "NULL",
                    "indicator_id": f"substr(indicator_id, 1, 10) || '{copy:06x}'",
                    "publisher": f"publisher || '{copy % 97}'",
                    "published": f"date(published, '-{copy % 3000} days')",
                }
                into = ", ".join(f'"{name}"' for name in names)
                values = ", ".join(new.get(name, f'"{name}"') for name in names)
                first = "release_id IN (SELECT release_id FROM sources)"
                copied = f"INSERT INTO {table} ({into}) SELECT {values} FROM {table} WHERE {first}"  # noqa: S608
                connection.exec_driver_sql(copied)
    engine.dispose()


def median(action: object, times: int = 5) -> float:
    """Median of some calls, in milliseconds."""
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        action()  # type: ignore[operator]
        spent.append(1000 * (time.perf_counter() - began))
    return statistics.median(spent)


def main() -> None:
    """Build what is not there, and measure."""
    options = argparse.ArgumentParser()
    options.add_argument("--releases", type=int, default=50_000)
    options.add_argument("--folder", type=Path, required=True)
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{given.folder}/serving{given.releases}.db"
    if not Path(url.removeprefix("sqlite:///")).exists():
        build(url, given.releases)
    from serve.desk import running

    with (
        DatabaseTarget(url, create=False) as target,
        running(create_app(url)) as here,
        httpx.Client() as client,
    ):

        def got(path: str, **query: str) -> None:
            client.get(f"{here}/{path}", params=query, timeout=120).raise_for_status()

        with target._engine.connect() as connection:  # noqa: SLF001
            for table in ("releases", "indicators", "sentences"):
                print(table, connection.scalar(sa.text(f"SELECT count(*) FROM {table}")))  # noqa: S608
            for kind, words in itertools.product(("figures", "sentences"), ASKED):
                bare = hits(asked({"q": words, "kind": kind}))
                sql = median(lambda bare=bare: connection.execute(bare).all())  # type: ignore[misc]
                page = median(lambda query={"q": words, "kind": kind}: got("", **query))  # type: ignore[misc]
                ratio = f"{page / sql:5.2f}"
                print(
                    f"{kind:10s} {words or '-':12s} SQL {sql:8.1f} ms  page {page:8.1f} ms {ratio}",
                    flush=True,
                )
        for path in ("queue", "contradictions", "series", "changes", "corrections"):
            print(path, f"{median(lambda path=path: got(path), 1):.0f} ms", flush=True)  # type: ignore[misc]


if __name__ == "__main__":
    main()
