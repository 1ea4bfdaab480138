"""Repair text that was decoded with the wrong encoding, if the round trip proves it; else refuse it.

是一  CAC7 D2BB read as Latin-1  →  ÊÇÒ»
的新  E79A84 E696B0 read as GBK    →  鐨勬柊
"""

from __future__ import annotations

import re
from collections.abc import Callable

from zhengce.errors import UndecodableError

_LATIN = re.compile(
    "[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST = 12  # non-ASCII characters
_VARIED = 5  # different characters in the result
_SAMPLE = 20_000
_USUAL = 0.85  # share of common characters in correctly decoded text
_MOSTLY = 0.6  # share of valid bytes in a text that lost some
_ROUNDS = 2


def undone(text: str, *, source: str, plausible: Callable[[str], float]) -> str:
    """Return the text as it was originally, or unchanged.

    Args:
        text: decoded text.
        source: its name for error messages.
        plausible: returns the share of common characters.

    Raises:
        UndecodableError: it was decoded with the wrong encoding, and characters are lost.
    """
    for _ in range(_ROUNDS):
        found = _once(text, source, plausible)
        if found is None:
            break
        text = found
    return text


def outside_ascii(text: str) -> int:
    """Count the non-ASCII characters of a text.

    >>> outside_ascii("技能人才264.3万人")
    6
    """
    return len(text) - len(text.encode("ascii", "ignore"))


def _once(text: str, source: str, plausible: Callable[[str], float]) -> str | None:
    sample = text[:_SAMPLE]
    outside = outside_ascii(sample)
    if outside < _LEAST:
        return None
    if 2 * len(_LATIN.findall(sample)) > outside:
        for codec in ("utf-8", "gb18030", "big5"):
            made = _decoded(_bytes(text), codec)
            if made is not None and _is_chinese(made, plausible):
                return made
        for codec, name in (("utf-8", "UTF-8"), ("gb18030", "GBK")):
            if _mostly(_bytes(sample), codec, plausible):
                raise _lost(source, f"{name} that was read as Latin-1")
        return None
    if plausible(sample) >= _USUAL:
        return None
    data = text.encode("gb18030", "replace")
    made = _decoded(data, "utf-8")
    if made is not None and _is_chinese(made, plausible):
        return made
    if _mostly(sample.encode("gb18030", "replace"), "utf-8", plausible):
        raise _lost(source, "UTF-8 that was read as GBK")
    return None


def _bytes(text: str) -> bytes:
    """Encode characters of Latin-1 or Windows-1252 as bytes, others as ``?``."""
    return b"".join(
        bytes((ord(character),)) if ord(character) < 0x100 else character.encode("cp1252", "replace")
        for character in text
    )


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _is_chinese(text: str, plausible: Callable[[str], float]) -> bool:
    sample = text[:_SAMPLE]
    outside = outside_ascii(sample)
    han = _HAN.findall(sample)
    return 2 * len(han) > outside and len(set(han)) >= _VARIED and plausible(sample) >= _USUAL


def _mostly(data: bytes, codec: str, plausible: Callable[[str], float]) -> bool:
    """Return whether most of the bytes are Chinese text and the rest is broken."""
    made = data.decode(codec, "replace")
    kept = made.replace("\ufffd", "")
    outside = outside_ascii(made)
    return outside > 0 and len(_HAN.findall(kept)) >= _MOSTLY * outside and _is_chinese(kept, plausible)


def _lost(source: str, what: str) -> UndecodableError:
    reason = f"this is {what} and saved again, which destroyed characters; fetch the original again"
    return UndecodableError(source, reason)
