"""What importing the package does to the process of whoever imports it."""

from __future__ import annotations

import subprocess
import sys


def _printed(code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this interpreter
    return done.stdout.strip()


def test_importing_changes_nothing_outside_the_package() -> None:
    code = """
import gc, os, sys
before = dict(os.environ), list(sys.meta_path), gc.get_threshold()
import zhengce
zhengce.Pipeline()
print((dict(os.environ), list(sys.meta_path), gc.get_threshold()) == before)
"""
    assert _printed(code) == "True"
