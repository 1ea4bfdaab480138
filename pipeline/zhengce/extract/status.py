"""Fact or plan: a cue holds to the end of its sentence, the heading of a part of plans for the part."""

from __future__ import annotations

import re

from zhengce.extract.clauses import Slot
from zhengce.extract.lexicon import Lexicon, any_of
from zhengce.extract.periods import TimeMention
from zhengce.types import Status

_PLANNED = re.compile(r"的?[一-龥]{0,4}(?:目标|计划)(?![任工])")  # 5.5%左右的控制目标


_AHEAD = 40  # characters that a cue may look on: 将…整合为 is no plan


class StatusReader:
    """Tells a plan from a fact."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._headings = re.compile(any_of(lexicon.status.headings))
        self._target = re.compile(
            r"力争|争取(?=到|在|今年|年内|实现|达|完成|新|使|再|全年|尽快|用)|确保|有望|预期目标|主要目标|目标(?:是|为|：|任务|在|控制在)|(?:预期|目标)[^，。；]{0,12}(?=\d)|预计|(?:拟(?![定合])|(?<![“一-龥])计划|(?:年|我们|[省市县区]|政府|[部委局会])计划(?!单列|生育)|打算)(?![^，。]{0,6}已)"
            r"|(?<![主重需纪摘简紧概提不只首想还就也都若])要(?![求素闻件点害领塞约是说于])"
            r"|将(?!近|士|领|军|其|来|[^，。；]{1,24}(?:从|由|作为|列为|列入|纳入|整合|改为|调整|修订|转化|成|提高到|降至|确定为|用于|融入|贯穿))"
            r"|努力(?:实现|完成|使|达到)|未来[一二三四五六七八九十\d]+年|今后|下一步|必须(?!看到|清醒|承认|指出|说)|(?:^|[，。；])建议|年内|会(?=在|于|继续|进一步|推|拨|增)"
        )
        self._actual = re.compile(
            r"已(?!经济)|截至|截止|累计|完成了|实现了|达到了|超额|提前完成|以来|(?<![比较与同])(?:去年|上年(?!同期))"
        )

    def of_heading(self, heading: str | None) -> Status | None:
        """Whether a heading opens a part that tells plans."""
        if heading and self._headings.search(heading) and not re.search(r"回顾|成就|完成情况|总结", heading):
            return "target"
        return None

    def read(
        self, text: str, start: int, slot: Slot, time: TimeMention | None, default: Status
    ) -> tuple[Status, str]:
        """The status of a quantity in a sentence from `start` that `time` governs, and the cue of it."""
        place = slot.mention.outer_start
        ahead = time is not None and time.future
        if slot.first_of_pair and not ahead:
            return "actual", ""  # 将由36个月缩短至22个月: the 36 are a fact
        cues = [cue for cue in self._target.finditer(text, start, place + _AHEAD) if cue.end() <= place]
        if cues and not self._actual.search(text, cues[-1].end(), place):
            return "target", cues[-1][0]
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
        if time is not None and ahead and not time.text.startswith(("今年", "本年", "全年")):
            return "target", time.text
        if default == "target":
            fact = self._actual.search(text, slot.clause, place)
            return ("actual", fact[0]) if fact is not None else ("target", "heading")
        return default, ""
