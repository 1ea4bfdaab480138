"""Roles of words around a number, from ``roles.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from zhengce.resources import load_toml

ROLES = Path(__file__).with_name("roles.toml")


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words with one role."""

    words: frozenset[str]
    counts: frozenset[int] = frozenset()


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All roles of ``roles.toml``."""

    any_noun: Role
    free_nouns: Role
    unit_within: Role
    unit_apart: Role
    ranked: Role
    structure: Role
    structure_alone: Role
    aspects: Role
    slogans: Role
    parties: Role
    wholes: Role
    provinces: Role
    divisions: Role
    deictic: Role
    these: Role
    page: Role
    label: Role
    complement: Role
    abroad: Role
    idioms: Role


@cache
def default_roles() -> Roles:
    """Return the package's roles, loaded once.

    >>> "方面" in default_roles().structure.words
    True
    """
    return load_toml(ROLES, Roles)
