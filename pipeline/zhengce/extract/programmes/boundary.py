"""Where does a name begin? Leftwards from its head noun, up to the word that governs it."""

from __future__ import annotations

import re

from zhengce.extract.programmes.tokens import GOVERNING, HEADED, QUOTED, Tokens

HARD = GOVERNING | {"STOP", "PUNCT", "ENUM", "ETC", "BOOK", "TIME", "ADV"}
_CONTENT = frozenset(
    {
        "WORD",
        "VERB",
        "PROPER",
        "KNOWN",
        "SOFT",
        "QUOTE",
        "QHEAD",
        "QHONOUR",
        "QTITLE",
        "QCAMPAIGN",
        "QSERVICE",
        "PAREN",
        "PHASE",
        "TERM",
        "LINE",
    }
)
_LEADING = frozenset({"SOFT", "JOINT", "REACH", "NUM", "GREATNUM", "LINK", "PAREN", "OPENER", "MEASURE"})
_SUBSTANTIAL = 4
# Head nouns that are verbs as well, and then begin no name: 服务保障国家战略.
_VERBS_TOO = frozenset({"建设", "服务", "改革"})
# Heads before which a scope is part of the name: 全国五一劳动奖章, 全国职工职业技能大赛.
_SCOPED = frozenset({"AWARD", "SCOPED", "ORDINALHEAD", "HEAD"})
_YEAR = re.compile("(?:(?:19|20)\\d\\d)?年?")
_QUARTER = re.compile("第?[一二三四]季度|[上下]半年|前三季度")
_AND_SO = frozenset({"并", "和", "与", "组织", "实施"})  # 制定并组织实施 + title
_TITLE = 24
_ORDINAL = 10
_GROUPS = ("地区", "作物", "省区", "流域")
_EVENT_ENDS = frozenset({"PUNCT", "ENUM", "BOOK", "TIME", "ETC", "STOP", "ORDINALHEAD"})
_TITLE_ENDS = frozenset({"PUNCT", "ENUM", "BOOK", "ADV", "TIME", "ETC", "STOP"})


def content(tokens: Tokens, start: int, end: int) -> int:
    """Characters between two tokens that say something of their own."""
    return sum(
        len(tokens.words[i])
        for i in range(start, end)
        if tokens.roles[i] in _CONTENT or tokens.roles[i] in HEADED
    )


def begin(tokens: Tokens, head: int, *, cross: frozenset[str] = frozenset()) -> int:
    """Index of the first token of the name whose last token is `head`.

    Args:
        tokens: the words.
        head: index of the name's last token.
        cross: roles that do not end a name here though they do elsewhere.
    """
    roles, first = tokens.roles, head
    if roles[head] in {"ORDINALHEAD", "SCOPED"}:
        ordinal = _ordinal(tokens, head)
        if ordinal is not None:
            first = ordinal
    while first > 0:
        role = roles[first - 1]
        if (
            role in HARD
            and role not in cross
            and not _shared_reach(tokens, first)
            and not _grouped(tokens, first)
            and not _festive(tokens, first)
        ):
            break
        if role == "SOFT" and content(tokens, first, head) >= _SUBSTANTIAL and not _inner(tokens, first - 1):
            break
        if (
            role == "JOINT"
            and (
                first < 2
                or roles[first - 2] in HARD | QUOTED  # “齐鲁工匠”和|全国五一劳动奖章
                or HEADED.intersection(roles[max(0, first - 4) : first - 1])
            )
        ):
            break
        if roles[head] == "ROUTE" and (role == "VERB" or role in HEADED):
            break
        if role == "LEVEL" and first >= 2 and roles[first - 2] in GOVERNING:
            first -= 1
            break
        first -= 1
    while first < head and _leads(tokens, first, head):
        first += 1
    if _QUARTER.match("".join(tokens.words[first:head])):
        while first > 0 and _YEAR.fullmatch(tokens.words[first - 1]):
            first -= 1  # 2020年第三季度新闻发布会: which one, only the year tells
    return first


def _ordinal(tokens: Tokens, head: int) -> int | None:
    """The 第N届 that begins the name of an event, whatever verbs stand in it: 第七次…表彰大会."""
    for index in range(head - 1, max(-1, head - _ORDINAL), -1):
        if tokens.roles[index] == "ORD":
            return index
        if tokens.roles[index] in _EVENT_ENDS:
            return None
    return None


def title_begin(tokens: Tokens, first: int, enacting: frozenset[str]) -> int:
    """Where the title that holds token `first` begins: after the verb that enacts it, if there is one.

    出台 governs all of 龙江工会助力打造发展新质生产力实践地三年行动方案, in spite of the 打造 inside.
    """
    for index in range(first - 1, max(-1, first - _TITLE), -1):
        if tokens.words[index] in enacting:
            return next(
                i for i in range(index + 1, first + 1) if i == first or tokens.words[i] not in _AND_SO
            )
        if tokens.roles[index] in _TITLE_ENDS:
            break
    return first


def _inner(tokens: Tokens, index: int) -> bool:
    """Whether a soft verb stands inside a name: after a noun and joined to the next word (培育和示范推广)."""
    return (
        index > 0
        and tokens.roles[index - 1] in {"WORD", "VERB", "PROPER"}
        and tokens.roles[index + 1] in {"SOFT", "JOINT"}
    )


def _shared_reach(tokens: Tokens, first: int) -> bool:
    """Whether the 、 before `first` only joins two reaches of one name, as in 全国、省劳动模范称号."""
    return (
        tokens.roles[first - 1] == "ENUM"
        and first >= 2
        and tokens.roles[first - 2] == "REACH"
        and tokens.words[first] in {"省", "市", "县", "省级", "市级"}
    )


def _grouped(tokens: Tokens, first: int) -> bool:
    """Whether the 等 before `first` lies inside the name: 东北地区等老工业基地振兴战略."""
    return tokens.roles[first - 1] == "ETC" and first >= 2 and tokens.words[first - 2].endswith(_GROUPS)


def _festive(tokens: Tokens, first: int) -> bool:
    """Whether the 期间 before `first` belongs to the name: 元旦春节期间送温暖活动."""
    words = tokens.words
    return first >= 2 and words[first - 1] == "期间" and words[first - 2].endswith(tokens.festival)


def _leads(tokens: Tokens, first: int, head: int) -> bool:
    """Whether a word at the beginning is no part of the name."""
    role = tokens.roles[first]
    if role == "REACH" and first + 1 < head and tokens.roles[first + 1] == "ENUM":
        return False
    if role == "REACH" and tokens.roles[head] in _SCOPED:
        first_of_all = any(word.startswith("首") for word in tokens.words[first + 1 : first + 3])
        return tokens.words[first] not in tokens.scope or first_of_all  # 全国首个
    if role == "NUM" and tokens.words[first] in tokens.multitude:
        return False
    if role == "ORD":
        return tokens.roles[head] == "AWARD"
    if role == "WEAK":
        return tokens.words[first] in _VERBS_TOO
    return role in _LEADING
