"""Remove HTML entities and tags that leaked into the text: 3.2&nbsp;亿元, </p>."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from zhengce.normalize.text import Edit

_ENTITY = re.compile(r"&(?:amp;)?(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,8});")
_BLOCKS = "p|br|div|tr|li|ul|ol|dl|dt|dd|h[1-6]|table|tbody|thead|section|article|center|blockquote"
_PIECES = "span|a|strong|b|i|u|em|font|img|td|th|sup|sub|small|label|o:p|st1:\\w+|input|script|style"
_TAG = re.compile(
    rf"<(?P<code>script|style)\b[^<>]{{0,400}}>[^<]{{0,4000}}</(?P=code)\s?>"
    rf"|</?(?:(?P<block>{_BLOCKS})|(?:{_PIECES}))(?:\s[^<>]{{0,400}})?\s?/?>|<!--.{{0,400}}?-->",
    re.IGNORECASE | re.DOTALL,
)


def remove_markup(text: str) -> Iterator[Edit]:
    r"""Decode entities, and remove tags; a line break replaces a block end inside a line.

    >>> [edit.after for edit in remove_markup("产值3.2&nbsp;亿元。</p><p>增长5%")]
    ['\xa0', '\n', '']
    >>> [edit.after for edit in remove_markup("<p><b>标题</b></p><p>正文")]
    ['', '', '', '\n', '']
    """
    found = list(_TAG.finditer(text)) if "<" in text else []
    if "&" in text:
        found += _ENTITY.finditer(text)
        found.sort(key=lambda match: match.start())
    last, opened = -1, False
    for match in found:
        if match.start() < last:
            continue
        if match[0][0] == "&":
            plain = html.unescape(html.unescape(match[0]))
            if plain != match[0]:
                yield Edit(match.start(), match.end(), plain, "blank" if plain.isspace() else "markup")
        else:
            if last != match.start():
                opened = text[match.start() - 1 : match.start()] in ("", "\n")
            inside = bool(match["block"]) and not opened
            opened = opened or inside
            yield Edit(match.start(), match.end(), "\n" if inside else "", "markup")
        last = match.end()
