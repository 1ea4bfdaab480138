"""Relational nouns (增速, 占比, 余额 and the like), each completed by a preceding noun, its antecedent."""

from __future__ import annotations

from zhengce.indicators.affixes import holds, is_han, suffix_of, without_suffix
from zhengce.indicators.metrics import without_metric
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import character_set, word_list

COURSES = word_list("relational", "courses")
_PACES = ("增速", "增幅")
_SHARES = word_list("relational", "shares")
_TAKING = word_list("relational", "taking")
_INFLUENCES = word_list("relational", "influences")
_NOUNS = frozenset(word_list("relational", "nouns"))
_EXTREMES = word_list("relational", "extremes")
_OWN = word_list("relational", "own")
_OTHERS = word_list("relational", "others")
_OF_ONE = frozenset(word_list("relational", "of_one"))
_HELD = frozenset(word_list("relational", "held"))
_SCHOOLS = word_list("relational", "schools")
_STAGES = word_list("relational", "stages")
_OF_SCHOOLS = character_set("relational", "of_schools")
_TIMES_USED = word_list("relational", "times_used")
_BUDGETS = word_list("relational", "budgets")
_BUDGETED = word_list("relational", "budgeted")
_ATTRIBUTES = word_list("relational", "attributes")
_BALANCES = frozenset(word_list("relational", "balances"))
_LONGEST_SCHOOL = 12  # characters before the stage of education
_LONGEST_STAGE = 8


def is_relational(subject: str) -> bool:
    """Return whether a subject is incomplete without another noun.

    >>> is_relational("增速"), is_relational("占比"), is_relational("对增长贡献率"), is_relational("会员")
    (True, True, True, False)
    """
    if subject in _NOUNS:
        return True
    if subject.startswith("占"):
        return not subject.startswith(_TAKING)
    if subject.startswith("拉动"):
        return len(subject) > 2
    if subject.startswith("对"):
        return holds(subject.partition("，")[0], _INFLUENCES)
    if subject.startswith("累计"):
        return len(subject) == 4 and is_han(subject)
    return subject.startswith("每") and 2 <= len(subject) <= 3 and is_han(subject)


def stem_of(name: str) -> str:
    """Return a name without the relation at its end: 工业增加值|占比.

    >>> stem_of("消费对增长的贡献率"), stem_of("投资拉动增长")
    ('消费', '投资')
    """
    cuts = [name.find("占"), name.find("拉动"), _influence(name)]
    return name[: min((cut for cut in cuts if cut >= 0), default=len(name))]


def _influence(name: str) -> int:
    """Return the start of 对…贡献 or 对…拉动 in a name, or -1."""
    place = name.find("对")
    while place >= 0:
        if holds(name[place:].partition("，")[0], ("贡献", "拉动")):
            return place
        place = name.find("对", place + 1)
    return -1


def relate(slot: Slot, before: Slot, name: str | None) -> None:
    """Complete a relational subject with `name`, the topic of the preceding slot."""
    if not (slot.subject and name):
        return
    if _is_completed(slot, before, name):
        return
    balance = slot.subject in _BALANCES
    joined = balance or (slot.clause == before.clause and slot.subject in _OF_ONE)
    if not joined and not is_relational(slot.subject):
        return
    if before.part != slot.part and not slot.subject.startswith(COURSES):
        return  # 贷款增加1.6万亿元；6月末增速为9.3% is of the same loans
    if name.startswith(("占", "拉动")) or (name.startswith("对") and is_relational(name)):
        return
    budget = _budget_of(name) if balance else ""
    if budget and slot.mention.unit == before.mention.unit:
        slot.subject = slot.topic = budget + slot.subject  # 基金收入7亿元，支出6亿元，累计结余9亿元
        return
    stem = _stem_for(slot.subject, stem_of(name), joined=joined)
    if slot.subject.startswith(_SHARES) or not stem.endswith(slot.subject):
        slot.topic = stem
        slot.subject = stem + slot.subject[2 if stem.endswith(slot.subject[:2]) else 0 :]  # 借贷操作|操作量


def _stem_for(subject: str, stem: str, *, joined: bool) -> str:
    """Return the part of `stem` that a relational `subject` builds on, without the measure it replaces.

    `joined` also removes any other metric.
    """
    if subject not in COURSES:
        stem = without_suffix(stem, _PACES, least=2)  # 进出口增速…，规模…
    if subject == "金额":
        stem = without_suffix(stem, _TIMES_USED)  # 共济人次1.6亿，金额220亿元
    if subject in _ATTRIBUTES:
        stem = without_suffix(stem, _ATTRIBUTES)  # 专项债券利率为2%，年末余额300亿元
    if subject in _EXTREMES:
        stem = stem.removesuffix("最高").removesuffix("最低")
    if subject in _OWN:
        return without_suffix(stem, _OTHERS)  # 粮食播种面积…，总产量…; 工业增加值…，利润…
    return without_metric(stem) if joined else stem


def _is_completed(slot: Slot, before: Slot, name: str) -> bool:
    """Complete a bare verb or what schools have; return whether `subject` needs no other treatment.

    收集问题2100个，解决|910个; 普通高校30所，在校生|12万人.
    """
    subject = slot.subject or ""
    alike = subject == slot.verb and slot.mention.unit == before.mention.unit
    if alike and name.startswith(subject):
        slot.subject = slot.topic = name  # 计划招聘员工30人，实际招聘32人
        return True
    if alike and subject != before.verb and subject not in name:
        thing = name.removeprefix(before.verb)
        slot.subject = slot.verb + thing  # 收集问题2100个，解决910个
        slot.topic = thing
        return True
    if subject in _HELD:
        own = before.own_subject or ""
        holder = (before.subject or "").removesuffix(own) if own in _HELD else _holder(own)
        if before.part == slot.part:
            slot.subject = slot.topic = holder + subject  # 普通高校30所，在校生12万人，教职工1万人
        return True
    return False


def _holder(institution: str) -> str:
    """Return the kind of school in a name, as the holder of people and rates, or an empty string.

    中等职业教育|学校, 普通高中.
    """
    school = suffix_of(institution, _SCHOOLS)
    level = institution[: len(institution) - len(school)]
    stage = len(suffix_of(level, _STAGES)) or _stage_length(level)
    if not school or not stage or len(level) - stage > _LONGEST_SCHOOL:
        return ""
    return level if school == "学校" else institution


def _stage_length(level: str) -> int:
    """Return the length of the stage of education at the end of a name, or 0: 普通, 中等职业.

    A single character does not count.
    """
    length = 0
    while length < min(_LONGEST_STAGE, len(level)) and level[-1 - length] in _OF_SCHOOLS:
        length += 1
    return length if length > 1 else 0


def _budget_of(name: str) -> str:
    """Return the budget in the name of its revenue or expenditure, or an empty string: 社会保险基金|收入."""
    budget = without_suffix(name, _BUDGETED)
    return budget if budget != name and suffix_of(budget, _BUDGETS, least=2) else ""
