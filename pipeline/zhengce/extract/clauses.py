"""What stands around a quantity: the clause to its left read from the number back, the noun to its right.

A `Slot` is one quantity with what its clause says of it. The frame names how it says it:
``SUBJECT Q`` (技能人才264.3万人), ``CHANGE`` (增长5.2%), ``CHANGE-OBJECT`` (压减超采量26.2亿立方米), ``REACH`` (增至),
``VERB Q OBJECT`` (发布10名“最美职工”), ``Q PREDICATE`` (5人入选…), ``DIFFERENCE`` (高于全国0.7个百分点), ``RANK``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from zhengce.extract.lexicon import Lexicon, any_of
from zhengce.extract.mentions import Mention
from zhengce.extract.periods import TimeMention
from zhengce.types import Direction, Modifier, SegmentedText

Frame = Literal["subject", "change", "change-object", "reach", "object", "predicate", "difference", "rank"]
BOUNDARY = "，；。：！？\n"
_FROM = re.compile(r"[从由自]$")
_HOLDS = re.compile("^(?:跨|有|拥有|现有|达|越过)")
_FUNDS = re.compile("资金|经费|款|专项|补助|金|费用|债券|贷款")
_WHOLLY = ("全面", "全部", "如期", "圆满", "顺利")
_REMARK = re.compile(r"（[^（）]{5,}）|（[A-Za-z\d\s.+-]+）")  # （含外资金融机构，下同）, （GDP）
ETC = re.compile(r"(?<![高初同平均优劣上下对相一二三头甲乙特])(?<!中(?=等[职学教专收发规城技水]))等(?![级次同于价待候比第号身])")
_LIST_MARK = re.compile(r"^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]是)")
_COUNTING = re.compile(r"^.{2,}?(?:已累计|累计|现已|已经|已|(?<![公总中])共(?!同|享|建|富|产|青|和|服|保|鸣))")
_DESCRIBED = re.compile(r"[^的，；。、]{2,}、[^，；。]*的([^的、，；。]{2,16})")
_PER_DAY = re.compile("(?:每[天日月年周]|[日月年]均|平均)$")
_STAGE = re.compile(r"(?:新)?(?:台阶|大关|规模|关口|水平|以上|门槛)")
_COUNTED = {"count", "person", "household", None}


@dataclass(slots=True)
class Slot:
    """A quantity and what its own clause says of it; `subject` is null where the clause leaves it out.

    `topic` is the noun before the verb, what a following clause without a subject goes on about.
    """

    mention: Mention
    frame: Frame
    subject: str | None
    topic: str | None
    verb: str | None
    direction: Direction | None
    bases: tuple[tuple[int, int, str], ...]
    distributed: bool
    joined: bool
    clause: int
    from_value: bool
    partial: bool


class ClauseReader:
    """Reads the surroundings of quantities with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        changes = lexicon.changes.table()
        self._direction = changes
        change = any_of(changes)
        reach = any_of(lexicon.reach.words)
        self._reach = re.compile(rf"(?:{change})(?:了)?(?:{reach})了?$|(?:变|改|转|调整|扩充|修订)[为成到至]$|(?:迈上|跨上|站上|跃上|登上|迈入)了?$")
        self._change = re.compile(rf"({change})(?:了|幅度)?$")
        self._extent = re.compile(r"(涨|升|增|降|跌|减|提标|回落|回升|上涨|下降|增长)幅度?(?:为|达到?|有|在|约|也|均|分别)*$")
        self._change_head = re.compile(
            r"^(?:累计|共|合计|已|[一两二三四五六\d]+次)*(压减|减少|降低|削减|压缩|精简|缩减|压降|调减|增加|扩大|提高|下调|上调)(?=[一-龥“])|^[^，]{2,12}?(下调|上调)(?=[一-龥“])"
        )
        self._level = re.compile(rf"(?:{any_of(lexicon.levels.words)})$")
        self._edge_right = re.compile(rf"(?:{any_of(lexicon.edges.right)}|\s)$")
        self._edge_left = re.compile(rf"^(?:{any_of(lexicon.edges.left)}|\s)(?=.{{2}})")
        self._agent = re.compile(rf"^(?:{any_of(lexicon.agents.words)})(?=[一-龥“]{{2}})")
        self._light = re.compile(rf"^(?:{any_of(lexicon.verbs.light)})了?(?=[一-龥“A-Za-z\d]{{2}})")
        self._predicates = frozenset(lexicon.verbs.predicate)
        self._spent = frozenset(lexicon.verbs.spent)
        self._difference = re.compile(
            r"(?:增[速幅])?(高于|低于|快于|慢于|好于|优于|多于|少于|高出|领先|超出|超过)((?:[一-龥]|“[^”]*”){2,16}?)(?:约|近|了)?$"
        )
        modifiers = lexicon.modifiers.table()
        self._modifiers = modifiers
        self._far_modifier = re.compile(rf"({any_of(modifiers)})(?:占|[^，；。\d]{{0,12}}的|(?:{change})了?)$")
        self._rank = re.compile(
            r"(?:的)?(?:数量|规模)?(?:已|均|都|稳|继续|连续|跃|晋|并|位|名|排|上升|提升|前移|跻身|保持|居|列|在|占据|获|夺得|评为|成为|升|进入|达到|到|至|从|由|为|：)+[^，。；：、\d]{0,14}$"
        )

    def slot(
        self,
        segmented: SegmentedText,
        mention: Mention,
        left_start: int,
        clause: int,
        right_end: int,
        times: Sequence[TimeMention],
    ) -> Slot:
        """Read the clause of one quantity: ``text[left_start:mention]`` and what follows up to `right_end`."""
        text = segmented.text
        far = self._far_modifier.search(text, left_start, mention.outer_start) if mention.modifier == "exact" else None
        if far is not None:  # 约占三分之一, 不足上年同期的一半
            mention = replace(mention, modifier=cast("Modifier", self._modifiers[far[1]]))
        bases = self._bases(text, left_start, mention.outer_start, times)
        left = _without(text, left_start, mention.outer_start, times, bases)
        distributed = bool(re.search(r"分别|依次", left))
        joined = not re.sub(r"[、和及与\s]|以及", "", left)
        noun, predicate = self._right(segmented, mention.outer_end, right_end, after_money=mention.dimension == "money")
        frame, direction, rest, base_found = self._frame(left, mention, compared=bool(bases))
        if base_found and not bases:
            place = text.rfind(base_found, 0, mention.outer_start)
            bases = ((place, place + len(base_found), base_found),)
        phrase = self.phrase(rest)
        if frame == "subject" and (head := self._change_head.match(phrase)) is not None and mention.dimension != "money":
            frame, direction, phrase = "change-object", _direction(self._direction.get(head[1] or head[2])), phrase[head.end() :]
        verb = None
        subject = topic = self.shorten(phrase) or None
        if frame in ("subject", "change") and noun and self._counts_right(segmented, mention, left, phrase):
            verb = self._last_verb(segmented, left_start, mention.outer_start, phrase)
            topic = phrase.removesuffix(verb) if verb and _HOLDS.search(verb) else None
            light = verb is None or self._is_light(verb)
            subject = noun if light or len(noun) > 2 else f"{verb}{noun}"
            if frame == "change" and not phrase:
                frame = "change-object"
            elif frame == "change":
                frame, direction = "object", None
            else:
                frame = "object"
        elif frame == "subject" and _ends_listed(left) and predicate:
            subject, frame, topic = predicate, "predicate", None
        elif frame == "subject" and predicate and (subject is None or mention.dimension in ("person",)) and mention.dimension in _COUNTED:
            subject, frame, topic = f"{subject or ''}{predicate}", "predicate", None
        return Slot(mention, frame, subject, topic, verb, direction, bases, distributed, joined, clause, bool(_FROM.search(left)), left.lstrip().startswith(("其中", "扣除")))

    def _frame(self, left: str, mention: Mention, *, compared: bool) -> tuple[Frame, Direction | None, str, str | None]:
        """The frame, its direction, what is left of the clause before it, and a base it names."""
        left = re.sub(r"(?:了|的|约|又|已|再|将|也|均|各|共|就|仅|幅度|，|\s)+$", "", left)
        if mention.kind == "rank":
            found = self._rank.search(left)
            return "rank", None, left[: found.start()] if found else left, None
        if (found := self._reach.search(left)) is not None:
            return "reach", None, left[: found.start()], None
        if mention.dimension in ("points", "ratio", "multiple", None) or mention.unit in ("位", "天", "个月", "年"):
            apart = self._difference.search(left)
            if apart is not None and not re.search(r"(?:达|为|至|到|[增减]|升|降|的)$", apart[2]) and not self._change.search(apart[2]):
                direction: Direction = "decrease" if apart[1] in ("低于", "慢于", "少于") else "increase"
                return "difference", direction, left[: apart.start()], apart[2]
        if (extent := self._extent.search(left)) is not None:
            sign: Direction = "decrease" if extent[1] in ("降", "跌", "减", "回落", "下降") else "increase"
            return "change", sign, left[: extent.start()], None
        found = self._change.search(left)
        if found is not None and self._is_change(left, found, mention, compared=compared):
            return "change", _direction(self._direction[found[1]]), left[: found.start()], None
        while (found := self._level.search(left)) is not None and found.start() >= 0 and found[0]:
            if found[0] in ("有", "在", "为", "到", "是", "计", "合", "报", "保持", "稳定", "实现", "完成", "均", "各") and found.start() == 0:
                return "subject", None, "", None
            left = re.sub(r"(?:了|约|又|已|再|将|也|\s)+$", "", left[: found.start()])
            if (reach := self._reach.search(left)) is not None:
                return "reach", None, left[: reach.start()], None
        return "subject", None, left, None

    def _is_change(self, left: str, found: re.Match[str], mention: Mention, *, compared: bool) -> bool:
        word, before = found[1], left[: found.start()]
        if compared and mention.dimension != "rank":
            return True
        if word == "新增" and (not self.phrase(before) or _PER_DAY.search(before)):
            return False
        if len(word) == 1:
            if re.search(r"[最提新更较太许起升]$", before):
                return False
            if mention.dimension in ("count", "person", "money", "household") and word in ("高", "快", "低", "多", "升", "差", "少", "涨", "翻", "慢"):
                return False
        if mention.dimension == "multiple" and mention.unit == "番":
            return True
        return not (word in ("提升", "加快", "延长", "提前", "调整", "领先", "增强", "反弹") and mention.dimension in ("person", "count"))

    def _counts_right(self, segmented: SegmentedText, mention: Mention, left: str, phrase: str) -> bool:
        """Whether the noun after the number is what it counts."""
        if mention.dimension == "ratio" or mention.fraction:
            return segmented.text.startswith("的", mention.outer_end)
        if not phrase or _ends_listed(left):
            return True
        if mention.dimension in ("points", "multiple", "age", "duration", "score", "temperature"):
            return False
        ends_in_verb = self._last_verb(segmented, 0, mention.outer_start, phrase) is not None
        return ends_in_verb or mention.dimension in ("count", "person", "household", None)

    def _last_verb(self, segmented: SegmentedText, start: int, end: int, phrase: str) -> str | None:
        """The verb the phrase ends with."""
        if not phrase:
            return None
        for index in reversed(segmented.between(max(start, end - 16), end)):
            word, tag = segmented.words[index], segmented.tags[index]
            if phrase.endswith(word):
                if tag in ("v", "vd", "vi", "vg", "vq") or self._is_light(word) or word in self._predicates:
                    return word
                return None
        return None

    def _is_light(self, verb: str) -> bool:
        return self._light.match(verb + "对象") is not None

    def _right(
        self, segmented: SegmentedText, start: int, end: int, *, after_money: bool
    ) -> tuple[str | None, str | None]:
        """The noun phrase after the number, or the predicate where a verb follows at once."""
        text = segmented.text
        if text.startswith("的", start):
            start += 1
        if text.startswith("为", start) and not text.startswith("为了", start):
            start += 1
        stop = start
        while stop < end and text[stop] not in BOUNDARY + "、（）":
            stop = text.find("”", stop) + 1 or end if text[stop] == "“" else stop + 1
        stop = min(stop, end)
        if text.startswith("口", start) and text[start - 1] == "人":
            start -= 1
        described = _DESCRIBED.match(text, start, end if text.find("，", start, end) < 0 else text.find("，", start, end))
        if described is not None and segmented.tags[segmented.between(start, stop)[0]] == "v" if segmented.between(start, stop) else False:
            return described[1], None  # 20万名适应新技术、新业态的高素质人才
        piece = text[start:stop]
        trailing = self._change.search(piece)
        if trailing is not None and trailing.start() > 1 and stop == end:
            piece, stop = piece[: trailing.start()], start + trailing.start()
        if not piece.strip() or piece.startswith((" ", "\n")) or _STAGE.match(piece):
            return None, None
        if piece.startswith(("和", "与", "及", "以及")):
            return None, None
        words = segmented.between(start, stop)
        quoted_to = start
        for index in words:
            word, tag, place = segmented.words[index], segmented.tags[index], segmented.starts[index]
            if place < quoted_to:
                continue
            if word[0] in "“《":
                closing = text.find("”" if word[0] == "“" else "》", place)
                quoted_to = closing + 1 if closing >= 0 else stop
                continue
            spent = after_money and (tag == "v" or word in self._spent) and not _FUNDS.match(text, place + len(word))
            opens = place == start and (word in self._direction or spent)
            ends = word in self._predicates or opens or word.startswith(_WHOLLY) or tag in ("p", "d", "u", "ul", "uz", "ug", "y") or tag.startswith("r")
            if ends and not (word == "的"):
                before = text[start:place]
                if place == start:
                    return None, self._verb_phrase(text, start, stop)
                return before.rstrip("和与及 的"), text[place:stop]
        return piece.rstrip("和与及 的") or None, None

    def _verb_phrase(self, text: str, start: int, stop: int) -> str:
        """A predicate with its object, over the 、 of an enumeration, without auxiliary words."""
        end = stop
        while end < len(text) and text[end] == "、":
            end += 1
            while end < len(text) and text[end] not in BOUNDARY + "、（）":
                end += 1
        phrase = re.sub(r"^(?:被|已|均|全部|先后|成功|顺利|相继|陆续|正式)+", "", text[start:end])
        return phrase[:40]

    def phrase(self, left: str) -> str:
        """A clause without connectives, adverbs and agents at its edges."""
        phrase = left.strip("，、；：。 \n")
        phrase = _REMARK.sub("", phrase)
        opened = phrase.rfind("（")
        if opened > phrase.rfind("）"):
            phrase = phrase[opened + 1 :]
        phrase = phrase.removeprefix("）")
        while True:
            shorter = self._edge_right.sub("", phrase)
            shorter = self._edge_left.sub("", shorter).strip("，、；：。 \n")
            if shorter == phrase:
                return phrase
            phrase = shorter

    def shorten(self, phrase: str) -> str:
        """The shortest phrase that still names what is measured: no agent, light verb or enumeration before 等."""
        phrase = _LIST_MARK.sub("", phrase)
        counted = _COUNTING.match(phrase)
        if counted is not None and len(phrase) - counted.end() > 2:
            phrase = phrase[counted.end() :]
        listed = list(ETC.finditer(phrase))
        if listed:
            head = re.sub(r"^(?:相关|有关|方面|的|共|各类)*", "", phrase[listed[-1].end() :])
            verb = self._light.match(phrase)
            if len(head) >= 2:
                phrase = head
            elif len(head) == 0 and verb:
                phrase = phrase[verb.end() :]
        phrase = self._agent.sub("", phrase)
        phrase = self._edge_left.sub("", phrase)
        return self._light.sub("", phrase).removeprefix("的")

    def _bases(self, text: str, start: int, end: int, times: Sequence[TimeMention]) -> tuple[tuple[int, int, str], ...]:
        """同比, 环比, 比上年末, 较2017年, 比3月份和年初: place and text of what a change is measured against."""
        clause = text[start:end]
        for match in reversed(list(_AGAINST.finditer(clause))):
            place = start + match.end()
            time = next((t for t in times if place <= t.start <= place + 2 and t.end <= end), None)
            if time is not None:
                found = [_with_same_period(text, time, end)]
                for other in times:
                    if text[found[-1][1] : other.start] in ("和", "、", "及", "与") and other.end <= end:
                        found.append(_with_same_period(text, other, end))
                return tuple(found)
            peer = _PEER.match(text, place, end)
            if peer is not None:
                return ((place, place + len(peer[1]), peer[1]),)
        words = list(re.finditer(r"同比|环比|按[年月季](?=[一-龥]{0,2}[增减升降上下])", clause))
        return tuple((start + m.start(), start + m.end(), m[0]) for m in words[-1:])


_AGAINST = re.compile(r"较(?![快大高多好强])|(?<![对占之百同环])比(?!重|例|率|较|值|上升|赛|价|如)|与|相较于?|相比于?|同(?!比|时|期|样|步|心|志)")
_PEER = re.compile(
    r"((?:全国|全省|全市|世界|国际|同类|同级|计划|目标|预期|年度目标|城镇|农村|发达国家|行业|历史|调查|预算|规划|东部|西部|中部)[一-龥]{0,10}?)"
    r"(?:相比|比较|提高|高|低|下降|增|减|缩|上升|分别|快|慢|多|少|均)"
)


def _ends_listed(left: str) -> bool:
    """Whether the clause ends with 等 after an enumeration."""
    left = left.rstrip()
    return any(match.end() == len(left) for match in ETC.finditer(left))


_SAME_PERIOD = re.compile(r"的?(?:同期|同月|同季)?(?:末|底)?")


def _with_same_period(text: str, time: TimeMention, end: int) -> tuple[int, int, str]:
    match = _SAME_PERIOD.match(text, time.end, end)
    stop = match.end() if match else time.end
    return time.start, stop, text[time.start : stop]


def _without(
    text: str, start: int, end: int, times: Sequence[TimeMention], bases: tuple[tuple[int, int, str], ...]
) -> str:
    """``text[start:end]`` without time expressions and bases."""
    holes = [(t.start, t.end) for t in times if start <= t.start and t.end <= end]
    holes += [(b[0], b[1]) for b in bases]
    pieces = []
    place = start
    for hole_start, hole_end in sorted(holes):
        if hole_start >= place:
            pieces.append(text[place:hole_start])
            place = hole_end
    pieces.append(text[place:end])
    joined = "".join(pieces)
    if bases:
        joined = re.sub(r"(?:较|相较于?|相比于?|与|同|比)(?=$|相比|[，和]|分别|均|也|又|年均|大幅|实际|名义|累计|增|减|提|上|下|降|升|回|扩|缩|净|多|少|高|低|加|快|有|略|翻|累)(?:相比|比较)?和?", "", joined)
    return joined


def _direction(name: str | None) -> Direction | None:
    return name if name in ("increase", "decrease") else None  # type: ignore[return-value]
