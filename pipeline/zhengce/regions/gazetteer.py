"""The gazetteer: administrative divisions, and areas without a code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from zhengce.resources import load_toml, load_tsv

_HERE = Path(__file__).parent
NATION = "100000"
"""The code of 全国."""

Level = Literal["country", "province", "prefecture", "county", "town", "area", "foreign"]


class Region(NamedTuple):
    """A place: its full name, and its code if it has one (GB/T 2260; 全国 is 100000)."""

    name: str
    code: str | None


class ReleaseRegion(NamedTuple):
    """The place of a release.

    `news` is true for media, whose stories carry a place over; `within` is the code, or that of the
    enclosing division.
    """

    name: str
    code: str | None
    news: bool = False
    within: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry; `within` is its code, or that of the enclosing division."""

    name: str
    code: str | None
    level: Level
    within: str = ""
    former: bool = False

    def lies_in(self, code: str | None) -> bool:
        """Return whether the place is the division with this code or part of it."""
        return code is not None and bool(self.within) and self.within.startswith(stem(code))


@dataclass(frozen=True, slots=True)
class Form:
    """The meanings of a surface form; a `bound` one is recognised only after an enclosing place."""

    places: tuple[Place, ...]
    bound: bool = False


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that decide whether a name is a place that a figure can belong to."""

    homonyms: tuple[str, ...]
    shared: tuple[str, ...]
    names_go_on: tuple[str, ...]
    direction_goes_on: tuple[str, ...]
    nation_goes_on: tuple[str, ...]
    not_governing_before: tuple[str, ...]
    not_governing_behind: tuple[str, ...]
    held_behind: tuple[str, ...]
    whole_again: tuple[str, ...]
    worldwide: tuple[str, ...]
    located: tuple[str, ...]
    timed: tuple[str, ...]
    own: dict[str, tuple[str, ...]]
    cut_across: dict[str, str]


def stem(code: str) -> str:
    """Return the code digits shared by all parts of a division; "" for the nation.

    >>> stem("230000"), stem("230600"), stem("230602"), stem("100000")
    ('23', '2306', '230602', '')
    """
    if code == NATION:
        return ""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code


@cache
def words() -> Words:
    """Return the words of ``words.toml``, loaded once."""
    return load_toml(_HERE / "words.toml", Words)


@cache
def institutions() -> tuple[tuple[str, str, str], ...]:
    """Return publishers and offices with the code of their place and whether they are media."""
    rows = load_tsv(_HERE / "institutions.tsv", 3)
    return tuple(sorted(((name, code, kind) for name, code, kind in rows), key=lambda row: -len(row[0])))


@cache
def abbreviations() -> Mapping[str, tuple[str, bool]]:
    """Map each one-character province name to its code and whether it can stand alone after 在.

    >>> abbreviations()["沪"]
    ('310000', True)
    """
    rows = load_tsv(_HERE / "abbreviations.tsv", 3)
    return {letter: (code, alone == "y") for letter, code, alone in rows}


@cache
def by_code() -> Mapping[str, Place]:
    """Return the current divisions by code."""
    places: dict[str, Place] = {}
    for place in (p for form in forms().values() for p in form.places):
        if place.code and not place.former:
            places.setdefault(place.code, place)
    return places


def region_named(code: str) -> Region:
    """Return the division with this code.

    >>> region_named("230000"), region_named("100000")
    (Region(name='黑龙江省', code='230000'), Region(name='全国', code='100000'))
    """
    return Region(by_code()[code].name, code)


@cache
def forms() -> Mapping[str, Form]:
    """Return every surface form with its meanings.

    >>> [place.code for place in forms()["吉林"].places], forms()["安吉"].bound
    (['220000'], True)
    """
    found: dict[str, list[Place]] = defaultdict(list)
    bound: dict[str, bool] = {}

    def add(form: str, place: Place, *, is_bound: bool) -> None:
        if place not in found[form]:
            found[form].append(place)
        bound[form] = bound.get(form, True) and is_bound

    for code, name, short, until, alone in load_tsv(_HERE / "divisions.tsv", 5):
        place = Place(name, code, _level(code), code, former=until != "-")
        add(name, place, is_bound=name in words().shared or (len(name) < 3 and place.level == "county"))
        for form in _short_forms(name, short):
            bare = place.level == "county" and form == short and alone != "y"
            add(form, place, is_bound=bare or form in words().homonyms)
    for name, others, code, level in load_tsv(_HERE / "areas.tsv", 4):
        own = None if code == "-" or code.endswith("+") else code
        within = "" if code == "-" else code.rstrip("+")
        place = Place(name, own, msgspec.convert(level, Level), within)
        for form in (name, *(others.split() if others != "-" else ())):
            add(form, place, is_bound=form in words().homonyms)
    return {form: Form(_preferred(places), bound[form]) for form, places in found.items()}


@cache
def openings() -> Mapping[str, tuple[str, ...]]:
    """Return surface forms by their first two characters, longest first."""
    table: dict[str, list[str]] = defaultdict(list)
    for form in forms():
        table[form[:2]].append(form)
    return {key: tuple(sorted(names, key=len, reverse=True)) for key, names in table.items()}


def _level(code: str) -> Level:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _short_forms(name: str, short: str) -> list[str]:
    if short == "-":
        return []
    if name.endswith("特别行政区"):
        return [short, f"{short}特区"]
    made = [short] if len(short) > 1 and short != name else []
    for full, plain in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("自治区", "区")):
        if name.endswith(full) and not name.startswith(short + full) and len(name) < 20:
            made.append(short + plain)
            made.append(short + full)
    if name == "黑龙江省":
        made.append("龙江")
    return made


def _preferred(places: list[Place]) -> tuple[Place, ...]:
    """Sort current divisions before former ones, and higher before lower ones."""
    today = [place for place in places if not place.former] or places
    order = ("country", "province", "prefecture", "county", "area", "foreign")
    first = min(order.index(place.level) for place in today)
    return tuple(place for place in today if order.index(place.level) == first)
