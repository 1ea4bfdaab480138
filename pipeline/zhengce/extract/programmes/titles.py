"""Documents named without book marks: 国务院关于支持山海县加快发展的意见."""

from __future__ import annotations

from collections.abc import Iterator

from zhengce.extract.programmes.overlaps import Candidate
from zhengce.extract.programmes.tokens import HEADED, Tokens

_REACH = 30
_LEAST = 2
_ISSUER = frozenset({"WORD", "PROPER", "REACH", "GENERIC", "ORD", "KNOWN"}) | HEADED
_ISSUING = (
    "国务院",
    "中央",
    "大会",
    "人大",
    "委员会",
    "政府",
    "委",
    "办公厅",
    "部",
    "局",
    "厅",
    "总工会",
    "政协",
    "法院",
    "检察院",
)
_TITLES = (
    "意见",
    "决定",
    "决议",
    "通知",
    "办法",
    "规定",
    "条例",
    "方案",
    "批复",
    "公告",
    "措施",
    "规划",
    "纲要",
    "倡议",
    "建议",
    "政策",
)
_PRIORITY = 5


def untitled(tokens: Tokens) -> Iterator[Candidate]:
    """Documents that their issuer and 关于…的意见 name; without an issuer the words only describe one."""
    for index, word in enumerate(tokens.words):
        if word != "关于":
            continue
        first = index
        while first > 0 and tokens.roles[first - 1] in _ISSUER:
            first -= 1
        if first == index or not tokens.words[index - 1].endswith(_ISSUING):
            continue
        for end in range(index + _LEAST, min(index + _REACH, len(tokens.words) - 1)):
            if tokens.roles[end] in {"PUNCT", "BOOK"}:
                break
            if tokens.words[end] == "的" and tokens.words[end + 1].endswith(_TITLES):
                yield Candidate(
                    tokens.starts[first], tokens.ends[end + 1], "document", "document-untitled", _PRIORITY
                )
                break
