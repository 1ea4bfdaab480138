"""Subjects that would stand for two different things of one sentence, told apart."""

from __future__ import annotations

from collections.abc import Sequence

from zhengce.indicators.affixes import is_han
from zhengce.indicators.following import described
from zhengce.indicators.slot import Slot
from zhengce.types import SegmentedText, SentenceSpan

_LONGEST_BARE = 4  # characters of a subject that may lack its owner: 竣工, 结案率
_LONGEST_OWNER = 16


def tell_apart(segmented: SegmentedText, sentence: SentenceSpan, slots: Sequence[Slot]) -> None:
    """Give subjects that several things of a sentence share what tells them apart."""
    if len(slots) > 1:
        _by_predicate(slots)
        _by_part(segmented, sentence, slots)


def _by_predicate(slots: Sequence[Slot]) -> None:
    """Prefix each of two counts of one noun with its predicate: 7个集体获全国表彰，9个集体获省级表彰."""
    counted = [slot for slot in slots if slot.frame == "object" and slot.said]
    for slot in counted:
        alike = [other for other in counted if other.own_subject == slot.own_subject]
        if len({other.said for other in alike}) > 1 and slot.subject == slot.own_subject:
            slot.subject = slot.topic = described(slot.subject or "", slot.said)


def _by_part(segmented: SegmentedText, sentence: SentenceSpan, slots: Sequence[Slot]) -> None:
    """Prefix a bare subject of two parts with what its part is about: 甲房开工3套，竣工2套；乙房开工5套，竣工4套."""
    if slots[-1].part == slots[0].part:
        return
    parts: dict[int, list[Slot]] = {}
    for slot in slots:
        parts.setdefault(slot.part, []).append(slot)
    words = _tagged(segmented, sentence)
    owners = {part: _owner(members[0], words) for part, members in parts.items()}
    said = {part: {s.subject for s in members} for part, members in parts.items()}
    for part, members in parts.items():
        owner = owners[part]
        if not owner or list(owners.values()).count(owner) > 1:
            continue
        elsewhere = set().union(*(said[other] for other in parts if other != part))
        for slot in members:
            subject = slot.subject or ""
            bare = 1 < len(subject) <= _LONGEST_BARE and is_han(subject)
            if bare and subject in elsewhere and subject != members[0].subject:
                slot.subject = slot.topic = owner + subject


def _tagged(segmented: SegmentedText, sentence: SentenceSpan) -> dict[str, str]:
    span = segmented.between(sentence.start, sentence.end)
    return {segmented.words[k]: segmented.tags[k] for k in span}


def _owner(slot: Slot, words: dict[str, str]) -> str:
    """What the first subject of a part names, without its verb: 受理|刑事案件, 公租房|开工."""
    subject = slot.subject or ""
    ends = (word for word, tag in words.items() if tag.startswith("v") and subject.endswith(word))
    verb = next((word for word in ends if len(word) > 1), "")
    owner = subject.removesuffix(verb) if verb else subject.removeprefix(slot.verb)
    return owner if 1 < len(owner) <= _LONGEST_OWNER else ""
