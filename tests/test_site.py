"""The documentation site is built strictly: every link and every name that a page refers to exists."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import zhengce

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow


def test_the_site_is_built_without_a_warning_and_documents_every_public_name(tmp_path: Path) -> None:
    for name in ("mkdocs", "material", "mkdocstrings"):
        pytest.importorskip(name, reason="pip install --group docs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}  # an announcement of the theme
    done = subprocess.run(  # noqa: S603 - this interpreter
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/reference/index.html").read_text(encoding="utf-8")
    public = set(zhengce.__all__) - {"__version__"}
    assert {name for name in public if f'.{name}"' not in page} == set()
