"""Find time expressions with the forms of the grammar; `days` dates them."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Iterator

from zhengce.times.context import Context, context_of
from zhengce.times.days import resolve
from zhengce.times.grammar import Form, anchored, any_form, extensions, form_of, grammar
from zhengce.times.mention import TimeMention
from zhengce.times.parts import parts_of

_STRETCH = "stretch"
_OCCASIONS = ("occasion", "event")
_JOINTS = ("和", "、", "及", "与")
_LIST_MARK = re.compile(
    r"(?:(?<=^\d)|(?<=\n\d)|(?<=\n\d\d))\.(?=\d{1,2}月|(?:19|20)\d\d(?:年|[-—–~～至]))"
)  # 6.|4月份
_ENDED = ("以来", "至今", "迄今", "前", "后", "起")
_AROUND = 17  # characters that what holds an anchor may begin before it
_TO_HEAD = re.compile(r"(?s:.*)[，。；：\n）]")
_REACHED = re.compile("[加长高升降低少大短落增减展涨跌变扩缩达回][到至]$")
_LUNAR = ("农历", "阴历", "旧历", "夏历")


def find_times(text: str, published: dt.date | None = None) -> list[TimeMention]:
    """Return all time expressions of a text.

    >>> times = find_times("2020年以来，截至9月底", dt.date(2024, 11, 5))
    >>> [(t.text, str(t.first), str(t.last)) for t in times]
    [('2020年以来', '2020-01-01', '2024-11-05'), ('截至9月底', 'None', '2024-09-30')]
    >>> [t.text for t in find_times("体现在四个方面，1943人，264.3万，进一步")]
    []
    """
    text = _LIST_MARK.sub("；", text) if "." in text else text
    context: Context | None = None
    found: list[TimeMention] = []
    for form, start, end in _expressions(text):
        if context is None:
            context = context_of(text, published)
        mention = _mention(text, start, end, form, context)
        if mention is not None and mention.floating and found:
            mention = _in_year_before(text, mention, found[-1], form, context)
        if mention is not None and found and _names_dates(mention, found[-1]):
            dates = found.pop()  # 10月1日至7日|国庆假期
            mention = dates._replace(text=dates.text + mention.text, end=mention.end)
        if mention is not None:
            found.append(mention)
    return found


def _names_dates(mention: TimeMention, before: TimeMention) -> bool:
    """Return whether an occasion names the dates directly before it."""
    dated = before.form == _STRETCH and "日" in before.text
    return mention.form in _OCCASIONS and dated and before.end == mention.start


def _in_year_before(
    text: str, mention: TimeMention, before: TimeMention, form: Form, context: Context
) -> TimeMention:
    """Date a month or day with the year of the joined expression before it: 2023年3月27日和|9月15日."""
    joined = text[before.end : mention.start] in _JOINTS and before.form == mention.form == _STRETCH
    if not joined or before.floating or before.last is None or "月" not in before.text:
        return mention
    placed = _mention(text, mention.start, mention.end, form, context, before.last.year)
    follows = placed is not None and placed.first is not None and placed.first > before.last
    return placed if follows and placed is not None else mention


def leading_time(text: str) -> TimeMention | None:
    """Return the time expression at the start of a text, undated, or None.

    >>> leading_time("2024年产量").text, leading_time("产量2024年")
    ('2024年', None)
    """
    match = any_form().match(text) or next((held for held in _anchored(text) if held.start() == 0), None)
    if match is None:
        return None
    form, start, end = _extended(match)
    mention = _mention(text, start, end, form, context_of(text, None))
    return mention if mention is not None and mention.start == 0 else None


def _expressions(text: str) -> Iterator[tuple[Form, int, int]]:
    """Yield the matching forms with offsets, in order, none nested."""
    search = any_form().search
    held = deque(_anchored(text))
    found = search(text)
    while found is not None or held:
        first = found is None or bool(held and held[0].start() < found.start())
        match = held.popleft() if first or found is None else found
        form, start, end = _extended(match)
        yield form, start, end
        while held and held[0].start() < end:
            cut = held.popleft()  # 一至十月|自开园以来
            rest = cut.re.search(text, end, cut.end()) if cut.end() > end else None
            if rest is not None:
                held.appendleft(rest)
        if found is not None and found.start() < end:
            found = search(text, end)


def _extended(match: re.Match[str]) -> tuple[Form, int, int]:
    """Extend a match by its event: 自1963年|建院以来."""
    form = form_of(match)
    start, end = match.span(match.lastgroup or 0)
    if form.id != _STRETCH or match.string.endswith(_ENDED, start, end):
        return form, start, end
    for longer, expression in extensions():
        if longer.extends == "any" or match.string[start] in "自从":
            event = expression.match(match.string, end)
            if event is not None:
                return longer, start, event.end()
    return form, start, end


def _anchored(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches around an anchor, within its clause."""
    for anchor, expression in anchored():
        place = text.find(anchor)
        while place >= 0:
            first = max(0, place - _AROUND)
            mark = _TO_HEAD.match(text, first, place)
            stop = place + len(anchor)
            found = expression.search(text, first if mark is None else mark.end(), stop)
            while found is not None and found.end() <= place:  # another anchor stands before
                found = expression.search(text, found.end(), stop)
            if found is not None:
                yield found
            place = text.find(anchor, place + 1)


def _mention(
    whole: str, start: int, end: int, form: Form, context: Context, year: int | None = None
) -> TimeMention | None:
    text, published = whole[start:end], context.published
    if form.kind in ("point", "now") and _loses_preposition(whole, start, text, form.id):
        text, start = text[1:], start + 1
    dated = resolve(text, form.id, context, year)
    if dated is None:
        return None
    (first, last), floating = dated
    floating = floating and year is None
    if floating and (
        _counts_from_elsewhere(whole, start, text) or whole.startswith(_LUNAR, max(0, start - 2))
    ):
        first, last, floating = None, None, False
    future = published is not None and (first or last or published) > published and "内" not in text
    return TimeMention(
        text=text,
        start=start,
        end=end,
        first=first,
        last=last,
        kind=form.kind,
        future=future,
        form=form.id,
        floating=floating,
    )


def _loses_preposition(whole: str, start: int, text: str, form: str) -> bool:
    """Return whether a preposition belongs to the context: 增加|到2007年, 从|2021年的…, 按|2024年."""
    if text[0] in "到至" and _REACHED.search(whole, max(0, start - 1), start + 1):
        return True
    open_ended = text.endswith(("以来", "起", "至今", "迄今", "开始"))
    if text[0] in "从由按":
        return not open_ended
    if text[0] == "自" and form == _STRETCH and not open_ended:
        return whole.startswith("的", start + len(text)) or "right" in parts_of(text)
    return False


def _counts_from_elsewhere(whole: str, start: int, text: str) -> bool:
    """Return whether an expression counts from another event: 申领前6个月."""
    before = whole[start - 1 : start]
    counted = "个" in text and text[0] in "前头首"
    return counted and "一" <= before <= "龥" and before not in grammar().from_january_after
