"""Convert traditional script to simplified with OpenCC if the document is in traditional script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import opencc

from zhengce.normalize.width import HAN
from zhengce.resources import PACKAGE, load_tsv

_HAN = re.compile(f"[{HAN}]")
_SAMPLE = 4_000  # sampled characters from the whole text
_SHARE = 0.02  # simplified prose has under 0.1 % (著, 乾, 藉 in names), traditional prose over 20 %
_HONG_KONG = re.compile("[着衞裏綫]")  # written in Taiwan, and by converters of mainland text: 著衛裡線


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def is_traditional(text: str) -> bool:
    """Return whether many characters lie outside GB 2312 and have a simplified form.

    >>> is_traditional("職工技能競賽"), is_traditional("职工技能竞赛"), is_traditional("《原著》")
    (True, False, False)
    """
    sample = text[:: 1 + len(text) // _SAMPLE]
    rare = len(sample) - len(sample.encode("gb2312", "ignore").decode("gb2312"))
    if rare <= _SHARE * len(sample):
        return False
    plain = simplify_characters(sample)
    changed = sum(a != b for a, b in zip(sample, plain, strict=True))
    return changed > _SHARE * len(_HAN.findall(sample))


@cache
def plain_characters() -> dict[int, str]:
    """Return the mapping of single traditional characters to simplified ones."""
    every = [chr(code) for code in range(0x4E00, 0xA000)]
    simplified = _converter("t2s").convert("\n".join(every)).split("\n")  # separate because it has no words
    return {ord(a): b for a, b in zip(every, simplified, strict=True) if len(b) == 1 and a != b}


def simplify_characters(text: str) -> str:
    """Simplify character by character, ignoring words, for dictionary look-up.

    >>> simplify_characters("產業")
    '产业'
    """
    return text.translate(plain_characters())


def variant(text: str) -> str:
    """Return the fitting OpenCC conversion: in texts that write 着, 著 is a different word.

    >>> variant("沿著"), variant("隨着原著")
    ('tw2s', 'hk2s')
    """
    return "hk2s" if "着" in text or len(_HONG_KONG.findall(text)) > text.count("著") else "tw2s"


def simplify(text: str) -> str:
    """Convert to simplified script with the same length; simplified text is returned unchanged.

    >>> simplify("著力建設著名的執著團隊")
    '着力建设著名的执着团队'
    """
    text = _without_variants(text)
    if not is_traditional(text):
        return text
    for config in (variant(text), "t2s"):
        result = str(_converter(config).convert(text))
        if len(result) == len(text):
            return _usual(_without_variants(result) if "显着" in result else result)
    return _usual(simplify_characters(text))


@cache
def _variants() -> tuple[re.Pattern[str], re.Pattern[str], Mapping[str, str]]:
    """Compile the patterns of variant characters and words, with their replacements."""
    rows = {row[0]: row[1] for row in load_tsv(PACKAGE / "normalize" / "variants.tsv", 2)}
    signs = "".join(form for form in rows if len(form) == 1)
    words = "|".join(form for form in rows if len(form) > 1)
    return re.compile(f"[{signs}]"), re.compile(f"(?!(?<=[凸彰突])显着)(?:{words})"), rows


def _without_variants(text: str) -> str:
    """Replace variant characters by their usual forms, keeping the length.

    >>> _without_variants("祇有甯夏産量増長，覆蓋面積"), _without_variants("神祇")
    ('只有宁夏产量增長，覆蓋面積', '神祇')
    """
    signs, words, rows = _variants()
    if signs.search(text):
        text = signs.sub(lambda m: rows[m[0]], text)
    return words.sub(lambda m: rows[m[0]], text) if _IN_WORDS.search(text) else text


_IN_WORDS = re.compile(
    "[祇甯於遊徵藉菸壹覆瞭复着显卓昭](?:(?<=[祇甯於遊徵藉菸壹])|(?<=覆)(?![盖蓋])|(?<=瞭)(?!望)|(?<=复)盖"
    "|(?<=着)[名作称]|(?<=[显卓昭])着)"
)  # those in the words of ``variants.tsv``


@cache
def _table() -> tuple[re.Pattern[str], Mapping[str, str]]:
    rows = {row[0]: row[1] for row in load_tsv(PACKAGE / "normalize" / "words.tsv", 2)}
    return re.compile("|".join(sorted(rows, key=len, reverse=True))), rows


def _usual(text: str) -> str:
    pattern, rows = _table()
    return pattern.sub(lambda m: rows[m[0]], text)
