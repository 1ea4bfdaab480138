"""Licences and known vulnerabilities of all that ``constraints.txt`` pins: ``make audit``.

What cannot be told is told as unknown and counts as a failure: a package that names no licence or is not
installed here, a database of vulnerabilities that cannot be reached or does not know the package.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CONSTRAINTS = Path(__file__).parents[1] / "constraints.txt"
# Under these a library may be installed beside ours (MIT).
ALLOWED = re.compile(
    r"MIT|0?BSD|ISC|Apache|PSF|Python Software Foundation|CNRI-Python|Zlib|CC0|Unlicense|HPND|MPL|Mozilla"
    r"|LGPL|GNU Lesser"
)
# What packages whose metadata names no licence, or more than one in words, say in their licence file.
SAID = {"skops": "MIT", "pypdfium2": "BSD-3-Clause AND Apache-2.0"}


def main() -> int:
    """Print what is wrong and what is unknown; 0 if nothing is."""
    pinned = [name for name, _ in pins()]
    told = [*licences(pinned), *vulnerabilities()]
    print(*told, f"{len(pinned)} packages, {len(told)} lines above to look at", sep="\n")
    return 1 if told else 0


def pins() -> Iterator[tuple[str, str]]:
    """Name and version of each line of the constraints."""
    for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines():
        name, pinned, version = line.partition("==")
        if pinned and not line.startswith("#"):
            yield plain(name), version


def plain(name: str) -> str:
    """The one form of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licences(pinned: list[str]) -> Iterator[str]:
    """Packages whose licence is not allowed or not known."""
    command = [beside("pip-licenses"), "--from=mixed", "--format=json", "--with-system"]
    listed = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
    found = {plain(one["Name"]): one["License"] for one in listed} | SAID
    for name in pinned:
        if name not in found:
            yield f"{name}: licence unknown: it is not installed here"
        elif not is_allowed(found[name]):
            yield f"{name}: licence {found[name][:80]!r}: not among those allowed"


def is_allowed(licence: str) -> bool:
    """Whether one choice of a licence expression holds only allowed ones.

    >>> is_allowed("MPL-1.1 OR GPL-2.0-only"), is_allowed("MIT AND GPL-3.0"), is_allowed("UNKNOWN")
    (True, False, False)
    """
    choices = re.split(r"\s+OR\s+", licence)
    return any(all(ALLOWED.match(one.strip()) for one in re.split(r"\s+AND\s+|;", each)) for each in choices)


def vulnerabilities() -> Iterator[str]:
    """Known vulnerabilities of the pinned versions; what the database does not answer is unknown."""
    command = [beside("pip-audit"), "--no-deps", "--disable-pip", "--format=json", f"-r{CONSTRAINTS}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    try:
        audited = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        reason = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        yield f"vulnerabilities unknown: the database could not be asked ({reason[:200]})"
        return
    skipped = [one["name"] for one in audited if "skip_reason" in one]
    if skipped:
        names = ", ".join(skipped[:5])
        yield f"vulnerabilities unknown: no answer for {len(skipped)} packages ({names}, …)"
    for one in audited:
        for each in one.get("vulns", ()):
            fixed = ", ".join(each["fix_versions"]) or "no version yet"
            yield f"{one['name']} {one['version']}: {each['id']}, mended in {fixed}"


def beside(command: str) -> str:
    """A command of the environment that runs this."""
    return str(Path(sys.executable).with_name(command))


if __name__ == "__main__":
    sys.exit(main())
