"""Resolve elided subjects: inherited from the preceding quantity, or distributed by 分别."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from zhengce.indicators.affixes import without_suffix
from zhengce.indicators.breakdowns import RANKS, measure_of, part_of, share_measure, without_rank
from zhengce.indicators.coordination import linked
from zhengce.indicators.enumerations import split_subjects
from zhengce.indicators.industries import share_heads
from zhengce.indicators.metrics import has_metric, is_whole
from zhengce.indicators.relational import COURSES, is_relational, relate, stem_of
from zhengce.indicators.results import is_goal
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import word_list

_RATES = word_list("subjects", "rates")
_PORTIONS = ("占比", "比重")
_AMOUNTS = frozenset({"money", "person", "count", "household", "area", "length"})
_REACHING = word_list("subjects", "reaching")
_SHORT = 3
_COUNTED_TWICE = ("household", "person", "count")
_OF_AGE = re.compile(r"\d+(?:[至到—-]\d+)?岁(?:及?以[上下])?")
_AGED = word_list("subjects", "aged")
_FORMER_OR_LATTER = ("前者", "后者")
_PEOPLE = word_list("subjects", "people")
_BOTH = frozenset(word_list("subjects", "both"))


def share_subjects(slots: Sequence[Slot], words: Collection[str] = ()) -> None:
    """Give each quantity without a subject the one it inherits.

    `slots` are those of one sentence, in order; `words` are its words.
    """
    share_heads(slots)
    _count_twice(slots)
    pair: list[str] = []
    place = 0
    while place < len(slots):
        slot = slots[place]
        pair = _former_and_latter(slots, place, pair)
        if slot.distributed and (passed := _deal_around(slots, place)):
            place += passed
            continue
        if slot.distributed or slot.subject is None:
            group = 1
            while place + group < len(slots) and _takes_part(slot, slots[place + group]):
                group += 1
            if group > 1 and (slot.distributed or _answers(slots, place, group)):
                _distribute(slots, place, group, words)
                for member in slots[place : place + group]:
                    _of_age(member, (slots[place - 1].subject or "") if place else "")
                place += group
                continue
        elif slot.topic and place + 1 < len(slots) and slots[place + 1].joined:
            _deal(slots, place, words)
        _inherit(slots, place)
        if place and slot.subject:
            _follow(slot, slots[place - 1])
        if place and slot.partial and not slot.bases and slots[place - 1].frame == slot.frame == "change":
            slot.bases = slots[place - 1].bases  # 同比增长9.2%，其中软件业增长15.6%
        place += 1


def _count_twice(slots: Sequence[Slot]) -> None:
    """Give a count the noun of the count that immediately follows: 全公司共有|674户1598名职工家属."""
    for slot, following in pairwise(slots):
        touching = slot.mention.outer_end == following.mention.outer_start
        unnamed = slot.frame == "subject" and (slot.subject is None or is_agent_of_all(slot.subject))
        if touching and unnamed and following.frame == "object" and slot.mention.dimension in _COUNTED_TWICE:
            slot.subject = slot.topic = following.subject


def is_agent_of_all(subject: str) -> bool:
    """Return whether a subject names only the place or body in which all are counted: 全市, 全公司."""
    return subject[0] == "全" and len(subject) <= _SHORT


def _former_and_latter(slots: Sequence[Slot], place: int, pair: list[str]) -> list[str]:
    """Resolve 前者 and 后者 to the last two things named, and return the pair.

    `pair` holds the two found for an earlier 前者, which 后者 then uses. A distributed 两者 is cleared, so
    that its numbers are distributed over the preceding things.
    """
    slot = slots[place]
    if slot.subject in _BOTH and slot.distributed:
        slot.subject = slot.topic = None
    elif slot.subject in _FORMER_OR_LATTER:
        latter = slot.subject != _FORMER_OR_LATTER[0]
        if not (latter and pair):
            named = [other.subject for other in slots[:place] if other.subject]
            pair = list(dict.fromkeys(reversed(named)))[1::-1]
        if len(pair) > 1:
            slot.subject = slot.topic = pair[latter]
    return pair


def _of_age(slot: Slot, earlier: str) -> bool:
    """Give a bare age the measure of the preceding age; return whether it did.

    25至29岁失业率为5.9%、30至34岁|为3.4%.
    """
    subject = slot.subject or ""
    own, other = _OF_AGE.match(subject), _OF_AGE.match(earlier)
    if own is None or other is None or other.end() == len(earlier):
        return False
    who, measure = subject[own.end() :], earlier[other.end() :]
    if who and who not in _AGED:
        return False
    slot.subject = slot.topic = subject + measure.removeprefix(who)
    return True


def _of_another(slot: Slot, before: Slot) -> bool:
    """Give a bare holder the measure of the preceding one; return whether it did.

    全职雇员的收入为1.8万元，兼职雇员|则为0.8万元.
    """
    owner, mark, measure = (before.subject or "").rpartition("的")
    subject = slot.own_subject or ""
    alike = slot.frame == before.frame == "subject" and slot.mention.unit == before.mention.unit
    if not (mark and alike and subject == slot.subject and slot.words == "为") or len(measure) < _SHORT:
        return False
    if not (subject.endswith(_PEOPLE) and owner.endswith(_PEOPLE)) or has_metric(subject) or "的" in subject:
        return False
    slot.subject = slot.topic = f"{subject}的{measure}"
    return True


def _deal_around(slots: Sequence[Slot], place: int) -> int:
    """Distribute numbers with bracketed remarks over the preceding names; return how many slots were named.

    分别增加248名（+1.1%）及207名（+2.7%）. The result is 0 if there is no remark, or if the numbers are not
    preceded by as many different names.
    """
    first, members, end = slots[place], [place], place + 1
    while end < len(slots):
        if slots[end].bracket - slots[members[-1]].mention.outer_end in (0, 1):
            end += 1  # 248名（+1.1%）
        elif (
            slots[end].joined
            and slots[end].bracket == first.bracket
            and slots[end].mention.unit == first.mention.unit
        ):
            members.append(end)
            end += 1
        else:
            break
    names = [slot.subject for slot in slots[max(0, place - len(members)) : place]]
    if first.topic or len(members) < 2 or end - place == len(members) or len(set(names)) != len(members):
        return 0
    for member, after, name in zip(members, [*members[1:], end], names, strict=True):
        for slot in slots[member:after]:
            slot.subject = slot.topic = name
            slot.frame, slot.direction, slot.bases = first.frame, first.direction, first.bases
    return end - place


def _deal(slots: Sequence[Slot], place: int, words: Collection[str]) -> None:
    """Pair coordinated numbers with the preceding coordinated names even without 分别.

    德国及日本的货量下跌24.2%及22%.
    """
    slot, group = slots[place], 1
    while place + group < len(slots) and slots[place + group].joined and slots[place + group].subject is None:
        group += 1
    alike = all(other.mention.unit == slot.mention.unit for other in slots[place : place + group])
    dealt = slot.frame == "change" or (slot.frame == "subject" and group > 1 and not slot.denominator)
    if not dealt or not slot.topic or not alike or group != len(linked(slot.topic)):
        return
    names = split_subjects(slot.topic, group, words)
    if len(set(names)) == group:
        for other, name in zip(slots[place : place + group], names, strict=True):
            other.subject = other.topic = name
            other.frame, other.direction, other.bases = slot.frame, slot.direction, slot.bases


def _takes_part(first: Slot, slot: Slot) -> bool:
    """Return whether a number belongs to the coordination that `first` begins: 分别惠及30万、20万老年人."""
    unnamed = slot.subject is None or (first.distributed and slot.frame == "object")
    return slot.joined and unnamed


def _answers(slots: Sequence[Slot], place: int, group: int) -> bool:
    """Return whether a coordination of changes has as many members as there are levels right before it.

    城镇收入17175元、农村收入5153元，实际增长9.8%和8.5%.
    """
    told, first = slots[max(0, place - group) : place], slots[place]
    earlier = slots[place - group - 1] if place > group else None
    return (
        len(told) == group == len({slot.subject for slot in told})
        and first.frame == "change"
        and all(slot.clause == first.clause for slot in slots[place : place + group])
        and all(slot.subject and slot.frame in {"subject", "object"} for slot in told)
        and (earlier is None or earlier.frame == "change" or earlier.part != told[0].part)
    )


def _distribute(slots: Sequence[Slot], place: int, group: int, words: Collection[str]) -> None:
    first = slots[place]
    if first.topic:
        first.topic = without_suffix(first.topic, _REACHING, least=2)
    members = slots[place : place + group]
    earlier = [s.subject for s in slots[max(0, place - group) : place]]
    if first.topic and len(earlier) == group == len(set(earlier)) and is_relational(first.topic):
        added = slots[place - group].lead  # 新增企业8家、学校5所，总数分别达…; 依次占24.4%、16.0%和6.1%
        names: list[str | None] = [f"{(name or '').removeprefix(added)}{first.topic}" for name in earlier]
    elif first.topic in COURSES and place and len(set(owners := _owners(slots[place - 1], group, words))) > 1:
        names = [f"{owner}{first.topic}" for owner in owners]
    elif first.topic and (holders := _holders(earlier, first.topic, group)):
        names = [holder + first.topic for holder in holders]
    elif first.topic:
        alike = len({slot.mention.unit for slot in members}) == 1
        names = split_subjects(first.topic, group, words, alike=alike)
    elif len(earlier) == group:
        names = earlier
    else:
        names = [slots[place - 1].subject if place else None] * group
    if len(earlier) == group and slots[place - group].first_of_pair and len(set(earlier)) == 1 and earlier[0]:
        names = split_subjects(earlier[0], group, words)  # 城乡…从46503元和16935元分别提高到…
        for former, name in zip(slots[place - group : place], names, strict=True):
            former.subject = name
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
            relate(member, slots[place - 1], slots[place - 1].topic or slots[place - 1].subject)


def _holders(earlier: Sequence[str | None], topic: str, count: int) -> list[str]:
    """Return the holders of the preceding rates, for which another rate follows, or an empty list.

    乡镇和村通公路率…，通客车率分别….
    """
    names = [name or "" for name in earlier]
    if len(set(names)) != count or not topic.endswith("率") or len(linked(topic)) > 1:
        return []
    backwards = zip(*(name[::-1] for name in names), strict=False)
    size = next((k for k, ends in enumerate(backwards) if len(set(ends)) > 1), min(map(len, names)))
    tail = names[0][len(names[0]) - size :]
    holders = [name.removesuffix(tail) for name in names]
    return holders if len(tail) > 1 and tail.endswith("率") and all(holders) else []


def _owners(before: Slot, count: int, words: Collection[str]) -> list[str]:
    """Return the members of the preceding subject, for each of which 增速分别为…和… gives a rate."""
    whole = stem_of(before.subject or "").removesuffix("占比").removesuffix("合计")
    return [name or "" for name in split_subjects(whole, count, words)]


def _inherit(slots: Sequence[Slot], place: int) -> None:
    slot = slots[place]
    # A remark in a closed bracket is no antecedent.
    heard = (s for s in reversed(slots[:place]) if s.bracket in (-1, slot.bracket))
    before = next((s for s in heard if (s.topic or s.subject) and not is_goal(s.subject or "")), None)
    if before is None:
        return
    same = slot.mention.dimension == before.mention.dimension
    share = slot.mention.dimension == "points" and before.mention.dimension == "ratio"
    own = (same and before.frame != "object") or (share and before.frame == "subject")
    name = before.subject if before.first_of_pair or own else before.topic or before.subject
    if name and before.lead and slot.so_far:
        name = name.removeprefix(before.lead)  # 新建茶园2万亩、累计达9万亩
    goal = same and slot.subject is not None and is_goal(slot.subject)  # 新增就业8.6万人，年度目标为8万人
    if slot.subject is None or goal:
        if name and name.endswith(_RATES) and slot.mention.dimension in _AMOUNTS:
            name = None  # 就业率达到83%，比上年增加60万人: nobody says of what
        if name and slot.frame == "change" and slot.mention.dimension == "ratio":
            name = without_suffix(name, _PORTIONS, least=2)  # 国内贷款占比为20%，增长30%
        slot.subject = name
        slot.topic = before.topic if before.topic and name and name.startswith(before.topic) else name
        plain = slot.frame == "subject" and slot.mention.modifier == "exact"
        if slot.joined and slot.clause == before.clause and plain and before.frame == "change" and same:
            slot.frame, slot.direction, slot.bases = before.frame, before.direction, before.bases
    else:
        relate(slot, before, name)


def _follow(slot: Slot, before: Slot) -> None:
    """Extend 新增, a verb or a metric from `before` to the next member of a list or to a part of a whole."""
    subject, earlier = slot.subject or "", before.subject or ""
    if _of_age(slot, earlier) or _of_another(slot, before):
        return
    alike = slot.mention.unit == before.mention.unit or slot.listed  # 新增学位5万个、床位2000张
    if slot.frame == before.frame == "object" and slot.listed and before.verb and len(subject) <= _SHORT:
        slot.verb, slot.subject = before.verb, before.verb + subject  # 慰问162家企业、6000余名职工
        return
    if slot.frame != before.frame or not alike:
        return
    if slot.frame not in {"subject", "object"}:
        share_measure(slot, before)
        if slot.partial or (before.partial and slot.part == before.part):
            slot.partial = True
            measure_of(slot, before)
        return
    if slot.partial and slot.words.startswith("的") and len(subject) > 1:
        slot.subject = slot.topic = (
            f"{subject}的{earlier.rpartition('的')[2]}"  # 剧场300座，其中千席以上的有47座
        )
        return
    goes_on = before.partial and slot.part == before.part and (slot.clause != before.clause or slot.listed)
    if slot.partial or goes_on:
        slot.partial = True
        if not (before.lead and subject.endswith(earlier[-2:])):
            if subject.endswith(RANKS) and alike and not earlier.endswith(RANKS):
                slot.subject = slot.topic = subject + without_rank(earlier.removeprefix(before.lead))
                return  # 工作室350个，其中国家级1个
            part_of(slot, earlier, before)
            measure_of(slot, before)
            return
        slot.lead = before.lead  # 新增公路9公里，其中高速公路2公里
    elif (
        before.lead
        and slot.listed
        and slot.clause == before.clause
        and not slot.words
        and not slot.lead
        and not is_whole(subject)
    ):
        slot.lead = before.lead  # 新增省级企业5家、市级企业20家
    else:
        return
    if not subject.startswith(slot.lead):
        slot.subject = slot.lead + subject
