"""Unify width: half-width letters, digits and signs, full-width Chinese punctuation; keeps the length."""

from __future__ import annotations

import re

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"

_FOLD: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# Full-width punctuation of Chinese prose that is kept.
for _mark in "，：；！？（）～":
    del _FOLD[ord(_mark)]
_FOLD |= dict.fromkeys((0xA0, 0x1680, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)), " ")
_OTHER_FORMS = zip("「」『』｢｣﹁﹂﹃﹄〝〞﹪﹙﹚﹐﹔﹕﹖﹗", "“”‘’“”“”‘’“”%（），；：？！", strict=True)
_FOLD |= {ord(form): usual for form, usual in _OTHER_FORMS}
_TO_FOLD = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")

_FULL = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
# Half-width punctuation in Chinese prose: beside a Han character or closing mark, outside numbers.
_BESIDE = f"[{HAN}、。，：；！？（）“”‘’《》〈〉【】…—]"
_PROSE_MARK = re.compile(
    rf"[,:;!?](?:(?<={_BESIDE}.)|(?={_BESIDE})|(?<=[%％][,;:])|(?<=\d[,;])(?=\n(?!\d{{3}}(?!\d))|$)"
    rf"|(?<={_BESIDE} .)(?= {_BESIDE})|(?<={_BESIDE}[,;].)(?=\d))"  # 运力,,2月加开
)
_BRACKETS = re.compile(r"\(([^()\n]{0,200}(?:\n[^()\n]{0,100}){0,2})\)")
_LONE_BRACKET = re.compile(
    rf"\)(?<=[{HAN}”》】]\))|\((?=[{HAN}“《【])"
)  # the other one is missing or far away
_HAN = re.compile(f"[{HAN}]")
_CLOSING = frozenset("》”’】")
_ITEM, _ITEM_BEFORE = re.compile(r"\d{1,2}"), ("", "\n", *"。；：，、,;:")
_WIDE_THOUSANDS = re.compile(r"，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")


def fold(text: str) -> str:
    """Return the text with unified width and the same length.

    >>> fold("共８１００項,增长５％(同比)")
    '共8100項，增长5%（同比）'
    >>> fold("共1,100万元,10:30在http://a.cn/?b")
    '共1,100万元，10:30在http://a.cn/?b'
    >>> fold("三件实事。(1)修路,(2)通水。")
    '三件实事。（1）修路，（2）通水。'
    """
    if "，" in text:
        text = _WIDE_THOUSANDS.sub(",", text)
    for form in set(_TO_FOLD.findall(text)):
        text = text.replace(form, _FOLD[ord(form)])
    if "(" in text:
        text = _BRACKETS.sub(_wide_brackets, text)
    if "(" in text or ")" in text:
        text = _LONE_BRACKET.sub(lambda m: _FULL[m[0]], text)
    if any(mark in text for mark in ",:;!?"):
        text = _PROSE_MARK.sub(lambda m: _FULL[m[0]], text)
    return text


def _wide_brackets(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    if _ITEM.fullmatch(match[1]) and _HAN.match(match.string, match.end()) and before in _ITEM_BEFORE:
        return f"（{match[1]}）"  # 。(7)助力
    if before in _CLOSING or _HAN.match(before) or _HAN.search(match[1]):
        return f"（{match[1]}）"
    return match[0]
