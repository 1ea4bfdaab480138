"""Subjects that a clause leaves out: inherited from the quantity before, or shared out by 分别."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from zhengce.indicators.enumerations import split_subjects
from zhengce.indicators.metrics import has_metric, metric_start, without_metric
from zhengce.indicators.slot import Slot

_RELATIONAL = re.compile(
    r"^(?:占|拉动.|对[^，]*(?:贡献|拉动|依存))|^(?:累计[一-龥]{2}|(?:[日月年]?人|[日月年户亩])均|奖金|平均|峰值|最高|最低|单笔最[高低]|每[一-龥]{1,2}|规模|总量|总额|数量|增加值|产值|产量|增速|增幅|降幅|涨幅|跌幅|比重|(?:增量)?占比|面积|总数|人数|金额|余额|总产量|单产|均价|利润|营业收入|营收|份额|排名|覆盖率|总产值|指数|贡献率)$"
)
_RATES = ("增速", "增幅", "比重", "占比", "就业率", "失业率", "增长率", "覆盖率", "完成率", "合格率")
_AMOUNTS = frozenset({"money", "person", "count", "household", "area", "length"})
_COURSES = ("占", "增速", "增幅", "降幅", "涨幅", "跌幅")
_EXTREMES = ("最高", "最低")
_OWN = ("覆盖率", "单产", "总产量", "产量", "总产", "利润", "营业收入", "营收", "增加值", "产值", "总产值")
_OTHER = re.compile("(?:总?产量?|(?:播种|种植)?面积|增加值|总?产值|资产总额|营业收入|利润总?额?)$")
_RELATION = re.compile(r"(?:占.*|拉动.*|对[^，]*(?:贡献|拉动).*)$")
_WHO = r"(?:金融机构|机构|银行|信用社|企业|公司|部门|地区|居民)"
_HOLDER = re.compile(rf"[一-龥“”]{{0,12}}(?:{_WHO}|(?<![就失创毕从])业|人口|劳动力)")
_RATE_OF = re.compile(
    rf"(?!.*占)[一-龥“”、]*(?:{_WHO}|城镇|农村|(?<![就失创毕从农])业)(?![的务绩主态人])([一-龥]{{2,10}}率)"
)
_LINKED = re.compile("、|以及|[和与及]")
_REACHING = re.compile("(?<=..)(?:惠及|覆盖|服务|救助|帮扶|资助|带动)$")  # 津贴、补贴分别惠及…老年人
# What is told of one thing after another measure of it: 机器人产量增长5%、出口量居第2位.
_OF_ONE = re.compile(
    "(?:出口|进口|销售|成交|保有|交易|存栏|出栏|用电|发电)量|销量|(?:销售|出口|进口|交易|成交|零售)额|市场份额|市场占有率"
)
_MEASURES = ("额", "量", "率", "值", "数", "度")
_LONGEST_PART = 12
_SHORT = 3
_LIKE = ("企业", "行业", "产业", "地区", "机构", "单位", "公司", "制造业", "服务业")
_HELD = re.compile(
    "在校(?:学?生)(?:总?数|人数)?|(?:毕业|招)生(?:数|人数)?|(?:专任)?教师|教职工|[毛净]?入学率|巩固率"
)
_INSTITUTION = re.compile(
    "(.{0,12}?(?:教育(?:阶段)?|阶段|[普通等职业技工特殊初高中小]{2,8}))(学校|院校|高校|高中|初中|小学|幼儿园)"
)
_OF_INDUSTRY = re.compile("[^，。；：（）业]{1,14}业(?![务绩主态])([^，。；：（）\\d]{2,10})")
_BRANCH = re.compile("[^，。；：（）]{1,14}(?:业|服务)")
_TIMES_USED = re.compile("(?:人次|人数|次数|笔数|数量)$")
_PLACE = re.compile("[一-龥]{1,5}(?:[省市县区州旗盟]|新区)")
_WHOLE_PLACE = re.compile("^全[省市县区州]")
_BUDGET = re.compile("(.{2,}?(?:基金|预算|财政))(?:总?收入|总?支出)")
_BALANCE = re.compile("总?支出|(?:当[年期]|累计)?结余")
_OF_AGE = re.compile(r"\d+(?:[至到—-]\d+)?岁(?:及?以[上下])?")
_TRADE = re.compile("(.{2,}?)(?:货物)?(?:外贸)?(?:进出口|出口|进口)(?:总?[值额]|总量)?")
_TRADED = re.compile("(?:出口|进口)(?:总?[值额]|总量)?")
_OWNED = re.compile("(.{0,10}(?:部门|企业|机构|团体|单位|公司))[短中长期活定性]{0,4}(贷款|存款)(?:余额)?")
_RANKS = ("国家级", "省级", "市级", "县级", "部级", "区级", "世界级", "院级", "厅级")
_PREFIX = re.compile(rf"^.*?(?:{'|'.join(_RANKS)})(?=..)")
_HOUSES = ("医院", "机构", "单位", "企业", "学校", "部门", "地区", "行业", "院所", "高校", "公司")
_HOUSE = re.compile(f".*(?:{'|'.join(_HOUSES)})")
_PEOPLE = re.compile("[一-龥]{0,6}(?:人员|职工|教师|医师|护士|学生|人口|劳动力|人才)$")
_WHOLE = re.compile(r"^(?:总|累计|全部|存量)|总数|总量|总额")


def share_subjects(slots: Sequence[Slot], words: Collection[str] = ()) -> None:
    """Give each quantity without a subject the one it inherits.

    Slots are those of one sentence, in order; `words` are the words of the sentence.
    """
    _share_heads(slots)
    place = 0
    while place < len(slots):
        slot = slots[place]
        if slot.distributed and (passed := _deal_around(slots, place)):
            place += passed
            continue
        if slot.distributed or slot.subject is None:
            group = 1
            while place + group < len(slots) and _takes_part(slot, slots[place + group]):
                group += 1
            if group > 1 and (slot.distributed or _answers(slots, place, group)):
                _distribute(slots, place, group, words)
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


def _share_heads(slots: Sequence[Slot]) -> None:
    """What is counted of one industry is counted of the next: 酒店业雇员58人；饮食业（23人）."""
    head, unit = "", None
    for slot in slots:
        of = _OF_INDUSTRY.fullmatch(slot.subject or "")
        if of is not None:
            head, unit = of[1], slot.mention.unit
        elif (
            head and slot.bracket >= 0 and slot.mention.unit == unit and _BRANCH.fullmatch(slot.subject or "")
        ):
            slot.subject = slot.topic = f"{slot.subject}{head}"


def _deal_around(slots: Sequence[Slot], place: int) -> int:
    """Deal out numbers with remarks in brackets to what stood before: 分别增加248名（+1.1%）及207名（+2.7%）.

    How many slots were named: 0 where none has a remark, or not as many names as numbers go before.
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
    """Numbers joined as the things before them are, without 分别: 德国及日本的货量下跌24.2%及22%."""
    slot, group = slots[place], 1
    while place + group < len(slots) and slots[place + group].joined and slots[place + group].subject is None:
        group += 1
    alike = all(other.mention.unit == slot.mention.unit for other in slots[place : place + group])
    if slot.frame != "change" or not slot.topic or not alike or group != len(_LINKED.split(slot.topic)):
        return
    names = split_subjects(slot.topic, group, words)
    if len(set(names)) == group:
        for other, name in zip(slots[place : place + group], names, strict=True):
            other.subject = other.topic = name
            other.frame, other.direction, other.bases = slot.frame, slot.direction, slot.bases


def tell_apart(slots: Sequence[Slot]) -> None:
    """Nouns counted twice in a sentence have their predicates: 7个集体获全国表彰，9个集体获省级表彰."""
    counted = [slot for slot in slots if slot.frame == "object" and slot.said]
    for slot in counted:
        alike = [other for other in counted if other.own_subject == slot.own_subject]
        if len({other.said for other in alike}) > 1 and slot.subject == slot.own_subject:
            slot.subject = slot.topic = f"{slot.said}{slot.subject}"


def _takes_part(first: Slot, slot: Slot) -> bool:
    """Whether a number belongs to the group that one before it begins: 分别惠及30万、20万老年人."""
    unnamed = slot.subject is None or (first.distributed and slot.frame == "object")
    return slot.joined and unnamed


def part_of(slot: Slot, whole: str | None, before: Slot | None = None) -> None:
    """A part has the rate of the whole: 金融机构准备金率为2%。其中，信用社为4%."""
    if whole is None or not slot.partial:
        return
    if _is_owned(slot, whole):
        return
    if _PLACE.fullmatch(slot.subject or "") and slot.mention.dimension in {"count", "person", "household"}:
        place = (before.own_subject or "") if before is not None else ""
        thing = whole.removeprefix(place) if _PLACE.fullmatch(place) else whole
        slot.subject = slot.topic = (slot.subject or "") + _WHOLE_PLACE.sub("", thing)
        return  # 全市公园80个，其中东城区2个，西城区3个
    rate = _RATE_OF.fullmatch(whole)
    if rate is not None and slot.subject and _HOLDER.fullmatch(slot.subject):
        slot.subject = slot.topic = slot.subject + rate[1]


def _is_owned(slot: Slot, whole: str) -> bool:
    """Whether a part belongs to the owner of the whole: 民营企业进出口…，其中出口…; 住户贷款…，其中短期…."""
    subject = slot.subject or ""
    traded = _TRADE.fullmatch(whole) if _TRADED.fullmatch(subject) is not None else None
    owned = traded or _OWNED.fullmatch(whole)
    if owned is None or (traded is None and not subject.endswith(owned[2])) or subject.startswith(owned[1]):
        return False
    slot.subject = slot.topic = owned[1] + subject
    return True


def _measure_of(slot: Slot, before: Slot) -> None:
    """A part is measured as the whole is: 商品房销售面积526万平方米，其中住宅443万平方米."""
    whole, subject = before.subject or "", slot.subject or ""
    if _is_owned(slot, whole):
        return
    start = metric_start(whole)
    measure = whole[start:] if start >= 0 else ""
    if not measure and subject.endswith(_HOUSES):
        people = _PEOPLE.search(_HOUSE.sub("", whole))  # 卫生技术人员2万人，其中医院1万人
        measure = people[0] if people is not None else ""
    same = slot.mention.unit == before.mention.unit
    if not (measure and subject and same) or has_metric(subject) or subject.endswith(_MEASURES):
        return
    if "的" not in subject and len(subject) <= _LONGEST_PART:
        slot.subject = slot.topic = subject + measure


def _answers(slots: Sequence[Slot], place: int, group: int) -> bool:
    """城镇收入17175元、农村收入5153元，实际增长9.8%和8.5%: as many changes as levels right before them."""
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
        first.topic = _REACHING.sub("", first.topic)
    members = slots[place : place + group]
    earlier = [s.subject for s in slots[max(0, place - group) : place]]
    if first.topic and len(earlier) == group == len(set(earlier)) and _RELATIONAL.search(first.topic):
        added = slots[place - group].lead  # 新增企业8家、学校5所，总数分别达…; 依次占24.4%、16.0%和6.1%
        names: list[str | None] = [f"{(name or '').removeprefix(added)}{first.topic}" for name in earlier]
    elif (
        first.topic in _COURSES and place and len(set(owners := _owners(slots[place - 1], group, words))) > 1
    ):
        names = [f"{owner}{first.topic}" for owner in owners]
    elif first.topic and (holders := _holders(earlier, first.topic, group)):
        names = [holder + first.topic for holder in holders]
    elif first.topic:
        names = split_subjects(first.topic, group, words)
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
            _relate(member, slots[place - 1], slots[place - 1].topic or slots[place - 1].subject)


def _holders(earlier: Sequence[str | None], topic: str, count: int) -> list[str]:
    """Whose rates were named before, of whom another rate tells: 乡镇和村通公路率…，通客车率分别…."""
    names = [name or "" for name in earlier]
    if len(set(names)) != count or not topic.endswith("率") or _LINKED.search(topic):
        return []
    backwards = zip(*(name[::-1] for name in names), strict=False)
    size = next((k for k, ends in enumerate(backwards) if len(set(ends)) > 1), min(map(len, names)))
    tail = names[0][len(names[0]) - size :]
    holders = [name.removesuffix(tail) for name in names]
    return holders if len(tail) > 1 and tail.endswith("率") and all(holders) else []


def _owners(before: Slot, count: int, words: Collection[str]) -> list[str]:
    """The members of what was named before, of which 增速分别为…和… tells a rate each."""
    whole = _RELATION.sub("", before.subject or "").removesuffix("占比")
    return [name or "" for name in split_subjects(whole, count, words)]


def _inherit(slots: Sequence[Slot], place: int) -> None:
    slot = slots[place]
    # What a closed bracket remarks is not gone on about.
    heard = (s for s in reversed(slots[:place]) if s.bracket in (-1, slot.bracket))
    before = next((s for s in heard if s.topic or s.subject), None)
    if before is None:
        return
    same = slot.mention.dimension == before.mention.dimension
    share = slot.mention.dimension == "points" and before.mention.dimension == "ratio"
    own = (same and before.frame != "object") or (share and before.frame == "subject")
    name = before.subject if before.first_of_pair or own else before.topic or before.subject
    if name and before.lead and slot.so_far:
        name = name.removeprefix(before.lead)  # 新建茶园2万亩、累计达9万亩
    if slot.subject is None:
        if name and name.endswith(_RATES) and slot.mention.dimension in _AMOUNTS:
            name = None  # 就业率达到83%，比上年增加60万人: nobody says of what
        slot.subject = name
        slot.topic = before.topic if before.topic and name and name.startswith(before.topic) else name
        plain = slot.frame == "subject" and slot.mention.modifier == "exact"
        if slot.joined and slot.clause == before.clause and plain and before.frame == "change" and same:
            slot.frame, slot.direction, slot.bases = before.frame, before.direction, before.bases
    else:
        _relate(slot, before, name)


def _follow(slot: Slot, before: Slot) -> None:
    """What 新增 or the name of a rate said before holds for the next of a list, and for a part."""
    subject, earlier = slot.subject or "", before.subject or ""
    aged = _OF_AGE.match(earlier) if _OF_AGE.fullmatch(subject) is not None else None
    if aged is not None:
        slot.subject = slot.topic = subject + earlier[aged.end() :]  # 25至29岁失业率为5.9%、30至34岁为3.4%
        return
    alike = slot.mention.unit == before.mention.unit or slot.listed  # 新增学位5万个、床位2000张
    if slot.frame == before.frame == "object" and slot.listed and before.verb and len(subject) <= _SHORT:
        slot.verb, slot.subject = before.verb, before.verb + subject  # 慰问162家企业、6000余名职工
        return
    if slot.frame != before.frame or not alike:
        return
    if slot.frame not in {"subject", "object"}:
        _share_measure(slot, before)
        if slot.partial or (before.partial and slot.part == before.part):
            slot.partial = True
            _measure_of(slot, before)
        return
    goes_on = before.partial and slot.part == before.part and (slot.clause != before.clause or slot.listed)
    if slot.partial or goes_on:
        slot.partial = True
        if not (before.lead and subject.endswith(earlier[-2:])):
            if subject.endswith(_RANKS) and alike and not earlier.endswith(_RANKS):
                slot.subject = slot.topic = subject + _PREFIX.sub("", earlier.removeprefix(before.lead))
                return  # 工作室350个，其中国家级1个
            part_of(slot, earlier, before)
            _measure_of(slot, before)
            return
        slot.lead = before.lead  # 新增公路9公里，其中高速公路2公里
    elif (
        before.lead
        and slot.listed
        and slot.clause == before.clause
        and not slot.words
        and not slot.lead
        and not (_WHOLE.search(subject) or has_metric(subject))
    ):
        slot.lead = before.lead  # 新增省级企业5家、市级企业20家
    else:
        return
    if not subject.startswith(slot.lead):
        slot.subject = slot.lead + subject


def _share_measure(slot: Slot, before: Slot) -> None:
    """What is measured of like things is said once: 国有企业增加值增长5%，集体企业增长1.9%."""
    whole, subject = before.subject or "", slot.own_subject or ""
    start = metric_start(whole)
    if start < 0 or subject != slot.subject or len(subject) < _SHORT or has_metric(subject):
        return
    if subject.endswith(_LIKE) and whole[:start].endswith(subject[-2:]):
        slot.subject = slot.topic = subject + whole[start:]


def _is_completed(slot: Slot, before: Slot, name: str) -> bool:
    """Whether a verb or an institution's people are completed by what was named before: 办结, 在校生."""
    subject = slot.subject or ""
    if subject == slot.verb != before.verb and slot.mention.unit == before.mention.unit:
        thing = name.removeprefix(before.verb)
        slot.subject = slot.verb + thing  # 收集问题2100个，解决910个
        slot.topic = thing
        return True
    if _HELD.fullmatch(subject) is not None:
        held = _INSTITUTION.fullmatch(before.own_subject or "")
        holder = (held[1] if held[2] == "学校" else held[0]) if held is not None else ""
        if _HELD.fullmatch(before.own_subject or "") is not None:
            holder = (before.subject or "").removesuffix(before.own_subject or "")
        if before.part == slot.part:
            # 普通高校30所，在校生12万人，教职工1万人
            slot.subject = slot.topic = holder + subject
        return True
    return False


def _relate(slot: Slot, before: Slot, name: str | None) -> None:
    """增速, 占比 and the like are those of what was named before."""
    if not (slot.subject and name):
        return
    if _is_completed(slot, before, name):
        return
    joined = slot.clause == before.clause and _OF_ONE.fullmatch(slot.subject) is not None
    joined = joined or _BALANCE.fullmatch(slot.subject) is not None
    if not joined and not _RELATIONAL.search(slot.subject):
        return
    if before.part != slot.part and not slot.subject.startswith(_COURSES):
        return  # 贷款增加1.6万亿元；6月末增速为9.3% is of the same loans
    if name.startswith(("占", "拉动")) or (name.startswith("对") and _RELATIONAL.search(name)):
        return
    budget = _BUDGET.fullmatch(name) if _BALANCE.fullmatch(slot.subject) is not None else None
    if budget is not None and slot.mention.unit == before.mention.unit:
        slot.subject = slot.topic = budget[1] + slot.subject  # 基金收入7亿元，支出6亿元，累计结余9亿元
        return
    stem = _RELATION.sub("", name)
    if slot.subject == "金额":
        stem = _TIMES_USED.sub("", stem)  # 共济人次1.6亿，金额220亿元
    if slot.subject in _EXTREMES:
        stem = stem.removesuffix("最高").removesuffix("最低")
    if slot.subject in _OWN or joined:
        # 粮食播种面积…，总产量…; 工业增加值…，利润…
        stem = _OTHER.sub("", stem) if slot.subject in _OWN else without_metric(stem)
    if slot.subject.startswith(("占", "对", "拉动")) or not stem.endswith(slot.subject):
        slot.subject = stem + slot.subject
        slot.topic = stem
