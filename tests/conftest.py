"""What tests of several rooms need: databases, a browser; and at the end, whether the browser tests ran."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from hypothesis import settings
from store.servers import FRESH, SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator


# The same examples in every run; `make fuzz` looks for new ones.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")


@pytest.fixture(params=["sqlite", *SERVERS])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/x.db"
    else:
        with FRESH[request.param]() as fresh:
            yield fresh


FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium of the system, else the one that Playwright has installed."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with api.sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=path, args=FLAGS)
        except api.Error as error:
            pytest.skip(f"no Chromium to test with (apt-get install chromium): {str(error).splitlines()[0]}")
        yield found
        found.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which finds what keeps people from using a page; from the npm registry."""
    folder = Path(__file__).parent / "browser"
    script = folder / "node_modules/axe-core/axe.min.js"
    npm = shutil.which("npm")
    with FileLock(Path(tempfile.gettempdir(), "zhengce-tests-axe.lock")):  # parallel tests install it once
        _install(script, folder, npm)
    if not script.is_file():
        pytest.skip("no axe-core to test with (npm install --prefix tests/browser)")
    return script.read_text(encoding="utf-8")


def _install(script: Path, folder: Path, npm: str | None) -> None:
    if not script.is_file() and npm is not None:
        command = [
            npm,
            "install",
            "--no-package-lock",
            "--no-audit",
            "--no-fund",
            "--silent",
            "--fetch-retries=1",
            "--prefix",
            str(folder),
        ]
        with suppress(subprocess.TimeoutExpired):  # no registry is at hand: the tests are skipped
            subprocess.run(command, check=False, capture_output=True, timeout=60)  # noqa: S603 - of `which`


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark which tests need a browser; with several workers only their reports tell."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.user_properties.append(("browser", True))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say whether the tests in a browser ran, and if not, why."""
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for outcome, reports in terminalreporter.stats.items():
        for report in reports:
            marks = dict(getattr(report, "user_properties", ()))
            if "browser" not in marks or outcome not in ("passed", "failed", "skipped"):
                continue
            counts[outcome] += 1
            if outcome == "skipped" and isinstance(report.longrepr, tuple):
                reasons[str(report.longrepr[2]).removeprefix("Skipped: ")] += 1
    if not counts:
        return
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    terminalreporter.write_line(f"browser tests: {told}")
    for reason, count in reasons.items():
        terminalreporter.write_line(f"browser tests skipped: {count}: {reason}")
