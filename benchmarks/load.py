"""Pace and memory of loading: analysing to nowhere, into a database, and again when all is there.

    python benchmarks/load.py --count 10000 --workers 2                     (PostgreSQL from the wheel)
    python benchmarks/load.py --count 1000 --url mysql://root@localhost/test

Releases are made from the texts of this repository (``tests/batch/inboxes.py``). Each step runs in a process
of its own, whose peak memory is told in MB; that of the workers is not in it. Building the pipeline, which
takes seconds once, is measured first and taken off what is compared. On a machine that does other things
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
    from collections.abc import Callable

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


def measure(count: int, workers: int, url: str, server: Callable[[], float]) -> None:
    """Print one line for each step, and the ratios; `server` tells the server's seconds of CPU so far."""
    from batch.inboxes import make_inbox

    with tempfile.TemporaryDirectory() as folder:
        one, inbox = Path(folder, "one"), Path(folder, "inbox")
        make_inbox(one, workers * 8, seed=-1)
        make_inbox(inbox, count)
        results = {}
        for name, place, target in (
            ("start", one, ""), ("to nowhere", inbox, ""), ("loaded", inbox, url), ("again", inbox, url),
        ):  # fmt: skip
            before = server()
            results[name] = step(place, target, workers)
            results[name]["cpu"] += server() - before
    for name, result in results.items():
        pace = result["done"] / result["seconds"]
        times = f"{result['seconds']:7.1f} s  {result['cpu']:7.1f} s of CPU"
        print(f"{name:<11} {times}  {pace:8.1f} releases/s  parent {result['mb']:5.0f} MB")
    for kind in ("seconds", "cpu"):
        start, nowhere, loaded, again = (result[kind] for result in results.values())
        pace = (nowhere - start) / (loaded - start)
        second = f"second run {again / loaded:.3f} of the first"
        print(f"by {kind}: pace of loading to that of analysing {pace:.2f}; {second}")


def main() -> None:
    """Measure with the given database, or a PostgreSQL of our own."""
    sys.path[:0] = [str(ROOT / "tests")]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--url", help="an empty database")
    options = parser.parse_args()
    if options.url:
        measure(options.count, options.workers, options.url, lambda: 0.0)
        return
    import psutil
    from store.servers import start_postgresql

    with tempfile.TemporaryDirectory(prefix="zc") as folder:
        url, handle = start_postgresql(folder)
        postmaster = psutil.Process(handle.get_pid())

        def server() -> float:
            own = sum(postmaster.cpu_times()[:4])
            return float(own + sum(sum(child.cpu_times()[:2]) for child in postmaster.children()))

        try:
            measure(options.count, options.workers, url, server)
        finally:
            handle.cleanup()


if __name__ == "__main__":
    main()
