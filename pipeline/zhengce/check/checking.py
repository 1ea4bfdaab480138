"""The check of releases as a plain function; ``zhengce check`` calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengce.check.bases import base_findings
from zhengce.check.changes import change_findings
from zhengce.check.disagreements import disagreement_findings
from zhengce.check.figures import each_once, figures
from zhengce.check.shares import share_findings
from zhengce.check.structures import structure_findings
from zhengce.check.sums import sum_findings
from zhengce.check.targets import target_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zhengce.check.figures import Figure
    from zhengce.check.finding import Finding
    from zhengce.types import Release

CHECKS: tuple[Callable[[Sequence[Figure]], Iterator[Finding]], ...] = (
    base_findings,
    change_findings,
    share_findings,
    sum_findings,
    disagreement_findings,
    target_findings,
)
_ORDER = ("contradicts", "missed", "open", "met", "agrees", "derived")


def check(releases: Iterable[Release]) -> list[Finding]:
    """Return the findings that follow from the figures of releases, contradictions first.

    No finding was read in a text: each is derived, and its `sources` are the indicators it follows from. A
    contradiction exceeds what rounding explains; the sources show whether the release or the extraction is
    wrong.

    Args:
        releases: in any order; duplicates of a release count once.

    >>> import zhengce
    >>> text = "截至2023年底，技能人才264.3万人，较2017年增长67.3%。"
    >>> for finding in check([zhengce.Pipeline()(text, published="2024-01-05")]):
    ...     print(finding.kind, finding.year, finding.value, finding.message)
    base 2017 1580000 264.3万人 after +67.3% means 158.0万人 in 2017
    """
    once = each_once(releases)
    found = figures(once)
    findings = [finding for one in CHECKS for finding in one(found)]
    findings += structure_findings(once)
    return sorted(findings, key=lambda f: (_ORDER.index(f.verdict), f.issuer, f.name, f.year or 0, f.kind))
