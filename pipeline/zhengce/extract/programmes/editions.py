"""What 第N届 counts is an event, a competition or an honour, whatever its last noun: 第三十届澜江电视节."""

from __future__ import annotations

from collections.abc import Iterator

from zhengce.extract.programmes.overlaps import Candidate
from zhengce.extract.programmes.tokens import Tokens
from zhengce.types import ProgrammeKind

_REACH = 9
_ENDS = frozenset({"PUNCT", "STOP", "ENUM", "ETC", "BOOK", "TIME", "ADV", "NUM", "HONOUR"})
_KINDS: tuple[tuple[str, ProgrammeKind], ...] = (
    ("赛", "competition"),
    ("杯", "competition"),
    ("奖", "honour"),
    ("会", "event"),
    ("节", "event"),
    ("展", "event"),
    ("论坛", "event"),
)
_BODIES = ("委员会", "常委会", "全会", "执委会", "理事会", "工会", "社会", "机会", "协会", "学会")
"""Bodies have terms as well: 第十四届全国委员会."""
_PRIORITY = 1


def editions(tokens: Tokens) -> Iterator[Candidate]:
    """Names from 第N届 to the last noun that ends as an event, a competition or an honour does."""
    for index, role in enumerate(tokens.roles):
        if role != "ORD" or not tokens.words[index].endswith("届"):
            continue
        last: tuple[int, ProgrammeKind] | None = None
        for end in range(index + 1, min(index + _REACH, len(tokens.words))):
            word = tokens.words[end]
            if tokens.roles[end] in _ENDS or word.endswith(_BODIES):
                break
            kind = next((kind for ending, kind in _KINDS if word.endswith(ending)), None)
            if kind is not None:
                last = (end, kind)
        if last is not None:
            yield Candidate(tokens.starts[index], tokens.ends[last[0]], last[1], "edition", _PRIORITY)
