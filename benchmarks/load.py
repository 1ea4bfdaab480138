"""Pace and memory of loading: analysing to nowhere, into a database, and again when all is there.

    python benchmarks/load.py --count 10000 --workers 2                     (PostgreSQL from the wheel)
    python benchmarks/load.py --count 1000 --url mysql://root@localhost/test

Releases are made from the texts of this repository (``tests/batch/inboxes.py``). Each step runs in a process
of its own, whose peak memory is told in MB; that of the workers is not in it. Building the pipeline, which
takes seconds once, is measured first and taken off the times that are compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
STEP = """
import json, resource, sys, time
from zhengce.batch import run
inbox, target, workers = sys.argv[1:]
begin = time.perf_counter()
summary = run([inbox], [target] if target else [], workers=int(workers))
seconds = time.perf_counter() - begin
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"stored": summary.releases, "skipped": summary.skipped, "seconds": seconds, "mb": peak}))
"""


def step(inbox: Path, target: str, workers: int) -> dict[str, float]:
    """One run in a process of its own."""
    command = [sys.executable, "-c", STEP, str(inbox), target, str(workers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def measure(count: int, workers: int, url: str) -> None:
    """Print one line for each step, and the ratios."""
    from batch.inboxes import make_inbox

    with tempfile.TemporaryDirectory() as folder:
        one, inbox = Path(folder, "one"), Path(folder, "inbox")
        make_inbox(one, workers * 8, seed=-1)
        make_inbox(inbox, count)
        start = step(one, "", workers)["seconds"]
        nowhere = step(inbox, "", workers)
        loaded = step(inbox, url, workers)
        again = step(inbox, url, workers)
    for name, result in (("to nowhere", nowhere), ("loaded", loaded), ("again", again)):
        pace = (result["stored"] + result["skipped"]) / result["seconds"]
        print(f"{name:<11} {result['seconds']:7.1f} s  {pace:8.1f} releases/s  parent {result['mb']:5.0f} MB")
    print(f"start of the workers: {start:.1f} s")
    ratio = (nowhere["seconds"] - start) / (loaded["seconds"] - start)
    print(f"pace of loading / pace of analysing: {ratio:.2f}")
    print(f"time of the second run / of the first: {again['seconds'] / loaded['seconds']:.3f}")


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
        measure(options.count, options.workers, options.url)
        return
    from store.servers import fresh_postgresql

    with fresh_postgresql() as url:
        measure(options.count, options.workers, url)


if __name__ == "__main__":
    main()
