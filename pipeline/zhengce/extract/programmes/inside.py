"""Recognise 和, 、, 等, 至 and 期间 as part of a name although they usually end one."""

from __future__ import annotations

from zhengce.extract.programmes.tokens import GOVERNING, Tokens

_MODIFIER = frozenset({"WORD", "VERB", "PROPER", "GENERIC", "SOFT"})
_REACH_OF_MEMBERS = 6
_OCCASIONS = ("会", "论坛", "仪式", "赛", "活动", "展", "节")
_MEMBER = 6
"""Characters of a member that is only a modifier."""
_ORDINAL = 10
_GROUPS = ("地区", "作物", "省区", "流域")
_EVENT_ENDS = frozenset({"PUNCT", "ENUM", "BOOK", "TIME", "ETC", "STOP", "ORDINALHEAD"})


def between_places(tokens: Tokens, index: int) -> bool:
    """Return whether the 至 at `index` joins two place names as ends of a route, without a governing verb."""
    return (
        index > 0
        and index + 1 < len(tokens.roles)
        and tokens.roles[index - 1] == tokens.roles[index + 1] == "PROPER"
    )


def coordinated(tokens: Tokens, first: int, head: int) -> int | None:
    """Return the start of modifiers joined by the 、 before `first`: 粮油生产、储备、加工能力提升行动.

    Each modifier is one or two words without a head noun or closing quotation mark, and one verb governs
    them all. Returns None if the 、 separates names.
    """
    if tokens.roles[head] != "HEAD" or first >= head:
        return None
    index = first - 1
    for index in range(first - 1, max(-1, first - _REACH_OF_MEMBERS - 1), -1):
        role = tokens.roles[index]
        if role in GOVERNING:
            short = all(
                len(member) <= _MEMBER for member in "".join(tokens.words[index + 1 : first]).split("、")
            )
            return index + 1 if short and index + 1 < first - 1 else None
        if role not in _MODIFIER and role != "ENUM":
            return None
    return None


def ordinal(tokens: Tokens, head: int) -> int | None:
    """Return the 第N届 that begins the name of an event, whatever verbs follow it: 第七次…表彰大会."""
    for index in range(head - 1, max(-1, head - _ORDINAL), -1):
        if tokens.roles[index] == "ORD":
            return index
        if tokens.roles[index] in _EVENT_ENDS:
            return None
    return None


def inner(tokens: Tokens, index: int) -> bool:
    """Return whether a weak verb is inside a name: after a noun and before a conjunction (培育和示范推广)."""
    return (
        index > 0
        and tokens.roles[index - 1] in {"WORD", "VERB", "PROPER"}
        and tokens.roles[index + 1] in {"SOFT", "JOINT"}
    )


def shared_reach(tokens: Tokens, first: int) -> bool:
    """Return whether the 、 before `first` joins two scopes of one name, as in 全国、省劳动模范称号."""
    return (
        tokens.roles[first - 1] == "ENUM"
        and first >= 2
        and tokens.roles[first - 2] == "REACH"
        and tokens.words[first] in {"省", "市", "县", "省级", "市级"}
    )


def grouped(tokens: Tokens, first: int) -> bool:
    """Return whether the 等 before `first` is inside the name: 东北地区等老工业基地振兴战略."""
    return tokens.roles[first - 1] == "ETC" and first >= 2 and tokens.words[first - 2].endswith(_GROUPS)


def festive(tokens: Tokens, first: int) -> bool:
    """Return whether the 期间 before `first` belongs to the name: 元旦春节期间送温暖活动."""
    words = tokens.words
    return first >= 2 and words[first - 1] == "期间" and words[first - 2].endswith(tokens.festival)


def honours_joined(tokens: Tokens, first: int, head: int) -> bool:
    """Return whether 和 before `first` joins the honourees of an event, or 暨 two occasions of one event.

    全国劳动模范和先进工作者表彰大会 is one name, and so is 劳务协作暨劳务品牌发展大会;
    创新交流大会暨工匠论坛 is two.
    """
    before = tokens.words[first - 2] if first > 1 else ""
    if tokens.words[first - 1] == "暨":
        return bool(before) and not before.endswith(_OCCASIONS) and tokens.roles[first - 2] not in GOVERNING
    honours = before.endswith(tokens.honoured) or (first > 1 and tokens.roles[first - 2] == "AWARD")
    return honours and not tokens.words[head].endswith(tokens.honoured)
