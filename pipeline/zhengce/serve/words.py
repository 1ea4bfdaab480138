"""The page's texts in English and Chinese: those of the report and of `labels.tsv`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from zhengce.resources import load_tsv
from zhengce.view.report.payload import words as words_of_report

LABELS = Path(__file__).with_name("labels.tsv")
Language = Literal["en", "zh"]


@cache
def words() -> dict[str, tuple[str, str]]:
    """Return every text in English and Chinese."""
    return words_of_report() | {key: (en, zh) for key, en, zh in load_tsv(LABELS, 3)}


def word(key: str | None, language: Language) -> str:
    """Return the text for a key in a language, or the key itself if there is none.

    >>> word("queue", "zh"), word("澜江市", "en")
    ('待审核', '澜江市')
    """
    if key is None:
        return ""
    found = words().get(key)
    return key if found is None else found[language == "zh"]


def language(cookie: str | None, accepted: str) -> Language:
    """Return the reader's language: the stored choice, else the browser's preference."""
    if cookie in ("en", "zh"):
        return cookie  # type: ignore[return-value]
    return "zh" if accepted.lower().startswith("zh") else "en"
