"""Split a list into members: A, B and C in “A、B、C等八大行动”."""

from __future__ import annotations

from zhengce.extract.programmes.boundary import HARD, begin, content
from zhengce.extract.programmes.tokens import HEADED, QUOTED, Tokens

_SPLIT = frozenset({"ENUM", "JOINT"})
# The first member begins after these; no need to search for an earlier 、.
_OPENING = frozenset({"通过", "实施", "开展", "推进", "启动", "建设", "打造", "组织", "举办", "建成", "包括"})
_ENDS = frozenset({"PUNCT", "STOP", "BOOK", "TIME", "ENUM"})
_LONG = 10
_PLAIN = 2
_PROPER = 4
_LAUNCHED = 5
_SCOPED = 6


def members(
    tokens: Tokens,
    end: int,
    *,
    strict: bool,
    built: bool = False,
    launched: bool = False,
    direct: bool = False,
) -> list[tuple[int, int]]:
    """Return the token spans of the list members before token `end`.

    Args:
        tokens: the words.
        end: index of 等, or of the number if there is none.
        strict: keep only members that look like names on their own.
        built: the members are construction works, which a leading place makes names.
        launched: a self-sufficient head noun follows, so any substantial member is a name.
        direct: that head noun directly follows 等, so short members are names too.
    """
    found: list[tuple[int, int]] = []
    while end > 0 and tokens.roles[end - 1] not in _ENDS:
        first = _between(tokens, end) or _first(tokens, end)
        if _is_name(tokens, first, end, strict=strict, built=built, launched=launched, direct=direct):
            found.append((first, end))
        previous = _before(tokens, first)
        if previous is None:
            break
        end = previous
    return found[::-1]


def _between(tokens: Tokens, end: int) -> int | None:
    """Return the start of the member between two 、, or None."""
    for index in range(end - 1, max(-1, end - _LONG), -1):
        role = tokens.roles[index]
        joins = role == "JOINT" and index > 0 and tokens.roles[index - 1] in HEADED | QUOTED
        if (role == "ENUM" or joins) and index + 1 < end:
            first = index + 1
            while first + 1 < end and tokens.roles[first] == "REACH" and tokens.roles[first + 1] == "REACH":
                first += 2
            while first + 1 < end and tokens.words[first].startswith("首"):
                first += 1
            return first
        if role in _ENDS or role in QUOTED or tokens.words[index] in _OPENING:
            return None
    return None


def _first(tokens: Tokens, end: int) -> int:
    """Return the start of the member that ends before `end`."""
    if tokens.roles[end - 1] in QUOTED:
        quote = end - 1
        return (
            quote if quote == 0 or tokens.roles[quote - 1] in HARD | QUOTED | _SPLIT else begin(tokens, quote)
        )
    return begin(tokens, end - 1, cross=frozenset({"ETC"}) if _list_inside(tokens, end) else frozenset())


def _list_inside(tokens: Tokens, end: int) -> bool:
    """Return whether a 等 belongs to the member itself: 全国农垦粮油等主要作物单产提升."""
    for index in range(end - 1, max(0, end - 6), -1):
        if tokens.roles[index] in HEADED | _SPLIT:
            return False
        if tokens.roles[index] == "ETC":
            return True
    return False


def _before(tokens: Tokens, first: int) -> int | None:
    """Return the end of the member before the one at `first`, or None at the start of the list."""
    index = first
    while index > 0 and tokens.roles[index - 1] in {"REACH", "NUM", "GENERIC", "OPENER", "MEASURE"}:
        index -= 1
    if index == 0:
        return None
    if tokens.roles[index - 1] in _SPLIT:
        return index - 1
    return index if tokens.roles[index - 1] in QUOTED and tokens.roles[first] in QUOTED else None


def _is_name(
    tokens: Tokens, first: int, end: int, *, strict: bool, built: bool, launched: bool, direct: bool
) -> bool:
    if not strict:
        return sum(map(len, tokens.words[first:end])) >= _PLAIN
    roles = tokens.roles[first:end]
    if any(role in QUOTED or role in {"ROUTE", "PHASE", "KNOWN"} for role in roles):
        return True
    if "REACH" in tokens.roles[max(0, first - 1) : first + 1] and content(tokens, first, end) >= _SCOPED:
        return True
    said = content(tokens, first, end)
    if first > 0 and tokens.roles[first - 1] == "ENUM":  # everything between two 、 is the member: 退牧还草
        said = sum(map(len, tokens.words[first:end]))
    if launched and said >= _LAUNCHED - direct:
        return True
    return built and roles[:1] == ["PROPER"] and said >= _PROPER
