"""Decide which of two pipelines prevails, so that hosts with different versions converge on one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengce.batch.tracker import libraries_told
from zhengce.store.sources import fingerprint_of
from zhengce.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhengce.store import Target
    from zhengce.store.sources import Known, Told

_NUMBER = re.compile(r"\d+")


class Contest:
    """Decides for one run whether a stored analysis by another pipeline prevails.

    The newer zhengce prevails. With the same version but different libraries, the greater fingerprint does.
    With the same libraries the rules, models or settings differ by choice: a choice new to the database
    prevails, and between two that alternate, again the greater fingerprint.
    """

    def __init__(self, targets: Sequence[Target], version: str | None, run_id: str) -> None:
        self.version = version
        self._fresh = {
            target.name: version is not None and not target.met(version, but=run_id) for target in targets
        }

    def lost(self, target: Target, held: Known | None, told: Told) -> bool:
        """Return whether the release in `target`, made with the given metadata, is to be kept."""
        if self.version is None or held is None or held.pipeline is None or held.version is None:
            return False
        if held.fingerprint != fingerprint_of(held.pipeline, told):
            return False
        if held.pipeline == self.version:
            return True
        ours, theirs = order(__version__), order(held.version)
        if ours != theirs:
            return theirs > ours
        if held.libraries is None or (held.libraries == libraries_told() and self._fresh[target.name]):
            return False
        return held.pipeline > self.version


def order(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared.

    >>> order("0.10.2") > order("0.9")
    True
    """
    return tuple(map(int, _NUMBER.findall(version)))
