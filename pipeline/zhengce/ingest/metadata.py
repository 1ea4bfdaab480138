"""Metadata of a text: title, publisher, publication date, source."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from zhengce.errors import MalformedError

if TYPE_CHECKING:
    from pathlib import Path

SIDECAR = ".meta.json"
REASON = ".reason.json"
"""Ends the name of a file that tells why an input was refused."""
_DATE = re.compile(
    r"(?P<year>\d{4})(?:(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"|年(?P<m>\d{1,2})月(?P<d>\d{1,2})日|(?P<mm>\d{2})(?P<dd>\d{2}))"
    r"(?:(?:\s*[Tt]\s*|\s+|(?<=日))(?:\d{1,2}[:：时]\d{1,2}\S*|星期.|周.|[上下]午\S*)"
    r"(?: ?[+-]\d\d:?\d\d| ?[AP]M)?(?:\s.*)?)?"
)


def parse_date(text: str) -> dt.date:
    """Parse a calendar date, year first, in the usual notations; a time after it is ignored.

    Raises:
        ValueError: the notation is unknown, or there is no such day.

    >>> parse_date("2024-11-05"), parse_date("2025/1/10 09:30:00")
    (datetime.date(2024, 11, 5), datetime.date(2025, 1, 10))
    >>> parse_date("2025年1月10日"), parse_date("20250110")
    (datetime.date(2025, 1, 10), datetime.date(2025, 1, 10))
    """
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise ValueError(f"{text!r} is not a date; write it like 2024-11-05")
    month = found["month"] or found["m"] or found["mm"]
    day = found["day"] or found["d"] or found["dd"]
    try:
        return dt.date(int(found["year"]), int(month), int(day))
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date: {error}") from None


class Metadata(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Title, publisher, date and source of a text; an empty string counts as missing."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        """Validate the date."""
        if self.published:
            parse_date(self.published)

    @property
    def date(self) -> dt.date | None:
        """Return `published` as a date."""
        return parse_date(self.published) if self.published else None

    def over(self, other: Metadata) -> Metadata:
        """Return these metadata with missing values taken from `other`.

        >>> Metadata(title="甲").over(Metadata(title="乙", publisher="丙"))
        Metadata(title='甲', publisher='丙', published=None, source=None)
        """
        return Metadata(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            published=self.published or other.published,
            source=self.source or other.source,
        )


def beside(path: Path) -> Metadata:
    """Return the metadata in ``NAME.meta.json`` beside ``NAME.txt`` (or another suffix), empty if missing.

    Raises:
        MalformedError: the file is not a JSON object, or has an unknown key or invalid value; the message
            names the file and the key.
    """
    sidecar = path.with_name(path.stem + SIDECAR)
    try:
        content = sidecar.read_bytes()
    except FileNotFoundError:
        return Metadata()
    except OSError as error:
        raise MalformedError(str(sidecar), f"not readable: {error.strerror}") from error
    return parse_metadata(content, str(sidecar))


def parse_metadata(content: bytes, name: str) -> Metadata:
    """Parse the bytes of a metadata file with this name.

    Raises:
        MalformedError: see `beside`.
    """
    try:
        return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=Metadata)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        allowed = ", ".join(Metadata.__struct_fields__)
        raise MalformedError(name, f"{error} (keys are {allowed}; dates like 2024-11-05)") from error
