"""A simulator of what mirrors do to a text: glosses and folded marks, written on GBK bytes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import opencc
from pypinyin import Style, pinyin

ROOT = Path(__file__).parents[2]
TEXTS = [  # in a short text one character is more than a hundredth, which is what the floors allow
    path
    for path in sorted((ROOT / "corpus" / "gold" / "texts").glob("*.txt"))
    if len(path.read_text(encoding="utf-8")) >= 900
]
FORMS = {"tone": "({})", "blank before": " ({})", "blank inside": "({} )", "plain": "({})"}
TABLES = {
    "seven": "業 產 務 發 應 設 職",
    "two dozen": "業 產 務 發 應 設 職 質 導 學 結 網 標 責 權 領 當 聯 農 萬 優 範 謹 燒",
    "thirty-nine": "業 產 務 發 應 設 職 質 導 學 結 網 標 責 權 領 當 聯 農 萬 優 範 謹 燒 "
    "際 濟 創 節 極 數 鏈 獎 關 開 構 養 維 細 類",
    "of both scripts": "業 務 發 設 質 標 權 農 範 固 盼 常 定 居 田 治 注",
    "across": "謹 範 務 聯 細 燒 潔 議 頭 廳 蘇 續 瀟 轄 趙 紅 鐵",
}
_HALF = str.maketrans("，：；！？（）", ",:;!?()")


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@cache
def _simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def traditional(text: str) -> str:
    return str(_traditional().convert(text))


def simplified(text: str) -> str:
    return str(_simplified().convert(text))


def gloss(
    text: str, table: Sequence[str], form: str, *, keeps_signs: bool = False, drops: bool = True
) -> str:
    """Put a gloss after each character of the table, on the bytes, and show the result as a page does."""
    data = text.encode("gbk", "ignore")
    for character in table:
        syllable = pinyin(character, style=Style.TONE if form == "tone" else Style.NORMAL)[0][0]
        code = character.encode("gbk")
        data = data.replace(code, code + FORMS[form].format(syllable).encode("gbk", "ignore"))
    return show(data, keeps_signs=keeps_signs, drops=drops)


def fold(text: str, *, marks: str = "，！？", keeps_signs: bool = True, drops: bool = True) -> str:
    """Make full-width marks half-width, on the bytes."""
    data = text.encode("gbk", "ignore")
    for mark in marks:
        data = data.replace(mark.encode("gbk"), mark.translate(_HALF).encode())
    return show(data, keeps_signs=keeps_signs, drops=drops)


def half_width(text: str) -> str:
    """The marks of a mirror whose punctuation is half-width."""
    return text.translate(_HALF)


def show(data: bytes, *, keeps_signs: bool, drops: bool = True) -> str:
    """Decode; a pair that is no character shows as one ``?``, which some pages follow with its sign.

    `drops`: a user-defined character, which browsers decode to the private area and pages then lose, leaves
    no trace.
    """
    shown = []
    i = 0
    while i < len(data):
        if data[i] < 0x80:
            shown.append(chr(data[i]))
            i += 1
            continue
        try:
            shown.append(data[i : i + 2].decode("gbk"))
            i += 2
        except UnicodeDecodeError:
            if drops and _is_user_defined(data[i : i + 2]):
                i += 2
                continue
            shown.append("?")
            i += 1 if keeps_signs and data[i + 1 : i + 2] < b"\x80" else 2
    return "".join(shown)


def _is_user_defined(pair: bytes) -> bool:
    return len(pair) == 2 and pair[1] >= 0xA1 and (0xAA <= pair[0] <= 0xAF or 0xF8 <= pair[0] <= 0xFE)
