"""The release made by hand, and releases made by hypothesis with every field filled at random."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st
from store.handmade import SAMPLE, TEXT, analyse

from zhengce.store.tables import PRECISION, SCALE
from zhengce.types import Indicator, Programme, Release, Repair, Section, Sentence

__all__ = ["SAMPLE", "TEXT", "analyse", "records", "releases"]

_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
_VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: _texts,
    int: st.integers(0, 2**31 - 1),
    float: st.floats(0, 1),
    bool: st.booleans(),
    dt.date: st.dates(),
    dt.datetime: st.datetimes(
        dt.datetime(1900, 1, 1),  # noqa: DTZ001 - the zone is drawn
        dt.datetime(2900, 1, 1),  # noqa: DTZ001
        timezones=st.just(dt.UTC),
    ),
    Decimal: st.decimals(
        min_value=-(10 ** (PRECISION - SCALE)) + 1,
        max_value=10 ** (PRECISION - SCALE) - 1,
        places=SCALE,
    )
    | st.decimals(min_value=-(10**6), max_value=10**12, places=2),
}


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if hint in _VALUES:
        return _VALUES[hint]
    if dataclasses.is_dataclass(hint):
        return records(hint)
    options = get_args(hint)
    if type(None) in options:
        return st.none() | st.one_of(*(_values(option) for option in options if option is not type(None)))
    return st.sampled_from(options)


def records(kind: Any, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records of one of the types of `zhengce.types`, every field filled at random but the `fixed` ones."""
    hints = get_type_hints(kind)
    return st.builds(
        kind, **{name: _values(hint) for name, hint in hints.items() if name not in fixed}, **fixed
    )


@st.composite
def releases(draw: st.DrawFn) -> Release:
    """Releases whose records refer to sections and sentences that are there."""

    def some(kind: Any, **more: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        size = draw(st.integers(0, 3))
        numbered = [{"index": st.just(n)} if kind is not Repair else {} for n in range(size)]
        return tuple(draw(records(kind, **number, **more)) for number in numbered)

    def one_of(there: tuple[Any, ...]) -> st.SearchStrategy[Any]:
        return st.sampled_from(range(len(there)))

    sections = some(Section)
    known = one_of(sections) | st.none() if sections else st.none()
    sentences = some(Sentence, section=known)
    found = {"sentence": one_of(sentences)}
    parts = {
        "repairs": some(Repair),
        "sections": sections,
        "sentences": sentences,
        "indicators": some(Indicator, **found) if sentences else (),
        "programmes": some(Programme, **found) if sentences else (),
    }
    keys = {
        key: st.text("0123456789abcdef", min_size=16, max_size=16) for key in ("release_id", "content_id")
    }
    head: Release = draw(records(Release, **keys, **{name: st.just(value) for name, value in parts.items()}))
    return head
