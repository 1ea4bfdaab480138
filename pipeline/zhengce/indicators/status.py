"""Fact or plan: a cue holds to the end of its sentence, the heading of a part of plans for the part."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from zhengce.alternation import WORD, any_of, spelled_out
from zhengce.indicators.attach.candidates import Candidate
from zhengce.indicators.lexicon import Lexicon
from zhengce.indicators.slot import Slot
from zhengce.times import TimeMention
from zhengce.types import SegmentedText, Status

_PLANNED = re.compile(rf"的?{WORD}{{0,4}}(?:目标|计划)(?![任工])")  # 5.5%左右的控制目标
_REVIEWED = re.compile(
    rf"回顾|成就|(?:完成|执行)情况|总结|目标{WORD}{{0,4}}(?:完成|实现|达成)|(?:超过|超额|好于|高于|优于){WORD}{{0,6}}(?:目标|预期)"
)
_NAMED = r"“[^“”，。；！？\n]{1,14}”|《[^《》\n]{1,80}》"  # 落实“两个确保”: a name tells no plan
# What only looks like a plan: a goal that was reached or surpassed, a purpose, a record, life expectancy.
_NO_PLAN = re.compile(
    r"(?:完成|实现|达到|比(?![重例率])|较|高于|低于|好于|优于|超过|超额完成|超出)[^，。；]{0,16}?(?:目标|计划|预期|任务)(?:任务|数)?"
    r"|(?:^|(?<=[，。；：\n]))为了?(?:确保|实现|完成|争取)[^，。；]{0,30}，"
    r"|创?[^，。；]{0,4}年内新[高低]|预期寿命|”(?:计划|规划|行动)|(?:计划|规划|预算|目标)(?:执行|完成)"
)
_TOLD = re.compile("(?:提出|要求|明确|部署)，")
_REPORTED = re.compile(  # 《规划》提出，
    r"(?:《[^》]{0,30}(?:计划|规划|方案|意见|纲要|行动|措施|通知)》|(?:计划|规划|方案|纲要))(?:[还也又并]|中[还也又]?)?$"
)
_REPORTING = 40  # characters before it that name the plan
_LEAD = re.compile(r"(?:将|力争|确保|要|计划|目标)[^。；]{0,40}：$")
_ITEM = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[一二三四五六七八九十]是|[—-]{2}|[●•·])"
)
_AS_OF = ("截至目前", "截止目前", "到目前")
_PART_OF_YEAR = re.compile("今年|本年|全年|[上下]半年$|[一二三四]季度|年末$|年底$|第四季$")
_NAMED_YEAR = re.compile(r"\d{4}年")
_WILL = "将"
_MOVED = re.compile(r"(?![新改扩增])[^，。；]{2,30}?(?:[到至入给]了?|了)")  # 将物资送到30个站
_BEGINNING = 2  # the last month in which a year has just begun
_GOAL = re.compile("(?:目标|任务|计划|预算|指标)(?:任务|数)?(?:为)?$")  # 完成全年目标18.5万人的80%
_PART_OF_GOAL = re.compile(r"的(?:约|近)?\d")
_AHEAD = 40  # characters that a cue may look on: 将…整合为 is no plan


class StatusReader:
    """Tells a plan from a fact."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._headings = re.compile(any_of(lexicon.status.headings))
        self._target = re.compile(spelled_out((_NAMED, *lexicon.status.target)))
        self._actual = re.compile("|".join(lexicon.status.actual))

    def of_heading(self, heading: str | None) -> Status | None:
        """Whether a heading opens a part that tells plans."""
        named = heading.replace("预期寿命", "") if heading else ""
        if self._headings.search(named) and not _REVIEWED.search(named):
            return "target"
        return None

    def cues(
        self, text: str, start: int, end: int, segmented: SegmentedText | None = None
    ) -> list[re.Match[str]]:
        """The cues of plans in a sentence from `start` whose last quantity ends at `end`.

        The words of the text tell 将 before a verb from 将 before what is moved (将物资送到30个站).
        """
        found = self._target.finditer(text, start, end + _AHEAD)
        cues = [cue for cue in found if text[cue.start()] not in "“《"]
        if segmented is not None:
            cues = [cue for cue in cues if cue[0] != _WILL or not _moves(segmented, cue.end())]
        if not cues:
            return cues
        ruled_out = [m.span() for m in _NO_PLAN.finditer(text, start, end + _AHEAD)]
        return [cue for cue in cues if not any(a <= cue.start() < b for a, b in ruled_out)]

    def weighed(
        self, plans: Sequence[re.Match[str]], place: int, told: tuple[Status, str], default: Status
    ) -> Iterator[Candidate]:
        """What spoke for a plan and for a fact, of a number at `place` with the status and cue in `told`."""
        status, cue = told
        for plan in plans:
            won = status == "target" and plan[0] == cue and plan.end() <= place
            against = "" if won else "another decides"
            if plan.start() >= place:
                against = "stands behind the number"
            elif status == "actual":
                against = "a fact is told after it, or it is no plan of this number"
            yield Candidate("status", "target", f"{plan[0]} in its sentence", against)
        if cue and not any(plan[0] == cue for plan in plans):
            source = "the part of the release" if cue == "heading" else f"{cue} at the number"
            yield Candidate("status", status, source)
        against = "" if not cue else "a cue goes before"
        if cue != "heading":
            yield Candidate("status", default, "the part of the release", against)

    def leads(self, text: str, start: int, end: int) -> bool:
        """Whether a sentence announces a list of plans: 到2030年将实现：."""
        if text[end - 1] != "：":
            return False
        return _LEAD.search(text[start:end]) is not None and bool(self.cues(text, start, end))

    def reports_plan(self, text: str, start: int, end: int) -> bool:
        """Whether a sentence begins to report what a plan holds: 《计划》提出，…."""
        return any(
            _REPORTED.search(text[max(start, told.start() - _REPORTING) : told.start()])
            for told in _TOLD.finditer(text, start, end)
        )

    def has_fact(self, text: str, start: int, end: int) -> bool:
        """Whether a sentence tells that something has been done."""
        return self._actual.search(text, start, end) is not None

    def is_item(self, text: str, start: int) -> bool:
        """Whether a line is an item of a list."""
        return _ITEM.match(text, start) is not None

    def read(  # noqa: C901, PLR0911, PLR0912 - a decision list: goals, cues of plans, days, the default
        self, text: str, plans: Sequence[re.Match[str]], slot: Slot, time: TimeMention | None,
        default: Status, published: dt.date | None,
    ) -> tuple[Status, str]:  # fmt: skip
        """The status of a quantity that `time` governs in a sentence with these cues, and the cue of it."""
        place = slot.mention.outer_start
        ahead = time is not None and time.future
        goal = _GOAL.search(text[max(slot.clause, place - _AHEAD) : place])
        if goal is not None and _PART_OF_GOAL.match(text, slot.mention.outer_end) is not None:
            return "target", "goal"
        if slot.first_of_pair:
            return "actual", ""  # 将由36个月缩短至22个月: the 36 are a fact
        cue = next((cue for cue in reversed(plans) if cue.end() <= place), None)
        if cue is not None and any(base.start <= cue.start() < base.end for base in slot.bases):
            cue = None  # 优于考核目标5个百分点
        if cue is not None and cue[0] == "预计" and has_ended(time, published):
            return "actual", ""  # an estimate of the year under review
        if cue is not None and not self._actual.search(text, cue.end(), place):
            return "target", cue[0]
        planned = _PLANNED.match(text, slot.mention.outer_end)
        if planned is not None:
            return "target", planned[0]
        if (
            time is not None
            and time.kind == "point"
            and time.text.endswith("前")
            and (ahead or time.last is None)
        ):
            return "target", time.text
        undated = published is None and time is not None and time.first is None and time.text.startswith("到")
        if undated and self._actual.search(text, slot.clause, place) is None:
            return "target", time.text if time is not None else ""
        if time is not None and _has_just_begun(time, published):
            return "target", time.text
        if time is not None and ahead and not _PART_OF_YEAR.match(time.text):
            return "target", time.text
        if default == "target":
            if time is not None and (time.text.startswith(_AS_OF) or has_ended(time, published)):
                return "actual", time.text
            fact = self._actual.search(text, slot.clause, place)
            if fact is not None and fact[0] == "累计" and slot.mention.dimension != "money":
                fact = None  # 新增1000处、累计达8000处
            return ("actual", fact[0]) if fact is not None else ("target", "heading")
        return default, ""


def _moves(segmented: SegmentedText, place: int) -> bool:
    """Whether a noun, and no verb, follows 将 at `place`."""
    first = next(iter(segmented.between(place, place + 1)), None)
    if first is None or _MOVED.match(segmented.text, place) is None:
        return False
    return segmented.tags[first].startswith(("n", "r", "m", "b", "j"))


def _has_just_begun(time: TimeMention, published: dt.date | None) -> bool:
    """A year that is named while it has hardly begun: what is told of the whole of it is a plan."""
    if published is None or published.month > _BEGINNING or not _NAMED_YEAR.fullmatch(time.text):
        return False
    return time.first is not None and time.first == published.replace(month=1, day=1)


def has_ended(time: TimeMention | None, published: dt.date | None) -> bool:
    """Whether the days of a time were over when the text was published."""
    return time is not None and published is not None and time.last is not None and time.last < published
