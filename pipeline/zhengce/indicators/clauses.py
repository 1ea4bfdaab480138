"""Read one quantity and what its own clause says of it."""

from __future__ import annotations

from collections.abc import Sequence

from zhengce.indicators.affixes import (
    Prefixes,
    Suffixes,
    holds,
    is_han,
    without_prefix,
    without_suffix,
)
from zhengce.indicators.attach.candidates import Candidate
from zhengce.indicators.attach.subjects import SubjectFilter
from zhengce.indicators.counting import CountReader, ends_listed
from zhengce.indicators.following import attributive, described
from zhengce.indicators.frames import FrameReader
from zhengce.indicators.lexicon import Lexicon
from zhengce.indicators.metrics import has_metric
from zhengce.indicators.phrases import WHOLE_PLACES, PhraseReader
from zhengce.indicators.sides import Reading, SideReader, Surroundings
from zhengce.indicators.sizes import size_of
from zhengce.indicators.slot import Slot, is_distributed
from zhengce.indicators.wholes import WholeReader
from zhengce.indicators.words import word_list
from zhengce.quantities.mention import Mention
from zhengce.times import TimeMention
from zhengce.types import SegmentedText

_REACHING = ("至", "到")
_LONGEST_VERB = 3  # characters
_BRACKETED = 200  # characters that a bracket holds
_STAGES = word_list("clauses", "stages")
_STEPPED = word_list("clauses", "stepped")
_STEPS = word_list("clauses", "steps")
_VERBAL = ("v", "vn", "vd", "vi", "vg", "vq", "d", "p", "r")
_SO_FAR = word_list("clauses", "so_far")
_CAUSING = word_list("clauses", "causing")
_DRIVING = "带动"
_RAISING = word_list("clauses", "raising")


class ClauseReader:
    """Reads the surroundings of quantities with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._frames = FrameReader(lexicon)
        self.phrases = PhraseReader(lexicon)
        self._counts = CountReader(lexicon, self._frames, self.phrases)
        self._sides = SideReader(lexicon, self._frames, self.phrases, self._counts)
        self._wholes = WholeReader(self.phrases)
        self._filter = SubjectFilter(lexicon.verbs)
        self._added = Prefixes(lexicon.verbs.added)
        self._just_added = Suffixes(lexicon.verbs.added)

    def slot(
        self, segmented: SegmentedText, mention: Mention, left_start: int, clause: int, right_end: int,
        times: Sequence[TimeMention], before: Slot | None,
    ) -> Slot:  # fmt: skip
        """Return the slot of a mention, read from the text between `left_start` and `right_end`.

        `clause` is the start of the clause; `before` is the slot of the preceding quantity, or None.
        """
        around = Surroundings(
            segmented=segmented, start=left_start, clause=clause, end=right_end, times=times, before=before
        )
        reading = self._sides.read(around, mention)
        self._name(around, reading)
        return self._made(around, reading)

    def _name(self, around: Surroundings, reading: Reading) -> None:
        """Set the subject and topic of a reading, from the phrase before the number or the noun after it."""
        mention, left, right, words = reading.mention, reading.left, reading.right, reading.words
        adds = reading.name == "change" and right.noun and not reading.bases and left.endswith("新增")
        if adds and (not reading.phrase or self.phrases.is_agent(reading.phrase)):
            reading.name, reading.direction, reading.phrase = (
                "subject",
                None,
                "新增",
            )  # 新增1000千伏线路1240公里
        changed = (
            self._frames.object_of_change(reading.phrase, mention.dimension)
            if reading.name == "subject" and not (right.noun and ends_listed(left))
            else None
        )
        if changed is not None:
            reading.name, (reading.direction, reading.phrase) = "change-object", changed
        if reading.phrase.startswith(_RAISING) and has_metric(reading.phrase):
            reading.phrase = without_prefix(reading.phrase, _RAISING)  # 推升|营业额
        if reading.name == "change" and has_metric(reading.phrase):
            reading.phrase = reading.phrase.removeprefix(_DRIVING)  # 带动|逆差下降
        phrase = reading.phrase
        subject = self._filter.without_agent(self.phrases.shorten(phrase, words), words) or None
        if subject and _names_nothing(subject, reading):
            subject = None
        reading.subject = reading.topic = subject
        if subject and is_distributed(around.segmented.text[around.start : mention.outer_start]):
            listed = self.phrases.shorten(phrase, words, listed=True)  # 食品、医药等产业增加值分别…
            reading.topic = self._filter.without_verb(listed, words)
        if (
            reading.name in ("subject", "change")
            and right.noun
            and self._counts.counts_right(around.segmented, mention, left, phrase)
        ):
            self._count(around, reading, right.noun)
        elif right.predicate and subject and self._counts.only_verb(around.segmented, mention, subject):
            reading.subject, reading.topic = subject + right.predicate, None  # 介绍30人|实现就业
        elif reading.name == "subject" and self._counts.is_said(mention, left, subject, right, around.before):
            reading.subject, reading.name, reading.topic = right.predicate, "predicate", None
        level = reading.name == "subject"
        part = self._wholes.part_named_after(around.segmented, mention, reading.name, phrase)
        if part is not None:
            (reading.subject, reading.whole), reading.topic = part, part[0]
        size = size_of(around.segmented.text, mention.outer_end, left, level=level)
        if size is not None:
            reading.subject = reading.topic = size

    def _count(self, around: Surroundings, reading: Reading, noun: str) -> None:
        """Set the frame, subject and topic of a reading whose number counts the noun after it."""
        mention, phrase = reading.mention, reading.phrase
        subject, topic = self._counts.counted(around.segmented, mention, phrase, noun)
        if subject == noun and (not phrase or phrase in WHOLE_PLACES):
            share = mention.dimension == "ratio" or mention.fraction
            subject = described(subject, attributive(reading.right, share=share))
        if reading.right.predicate and self._causes(reading.left):
            subject += reading.right.predicate  # 帮助30万农民工|平安返乡
        added = _just_added(reading.left, self._just_added)
        if added and not _begins_word(around, mention, added):
            added = ""  # 阳新|签约项目
        if not subject.startswith(added):
            subject = added + subject
        if noun.endswith(_STAGES):  # 总量跨越两个万亿元大关，达到6万亿元
            topic = _without_steps(self.phrases.shorten(phrase)) or None
            reading.mention = mention._replace(modifier="exact")
        if reading.name == "change" and not phrase:
            reading.name = "change-object"
        else:
            reading.name = "object"
            reading.direction = reading.direction if not phrase else None
        reading.subject, reading.topic = subject, topic

    def _causes(self, left: str) -> bool:
        """Return whether `left` ends with a causative, so that those counted do what follows.

        带动|300户脱贫.
        """
        return left.rstrip("约近超了").endswith(_CAUSING)

    def _made(self, around: Surroundings, reading: Reading) -> Slot:
        """Return the slot of a reading, and relate it to its neighbours (joined, distributed, pair, part)."""
        segmented, text, before = around.segmented, around.segmented.text, around.before
        mention, left, right, share = reading.mention, reading.left, reading.right, reading.share
        whole = (
            share.of
            if share is not None
            else reading.whole
            or self._wholes.of_share(segmented, mention, reading.name, right, reading.phrase)
        )
        rule = f"its clause, by the rule {share.rule}" if share is not None else "the noun that it counts"
        if share is None and not reading.subject:
            reading.subject = whole  # 60%公办中小学纳入集团化管理
        subject, is_object = reading.subject, reading.name == "object"
        first = segmented.between(around.start + 1, mention.outer_start) if left.startswith("、") else ()
        listed = reading.name == "subject" and self._is_noun(segmented, first[0]) if first else None
        since = around.clause if before is None else before.mention.start
        return Slot(
            mention=mention,
            frame=reading.name,
            direction=reading.direction,
            subject=subject,
            topic=reading.topic,
            bases=reading.bases,
            clause=around.clause,
            distributed=is_distributed(text[around.start : mention.outer_start]),
            joined=share is None and _only_joins(left),
            first_of_pair=reading.first_of_pair,
            partial=left.lstrip().startswith(("其中", "扣除"))
            or text.endswith(("其中，", "其中："), max(0, around.clause - 3), around.clause),
            lead=_added_first(subject or "", self._added),
            listed=left == "、" and right.predicate is None if listed is None else listed,
            so_far=holds(left, _SO_FAR),
            part=text.count("；", since, mention.start) + (0 if before is None else before.part),
            words=reading.told,
            bracket=_open_bracket(text, mention.start),
            denominator=whole,
            notes=[Candidate("denominator", whole, rule)] if whole else [],
            own_subject=subject,
            verb=(subject or "").removesuffix(right.noun)
            if is_object and right.noun
            else self._counts.opening_verb(segmented, around.start, mention, subject),
            said=attributive(right, always=True) if is_object else "",
        )

    def _is_noun(self, segmented: SegmentedText, index: int) -> bool:
        """Return whether a noun phrase may begin with the word.

        改扩建 cannot begin one, though it is tagged as a noun.
        """
        word = segmented.words[index]
        return not (segmented.tags[index] in _VERBAL or word.endswith("建") or self.phrases.is_light(word))


def _names_nothing(subject: str, reading: Reading) -> bool:
    """Return whether a subject does not name what is measured.

    It is only a verb of reaching (滑落至|增1.7%), or a place whose things are counted.
    """
    if len(subject) <= _LONGEST_VERB and subject.endswith(_REACHING):
        return True
    return subject in WHOLE_PLACES and reading.mention.dimension == "count" and reading.right.noun is None


def _open_bracket(text: str, place: int) -> int:
    opened = text.rfind("（", max(0, place - _BRACKETED), place)
    return opened if opened >= 0 and text.find("）", opened, place) < 0 else -1


def _only_joins(left: str) -> bool:
    """Return whether only 、, 和 or another conjunction stands between two numbers."""
    between = left.removeprefix("）").replace("以及", "")
    return not "".join(between.split()).strip("、和及与")


def _just_added(left: str, added: Suffixes) -> str:
    """Return 新增 or a similar verb directly before a number, or an empty string.

    A verb that a conjunction joins to the words before it does not count.
    """
    bare = left.removesuffix("了")
    for verb in added.all_of(bare):
        before = bare[: len(bare) - len(verb)]
        if len(before) < 2 or before[-1] not in "、和及与":
            return verb
    return ""


def _begins_word(around: Surroundings, mention: Mention, verb: str) -> bool:
    """Return whether the last `verb` before a number begins at a word boundary; true if there is none."""
    place = around.segmented.text.rfind(verb, around.start, mention.outer_start)
    return place < 0 or around.segmented.begins_word(place)


def _added_first(subject: str, added: Prefixes) -> str:
    """Return 新增 or a similar verb at the start of a subject, before a noun, or an empty string."""
    for verb in added.all_at(subject):
        following = subject[len(verb) : len(verb) + 1]
        if following and following not in "和与及" and (following == "“" or is_han(following)):
            return verb
    return ""


def _without_steps(phrase: str) -> str:
    """Return a phrase without the verb at its end that leads to a stage: 总量|连续跨越."""
    whole = phrase.removesuffix("了")
    bare = without_suffix(whole, _STEPPED)
    return phrase if bare == whole else without_suffix(bare, _STEPS)
