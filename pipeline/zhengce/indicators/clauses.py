"""One quantity and what its own clause says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from zhengce.alternation import any_of
from zhengce.indicators.attach.candidates import Candidate
from zhengce.indicators.attach.changes import NOUN_AFTER
from zhengce.indicators.attach.shares import Share, find_share, whole_of
from zhengce.indicators.attach.subjects import SubjectFilter
from zhengce.indicators.bases import BaseMention, find_bases, without_times
from zhengce.indicators.coordination import etc_places
from zhengce.indicators.following import TOLL, RightReader, RightSide
from zhengce.indicators.frames import Frame, FrameName, FrameReader
from zhengce.indicators.lexicon import Lexicon
from zhengce.indicators.metrics import has_metric
from zhengce.indicators.phrases import PhraseReader
from zhengce.indicators.slot import Slot, is_distributed
from zhengce.quantities.mention import Mention
from zhengce.quantities.numerals import NUMERAL
from zhengce.times import TimeMention
from zhengce.types import Direction, Modifier, SegmentedText

_HOLDS = re.compile("^(?:跨|有|拥有|现有|达|越过)")
_UNCOUNTED = ("points", "multiple", "age", "duration", "score", "temperature")
_BRACKETED = 200  # characters that a bracket holds
_COMPARED = re.compile(
    r"(?:^|(?<=.{2}))[比较](?![重例值率赛较价如])((?:[一-龥“”](?<!的)){2,16}?)[可将会均也略]?$"
)
_COMPARING = ("change", "difference")
_STAGES = ("大关", "台阶", "关口")
_STEPPED = re.compile("(?:连续?|相继|先后)?(?:跨越?|跨过|迈[上过]|登上|站上|跃上|突破|实现)了?$")
_RELATIVE = ("ratio", "multiple")
_GOALS = frozenset({"目标", "任务", "计划", "目标任务", "预期目标"})
_FOREMOST = re.compile("[^，。；]{0,6}?(?:最|居首|居冠|居次|次之|为主|居多|占多|较多)")  # 以制造业2655人最多
_ENDS_JOINT = re.compile("(?:[和与及、]|以及)(?:近|约|超过?)?$")
_REMARKED = re.compile(r"（[^（）\d]{1,14}）$")  # 较上年同期成长（yoy）4.62%
_JOINED = re.compile(r"）?(?:[、和及与\s]|以及)*")
_VERBAL = ("v", "vn", "vd", "vi", "vg", "vq", "d", "p", "r")
_SO_FAR = re.compile("累计|总[数量计]|共|[达至到]")
_COMPLEMENTS = ("出", "到", "得", "成")  # 查摆|出问题
_SIZES = {"长": "长度", "宽": "宽度", "高": "高度", "深": "深度", "重": "重量", "厚": "厚度"}
_SIZED = re.compile("(?:^|一[一-龥]|[、，和])([长宽高深重厚])(?:达|约|近)?$")
_WORTH = re.compile(
    "(?:总?价值|总?投资|总?面积|总?金额|总?产值|总?装机|总?里程)(?:额|容量)?(?:达|约|近|超过?)*$"
)
_CAUSING = ("帮助", "带动", "支持", "组织", "引导", "推动", "动员", "鼓励", "助力")
_COUNT_NAMED = re.compile("(?:数量|总数|人数|户数|家数)[从由]?$")
_RAISING = ("推升", "亦带动", "也带动")
_RAISED = re.compile("^(?:推升|[亦也]带动)")
_HANDED = ("将", "把", "拿出")  # 将2万元慰问金送到
_NOUN_ENDS = "(?=正|已|[，。；、将在与和是被把]|$)"
_SIZE_AFTER = re.compile(rf"(?:左右|以上)?([长宽高深厚重])的([一-龥]{{2,12}}?){_NOUN_ENDS}")
_SIZED_NOUN = re.compile(rf"(?:左右|以上)?的([一-龥]{{2,12}}?){_NOUN_ENDS}")
_YEAR = re.compile(r"\d{4}年度?")
_EACH = re.compile(
    r"(?:(?:已|约|近|超过?|达到?)*每(?:[人户家亩名吨件份次斤桶度台套张瓶辆天日月年周]次?|公斤|小时|平方米|立方米|千瓦时))+$"
)
_PER_HEAD = re.compile("(?:每[人户家名]|人均|最[高低多少])$")
_NO_WHOLE = re.compile("(?:[率例重比]|[提升降增减][高至到]+|[达至于])[达到为]*$")  # 覆盖率达98%的网点
_GOVERNS = "往于是有为到至给在被"  # 四成|销往农村
_SHORTEST_WHOLE = 2  # characters: 参保企业 is one, 参保 none
_PLACE = re.compile("全[国省市区县]|当地|本地|我[国省市区县]")
_COUNTED = ("count", "person", "household", None)


class _Surroundings(NamedTuple):
    """Where a number stands: the stretch of its clause that is its own, and the quantity before."""

    segmented: SegmentedText
    start: int
    clause: int
    end: int
    times: Sequence[TimeMention]
    before: Slot | None


@dataclass(slots=True)
class _Reading:
    """What is gathered of one number; `told` are the words that decided its frame."""

    mention: Mention
    name: FrameName
    direction: Direction | None
    bases: tuple[BaseMention, ...]
    left: str
    told: str
    share: Share | None
    words: Sequence[str]
    phrase: str
    right: RightSide
    subject: str | None = None
    topic: str | None = None


class ClauseReader:
    """Reads the surroundings of quantities with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._frames = FrameReader(lexicon)
        self.phrases = PhraseReader(lexicon)
        self._following = RightReader(lexicon, self._frames, self.phrases)
        self._filter = SubjectFilter(lexicon.verbs)
        self._giving = frozenset(lexicon.verbs.giving)
        self._modifiers = lexicon.modifiers.table()
        distant = set(self._modifiers) - {"上"}
        change = any_of(lexicon.changes.table())
        self._far_modifier = re.compile(
            rf"({any_of(distant)})(?:(占|[^，；。\d]{{0,12}}的|(?:每[一-龥]{{1,3}})+|新台币|港币|人民币)|(?:{change})了?)$"
        )
        bounds = any_of(word for word in distant if word.startswith("不"))
        self._added = re.compile(rf"(?:^[、和及与]?|(?<![、和及与]))({any_of(lexicon.verbs.added)})了?$")
        self._lead = re.compile(rf"(?:{any_of(lexicon.verbs.added)})(?![和与及])(?=[一-龥“])")
        self._bound = re.compile(rf"({bounds})(?!率)([^，；。“”\d]{{1,20}})$")

    def slot(
        self, segmented: SegmentedText, mention: Mention, left_start: int, clause: int, right_end: int,
        times: Sequence[TimeMention], before: Slot | None,
    ) -> Slot:  # fmt: skip
        """Read ``text[left_start:mention]`` and what follows the mention up to `right_end`.

        `clause` is where the clause begins; `before` is the slot of the quantity before, if any.
        """
        around = _Surroundings(
            segmented=segmented, start=left_start, clause=clause, end=right_end, times=times, before=before
        )
        reading = self._sides(around, mention)
        self._name(around, reading)
        return self._made(around, reading)

    def _sides(self, around: _Surroundings, mention: Mention) -> _Reading:
        """The frame and the phrase before the number, and what the clause says after it."""
        segmented, start, text = around.segmented, around.start, around.segmented.text
        mention, left_end = self._modified(text, mention, start)
        words = segmented.words_in(start, mention.outer_start)
        frame, bases, left, share = self._left(text, mention, start, left_end, around.times, words)
        rest = frame.rest
        if rest.startswith(("以", "其中以", "当中以")) and _FOREMOST.match(text, mention.outer_end):
            rest = rest.partition("以")[2]
        compared = _COMPARED.search(rest) if frame.name in _COMPARING else None
        if compared is not None and (compared.start() == 0 or compared[0][0] in words):
            rest = rest[: compared.start()]
            bases = bases or _base_called(text, compared[1], start, mention.outer_start)
        phrase = self.phrases.left(rest, words)
        share_of_noun = mention.dimension == "ratio" and text.startswith("的", mention.outer_end)
        if around.before is not None and share_of_noun and _ENDS_JOINT.search(left) is not None:
            phrase = ""  # 100%的委员单位和70%的规模以上企业
        near = _to_time(around, mention)
        right = self._right(segmented, mention, near, left, phrase)
        if right.noun is None and near < around.end:
            right = self._right(segmented, mention, around.end, left, phrase)
        phrase = _but_counted(text, around, phrase)
        if right.noun is not None and self._only_place(segmented, start, mention.outer_start, phrase):
            phrase = ""  # 海州6300万亩小麦
        told = left.removeprefix(frame.rest).strip("，、 ")
        return _Reading(
            mention=mention,
            name=frame.name,
            direction=frame.direction,
            bases=bases,
            left=left,
            told=told,
            share=share,
            words=words,
            phrase=phrase,
            right=right,
        )

    def _name(self, around: _Surroundings, reading: _Reading) -> None:
        """Give a reading its subject and topic, from the phrase before the number or the noun after it."""
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
            if reading.name == "subject"
            else None
        )
        if changed is not None:
            reading.name, (reading.direction, reading.phrase) = "change-object", changed
        if reading.phrase.startswith(_RAISING) and has_metric(reading.phrase):
            reading.phrase = _RAISED.sub("", reading.phrase)  # 推升|营业额
        phrase = reading.phrase
        subject = self._filter.without_agent(self.phrases.shorten(phrase, words), words) or None
        reading.subject = reading.topic = subject
        if subject and is_distributed(around.segmented.text[around.start : mention.outer_start]):
            listed = self.phrases.shorten(phrase, words, listed=True)  # 食品、医药等产业增加值分别…
            reading.topic = self._filter.without_verb(listed, words)
        if (
            reading.name in ("subject", "change")
            and right.noun
            and self._counts_right(around.segmented, mention, left, phrase)
        ):
            self._count(around, reading, right.noun)
        elif right.predicate and subject and self._only_verb(around.segmented, mention, subject):
            reading.subject, reading.topic = subject + right.predicate, None  # 介绍30人|实现就业
        elif reading.name == "subject" and self._is_said(mention, left, subject, right, around.before):
            reading.subject, reading.name, reading.topic = right.predicate, "predicate", None
        size = _SIZE_AFTER.match(around.segmented.text, mention.outer_end)
        if size is not None:
            reading.subject = reading.topic = size[2] + _SIZES[size[1]]  # 5000多米长的轨道
            return
        sized = _SIZED.search(left) if reading.name == "subject" else None
        of = _SIZED_NOUN.match(around.segmented.text, mention.outer_end) if sized is not None else None
        if sized is not None and of is not None:
            reading.subject = reading.topic = of[1] + _SIZES[sized[1]]  # 一条长26公里的管网
            return
        worth = _WORTH.search(left) if reading.name == "subject" else None
        of = _SIZED_NOUN.match(around.segmented.text, mention.outer_end) if worth is not None else None
        if worth is not None and of is not None:
            reading.subject = reading.topic = of[1] + worth[0].rstrip("达约近超过")  # 总价值70万元的物资

    def _count(self, around: _Surroundings, reading: _Reading, noun: str) -> None:
        """Make the noun after the number what it counts."""
        mention, phrase = reading.mention, reading.phrase
        subject, topic = self._counted(around.segmented, mention, phrase, noun)
        said = self._following.attributive(
            reading.right, share=mention.dimension == "ratio" or mention.fraction
        )
        if said and subject == noun and not phrase:
            subject = said + subject  # 79条河流全线贯通: 全线贯通河流
        if reading.right.predicate and self._causes(reading.left):
            subject += reading.right.predicate  # 帮助30万农民工|平安返乡
        added = self._added.search(reading.left)
        if added is not None and not subject.startswith(added[1]):
            subject = added[1] + subject
        if noun.endswith(_STAGES):  # 总量跨越两个万亿元大关，达到6万亿元
            topic = _STEPPED.sub("", self.phrases.shorten(phrase)) or None
            reading.mention = mention._replace(modifier="exact")
        if reading.name == "change" and not phrase:
            reading.name = "change-object"
        else:
            reading.name = "object"
            reading.direction = reading.direction if not phrase else None
        reading.subject, reading.topic = subject, topic

    def _causes(self, left: str) -> bool:
        """Whether those who are counted are made to do what follows: 带动300户脱贫."""
        return left.rstrip("约近超了").endswith(_CAUSING)

    def _made(self, around: _Surroundings, reading: _Reading) -> Slot:
        """The slot of a reading, with what its clause says of its place among the others."""
        segmented, text, before = around.segmented, around.segmented.text, around.before
        mention, left, right, share = reading.mention, reading.left, reading.right, reading.share
        whole = (
            share.of
            if share is not None
            else self._whole(segmented, mention, reading.name, right, reading.phrase)
        )
        rule = f"its clause, by the rule {share.rule}" if share is not None else "the noun that it counts"
        if share is None and not reading.subject:
            reading.subject = whole  # 60%公办中小学纳入集团化管理
        subject, is_object = reading.subject, reading.name == "object"
        lead = self._lead.match(subject) if subject else None
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
            joined=share is None and _JOINED.fullmatch(left) is not None,
            first_of_pair=self._frames.starts_from(left),
            partial=left.lstrip().startswith(("其中", "扣除"))
            or text.endswith(("其中，", "其中："), max(0, around.clause - 3), around.clause),
            lead=lead[0] if lead is not None else "",
            listed=left == "、" and right.predicate is None if listed is None else listed,
            so_far=_SO_FAR.search(left) is not None,
            part=text.count("；", since, mention.start) + (0 if before is None else before.part),
            words=reading.told,
            bracket=_open_bracket(text, mention.start),
            denominator=whole,
            notes=[Candidate("denominator", whole, rule)] if whole else [],
            own_subject=subject,
            verb=(subject or "").removesuffix(right.noun)
            if is_object and right.noun
            else self._opening_verb(segmented, around.start, mention, subject),
            said=self._following.attributive(right, always=True) if is_object else "",
        )

    def _opening_verb(
        self, segmented: SegmentedText, start: int, mention: Mention, subject: str | None
    ) -> str:
        """The verb with which the name of what is counted begins: 梳理 of 梳理难题244个, 办结 of 办结90件."""
        place = segmented.text.find(subject, start, mention.outer_start) if subject else -1
        if place < 0 or mention.dimension not in _COUNTED or subject in TOLL:
            return ""
        first = next(iter(segmented.between(place, place + 1)), None)
        verbal = first is not None and segmented.tags[first] in ("v", "vn")
        return segmented.words[first] if first is not None and verbal else ""

    def _only_verb(self, segmented: SegmentedText, mention: Mention, subject: str) -> bool:
        """Whether people are counted, and nothing but a verb stands before the number."""
        if mention.dimension != "person" or self.phrases.is_light(subject):
            return False
        place = mention.outer_start - len(subject)
        words = segmented.between(place, mention.outer_start)
        return len(words) == 1 and segmented.words[words[0]] == subject and segmented.tags[words[0]] == "v"

    def _only_place(self, segmented: SegmentedText, start: int, end: int, phrase: str) -> bool:
        """Whether a phrase in ``text[start:end]`` names a place and nothing else."""
        if not phrase or self.phrases.is_agent(phrase):
            return bool(phrase)
        place = segmented.text.find(phrase, start, end)
        span = segmented.between(place, place + len(phrase)) if place >= 0 else range(0)
        return bool(span) and all(segmented.tags[k] == "ns" for k in span)

    def _modified(self, text: str, mention: Mention, left_start: int) -> tuple[Mention, int]:
        """The mention with a modifier that stands apart (约占三分之一), and where its left side ends."""
        if mention.modifier != "exact":
            return mention, mention.outer_start
        far = self._far_modifier.search(text, left_start, mention.outer_start)
        if far is None and (mention.fraction or mention.dimension in _RELATIVE):
            far = self._bound.search(text, left_start, mention.outer_start)
        if far is None:
            return mention, mention.outer_start
        modified = mention._replace(modifier=cast("Modifier", self._modifiers[far[1]]))
        return modified, far.start() if far[2] else mention.outer_start

    def _left(
        self,
        text: str,
        mention: Mention,
        start: int,
        end: int,
        times: Sequence[TimeMention],
        words: Sequence[str],
    ) -> tuple[Frame, tuple[BaseMention, ...], str, Share | None]:
        """Frame, bases, bare words and share of what stands, in these `words`, before a number."""
        bases = find_bases(text, start, end, times)
        left = _REMARKED.sub("", without_times(text, start, end, times, bases))
        left = _EACH.sub("", left)  # 已超每月每户
        share = find_share(text[start : mention.outer_start], mention)
        if share is not None:
            place = start + share.start
            bases, left = (), without_times(text, start, place, times, ())
            frame = Frame("subject", None, left)
        else:
            frame = self._frames.read(left, mention, compared=bool(bases), words=words)
            share = find_share(frame.rest, mention, before_verb=True)
            if share is not None:
                frame = frame._replace(rest=frame.rest[: share.start])
        if frame.base and not bases:
            place = text.rfind(frame.base, start, mention.outer_start)
            bases = (BaseMention(place, place + len(frame.base), frame.base),)
        return frame, bases, left, share

    def _right(
        self, segmented: SegmentedText, mention: Mention, end: int, left: str, phrase: str
    ) -> RightSide:
        """What the clause says after the number; nothing where that only tells of a change or a goal."""
        people = mention.dimension in ("person", "household") or mention.unit in ("国", "家", None)
        right = self._following.right(
            segmented,
            mention.outer_end,
            end,
            before=left,
            money=mention.dimension == "money",
            counts=people,
            things=mention.dimension == "count",
        )
        if NOUN_AFTER.match(segmented.text, mention.outer_end) or (
            phrase and right.noun in _GOALS and mention.dimension != "count"
        ):
            return RightSide(None, None)
        if right.noun and (mention.dimension == "ratio" or mention.fraction):
            return right._replace(noun=self._nominal(segmented, mention.outer_end, right.noun))
        return right

    def _whole(
        self, segmented: SegmentedText, mention: Mention, frame: FrameName, right: RightSide, phrase: str
    ) -> str | None:
        """What is counted by a share is what it is of, too: 90%的乡镇卫生院."""
        share = mention.dimension == "ratio" or mention.fraction
        if not share or right.noun is None:
            return None
        if frame != "object" and not self._takes(segmented, mention, phrase):
            return None
        text, end = segmented.text, mention.outer_end
        if _NO_WHOLE.search(text, 0, mention.outer_start) or text.startswith(("为", "是"), end):
            return None
        place = text.index(right.noun, end)
        if text.startswith("的", end):
            return whole_of(right.noun, described=True)
        first = next(iter(segmented.between(place, place + 1)), None)
        last = segmented.between(place, place + len(right.noun))[-1:]
        nominal = any(segmented.tags[k].startswith("n") for k in last) and len(right.noun) > _SHORTEST_WHOLE
        if first is None or segmented.words[first][-1] in _GOVERNS:
            return None
        told = segmented.tags[first].startswith(("r", "d") if nominal else ("v", "r", "d"))
        return None if told else whole_of(right.noun)

    def _takes(self, segmented: SegmentedText, mention: Mention, phrase: str) -> bool:
        """Whether nothing stands before a share but a verb: 覆盖95%以上行政村."""
        joined = segmented.text[mention.outer_start - 1] in "和及与"
        verb = self.phrases.last_verb(segmented, mention.outer_start, phrase)
        return not phrase or joined or verb == phrase or _PLACE.fullmatch(phrase) is not None

    def _nominal(self, segmented: SegmentedText, start: int, noun: str) -> str:
        """What a share is of, without what is said of it: 八成的受访者|表示满意."""
        place = segmented.text.index(noun, start)
        for k in segmented.between(place + 1, place + len(noun)):
            start = segmented.starts[k]
            attributive = segmented.text.startswith("的", start + len(segmented.words[k]))
            if segmented.tags[k] in ("v", "a", "ad", "d") and not attributive:
                return noun[: start - place]
        return noun

    def _is_noun(self, segmented: SegmentedText, index: int) -> bool:
        """Whether a noun phrase may begin with the word; 改扩建 is taken for a noun."""
        word = segmented.words[index]
        return not (segmented.tags[index] in _VERBAL or word.endswith("建") or self.phrases.is_light(word))

    def _counted(
        self, segmented: SegmentedText, mention: Mention, phrase: str, noun: str
    ) -> tuple[str, str | None]:
        """Subject and topic where the noun after the number is counted, with a heavy verb if it is short."""
        verb = self.phrases.last_verb(segmented, mention.outer_start, phrase)
        topic = phrase.removesuffix(verb) if verb and _HOLDS.search(verb) else None
        described = segmented.text.startswith("的", mention.outer_start - 1)  # 有改革要求的34个条目
        light = verb is None or described or self.phrases.is_light(verb)
        light = light or verb in self._giving or verb in _COMPLEMENTS or noun in TOLL
        return (noun if light or len(noun) > 2 else f"{verb}{noun}"), topic

    def _counts_right(self, segmented: SegmentedText, mention: Mention, left: str, phrase: str) -> bool:
        """Whether the noun after the number is what it counts."""
        if mention.unit is None and NUMERAL.match(segmented.text, mention.outer_end):
            return False  # 跨越8万亿、9万亿两个台阶
        if mention.dimension == "ratio" or mention.fraction:
            tenths = mention.fraction or mention.text.endswith("成")
            return (tenths and not phrase) or segmented.text.startswith("的", mention.outer_end)
        if not phrase or _ends_listed(left):
            return True
        if _COUNT_NAMED.search(phrase) and self._frames.starts_from(left):
            return False  # 成员数量从57个创始成员增至
        if _PER_HEAD.search(left) and segmented.text.startswith("的", mention.outer_end):
            return True  # 发放每人3000元的津贴
        if mention.dimension in _UNCOUNTED:
            return False
        if left.rstrip("约近").endswith(_HANDED):
            return True
        verb = self.phrases.last_verb(segmented, mention.outer_start, phrase)
        return verb is not None or mention.dimension in _COUNTED

    def _is_said(
        self, mention: Mention, left: str, subject: str | None, right: RightSide, before: Slot | None
    ) -> bool:
        """Whether the predicate after the number names what is counted: 5人入选…, …等10人当选…."""
        if not right.predicate or right.noun or mention.dimension not in _COUNTED:
            return False
        repeated = before is not None and subject is not None and subject == before.subject
        idle = subject is None or self.phrases.is_agent(subject) or self.phrases.is_light(subject)
        return idle or _ends_listed(left) or repeated


def _but_counted(text: str, around: _Surroundings, phrase: str) -> str:
    """A phrase without the noun that the number right before it counts: 几万元物资|慰问职工140人."""
    before = around.before
    if before is None or before.frame != "object" or before.mention.outer_end != around.start:
        return phrase
    noun = (before.own_subject or "").removeprefix(before.verb)
    rest = phrase.removeprefix(noun) if noun and text.startswith(noun, around.start) else phrase
    return rest or phrase


def _to_time(around: _Surroundings, mention: Mention) -> int:
    """Where what the number may count ends: at a time, but for a year that describes it (2024年度项目)."""
    for time in around.times:
        if time.start >= around.end:
            break
        if time.start >= mention.outer_end and not _YEAR.match(around.segmented.text, time.start):
            return time.start
    return around.end


def _open_bracket(text: str, place: int) -> int:
    opened = text.rfind("（", max(0, place - _BRACKETED), place)
    return opened if opened >= 0 and text.find("）", opened, place) < 0 else -1


def _base_called(text: str, name: str, start: int, end: int) -> tuple[BaseMention, ...]:
    """The base of 比初步核算数增加5亿元, where it is printed as one."""
    place = text.rfind(name, start, end)
    return (BaseMention(place, place + len(name), name),) if place >= 0 else ()


def _ends_listed(left: str) -> bool:
    """Whether the clause ends with 等 after an enumeration."""
    left = left.rstrip()
    return left.endswith("等") and len(left) - 1 in etc_places(left)
