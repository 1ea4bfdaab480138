"""Bytes to text: which encoding it is, and refusing what is no text.

Order: byte order mark, strict UTF-8, then the encodings Chinese texts come in, each decoded strictly and
judged by the share of its characters that are in common use; a wrong decoding yields rare characters.
This names the encoding of every sentence of our corpus in GB18030, Big5 and UTF-16 (`tests/ingest`), where
charset-normalizer, which needs longer texts, misses one sentence in twenty.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from functools import cache
from typing import NamedTuple

from zhengce.errors import EmptyInputError, InputError, UndecodableError
from zhengce.ingest.mojibake import outside_ascii, undone

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
_ENOUGH = 0.8
_SAMPLE = 100_000
_FORMATS = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a ZIP archive such as DOCX", ".docx"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .wps)", "one saved as .docx"),
    (b"\x89PNG", "an image", "its text"),
    (b"\xff\xd8\xff", "an image", "its text"),
    (b"\x1f\x8b", "a gzip archive", "its content"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # without white space and ESC


def _common() -> str:
    """Characters in common use: GB 2312 level 1, Big5 level 1, and the punctuation and forms of both."""
    gb = [(lead, trail) for lead in (*range(0xB0, 0xD8), 0xA3) for trail in range(0xA1, 0xFF)]
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    big5 = [(lead, trail) for lead in range(0xA4, 0xC7) for trail in trails if (lead, trail) < (0xC6, 0x7F)]
    characters = {bytes(pair).decode("gb2312", "ignore") for pair in gb}
    characters |= {bytes(pair).decode("big5", "ignore") for pair in big5}
    return "".join(sorted(characters)) + "〇、。·—…‘’“”《》〈〉「」『』【】〔〕○●■□▲△℃％　\u00a0"


@cache
def _rare() -> re.Pattern[str]:
    return re.compile(f"[^\x00-\x7f{re.escape(_common())}]")


_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
_IN_NUMBER = frozenset(b"%c" % byte for byte in b"0123456789.,")
_FEW = 1_000  # characters for each byte that may be broken


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """0x80 is the euro sign, as browsers read it, unless inside a number; other bytes are lost places."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, at = error.object, error.start
    inside = data[at - 1 : at].isdigit() and data[at + 1 : at + 2] in _IN_NUMBER
    return ("€" if data[at] == 0x80 and not inside else "\ufffd", at + 1)


codecs.register_error("zhengce.replaced", _replaced)


class Decoded(NamedTuple):
    """A text, and the encoding its bytes were in."""

    text: str
    encoding: str


def decode(data: bytes, *, source: str = "<bytes>") -> str:
    r"""Decode a whole text. Line ends stay as they came; a byte order mark is no part of the text.

    Args:
        data: all bytes of the text.
        source: what to call it in an error.

    Raises:
        EmptyInputError: there is nothing but white space.
        UndecodableError: no supported encoding gives a plausible Chinese or ASCII text.

    >>> decode("技能人才264.3万人\r\n".encode("gb18030"))
    '技能人才264.3万人\r\n'
    """
    return decode_named(data, source=source).text


def decode_named(data: bytes, *, source: str = "<bytes>") -> Decoded:
    """As `decode`, with the name of the encoding.

    >>> decode_named("技能人才264.3万人".encode("gb18030")).encoding
    'gb18030'
    """
    if not data:
        raise EmptyInputError(source, "the file is empty")
    for magic, what, instead in _FORMATS:
        if data.startswith(magic):
            raise UndecodableError(source, f"this is {what}, no plain text: give {instead}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding, source)
            return Decoded(checked(text, source=source), encoding)
    try:
        found = Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        found = _guess(data, source, error)
    if found.text.isascii() and _HZ.search(data):  # of mail and news groups
        with contextlib.suppress(UnicodeDecodeError):
            found = Decoded(data.decode("hz"), "hz")
    if "\0" in found.text:  # UTF-16 of pure ASCII is valid UTF-8 with NULs
        found = _guess(data, source, None)
    return found._replace(text=checked(found.text, source=source))


def checked(text: str, *, source: str) -> str:
    """Give `text` back if it is one; where it was decoded wrongly before, as it was meant.

    Raises:
        EmptyInputError: there is nothing but white space.
        UndecodableError: it holds NULs, lone surrogates or many control characters, or was decoded wrongly
            before it came here.
    """
    if not text.strip():
        raise EmptyInputError(source, "there is no text in it, only white space")
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls * 10 > len(text):
        raise UndecodableError(source, "binary data (NUL or control characters), no text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        place = f"character {error.start}"
        raise UndecodableError(source, f"{place} is half of a surrogate pair: repair the text") from None
    return text if text.isascii() else undone(text, source=source, plausible=_plausible)


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        place = f"byte {error.start} after it does not fit: save the text as UTF-8"
        reason = f"its byte order mark says {encoding.upper()}, but {place}"
        raise UndecodableError(source, reason) from None


def _guess(data: bytes, source: str, problem: UnicodeDecodeError | None) -> Decoded:
    best, found = 0.0, Decoded("", "")
    for encoding in _CANDIDATES:
        try:
            candidate = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _plausible(candidate[:_SAMPLE])
        if score > best:
            best, found = score, Decoded(candidate, encoding)
    if best >= _ENOUGH:
        return found
    broken = _with_broken_bytes(data) if problem is not None else None
    if broken is not None:
        return broken
    raise _refusal(data, source, problem)


def _with_broken_bytes(data: bytes) -> Decoded | None:
    """UTF-8 or GB18030 of which a few bytes are broken, each a lost place; null where it is neither."""
    best, found = _ENOUGH, None
    for encoding in ("utf-8", "gb18030"):
        candidate = data.decode(encoding, "zhengce.replaced")
        broken = candidate.count("\ufffd")
        if broken > 1 + len(candidate) // _FEW:
            continue
        score = _plausible(candidate[:_SAMPLE].replace("\ufffd", "").replace("€", ""))
        if score >= best:
            best, found = score, Decoded(candidate, encoding)
    return found


def _plausible(text: str) -> float:
    """Share of characters in common use among those outside ASCII; NULs never are."""
    if "\0" in text:
        return 0.0
    outside = outside_ascii(text)
    return 1 - len(_rare().findall(text)) / outside if outside else 1.0


def _refusal(data: bytes, source: str, problem: UnicodeDecodeError | None) -> InputError:
    if problem is None or b"\0" in data[:_SAMPLE]:
        return UndecodableError(source, "binary data (NUL bytes), no text")
    reason = (
        f"byte {problem.start} (0x{data[problem.start]:02X}) is not valid UTF-8, and read as GB18030, Big5 or"
        " UTF-16 it is no plausible Chinese text: save it as UTF-8"
    )
    return UndecodableError(source, reason)
