"""Decide whether two characters of a run can be adjacent, given the bytes where they meet."""

from __future__ import annotations

from functools import lru_cache

from zhengce.normalize.gbk import encode, holes

Tail = tuple[frozenset[int], ...]
"""For each form of a character, the bytes that form no character with its last byte; () if any may follow."""
Heads = tuple[int, ...]
"""The possible first bytes of a character; () if any byte is possible."""


@lru_cache(maxsize=1 << 14)
def tail_of(forms: tuple[str, ...]) -> Tail:
    """Return the bytes that form no character with the last byte of these forms; () if any may follow."""
    codes = [encode(form) for form in forms]
    return tuple(sorted({holes(code[1]) for code in codes}, key=sorted)) if all(map(_double, codes)) else ()


@lru_cache(maxsize=1 << 14)
def heads_of(forms: tuple[str, ...]) -> Heads:
    """Return the first bytes of these forms; () if any byte is possible."""
    codes = [encode(form) for form in forms]
    return tuple(sorted({code[0] for code in codes})) if all(codes) else ()


@lru_cache(maxsize=1 << 14)
def apart(tail: Tail, heads: Heads) -> bool:
    """Return whether the forms can be adjacent without their bytes forming another character."""
    return not tail or not heads or any(head in none for none in tail for head in heads)


def _double(code: bytes) -> bool:
    return len(code) == 2
