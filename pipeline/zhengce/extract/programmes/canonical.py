"""Canonical names of programmes and the ids derived from them."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

_QUOTES = str.maketrans({"「": "“", "」": "”", "『": "‘", "』": "’", "＋": "+", "－": "—"})
_ONLY_SINGLE = str.maketrans({"‘": "“", "’": "”"})
_YEAR = re.compile(r"^(?:20|19)\d\d(?:[—-]20\d\d)?年(?:度)?(?=[“《\u4e00-\u9fff])")
_BLANK = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_NOT_KEY = re.compile(r"[^\w+]|的")


@lru_cache(1 << 14)
def canonical(name: str) -> str:
    """Return `name` with uniform quotation marks and without year, line breaks and inner spaces.

    >>> canonical('2022年「大国工匠 年度人物」')
    '“大国工匠年度人物”'
    """
    plain = _YEAR.sub("", _BLANK.sub("", name).translate(_QUOTES))
    return plain if "“" in plain else plain.translate(_ONLY_SINGLE)


@lru_cache(1 << 12)
def key(name: str) -> str:
    """Return the key that names of one programme share: letters, digits and characters, without 的.

    >>> key("“新八级工”制度") == key("新八级工制度")
    True
    """
    return _NOT_KEY.sub("", canonical(name)).casefold()


@lru_cache(1 << 14)
def programme_id(name: str) -> str:
    """Return the id of a canonical name: the first 12 hex digits of the SHA-256 of its `key`.

    >>> programme_id("“新八级工”制度") == programme_id("新八级工制度")
    True
    """
    return hashlib.sha256(key(name).encode()).hexdigest()[:12]
