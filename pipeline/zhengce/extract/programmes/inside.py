"""What lies inside a name though it ends one elsewhere: the 和, 、, 等, 至 and 期间 of a name itself."""

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
    """Whether the 至 at `index` joins the ends of a line: two names of places, nothing governing them."""
    return (
        index > 0
        and index + 1 < len(tokens.roles)
        and tokens.roles[index - 1] == tokens.roles[index + 1] == "PROPER"
    )


def coordinated(tokens: Tokens, first: int, head: int) -> int | None:
    """Where the modifiers begin that the 、 before `first` joins: 粮油生产、储备、加工能力提升行动.

    Each is a word or two that no head noun or quotation mark closes, and a verb governs them all; none
    where the 、 parts names.
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
    """The 第N届 that begins the name of an event, whatever verbs stand in it: 第七次…表彰大会."""
    for index in range(head - 1, max(-1, head - _ORDINAL), -1):
        if tokens.roles[index] == "ORD":
            return index
        if tokens.roles[index] in _EVENT_ENDS:
            return None
    return None


def inner(tokens: Tokens, index: int) -> bool:
    """Whether a soft verb stands inside a name: after a noun and joined to the next word (培育和示范推广)."""
    return (
        index > 0
        and tokens.roles[index - 1] in {"WORD", "VERB", "PROPER"}
        and tokens.roles[index + 1] in {"SOFT", "JOINT"}
    )


def shared_reach(tokens: Tokens, first: int) -> bool:
    """Whether the 、 before `first` only joins two reaches of one name, as in 全国、省劳动模范称号."""
    return (
        tokens.roles[first - 1] == "ENUM"
        and first >= 2
        and tokens.roles[first - 2] == "REACH"
        and tokens.words[first] in {"省", "市", "县", "省级", "市级"}
    )


def grouped(tokens: Tokens, first: int) -> bool:
    """Whether the 等 before `first` lies inside the name: 东北地区等老工业基地振兴战略."""
    return tokens.roles[first - 1] == "ETC" and first >= 2 and tokens.words[first - 2].endswith(_GROUPS)


def festive(tokens: Tokens, first: int) -> bool:
    """Whether the 期间 before `first` belongs to the name: 元旦春节期间送温暖活动."""
    words = tokens.words
    return first >= 2 and words[first - 1] == "期间" and words[first - 2].endswith(tokens.festival)


def honours_joined(tokens: Tokens, first: int, head: int) -> bool:
    """Whether the 和 before `first` joins those whom an event is for, or the 暨 two occasions of one event.

    全国劳动模范和先进工作者表彰大会 is one name, and so is 劳务协作暨劳务品牌发展大会;
    创新交流大会暨工匠论坛 are two.
    """
    before = tokens.words[first - 2] if first > 1 else ""
    if tokens.words[first - 1] == "暨":
        return bool(before) and not before.endswith(_OCCASIONS) and tokens.roles[first - 2] not in GOVERNING
    honours = before.endswith(tokens.honoured) or (first > 1 and tokens.roles[first - 2] == "AWARD")
    return honours and not tokens.words[head].endswith(tokens.honoured)
