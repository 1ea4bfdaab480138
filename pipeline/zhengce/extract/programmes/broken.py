"""Names split by a line break: 《最低工资⏎条例》, “劳模工匠⏎助企行”专项行动."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.extract.programmes.documents import Titles
from zhengce.extract.programmes.heads import Heads
from zhengce.extract.programmes.overlaps import Candidate

_BREAK = "\\s*\n\\s*"
_BOOK = re.compile(f"《[^《》\n。！？]{{1,40}}{_BREAK}[^《》\n。！？]{{1,40}}》")
_QUOTE = re.compile(
    f"“(?:[^“”\n。！？]{{1,20}}{_BREAK}[^“”\n。！？]{{1,20}}”|[^“”\n。！？]{{1,34}}”{_BREAK})(?:[\u4e00-\u9fff]{{2,8}})?"
)
_MODIFIER = re.compile("^(?:专项|主题|系列|三年|集中|实践|宣传|教育)+(?=.)")
_BLANK = re.compile(r"\s+")
_PRIORITY = 8


def broken_names(text: str, titles: Titles, heads: Heads) -> Iterator[Candidate]:
    r"""Yield titles, and quoted names with a head noun, that continue on the next line.

    >>> from zhengce.extract.programmes.documents import load_titles
    >>> from zhengce.extract.programmes.heads import load_heads
    >>> text = "贯彻《最低工资\n条例》，开展“劳模工匠\n助企行”专项行动。"
    >>> [text[one.start : one.end] for one in broken_names(text, load_titles(), load_heads())]
    ['《最低工资\n条例》', '“劳模工匠\n助企行”专项行动']
    """
    if "\n" not in text:
        return
    for book in _BOOK.finditer(text):
        if titles.official(_BLANK.sub("", book.group())):
            yield Candidate(book.start(), book.end(), "document", "document-broken", _PRIORITY)
    for quote in _QUOTE.finditer(text):
        closed = quote.group().index("”") + 1
        closed += len(quote.group()[closed:]) - len(quote.group()[closed:].lstrip())
        tail = quote.group()[closed:]
        for size in range(len(tail), 1, -1):
            head = heads.by_word.get(_MODIFIER.sub("", tail[:size]))
            if head is not None and head.strength != "route":
                yield Candidate(
                    quote.start(), quote.start() + closed + size, head.kind, "quoted-broken", _PRIORITY
                )
                break
