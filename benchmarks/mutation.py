"""How much the tests of numbers and periods notice: small changes to the code, each should fail a test.

``make mutation SAMPLE=400`` tries as many changes, chosen at random, in a copy of the repository; with
``SAMPLE=0`` it tries them all, which takes two hours. Cosmic Ray makes the changes; its settings stand in
``benchmarks/mutation.toml``.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
_COPIED = ("pipeline", "tests", "models", "seeds", "corpus", "pyproject.toml")


def main() -> None:
    """Make the changes, and print the share that was noticed, and what was not."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, default=400)
    options.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311 - no secret
    options.add_argument("--only", default="", help="modules whose name holds this")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in _COPIED:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
        session = copy / "session.sqlite"
        config = str(ROOT / "benchmarks" / "mutation.toml")
        _call(copy, "cosmic-ray", "init", config, str(session))
        _call(copy, "cr-filter-operators", str(session), config)
        _keep(session, chosen.sample, chosen.seed, chosen.only)
        _call(copy, "cosmic-ray", "exec", config, str(session))
        _tell(session, chosen.seed)


def _call(copy: Path, *command: str) -> None:
    beside = Path(sys.executable).parent
    path = f"{beside}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PYTHONPATH": str(copy / "pipeline"), "PATH": path}
    subprocess.run([str(beside / command[0]), *command[1:]], cwd=copy, env=environment, check=True)  # noqa: S603


def _keep(session: Path, sample: int, seed: int, only: str) -> None:
    """Leave a sample of the changes that the filter did not skip."""
    with sqlite3.connect(session) as database:
        database.execute("DELETE FROM work_items WHERE job_id IN (SELECT job_id FROM work_results)")
        database.execute("DELETE FROM work_results")
        database.execute(
            "DELETE FROM work_items WHERE job_id IN"
            " (SELECT job_id FROM mutation_specs WHERE module_path NOT LIKE ?)",
            (f"%{only}%",),
        )
        jobs = [job for (job,) in database.execute("SELECT job_id FROM work_items ORDER BY job_id")]
        order = "SELECT job_id FROM mutation_specs ORDER BY module_path, operator_name, occurrence, job_id"
        known = set(jobs)
        jobs = [job for (job,) in database.execute(order) if job in known]
        random.Random(seed).shuffle(jobs)  # noqa: S311 - no secret
        dropped = jobs[sample:] if sample else []
        database.executemany("DELETE FROM work_items WHERE job_id = ?", [(job,) for job in dropped])
        database.execute("DELETE FROM mutation_specs WHERE job_id NOT IN (SELECT job_id FROM work_items)")
        print(f"{len(jobs)} changes possible, {len(jobs) - len(dropped)} tried (seed {seed})", flush=True)


def _tell(session: Path, seed: int) -> None:
    made: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    rows = sqlite3.connect(session).execute(
        "SELECT module_path, test_outcome, diff"
        " FROM mutation_specs JOIN work_results USING (job_id) ORDER BY module_path"
    )
    for module, outcome, diff in rows:
        name = Path(module).stem
        made[name] += 1
        if outcome == "SURVIVED":
            changed = [line for line in diff.splitlines()[2:] if line[:1] in "+-@"]
            print(f"not noticed in {name}:", *changed, sep="\n    ")
        else:
            noticed[name] += 1
    for name, count in made.items():
        print(f"{name:10} {noticed[name]:4} of {count:4} noticed")
    share = noticed.total() / max(1, made.total())
    print(f"score {share:.1%} of {made.total()} changes (seed {seed})")


if __name__ == "__main__":
    main()
