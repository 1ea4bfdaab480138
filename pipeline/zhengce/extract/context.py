"""What a clause leaves out, inherited from what stands before, by rules with a stated reach.

Subject: from the quantity before it in the sentence; distributed (分别) one to one over an enumeration.
Period: from the clause, the sentence, earlier sentences of the section, its heading; reporting days
(记者今天从…了解到) and bases do not govern.
Status: a cue of a plan holds to the end of its sentence; the heading of a section of plans holds for it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from zhengce.extract.clauses import ETC, Slot
from zhengce.extract.lexicon import Lexicon, any_of
from zhengce.extract.periods import TimeMention
from zhengce.types import Status

_LINK = re.compile(r"、|以及|和|与|及")
_RELATIONAL = re.compile(
    r"^(?:占|对)|^(?:规模|总量|总额|数量|增加值|产值|产量|增速|增幅|比重|占比|面积|总数|人数|金额|余额|总产量|单产|均价|利润|营业收入|营收|份额|排名|覆盖率|总产值|指数|贡献率|出口|进口)$"
)


def share_subjects(slots: Sequence[Slot]) -> None:
    """Give each quantity without a subject the one it inherits; slots are those of one sentence, in order."""
    place = 0
    while place < len(slots):
        slot = slots[place]
        if slot.distributed:
            group = 1
            while place + group < len(slots) and slots[place + group].joined and slots[place + group].subject is None:
                group += 1
            if group > 1:
                _distribute(slots, place, group)
                place += group
                continue
        _inherit(slots, place)
        if place and slot.partial and not slot.bases and slots[place - 1].frame == slot.frame == "change":
            slot.bases = slots[place - 1].bases  # 同比增长9.2%，其中软件业增长15.6%
        place += 1


def _distribute(slots: Sequence[Slot], place: int, group: int) -> None:
    first = slots[place]
    members = slots[place : place + group]
    if first.topic:
        names = split_subjects(first.topic, group)
    else:
        names = [s.subject for s in slots[max(0, place - group) : place]]
        if len(names) != group:
            names = [slots[place - 1].subject if place else None] * group
    for k, (member, name) in enumerate(zip(members, names, strict=True)):
        member.subject = name
        member.topic = name
        member.frame, member.direction = first.frame, first.direction
        member.bases = (first.bases[k],) if len(first.bases) == group else first.bases


def split_subjects(phrase: str, count: int) -> list[str | None]:
    """The `count` subjects that a phrase enumerates; a shared head is given to each.

    >>> split_subjects("小型、微型企业产业化率", 2)
    ['小型企业产业化率', '微型企业产业化率']
    >>> split_subjects("游客人次、出游总花费", 2)
    ['游客人次', '出游总花费']
    >>> split_subjects("食品、石化、医药等产业增加值", 3)
    ['食品产业增加值', '石化产业增加值', '医药产业增加值']
    """
    etc = list(ETC.finditer(phrase))
    head = phrase[etc[-1].end() :] if etc else ""
    if etc and len(head) >= 2:
        parts = _LINK.split(phrase[: etc[-1].start()])
        if len(parts) == count:
            return [part + head for part in parts]
    parts = [part for part in _LINK.split(phrase) if part]
    if len(parts) > count:
        parts = [part for part in phrase.split("、") if part]
    if len(parts) != count:
        return [phrase] * count
    last = parts[-1]
    others = parts[:-1]
    longest = max(len(part) for part in others)
    if longest <= 4 and len(last) >= longest + 3:
        cut = longest
        for width in range(2, min(6, len(last) - 1)):
            if last[width - 1] == others[-1][-1]:
                cut = width
                break
        head = last[cut:]
        return [*(part + head for part in others), last]
    measure = _METRIC.search(last)
    if measure is not None and measure.start() and not any(_METRIC.search(part) for part in others):
        return [*(part + measure[0] for part in others), last]  # 新能源汽车、工业机器人产量
    first = parts[0]
    if len(first) >= 6 and all(len(part) <= 4 for part in parts[1:]):  # 城镇居民收入、支出
        stem = first[: -len(parts[1])]
        return [first, *(stem + part if len(part) <= 3 else part for part in parts[1:])]
    return list(parts)


_METRIC = re.compile(
    r"(?:(?:增加|总产|产)值|(?:吞吐|用电|产|销|销售|排放|消费|货运|客运|周转|发电|总|拥有|投放|需求|供应|储)量|(?:销售|成交|总|投资|进出口|出口|进口|交易|零售)额|(?:营业|销售)?收入"
    r"|支出|人数|面积|规模|里程|价格|利润|投资|增速|余额|总数|人次|比重|占比|[一-龥]{1,3}率|营收)$"
)


def _inherit(slots: Sequence[Slot], place: int) -> None:
    slot = slots[place]
    before = next((s for s in reversed(slots[:place]) if s.topic or s.subject), None)
    if before is None:
        return
    same = slot.mention.dimension == before.mention.dimension
    name = before.subject if before.from_value or (same and before.frame != "object") else before.topic or before.subject
    if slot.subject is None:
        slot.subject = name
        slot.topic = name
        plain = slot.frame == "subject" and slot.mention.modifier == "exact"
        if slot.joined and plain and before.frame == "change" and slot.mention.dimension == before.mention.dimension:
            slot.frame, slot.direction, slot.bases = before.frame, before.direction, before.bases
    elif _RELATIONAL.search(slot.subject) and name and not name.startswith(("占", "对")):
        stem = re.sub(r"(?:占|对).*$", "", name)
        if slot.subject.startswith(("占", "对")) or not stem.endswith(slot.subject):
            slot.subject = stem + slot.subject
            slot.topic = stem if slot.subject.startswith(stem) else slot.topic


_REPORTING = re.compile(r"[^，。；]{0,40}?(?:了解到|获悉|举行|召开|印发|签署)|(?:对外)?(?:发布|公布|通报|介绍|宣布|表示)(?:消息|数据|称)?[，：]")


def governing(text: str, times: Sequence[TimeMention], start: int, end: int, taken: frozenset[int]) -> TimeMention | None:
    """The last time expression of ``text[start:end]`` that governs what follows it."""
    for time in reversed(times):
        if not (start <= time.start and time.end <= end) or time.start in taken:
            continue
        if is_governing(text, time, start):
            return time
    return None


def is_governing(text: str, time: TimeMention, start: int) -> bool:
    """Not a reporting day, not part of a name or of a longer noun (2017年的…, 2025年春节前)."""
    before, after = text[max(start, time.start - 4) : time.start], text[time.end : time.end + 48]
    if before.endswith(("《", "记者", "（", "(")) and time.kind in ("day", "point") and time.kind != "years":
        return False
    if before.endswith(("第", "—", "为期", "每", "是", "为", "比", "较")):
        return False
    if time.kind == "day" and _REPORTING.match(after):
        return False
    if time.kind == "years" and re.match(r"[一-龥]{0,4}(?:行动|计划|规划|方案|倍增|攻坚|过渡期)", after):
        return False
    if re.search(r"\d日$", time.text) and not time.text.startswith(("截至", "截止", "到", "至")):
        return not re.match(r"(?:，|，?在|，?由|召开|举行|[^，。]{0,12}(?:会议|大会|发布会|印发|签署|公布|施行))", after)
    return not re.match(r"[^，。；\d]{0,8}(?:〕|号文|印发)", after)


_PLANNED = re.compile(r"的?[一-龥]{0,4}(?:目标|计划)(?![任工])")  # 5.5%左右的控制目标


class StatusReader:
    """Tells a plan from a fact."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._headings = re.compile(any_of(lexicon.status.headings))
        self._target = re.compile(
            r"力争|争取(?=到|在|今年|年内|实现|达|完成|新|使|再|全年|尽快|用)|确保|有望|预期目标|主要目标|目标(?:是|为|：|任务|在|控制在)|(?:预期|目标)[^，。；]{0,12}(?=\d)|预计|(?:拟(?![定合])|(?<![“一-龥])计划|(?:年|我们|[省市县区]|政府|[部委局会])计划(?!单列|生育)|打算)(?![^，。]{0,6}已)"
            r"|(?<![主重需纪摘简紧概提不只首想还就也都若])要(?![求素闻件点害领塞约是说于])|(?:(?<![，。；：、“\n])将(?!近|士|领|军|其|来|[^，。；]{0,30}(?:列入|纳入|作为|由|从|整合))"
r"|(?<=[，。；：、“\n])将(?!近|士|领|军|其|来|[^，。；]{1,24}(?:从|由|作为|列为|列入|纳入|整合|改为|调整|修订|转化|成|提高到|降至|确定为|用于|融入|贯穿))"
            r"|努力(?:实现|完成|使|达到)|未来[一二三四五六七八九十\d]+年|今后|下一步|必须(?!看到|清醒|承认|指出|说)|(?:^|[，。；])建议|年内|会(?=在|于|继续|进一步|推|拨|增)"
        )
        self._actual = re.compile(r"已(?!经济)|截至|截止|累计|完成了|实现了|达到了|超额|提前完成|以来|去年|上年(?!同期)")

    def of_heading(self, heading: str | None) -> Status | None:
        """Whether a heading opens a part that tells plans."""
        if heading and self._headings.search(heading) and not re.search(r"回顾|成就|完成情况|总结", heading):
            return "target"
        return None

    def read(self, text: str, start: int, place: int, after: int, clause: int, time: TimeMention | None, default: Status) -> Status:
        """The status of a quantity at `place` of a sentence that starts at `start`, its clause at `clause`."""
        cues = list(self._target.finditer(text, start, place))
        if cues:
            facts = list(self._actual.finditer(text, cues[-1].end(), place))
            if not facts:
                return "target"
        if _PLANNED.match(text, after):
            return "target"
        if time is not None and time.text.endswith("前") and (time.last is None or time.future) and time.kind == "point":
            return "target"
        if time is not None and time.future and not time.text.startswith(("今年", "本年", "全年")):
            return "target"
        if default == "target" and self._actual.search(text, clause, place):
            return "actual"
        return default


def future_of(time: TimeMention | None, published: dt.date | None) -> bool:
    """Whether a governing time lies after the publication."""
    return time is not None and published is not None and time.last is not None and time.last > published
