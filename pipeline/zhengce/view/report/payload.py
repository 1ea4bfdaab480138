"""The data of the report page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from zhengce.classify import Area, load_taxonomy
from zhengce.columns import flat_fields
from zhengce.display.figures import figure
from zhengce.errors import InputError
from zhengce.resources import load_tsv
from zhengce.types import RECORDS, Release

LABELS = Path(__file__).with_name("labels.tsv")


class Derived(Protocol):
    """A derived figure, see `zhengce.check`."""

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""


def payload(
    releases: Sequence[Release],
    refusals: Iterable[InputError],
    raw_texts: Mapping[str, str],
    findings: Iterable[Derived],
    areas: Iterable[Area] | None = None,
) -> dict[str, Any]:
    """Return the page's data besides the releases: names, texts, raw texts, exact numbers."""
    return {
        "version": version("zhengce"),
        "areas": [{"id": area.id, "en": area.en, "zh": area.zh} for area in areas or load_taxonomy().areas],
        "words": words(),
        "notes": notes(),
        "columns": {table: list(flat_fields(record)) for table, record in RECORDS.items()},
        "refusals": [
            {"source": refusal.source, "reason": refusal.reason, "kind": type(refusal).__name__}
            for refusal in refusals
        ],
        "findings": [finding.to_dict() for finding in findings],
        "extras": [_extra(release, raw_texts) for release in releases],
    }


def words() -> dict[str, tuple[str, str]]:
    """Return every text of the page in English and Chinese: field names, and those of `labels.tsv`.

    >>> words()["release_id"], words()["year_on_year"]
    (('release id', '文件标识'), ('year on year', '同比'))
    """
    fields = {name: (name.replace("_", " "), zh) for name, (_, zh) in notes().items()}
    return fields | {key: (en, zh) for key, en, zh in load_tsv(LABELS, 3)}


def notes() -> dict[str, tuple[str, str]]:
    """Return the description of each field, in English and Chinese."""
    return {
        name: (note.en, note.zh)
        for record in (Release, *RECORDS.values())
        for name, (_, note) in flat_fields(record).items()
    }


def _extra(release: Release, raw_texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what the release's JSON lacks: numbers with every digit, and raw text stored elsewhere."""
    return {
        "raw": raw_texts.get(release.release_id) if release.raw_text is None else None,
        "figures": [figure(each) for each in release.indicators],
        "exact": [
            [_digits(n) for n in (i.value, i.value_min, i.value_max, i.value_canonical)]
            for i in release.indicators
        ],
    }


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
