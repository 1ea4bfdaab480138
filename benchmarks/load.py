"""Pace and memory of loading: analysing to nowhere, into each kind of target, and again when all is there.

    python benchmarks/load.py --count 10000 --workers 2                     (PostgreSQL from the wheel)
    python benchmarks/load.py --count 2000 --url postgresql://127.0.0.1/empty --url mysql://root@127.0.0.1/empty

SQLite, JSONL and Parquet are always measured. In the end the rows of all databases must be equal. Releases
are made from the texts of this repository (``tests/batch/inboxes.py``). Each step runs in a process of its
own, whose peak memory is told in MB; that of the workers is not in it. Building the pipeline, which takes
seconds once, is measured first and taken off where paces are compared. On a machine that does other things
as well compare the seconds of CPU, which are those of parent, workers and, where it is our own, the server.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[1]
STEP = """
import json, resource, sys, time
from zhengce.batch import run
inbox, target, workers = sys.argv[1:]
begin = time.perf_counter()
summary = run([inbox], [target] if target else [], workers=int(workers))
seconds = time.perf_counter() - begin
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
cpu = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
done = summary.releases + summary.skipped
print(json.dumps({"done": done, "seconds": seconds, "mb": peak, "cpu": cpu}))
"""


def step(inbox: Path, target: str, workers: int) -> dict[str, float]:
    """One run in a process of its own."""
    command = [sys.executable, "-c", STEP, str(inbox), target, str(workers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def measure(count: int, workers: int, urls: Sequence[str], server: Callable[[], float]) -> bool:
    """Print a line for each step, the ratios, and whether the rows of the databases are equal.

    `server` tells the server's seconds of CPU so far.
    """
    from batch.inboxes import make_inbox

    with tempfile.TemporaryDirectory() as folder:
        one, inbox = Path(folder, "one"), Path(folder, "inbox")
        make_inbox(one, workers * 8, seed=-1)
        make_inbox(inbox, count)
        start, nowhere = step(one, "", workers), step(inbox, "", workers)
        tell("start", start)
        tell("to nowhere", nowhere)
        databases = [f"sqlite:///{folder}/x.db", *urls]
        for target in [f"{folder}/x.jsonl", f"{folder}/x.parquet", *databases]:
            name = target.partition("://")[0] if "://" in target else Path(target).suffix[1:]
            nights = []
            for night in ("first", "second"):
                before = server()
                nights.append(step(inbox, target, workers))
                nights[-1]["cpu"] += server() - before
                tell(f"{name}, {night}", nights[-1])
            first, second = nights
            for kind in ("seconds", "cpu"):
                pace = (nowhere[kind] - start[kind]) / (first[kind] - start[kind])
                ratio = second[kind] / first[kind]
                print(f"    {kind}: pace of loading to analysing {pace:.2f}, second night {ratio:.3f}")
        return equal(databases)


def tell(name: str, result: dict[str, float]) -> None:
    """Print the line of a step."""
    pace = result["done"] / result["seconds"]
    times = f"{result['seconds']:7.1f} s  {result['cpu']:7.1f} s of CPU"
    print(f"{name:<19} {times}  {pace:8.1f} releases/s  parent {result['mb']:5.0f} MB", flush=True)


def equal(urls: Sequence[str]) -> bool:
    """Whether all databases hold the same rows, table by table, but for which run loaded them and when."""
    from batch.stubs import content

    first, *others = map(content, urls)
    same = True
    for url, other in zip(urls[1:], others, strict=True):
        for table, rows in first.items():
            told = "equal" if rows == other[table] else f"DIFFER: {len(rows):,} and {len(other[table]):,}"
            same = same and rows == other[table]
            print(f"{table:<12} {len(rows):>9,} rows in sqlite and {url.partition(':')[0]}: {told}")
    return same


def main() -> int:
    """Measure with the given databases, or a PostgreSQL of our own."""
    sys.path[:0] = [str(ROOT / "tests")]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--url", action="append", help="an empty database; may be given again")
    options = parser.parse_args()
    if options.url:
        return 0 if measure(options.count, options.workers, options.url, lambda: 0.0) else 1
    import psutil
    from store.servers import start_postgresql

    with tempfile.TemporaryDirectory(prefix="zc") as folder:
        url, handle = start_postgresql(folder)
        postmaster = psutil.Process(handle.get_pid())

        def server() -> float:
            own = sum(postmaster.cpu_times()[:4])
            return float(own + sum(sum(child.cpu_times()[:2]) for child in postmaster.children()))

        try:
            return 0 if measure(options.count, options.workers, [url], server) else 1
        finally:
            handle.cleanup()


if __name__ == "__main__":
    sys.exit(main())
