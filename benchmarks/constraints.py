"""Renews ``constraints.txt``: ``make constraints``. pip resolves all groups anew and installs nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
HEAD = "# The versions that the tests were last run with. To renew: make constraints, make test-all.\n"
LEFT_OUT = {"dlt", "datatrove", "ray", "s3", "gs"}
"""Extras that no test of every day installs: their tests say how."""


def main() -> None:
    """Write the newest versions that fit together."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = ",".join(sorted(project["project"]["optional-dependencies"].keys() - LEFT_OUT))
    groups = [f"--group={name}" for name in project["dependency-groups"]]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        options = ["--dry-run", "--ignore-installed", "--quiet", f"--report={report}"]
        wanted = [*project["build-system"]["requires"], "--editable", f".[{extras}]", *groups]
        command = [sys.executable, "-m", "pip", "install", *options, *wanted]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - this interpreter
        found = json.loads(report.read_text(encoding="utf-8"))["install"]
    pins = {one["metadata"]["name"]: one["metadata"]["version"] for one in found}
    pins.pop("zhengce")
    lines = [f"{name}=={version}\n" for name, version in sorted(pins.items(), key=lambda pin: pin[0].lower())]
    CONSTRAINTS.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
