"""Subjects that a clause leaves out: inherited from the quantity before, or shared out by 分别."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.extract.clauses import Slot
from zhengce.extract.phrases import ETC, METRIC

_REMARK = re.compile(r"（[^（）]*）")
_LINK = re.compile(r"、|以及|和|与|及")
_RELATIONAL = re.compile(
    r"^(?:占|对)|^(?:累计[一-龥]{2}|[日月年人户亩]均|平均|峰值|最高|最低|单笔最[高低]|每[一-龥]{1,2}|规模|总量|总额|数量|增加值|产值|产量|增速|增幅|比重|占比|面积|总数|人数|金额|余额|总产量|单产|均价|利润|营业收入|营收|份额|排名|覆盖率|总产值|指数|贡献率)$"
)
_MEASURES = tuple("数量额率值度")
_RATES = ("增速", "增幅", "比重", "占比", "就业率", "失业率", "增长率", "覆盖率", "完成率", "合格率")
_AMOUNTS = frozenset({"money", "person", "count", "household", "area", "length"})
_RELATION = re.compile(r"(?:占.*|对[^，]*(?:贡献|拉动).*)$")


def share_subjects(slots: Sequence[Slot]) -> None:
    """Give each quantity without a subject the one it inherits; slots are those of one sentence, in order."""
    place = 0
    while place < len(slots):
        slot = slots[place]
        if slot.distributed:
            group = 1
            while (
                place + group < len(slots)
                and slots[place + group].joined
                and slots[place + group].subject is None
            ):
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
    earlier = [s.subject for s in slots[max(0, place - group) : place]]
    if first.topic and first.topic.startswith("占") and len(earlier) == group:
        names: list[str | None] = [f"{name}{first.topic}" for name in earlier]  # 依次占24.4%、16.0%和6.1%
    elif first.topic:
        names = split_subjects(first.topic, group)
    else:
        names = earlier if len(earlier) == group else [slots[place - 1].subject if place else None] * group
    bases = first.bases
    for k, (member, name) in enumerate(zip(members, names, strict=True)):
        member.subject = name
        member.topic = name
        member.frame, member.direction = first.frame, first.direction
        if first.mention.outer_start < first.mention.start and member.mention.modifier == "exact":
            member.mention = member.mention._replace(
                modifier=first.mention.modifier
            )  # 分别突破300亿元、3000亿元
        member.bases = (bases[k],) if len(bases) == group else bases
        if place and names == [name] * group:
            _relate(member, slots[place - 1], slots[place - 1].topic or slots[place - 1].subject)


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
    longest = max(len(_REMARK.sub("", part)) for part in others)
    if longest <= 4 and len(last) >= longest + 3:
        cut = longest
        for width in range(2, min(9, len(last) - 1)):
            if last[width - 1] == others[-1][-1]:
                cut = width
                break
        head = last[cut:]
        return [*(part + head for part in others), last]
    whose = last.find("的")
    if whose > 0 and not any("的" in part for part in others):  # 下浮利率和基准利率的贷款占比
        return [*(part + last[whose:] for part in others), last]
    measure = METRIC.search(last)
    measured = any(METRIC.search(part) or part.endswith(_MEASURES) for part in others)
    if measure is not None and measure.start() and not measured:
        return [*(part + measure[0] for part in others), last]  # 新能源汽车、工业机器人产量
    first = parts[0]
    of_first = METRIC.search(first)
    if of_first is not None and of_first.start() and all(METRIC.fullmatch(part) for part in parts[1:]):
        return [first, *(first[: of_first.start()] + part for part in parts[1:])]  # 粮食面积和产量
    if len(first) >= 6 and all(len(part) <= 4 for part in parts[1:]):  # 城镇居民收入、支出
        stem = first[: -len(parts[1])]
        return [first, *(stem + part if len(part) <= 3 else part for part in parts[1:])]
    return list(parts)


def _inherit(slots: Sequence[Slot], place: int) -> None:
    slot = slots[place]
    # What a closed bracket remarks is not gone on about.
    heard = (s for s in reversed(slots[:place]) if s.bracket in (-1, slot.bracket))
    before = next((s for s in heard if s.topic or s.subject), None)
    if before is None:
        return
    same = slot.mention.dimension == before.mention.dimension
    name = (
        before.subject
        if before.first_of_pair or (same and before.frame != "object")
        else before.topic or before.subject
    )
    if slot.subject is None:
        if name and name.endswith(_RATES) and slot.mention.dimension in _AMOUNTS:
            name = None  # 就业率达到83%，比上年增加60万人: nobody says of what
        slot.subject = name
        slot.topic = before.topic if before.topic and name and name.startswith(before.topic) else name
        plain = slot.frame == "subject" and slot.mention.modifier == "exact"
        if (
            slot.joined
            and plain
            and before.frame == "change"
            and slot.mention.dimension == before.mention.dimension
        ):
            slot.frame, slot.direction, slot.bases = before.frame, before.direction, before.bases
    else:
        _relate(slot, before, name)


def _relate(slot: Slot, before: Slot, name: str | None) -> None:
    """增速, 占比 and the like are those of what was named before."""
    if not (slot.subject and name) or not _RELATIONAL.search(slot.subject) or before.part != slot.part:
        return
    if name.startswith(("占", "对")):
        return
    stem = _RELATION.sub("", name)
    if slot.subject.startswith(("占", "对")) or not stem.endswith(slot.subject):
        slot.subject = stem + slot.subject
        slot.topic = stem
