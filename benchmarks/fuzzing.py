"""The fuzz tests again and again with fresh seeds, for some minutes: ``make fuzz MINUTES=10``."""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FILES = ("test_texts.py", "test_files.py", "test_commands.py")


def main() -> int:
    """Run until the time is over or a test fails; the seed of each round is printed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10.0)
    options.add_argument("--examples", type=int, default=500, help="of each test in each round")
    chosen = options.parse_args()
    end = time.monotonic() + 60 * chosen.minutes
    environment = os.environ | {"ZHENGCE_FUZZ_EXAMPLES": str(chosen.examples)}
    rounds = 0
    while time.monotonic() < end:
        seed = random.randrange(2**32)  # noqa: S311 - no secret
        print(f"round {rounds + 1}, seed {seed}", flush=True)
        files = [f"tests/fuzz/{name}" for name in _FILES]
        command = [sys.executable, "-m", "pytest", "-x", f"--hypothesis-seed={seed}", *files]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False)  # noqa: S603
        if done.returncode:
            print(f"failed with seed {seed}, {chosen.examples} examples of each test")
            return done.returncode
        rounds += 1
    print(f"{rounds} rounds of {chosen.examples} examples of each test: nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
