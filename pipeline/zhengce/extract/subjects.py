"""Subjects that a clause leaves out: inherited from the quantity before, or shared out by 分别."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from zhengce.extract.clauses import Slot
from zhengce.extract.phrases import ETC, METRIC

_REMARK = re.compile(r"（[^（）]*）")
_LINK = re.compile(r"、|以及|和|与|及")
_RELATIONAL = re.compile(
    r"^(?:占|对)|^(?:累计[一-龥]{2}|[日月年人户亩]均|平均|峰值|最高|最低|单笔最[高低]|每[一-龥]{1,2}|规模|总量|总额|数量|增加值|产值|产量|增速|增幅|比重|占比|面积|总数|人数|金额|余额|总产量|单产|均价|利润|营业收入|营收|份额|排名|覆盖率|总产值|指数|贡献率)$"
)
_MEASURES = tuple("数量额率值度耗")
_RATES = ("增速", "增幅", "比重", "占比", "就业率", "失业率", "增长率", "覆盖率", "完成率", "合格率")
_AMOUNTS = frozenset({"money", "person", "count", "household", "area", "length"})
_RELATION = re.compile(r"(?:占.*|对[^，]*(?:贡献|拉动).*)$")
# What two members that are written as one word are: 城乡居民人均可支配收入, 化肥农药利用率.
_WRITTEN_AS_ONE = {
    "城乡居民": ("城镇居民", "农村居民"),
    "化肥农药": ("化肥", "农药"),
    "农药化肥": ("农药", "化肥"),
}
_TERM = re.compile(
    r"(?:\d+(?:（[^（）]*）)?[-—至~]?)+(?:个月|年|天|日)(?:期|以内|以上|以下|及以上|及以下)*(?:（[^（）]*）)?"
)
_TERMS = re.compile(rf"(?:活期|定期|隔夜|{_TERM.pattern})")
# What a word may end with and yet be shared: 城镇和|农村居民.
_HEAD = re.compile(
    "居民|人口|家庭|职工|学生|教育|企业|银行|机构|产业|工业|农业|经济|市场|地区|贷款|存款|收入|支出|投资|保险"
)
_WHO = r"(?:金融机构|机构|银行|信用社|企业|公司|部门|地区|居民)"
_HOLDER = re.compile(rf"[一-龥“”]{{0,12}}(?:{_WHO}|(?<![就失创毕从])业|人口|劳动力)")
_RATE_OF = re.compile(
    rf"(?!.*占)[一-龥“”、]*(?:{_WHO}|城镇|农村|(?<![就失创毕从农])业)(?![的务绩主态人])([一-龥]{{2,10}}率)"
)
_WHOLE = re.compile(rf"^(?:总|累计|全部|存量)|总数|总量|总额|{METRIC.pattern}")
_CASES = re.compile(r"(?<=[一-龥]{3})(?:发生)?(?:起数|次数|件数)$")
_TOLL = re.compile(r"(?:死亡|受伤|伤亡|死伤|失踪|遇难)(?:人数|人员|人次)|(?:直接)?(?:经济|财产)损失")
_PER_UNIT = re.compile(r"单位(?:[一-龥]{0,5}(?:生产总值|增加值|产值)|GDP)")
_INTENSITY = re.compile(r"(?:能源消耗|能耗|用水量|水耗|电耗|用电量|(?:二氧化碳|碳)排放(?:总?量|强度)?)")


def share_subjects(slots: Sequence[Slot], words: Collection[str] = ()) -> None:
    """Give each quantity without a subject the one it inherits.

    Slots are those of one sentence, in order; `words` are the words of the sentence.
    """
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
                _distribute(slots, place, group, words)
                place += group
                continue
        _inherit(slots, place)
        if place and slot.subject:
            _follow(slot, slots[place - 1])
        if place and slot.partial and not slot.bases and slots[place - 1].frame == slot.frame == "change":
            slot.bases = slots[place - 1].bases  # 同比增长9.2%，其中软件业增长15.6%
        place += 1


def _distribute(slots: Sequence[Slot], place: int, group: int, words: Collection[str]) -> None:
    first = slots[place]
    members = slots[place : place + group]
    earlier = [s.subject for s in slots[max(0, place - group) : place]]
    if first.topic and first.topic.startswith("占") and len(earlier) == group:
        names: list[str | None] = [f"{name}{first.topic}" for name in earlier]  # 依次占24.4%、16.0%和6.1%
    elif first.topic:
        names = split_subjects(first.topic, group, words)
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


def split_subjects(phrase: str, count: int, words: Collection[str] = ()) -> list[str | None]:
    """The `count` subjects that a phrase enumerates; a shared head is given to each.

    The head is cut off between words, where the `words` of the sentence are given.

    >>> split_subjects("小型、微型企业产业化率", 2)
    ['小型企业产业化率', '微型企业产业化率']
    >>> split_subjects("游客人次、出游总花费", 2)
    ['游客人次', '出游总花费']
    >>> split_subjects("食品、石化、医药等产业增加值", 3)
    ['食品产业增加值', '石化产业增加值', '医药产业增加值']
    >>> split_subjects("桑蚕、黑木耳全产业链产值", 2, {"黑木耳", "产值"})
    ['桑蚕全产业链产值', '黑木耳全产业链产值']
    """
    etc = list(ETC.finditer(phrase))
    head = phrase[etc[-1].end() :] if etc else ""
    if etc and len(head) >= 2:
        parts = _LINK.split(phrase[: etc[-1].start()])
        return [part + head for part in parts] if len(parts) == count else [head] * count
    parts = [part for part in _LINK.split(phrase) if part]
    if len(parts) == 1:
        return _written_as_one(phrase, count)
    if len(parts) > count:
        parts = _alike_at_end(phrase, count) or [part for part in phrase.split("、") if part]
    if len(parts) != count:
        return [phrase] * count
    last = parts[-1]
    others = parts[:-1]
    term = _TERM.match(last)
    if term is not None and all(_TERMS.fullmatch(part) for part in others):
        return [*(part + last[term.end() :] for part in others), last]  # 1年期、5年期以上贷款利率
    of_unit = _PER_UNIT.match(parts[0])
    if of_unit is not None and all(_INTENSITY.fullmatch(part) for part in parts[1:]):
        return [parts[0], *(of_unit[0] + part for part in parts[1:])]  # 单位产值能耗、水耗
    cases = _CASES.search(parts[0])
    if cases is not None and all(_TOLL.fullmatch(part) for part in parts[1:]):
        return [parts[0], *(parts[0][: cases.start()] + part for part in parts[1:])]  # 事故起数和死亡人数
    longest = max(len(_REMARK.sub("", part)) for part in others)
    if longest <= 4 and len(last) >= longest + 3:
        cut = longest
        for width in range(2, min(9, len(last) - 1)):
            if last[width - 1] == others[-1][-1]:
                cut = width
                break
        else:
            cut = _word_end(last, longest, words)
        head = last[cut:]
        return [*(part + head for part in others), last]
    whose = last.find("的")
    if whose > 0 and not any("的" in part for part in others):  # 下浮利率和基准利率的贷款占比
        return [*(part + last[whose:] for part in others), last]
    measure = METRIC.search(last)
    measured = any(METRIC.search(part) or part.endswith(_MEASURES) for part in others)
    if measure is not None and measure.start() and not measured:
        return [*(_overlapped(part, measure[0]) for part in others), last]  # 新能源汽车、工业机器人产量
    first = parts[0]
    of_first = METRIC.search(first)
    if of_first is not None and of_first.start() and all(METRIC.fullmatch(part) for part in parts[1:]):
        return [first, *(first[: of_first.start()] + part for part in parts[1:])]  # 粮食面积和产量
    if len(first) >= 6 and all(len(part) <= 4 for part in parts[1:]):  # 城镇居民收入、支出
        stem = first[: -len(parts[1])]
        return [first, *(stem + part if len(part) <= 3 else part for part in parts[1:])]
    return list(parts)


def _written_as_one(phrase: str, count: int) -> list[str | None]:
    for pair, members in _WRITTEN_AS_ONE.items():
        before, found, after = phrase.partition(pair)
        if found and count == len(members):
            return [f"{before}{member}{after}" for member in members]
    return [phrase] * count


def _alike_at_end(phrase: str, count: int) -> list[str] | None:
    """The members of a list that ends with some of one length and head: 各银行、信用社农村贷款和农业贷款."""
    links = list(_LINK.finditer(phrase))[-(count - 1) :]
    members = _LINK.split(phrase[links[0].end() :])
    lead, size = phrase[: links[0].start()], len(members[0])
    first = lead[-size:]
    alike = all(len(member) == size and member[-2:] == first[-2:] for member in members)
    if size < 4 or not alike or _LINK.search(first) or not first.startswith(members[0][0]):
        return None
    return [lead, *(lead[:-size] + member for member in members)]


def _overlapped(part: str, head: str) -> str:
    """Both in one, without what they share: 养老保险 and 险参保率."""
    size = next((size for size in (3, 2, 1) if part.endswith(head[:size])), 0)
    return part + head[size:]


def _word_end(last: str, cut: int, words: Collection[str]) -> int:
    """Where the word of `last` ends that `cut` would tear: 人参、|食用菌|全产业链产值."""
    ends = [len(word) for word in words if len(word) > cut > 1 and last.startswith(word)]
    return next((end for end in ends if end <= len(last) - 2 and not _HEAD.fullmatch(last[cut:end])), cut)


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
    if name and before.lead and slot.so_far:
        name = name.removeprefix(before.lead)  # 新建茶园2万亩、累计达9万亩
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


def _follow(slot: Slot, before: Slot) -> None:
    """What 新增 or the name of a rate said before holds for the next of a list, and for a part."""
    subject, earlier = slot.subject or "", before.subject or ""
    if slot.frame != before.frame or slot.mention.unit != before.mention.unit:
        return
    if slot.frame not in {"subject", "object"}:
        return
    if slot.partial or (before.partial and slot.part == before.part and slot.clause != before.clause):
        rate = _RATE_OF.fullmatch(earlier)
        if before.lead and subject.endswith(earlier[-2:]):
            slot.lead, slot.partial = before.lead, True  # 新增公路9公里，其中高速公路2公里
        elif rate is not None and _HOLDER.fullmatch(subject):
            slot.subject = slot.topic = subject + rate[1]  # 银行不良率为2%；其中，村镇银行为3%
            slot.partial = True
            return
        else:
            return
    elif (
        before.lead
        and slot.listed
        and slot.clause == before.clause
        and not slot.words
        and not slot.lead
        and not _WHOLE.search(subject)
    ):
        slot.lead = before.lead  # 新增省级企业5家、市级企业20家
    else:
        return
    if not subject.startswith(slot.lead):
        slot.subject = slot.lead + subject


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
