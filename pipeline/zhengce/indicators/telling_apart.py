"""Complete subjects that would otherwise stand for different things in a sentence or text."""

from __future__ import annotations

from collections.abc import Sequence

from zhengce.indicators.affixes import is_han
from zhengce.indicators.following import described
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import word_list
from zhengce.times import TimeMention
from zhengce.types import SegmentedText, SentenceSpan

_LONGEST_BARE = 4  # characters of a subject that may lack its owner: 竣工, 结案率
_LONGEST_OWNER = 16
_INSTITUTIONS = word_list("telling_apart", "institutions")
_LEAST_HOLDERS = 2
_MEASURE = 2  # characters of a measure that two subjects share: 时间
_JOINTS = ("与", "和", "及")
_COUNTED = ("object", "subject")


def tell_apart(segmented: SegmentedText, sentence: SentenceSpan, slots: Sequence[Slot]) -> None:
    """Complete the subjects that different things in a sentence share, so that they differ."""
    if len(slots) > 1:
        _by_predicate(slots)
        _by_part(segmented, sentence, slots)
        _by_owner(segmented, slots)


def _by_predicate(slots: Sequence[Slot]) -> None:
    """Prefix the noun of two counts with the predicate of each: 7个集体获全国表彰，9个集体获省级表彰."""
    counted = [slot for slot in slots if slot.frame == "object" and slot.said]
    for slot in counted:
        alike = [other for other in counted if other.own_subject == slot.own_subject]
        if len({other.said for other in alike}) > 1 and slot.subject == slot.own_subject:
            slot.subject = slot.topic = described(slot.subject or "", slot.said)


def _by_part(segmented: SegmentedText, sentence: SentenceSpan, slots: Sequence[Slot]) -> None:
    """Prefix a bare subject that occurs in two parts of a sentence with the topic of its part.

    甲房开工3套，竣工2套；乙房…竣工4套.
    """
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


def _by_owner(segmented: SegmentedText, slots: Sequence[Slot]) -> None:
    """Prefix a bare measure of several owners with the owner of the preceding measure.

    甲站等车时间…、|换乘时间….
    """
    said = [slot.subject or "" for slot in slots]
    for k, slot in enumerate(slots[1:], 1):
        bare, before = said[k], said[k - 1]
        if said.count(bare) == 1 or bare != slot.own_subject or before[-_MEASURE:] != bare[-_MEASURE:]:
            continue
        owner = before[: -len(bare)]
        place = segmented.text.rfind(before, slots[k - 1].clause, slots[k - 1].mention.outer_start)
        if len(owner) > 1 and place >= 0 and segmented.begins_word(place + len(owner)):
            slot.subject = slot.topic = owner + bare


def _tagged(segmented: SegmentedText, sentence: SentenceSpan) -> dict[str, str]:
    span = segmented.between(sentence.start, sentence.end)
    return {segmented.words[k]: segmented.tags[k] for k in span}


def _owner(slot: Slot, words: dict[str, str]) -> str:
    """Return the first subject of a part without its verb, or an empty string: 受理|刑事案件, 公租房|开工."""
    subject = slot.subject or ""
    ends = (word for word, tag in words.items() if tag.startswith("v") and subject.endswith(word))
    verb = next((word for word in ends if len(word) > 1), "")
    owner = subject.removesuffix(verb) if verb else subject.removeprefix(slot.verb)
    return owner if 1 < len(owner) <= _LONGEST_OWNER else ""


def tell_holders_apart(
    segmented: SegmentedText, times: Sequence[Sequence[TimeMention]], slots: Sequence[Sequence[Slot]]
) -> None:
    """Prefix counts with their holders if a text counts the same thing for several of them.

    甲公司建成基站3个。…乙公司建成基站5个.
    """
    groups: dict[tuple[str, str | None], list[tuple[Slot, Sequence[TimeMention]]]] = {}
    for said, here in zip(slots, times, strict=True):
        for slot in said:
            if slot.subject and slot.frame in _COUNTED and slot.mention.value is not None:
                groups.setdefault((slot.subject, slot.mention.unit), []).append((slot, here))
    for members in groups.values():
        if len({slot.mention.value for slot, _ in members}) == 1:
            continue
        holders = [_holder(segmented, slot, here) for slot, here in members]
        if len(set(holders) - {""}) < _LEAST_HOLDERS:
            continue
        for (slot, _), holder in zip(members, holders, strict=True):
            if holder and slot.subject and holder not in slot.subject:
                slot.subject = slot.topic = holder + slot.subject


def _holder(segmented: SegmentedText, slot: Slot, times: Sequence[TimeMention]) -> str:
    """Return the institution at the start of the clause of a count, after any time, or an empty string."""
    text, place = segmented.text, slot.clause
    opening = next((t for t in times if t.start == place), None)
    place = opening.end if opening is not None else place
    end = place
    for k in segmented.between(place, slot.mention.outer_start):
        tag = segmented.tags[k]
        nominal = (tag.startswith(("n", "j", "b")) and tag != "nr") or segmented.words[k] in _JOINTS
        if segmented.starts[k] < place or not nominal:
            break
        end = segmented.starts[k] + len(segmented.words[k])
    holder = text[place:end]
    named = holder.endswith(_INSTITUTIONS) and 2 < len(holder) <= _LONGEST_OWNER and is_han(holder)
    return holder if named else ""
