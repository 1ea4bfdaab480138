"""Find the start of a name, leftwards from its head noun to the word that governs it."""

from __future__ import annotations

import re

from zhengce.extract.programmes.inside import (
    between_places,
    coordinated,
    festive,
    grouped,
    honours_joined,
    inner,
    ordinal,
    shared_reach,
)
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
# Head nouns that are also verbs and then do not begin a name: 服务保障国家战略.
_VERBS_TOO = frozenset({"建设", "服务", "改革"})
# Heads whose scope is part of the name: 全国五一劳动奖章, 全国职工职业技能大赛.
_SCOPED = frozenset({"AWARD", "SCOPED", "ORDINALHEAD", "HEAD"})
_YEAR = re.compile("(?:(?:19|20)\\d\\d)?年?")
_YEAR_DIGITS = re.compile("(?:19|20)\\d\\d")
_QUARTER = re.compile("第?[一二三四]季度|[上下]半年|前三季度")
_AND_SO = frozenset({"并", "和", "与", "组织", "实施"})  # 制定并组织实施 + title
_BATCH = ("批", "轮")
"""What is conferred on a batch is named without it, a list of it is not."""
_OURS = frozenset({"我省", "我市", "我县", "我区", "全省", "全市"})
_CAN_BEGIN = frozenset({"GOV", "SOFT"})
_VERBS = GOVERNING | {"SOFT", "VERB"}
_TITLE = 24
_TITLE_ENDS = frozenset({"PUNCT", "ENUM", "BOOK", "ADV", "TIME", "ETC", "STOP"})


def content(tokens: Tokens, start: int, end: int) -> int:
    """Count the characters of the content words between two tokens."""
    return sum(
        len(tokens.words[i])
        for i in range(start, end)
        if tokens.roles[i] in _CONTENT or tokens.roles[i] in HEADED
    )


def begin(  # noqa: C901, PLR0912 - one branch per kind of word that ends a name
    tokens: Tokens, head: int, *, cross: frozenset[str] = frozenset()
) -> int:
    """Return the index of the first token of the name whose last token is `head`.

    Args:
        tokens: the words.
        head: index of the name's last token.
        cross: roles that end a name elsewhere but not here.
    """
    roles, first = tokens.roles, head
    if roles[head] in {"ORDINALHEAD", "SCOPED"}:
        numbered = ordinal(tokens, head)
        if numbered is not None:
            first = numbered
    while first > 0:
        role = roles[first - 1]
        if tokens.words[first - 1] in {"至", "到"} and between_places(tokens, first - 1):
            first -= 2  # 临澜至青禾直流输电工程
            continue
        joined = coordinated(tokens, first, head) if role == "ENUM" else None
        if joined is not None:
            first = joined
            break
        if (
            role in HARD
            and role not in cross
            and not shared_reach(tokens, first)
            and not grouped(tokens, first)
            and not festive(tokens, first)
        ):
            break
        if role == "KNOWN" and roles[head] == "PHASE" and first < head:
            break  # 三峡工程|移民安置二期
        if role == "MEASURE" and first >= 2 and roles[first - 2] == "NUM":
            break  # 确定60个|市级学徒制试点
        if role == "SOFT" and content(tokens, first, head) >= _SUBSTANTIAL and not inner(tokens, first - 1):
            break
        if role == "JOINT" and _is_apart(tokens, first, head):
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
            first -= 1  # 2020年第三季度新闻发布会: only the year identifies it
    return first


def _is_apart(tokens: Tokens, first: int, head: int) -> bool:
    """Return whether the conjunction before `first` joins another name rather than a member of this one."""
    roles = tokens.roles
    if honours_joined(tokens, first, head):
        return False
    return (
        first < 2
        or roles[first] == "NUM"  # 10名临江大工匠和|10名临江工匠
        or roles[first - 2] in HARD | QUOTED  # “齐鲁工匠”和|全国五一劳动奖章
        or not HEADED.isdisjoint(roles[max(0, first - 4) : first - 1])
    )


def title_begin(tokens: Tokens, first: int, enacting: frozenset[str]) -> int:
    """Return the start of the title that contains token `first`: after the verb that enacts it, if any.

    出台 governs all of 龙江工会助力打造发展新质生产力实践地三年行动方案, despite the 打造 inside.
    """
    for index in range(first - 1, max(-1, first - _TITLE), -1):
        if tokens.words[index] in enacting:
            return next(
                i
                for i in range(index + 1, first + 1)
                if i == first or (tokens.words[i] not in _AND_SO and tokens.words[i] not in _OURS)
            )
        if tokens.roles[index] in _TITLE_ENDS:
            break
    return first


def carried_begin(tokens: Tokens, first: int) -> int:
    """Return the start of a name whose first verb is otherwise a governor: 启动|优化消费环境三年行动."""
    if first < 2 or tokens.roles[first - 1] not in _CAN_BEGIN or len(tokens.words[first - 1]) != len("优化"):
        return first
    verb, before = tokens.words[first - 1], tokens.words[first - 2]
    carries = before.endswith(tokens.carrying) and not verb.endswith(tokens.carrying)
    return first - 1 if carries and verb not in tokens.adverbs else first


def whole_begin(tokens: Tokens, first: int) -> int:
    """Return the start of the coordinated clause around token `first`: 开展党史教育、学习贯彻…主题教育."""
    for index in range(first - 1, max(-1, first - _TITLE), -1):
        if tokens.roles[index] == "ENUM" or tokens.words[index].endswith("开展"):
            return index + 1
        if tokens.roles[index] in _TITLE_ENDS:
            break
    return first


def from_place(tokens: Tokens, start: int, head: int) -> int:
    """Return the start of the place that names a route or area, after words about its construction."""
    for index in range(start, head):
        if tokens.roles[index] in {"PROPER", "KNOWN"}:
            return index
        if tokens.roles[index] not in {"GENERIC", "OPENER", "WEAK"}:
            break
    return start


def _leads(tokens: Tokens, first: int, head: int) -> bool:
    """Return whether an initial word is not part of the name."""
    role = tokens.roles[first]
    if role == "REACH" and first + 1 < head and tokens.roles[first + 1] == "ENUM":
        return False
    if role == "REACH" and tokens.roles[head] in _SCOPED:
        first_of_all = any(word.startswith("首") for word in tokens.words[first + 1 : first + 3])
        return tokens.words[first] not in tokens.scope or first_of_all  # 全国首个
    if role == "VERB" and first > 0 and tokens.roles[first - 1] in _VERBS and tokens.is_place(first + 1):
        return True  # 巩固提升|澜河阻击战
    if role == "NUM" and tokens.words[first] in tokens.multitude:
        return False
    if role == "NUM" and _YEAR_DIGITS.fullmatch(tokens.words[first]) and tokens.roles[head] == "SCOPED":
        return False  # 2023新春旅游推广活动
    if role == "ORD" and tokens.words[first].endswith(_BATCH):
        return tokens.words[head] != "名单" and tokens.roles[head] in {"AWARD", "SCOPED"}
    if role == "ORD":
        counts = tokens.words[first] != "首届" and tokens.roles[first + 1] not in QUOTED
        return tokens.roles[head] == "AWARD" and not counts
    if role == "WEAK":
        return tokens.words[first] in _VERBS_TOO
    return role in _LEADING
