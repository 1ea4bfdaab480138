"""Traditional script to simplified, by OpenCC, where the document is in traditional script."""

from __future__ import annotations

import re
from functools import cache

import opencc

from zhengce.normalize.width import HAN

_HAN = re.compile(f"[{HAN}]")
_SAMPLE = 20_000
_SHARE = 0.02  # simplified prose shows under 0.1 % (著, 乾, 藉 in names); traditional prose over 20 %


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def is_traditional(text: str) -> bool:
    """Whether a fair share of the characters lies outside GB 2312 and has a simplified form.

    >>> is_traditional("職工技能競賽"), is_traditional("职工技能竞赛"), is_traditional("《原著》")
    (True, False, False)
    """
    sample = text[:_SAMPLE]
    rare = len(sample) - len(sample.encode("gb2312", "ignore").decode("gb2312"))
    if rare <= _SHARE * len(sample):
        return False
    plain = simplify_characters(sample)
    changed = sum(a != b for a, b in zip(sample, plain, strict=True))
    return changed > _SHARE * len(_HAN.findall(sample))


@cache
def _plain() -> dict[int, str]:
    """Characters of GBK to simplified, one by one."""
    every = "".join(map(chr, range(0x4E00, 0xA000)))
    converter = _converter("t2s")
    return {ord(a): b for a in every if len(b := converter.convert(a)) == 1 and a != b}


def simplify_characters(text: str) -> str:
    """Simplified by character, without regard to words: for comparing with a dictionary.

    >>> simplify_characters("產業")
    '产业'
    """
    return text.translate(_plain())


def simplify(text: str) -> str:
    """The text in simplified script, same length; unchanged where it is simplified already.

    ``tw2s`` is used for every traditional text: beyond ``t2s`` it writes 着 for the particle 著 by word
    (著力, 隨著, 執著, but 著名, 顯著, 土著).

    >>> simplify("著力建設著名的執著團隊")
    '着力建设著名的执着团队'
    """
    if not is_traditional(text):
        return text
    for config in ("tw2s", "t2s"):
        result = str(_converter(config).convert(text))
        if len(result) == len(text):
            return result
    return text
