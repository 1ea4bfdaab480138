"""A finding: a derived figure or a contradiction between figures, with all its sources."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from decimal import Decimal

    from zhengce.types import Indicator, Release

Kind = Literal["base", "growth", "change", "share", "sum", "disagreement", "target"]
Verdict = Literal["derived", "agrees", "contradicts", "met", "missed", "open"]

KINDS: dict[Kind, tuple[str, str]] = {
    "base": ("value that a growth implies for its base", "由增幅反推的基期值"),
    "growth": ("growth against the levels of two releases", "增幅与前后数值"),
    "change": ("change against its percentage", "增减量与增减幅度"),
    "share": ("share against part and whole", "占比与部分、整体"),
    "sum": ("parts that should make up the whole", "各项之和"),
    "disagreement": ("two releases on the same figure", "两篇对同一指标的说法"),
    "target": ("target against what was reached", "目标与完成情况"),
}
"""What each kind of finding is about, in English and Chinese."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The location of a source: ``release.text[start:end]`` is `text`."""

    release_id: str
    source: str
    indicator: int
    text: str
    start: int
    end: int
    review: str | None = None

    @classmethod
    def of(cls, release: Release, indicator: Indicator) -> Trace:
        """Return the trace of an indicator."""
        one = indicator
        return cls(release.release_id, release.source, one.index, one.text, one.start, one.end, one.review)


@dataclass(frozen=True, slots=True)
class Finding:
    """A conclusion from indicators; never an indicator itself, so `derived` is always true.

    Args:
        kind: the check it comes from, see `KINDS`.
        verdict: ``derived`` (a new figure), ``agrees`` or ``contradicts``; for targets ``met``, ``missed``,
            or ``open`` if rounding leaves it undecided.
        issuer: the place of the figure, or the publisher if no place is known.
        name, unit, year: the series and year of the figure.
        value: the derived figure, rounded like the printed figure it comes from.
        stated: the printed figure it is compared with.
        message: the finding and its reason, in one sentence.
        message_zh: the same in Chinese.
        sources: the indicators it follows from.
    """

    kind: Kind
    verdict: Verdict
    issuer: str
    name: str
    unit: str | None
    year: int | None
    value: Decimal | None
    stated: Decimal | None
    message: str
    message_zh: str
    sources: tuple[Trace, ...]
    derived: bool = field(default=True, init=False)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON or a frame; numbers become text to keep every digit."""
        row = asdict(self)
        row["value"] = None if self.value is None else f"{self.value:f}"
        row["stated"] = None if self.stated is None else f"{self.stated:f}"
        row["sources"] = [asdict(source) for source in self.sources]
        return row
