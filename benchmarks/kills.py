"""Kills loaders at random moments, goes on, and compares what is stored with an undisturbed run.

    python benchmarks/kills.py --kills 20 --url postgresql://127.0.0.1/empty --url mysql://root@127.0.0.1/empty

SQLite, JSONL and Parquet are always tried. The analysis is that of the tests, slowed down, so that a kill
hits the storing as often as the analysing; a loader is killed within `--seconds` of its start.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOADER = """
import sys
from batch.stubs import VERSION, slowly
from zhengce.batch import run
run([sys.argv[1]], [sys.argv[2]], pipeline=slowly, version=VERSION)
"""


def main() -> int:
    """Try each target."""
    sys.path[:0] = [str(ROOT / "tests")]
    from batch.stubs import fill

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--url", action="append", default=[], help="an empty database; may be given again")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - no secret
    good = True
    with tempfile.TemporaryDirectory() as folder:
        inbox = fill(Path(folder, "inbox"), options.count)
        for target in [
            f"{folder}/x.jsonl",
            f"{folder}/x.parquet",
            f"sqlite:///{folder}/x.db",
            *options.url,
        ]:
            good = tried(inbox, target, chance, options) and good
    return 0 if good else 1


def tried(inbox: Path, target: str, chance: random.Random, options: argparse.Namespace) -> bool:
    """Kill, go on, compare; print how it went."""
    from batch.stubs import VERSION, analyse

    from zhengce.batch import run

    alone = target.replace("/x.", "/alone.") if "/x." in target else f"sqlite:///{inbox.parent}/alone.db"
    run([inbox], [alone], pipeline=analyse, version=VERSION)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    kills = 0
    for _ in range(options.kills):
        process = subprocess.Popen([sys.executable, "-c", LOADER, str(inbox), target], env=environment)  # noqa: S603
        time.sleep(0.4 + chance.random() * options.seconds)
        kills += process.poll() is None
        process.kill()
        process.wait()
    summary = run([inbox], [target], pipeline=analyse, version=VERSION)
    again = run([inbox], [target], pipeline=analyse, version=VERSION)
    same = held(target) == held(alone)
    name = target.partition("://")[0] if "://" in target else Path(target).suffix[1:]
    told = f"{kills} killed while at work, {summary.skipped:,} of {options.count:,} stored by then"
    print(f"{name:<11} {told}; {'equal rows' if same else 'DIFFERENT ROWS'}", flush=True)
    return same and again.skipped == options.count


def held(target: str) -> Any:  # noqa: ANN401 - rows, compared only
    """All that a target holds of the releases, in an order of its own."""
    if "://" in target:
        from batch.stubs import content

        return content(target)
    if target.endswith(".jsonl"):
        lines = map(json.loads, Path(target).read_bytes().splitlines())
        return sorted(json.dumps(dict(line, loaded=None), sort_keys=True) for line in lines)
    import pyarrow.parquet as pq

    from zhengce.store.tables import TABLES

    return {name: sorted(pq.read_table(f"{target}/{name}.parquet").to_pylist(), key=repr) for name in TABLES}


if __name__ == "__main__":
    sys.exit(main())
