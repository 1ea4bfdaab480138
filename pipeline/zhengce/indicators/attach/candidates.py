"""Candidates for the fields of a number, recorded where the choice is made, for ``zhengce explain``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Field = Literal["subject", "period", "base", "denominator", "region", "status"]


class Candidate(NamedTuple):
    """A value that a field might have had.

    `source` says where it comes from; `against`, what ruled it out or outweighed it (empty if it won).
    """

    field: Field
    value: str | None
    source: str
    against: str = ""


Trace = dict[int, list[Candidate]]
"""The candidates of each indicator, by where it starts in the normalised text."""


def weighed(
    field: Field, options: Iterable[tuple[str, str | None]], chosen: str | None
) -> Iterator[Candidate]:
    """Yield a candidate for each option of a field; the first whose value is `chosen` wins.

    `options` are pairs of source and value, in order of precedence.

    >>> [c.against for c in weighed("region", [("its clause", "吉林省"), ("the release", "全国")], "吉林省")]
    ['', 'its clause goes before']
    """
    winner = ""
    for source, value in options:
        if not winner and value == chosen:
            winner = source
            yield Candidate(field, value, source)
        else:
            yield Candidate(field, value, source, f"{winner} goes before" if winner else "does not fit")
