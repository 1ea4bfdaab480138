"""Breakdowns of a whole: its parts (其中…) take its measure, rate or owner."""

from __future__ import annotations

import re

from zhengce.indicators.affixes import (
    is_han,
    prefix_of,
    strip_suffixes,
    suffix_of,
    without_prefix,
    without_suffix,
)
from zhengce.indicators.metrics import has_metric, metric_start
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import character_set, word_list
from zhengce.regions.mentions import find_regions, names_place

RANKS = word_list("breakdowns", "ranks")
_MEASURES = word_list("breakdowns", "measures")
_LIKE = word_list("breakdowns", "like")
_HOLDERS = word_list("breakdowns", "holders")
_NO_HOLDERS = character_set("breakdowns", "no_holders")
_RATE_OF = re.compile(
    r"(?!.*占)[一-龥“”、]*(?:金融机构|机构|银行|信用社|企业|公司|部门|地区|居民|城镇|农村|(?<![就失创毕从])业)"
    r"(?![的务绩主态人])([一-龥]{2,10}率)"
)
_DIVISIONS = word_list("breakdowns", "divisions")
_WHOLE_PLACES = word_list("breakdowns", "whole_places")
_TRADE = word_list("breakdowns", "trade")
_TRADE_MEASURES = word_list("breakdowns", "trade_measures")
_TRADE_KINDS = word_list("breakdowns", "trade_kinds")
_GOODS = word_list("breakdowns", "goods")
_OWNERS = word_list("breakdowns", "owners")
_TERMS = tuple(character_set("breakdowns", "terms"))
_CREDITS = word_list("breakdowns", "credits")
_HOUSES = word_list("breakdowns", "houses")
_PEOPLE = word_list("breakdowns", "people")
_PACES = word_list("breakdowns", "paces")
_COUNTED = ("count", "person", "household")
_LONGEST_PART = 12
_LONGEST_OWNER = 10  # characters before 企业
_LONGEST_TERM = 4
_LONGEST_KIND = 6  # of people, characters before 人员
_LONGEST_PLACE = 5  # characters before 市
_SHORT = 3


def part_of(slot: Slot, whole: str | None, before: Slot | None = None) -> None:
    """Complete the subject of a part with the owner, thing or rate of its whole.

    金融机构准备金率为2%。其中，信用社为4%. `whole` is the name of the whole, `before` the preceding slot.
    """
    if whole is None or not slot.partial:
        return
    if _is_owned(slot, whole):
        return
    subject = slot.subject or ""
    if (
        subject != whole
        and (_is_place(subject) or names_place(subject))
        and slot.mention.dimension in _COUNTED
    ):
        place = (before.own_subject or "") if before is not None else ""
        thing = whole.removeprefix(place) if _is_place(place) else whole
        slot.subject = slot.topic = subject + without_prefix(thing, _WHOLE_PLACES)
        return  # 全市公园80个，其中东城区2个，西城区3个
    rate = _RATE_OF.fullmatch(whole)
    if rate is not None and slot.subject and _is_holder(slot.subject):
        slot.subject = slot.topic = slot.subject + rate[1]


def measure_of(slot: Slot, before: Slot) -> None:
    """Complete the subject of a part with the metric of its whole, whose slot is `before`.

    商品房销售面积526万平方米，其中住宅443万平方米.
    """
    whole, subject = before.subject or "", slot.subject or ""
    if _is_owned(slot, whole):
        return
    start = metric_start(whole)
    measure = whole[start:] if start >= 0 else ""
    if not measure and subject.endswith(_HOUSES):
        measure = _people_of(whole)  # 卫生技术人员2万人，其中医院1万人
    same = slot.mention.unit == before.mention.unit
    if not (measure and subject and same) or has_metric(subject) or subject.endswith(_MEASURES):
        return
    if "的" not in subject and len(subject) <= _LONGEST_PART:
        slot.subject = slot.topic = subject + measure


def share_measure(slot: Slot, before: Slot) -> None:
    """Complete a subject with the metric that the preceding slot states for a thing of the same kind.

    国有企业增加值增长5%，集体企业增长1.9%.
    """
    whole, subject = before.subject or "", slot.own_subject or ""
    if subject == slot.subject and names_place(subject) and (measured := _of_place(whole)):
        slot.subject = slot.topic = subject + without_suffix(measured, _PACES, least=2)
        return  # 深圳房屋销售价格上涨10%，北京上涨8%
    start = metric_start(whole)
    if start < 0 or subject != slot.subject or len(subject) < _SHORT or has_metric(subject):
        return
    if subject.endswith(_LIKE) and whole[:start].endswith(subject[-2:]):
        slot.subject = slot.topic = subject + whole[start:]


def _of_place(name: str) -> str:
    """Return what a name measures of the place at its start (深圳|房屋销售价格), or an empty string."""
    first = next(iter(find_regions(name)), None) if len(name) > _SHORT else None
    return name[first.end :].removeprefix("的") if first is not None and first.start == 0 else ""


def without_rank(name: str) -> str:
    """Return what follows the rank in a name, or the name if it has none: 全市国家级|工作室."""
    if "级" not in name:
        return name
    for place in range(len(name)):
        if rank := prefix_of(name, RANKS, place, least=2):
            return name[place + len(rank) :]
    return name


def _is_place(name: str) -> bool:
    division = suffix_of(name, _DIVISIONS, least=1)
    return bool(division) and len(name) - len(division) <= _LONGEST_PLACE and is_han(name)


def _is_holder(name: str) -> bool:
    """Return whether a name denotes a holder (people, firms), not an activity (就业)."""
    holder = suffix_of(name, _HOLDERS)
    if not holder or (holder == "业" and name[-2:-1] in _NO_HOLDERS):
        return False
    return len(name) - len(holder) <= _LONGEST_PART and is_han(name.replace("“", "").replace("”", ""))


def _is_owned(slot: Slot, whole: str) -> bool:
    """Complete the subject of a part with the owner of the whole; return whether there was one to add.

    民营企业进出口…，其中出口…; 企业贷款…，其中短期贷款….
    """
    subject = slot.subject or ""
    owner = ""
    if without_suffix(subject, _TRADE_MEASURES) in {"出口", "进口"}:
        owner = _trader(whole)
    if not owner:
        owner, credit = _debtor(whole)
        if not subject.endswith(credit):
            return False
    if not owner or subject.startswith(owner):
        return False
    slot.subject = slot.topic = owner + subject
    return True


def _trader(name: str) -> str:
    """Return the owner in the name of a trade figure (民营企业|货物进出口总额), or an empty string."""
    whole = without_suffix(name, _TRADE_MEASURES)
    trader = without_suffix(whole, _TRADE, least=2)
    if trader == whole:
        return ""
    return without_suffix(without_suffix(trader, _TRADE_KINDS, least=2), _GOODS, least=2)


def _debtor(name: str) -> tuple[str, str]:
    """Return the owner in the name of loans or deposits, with 贷款 or 存款, or two empty strings.

    非金融企业|中长期|贷款|余额.
    """
    whole = name.removesuffix("余额")
    credit = suffix_of(whole, _CREDITS)
    whole = without_suffix(whole, _CREDITS)
    owner = strip_suffixes(whole, _TERMS)
    head = suffix_of(owner, _OWNERS)
    fits = head and len(owner) - len(head) <= _LONGEST_OWNER and len(whole) - len(owner) <= _LONGEST_TERM
    return (owner, credit) if credit and fits else ("", "")


def _people_of(whole: str) -> str:
    """Return the people that a whole counts, without their holder (医院|卫生技术人员), or an empty string."""
    ends = [whole.rfind(house) + len(house) for house in _HOUSES if house in whole]
    kind = whole[max(ends, default=0) :]
    people = suffix_of(kind, _PEOPLE)
    if not people:
        return ""
    start = len(kind) - len(people)
    least = max(0, start - _LONGEST_KIND)
    while start > least and is_han(kind[start - 1]):
        start -= 1
    return kind[start:]
