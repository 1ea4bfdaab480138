"""Resolve elliptical subjects from the preceding figures of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhengce.series.naming import name_of, place_before
from zhengce.series.words import words
from zhengce.times import find_times

if TYPE_CHECKING:
    from zhengce.series.identity import Figure, Series
    from zhengce.series.registry import Registry

_SEEN_FROM = re.compile(r"从(?P<name>[^，。；：]{2,24}?)(?:来看|上看|看)[，,]")
_CLAUSE_END = re.compile("[，；。]")
_OF_WHICH = re.compile(r"其中[，,：:]?")
_FROM = re.compile(r"(?:由|从)[^，。；：]{0,16}$")
_TO = re.compile(
    r"[^，。；]{0,8}(?:提高|提升|上升|增加|增长|扩大|下降|减少|降|升|增)[^，。；]{0,6}(?:到|至|为)[^，。；]{0,6}"
)
_SAID = re.compile(
    r"^(?:均|都|也|又|再|分别|累计|同比|环比|比\w{1,4}|较\w{1,4}|当季|全年|约|近|超过?|达到?|为|增速?|加快|回落|"
    r"增长|下降|上涨|上升|提高|降低|名义|实际|扩大|收窄|下跌|的|了|[，,、（）()：:\s])+$"
)
_BRACKET = re.compile(
    r"[）)](?:累计|已|共|新|又)*(?:建成|建设|完成|实现|拥有|设有|有|发放|销售|生产|出口|进口)$"
)
_ABBREVIATED = re.compile(r"[（(](?P<letters>[A-Za-z0-9.&]{2,8})[）)]")


def reworded(figure: Figure, earlier: Sequence[tuple[Figure, Series | None]], registry: Registry) -> Figure:
    """Return the figure with its elided subject restored, or unchanged if its subject is complete.

    Args:
        figure: a figure of a sentence.
        earlier: the preceding figures of the sentence, with their series.
        registry: the standing indicators.
    """
    subject = figure.subject or ""
    if not subject:
        seen = list(_SEEN_FROM.finditer(figure.before))
        named = name_of(seen[-1]["name"], registry, growth=True) if seen else None
        return figure._replace(subject=named.name) if named is not None and named.standing else figure
    letters = _abbreviation(figure)
    if letters is not None and registry.find(subject) is None and registry.find(letters):
        return figure._replace(subject=letters)
    known = [(one, series) for one, series in earlier if series is not None]
    of_whom = _of_holder(subject)
    if of_whom is not None and earlier:
        return figure._replace(subject=_held(of_whom, known, registry))
    if not known:
        return figure
    last, series = known[-1]
    subject = _added_or_total(figure, last, subject, registry)
    if subject != figure.subject:
        return figure._replace(subject=subject)
    if words().is_again(subject):
        goal = words().goal.search(f"_{subject}") is not None
        rate = figure.unit == "%" and any(one.measure == "change" for one, _ in known)
        again = figure._replace(subject=last.subject)
        return again._replace(measure="change", base=None) if goal and rate else again
    if subject in words().of_it:
        for end in range(len(series.name), 1, -1):
            whole = registry.find(series.name[:end] + subject)
            if whole is not None and whole.name != series.name:
                return figure._replace(subject=whole.name)
    return figure


def _added_or_total(figure: Figure, last: Figure, subject: str, registry: Registry) -> str:
    """Add 新增 to a subject that continues one with it, or remove it where the total is stated.

    In 新增就业3万人、失业人员再就业1万人 the second figure is an indicator in its own right.
    """
    added = _adding(subject)
    if added is not None:
        clause = _CLAUSE_END.split(figure.before)[-1]
        return subject.replace(added, "", 1) if words().total.search(clause) else subject
    before = _adding(last.subject or "")
    between = figure.before[len(last.before) + len(last.text) :]
    standing = registry.find(subject)
    alone = standing is not None and standing.dimension == "person"
    if before is not None and last.before and between == f"、{subject}" and not alone:
        return before + subject
    return subject


def _adding(subject: str) -> str | None:
    """Return the word of addition, such as 新增, at the head of a subject after its place, or None."""
    found = words().added.match(subject, place_before(subject)[1])
    return found[0] if found is not None else None


def is_cut_short(figure: Figure) -> bool:
    """Return whether the modifiers of a subject precede a closed bracket: 甲（含乙）累计建成丙.

    In 高速公路服务区（含停车区）累计建成充电桩 the subject 充电桩 alone would mean all charging points.
    """
    if not figure.subject or ("）" not in figure.before and ")" not in figure.before):
        return False
    clause = _CLAUSE_END.split(figure.before)[-1]
    return _BRACKET.search(clause.removesuffix(figure.subject)) is not None


def _of_holder(subject: str) -> str | None:
    """Return the relational noun if a subject is nothing more, or None: its holder is the antecedent."""
    kinds = words().of_holder
    subject = subject.removeprefix("行业")
    if subject in kinds:
        return subject
    if not subject.endswith(words().of_holder_ends):
        return None
    return next(
        (kind for kind in kinds if subject.endswith(kind) and subject.removesuffix(kind) in kinds), None
    )


def _held(of_whom: str, known: Sequence[tuple[Figure, Series]], registry: Registry) -> str | None:
    """Prefix a relational subject with its holder, as in 技工院校在校生, or return None if none is known."""
    table = words()
    names = [
        series.name for one, series in known if one.measure == "level" and table.holders.search(series.name)
    ]
    if not names:
        return None
    whole = registry.find(names[-1] + of_whom)
    return whole.name if whole is not None else names[-1].removesuffix("学校") + of_whom


def goes_on(figure: Figure, earlier: Sequence[tuple[Figure, Series | None]]) -> Series | None:
    """Return the series of A for a figure that is the B of 由A提高到B, or None."""
    if not earlier:
        return None
    last, series = earlier[-1]
    if series is None or last.unit != figure.unit or last.measure != "level" or figure.measure != "level":
        return None
    between = figure.before[len(last.before) :]
    told = between[len(last.text) :] if last.text and between.startswith(last.text) else ""
    return series if _FROM.search(last.before) and _TO.fullmatch(told) else None


def is_of_a_part(figure: Figure) -> bool:
    """Return whether 其中 and another noun separate the subject from its number.

    In 固定资产投资增长5%，其中，民生领域投资力度加大，增长8% the 8% does not belong to 固定资产投资.
    """
    subject = figure.subject or ""
    marks = list(_OF_WHICH.finditer(figure.before)) if "其中" in figure.before else []
    if not marks or not subject or figure.before.rfind(subject) > marks[-1].start():
        return False
    if subject not in figure.before:
        return False
    rest = figure.before[marks[-1].end() :]
    for time in reversed(find_times(rest)):
        rest = rest[: time.start] + rest[time.end :]
    rest = re.sub(r"[，,、：:\s]", "", rest)
    return len(rest) > 1 and _SAID.match(rest) is None


def _abbreviation(figure: Figure) -> str | None:
    if not ("（" in figure.before or "(" in figure.before):
        return None
    for found in _ABBREVIATED.finditer(figure.before):
        if figure.before.endswith(figure.subject or "", 0, found.start()):
            return found["letters"]
    return None
