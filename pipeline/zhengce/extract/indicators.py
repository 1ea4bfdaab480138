"""Puts the ideas together: mentions, periods, clauses and context become indicators."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhengce.extract.clauses import ClauseReader, Slot
from zhengce.extract.governing import governing, is_governing, is_local
from zhengce.extract.lexicon import Lexicon, default_lexicon
from zhengce.extract.mentions import Mention, MentionFinder, rank_words
from zhengce.extract.periods import TimeMention, find_times
from zhengce.extract.phrases import BOUNDARY
from zhengce.extract.status import StatusReader
from zhengce.extract.subjects import share_subjects
from zhengce.types import Base, BaseKind, Direction, Measure, Period, SegmentedText, SentenceSpan, Status

_MEASURED_SPAN = re.compile(
    r"(?:年限|期限|周期|寿命|时间|时长|用时|耗时|工期|天数|时限|工时|日数|有效期|保质期|年龄|岁数|工时|中位数|均值|压减|降|缩短|延长|压缩|减少|提前|增加|缩短[至到为]|延长[至到为]|压缩[至到为]|压减[至到为]|降[至到为]|提前了)"
    r"(?:达到?|为|约|超过?|平均|从|由|至|到|了|是|不[少低超多]于?过?|最[长短]|共|[，：]|均)*$"
)
_INDEX = re.compile(
    r"(?:指数|系数|乘数|比|比值|得分|评分|率|分值|倍数|比例|点|PMI|均值|景气度|密度)[^，。；]{0,8}$"
)
_COMPARED = "[比较][^，。；]{1,8}(?:[高低]|上升|下降|提高|降低|回升|回落|增加|减少|上涨|下跌)"
_STATIC = re.compile(
    r"(?:全长|正线长|线路长|主跨|跨度|时速|建筑面积|占地面积|占地|总投资|库容|海拔|总长|设计[一-龥]{0,4}|总库容|桥长|吨位|坝高)$"
)
_DESCRIBING = re.compile(r"(?!的)[一-龥]{1,6}的")
_LIST_NUMBER = re.compile(r"[（(]?\d+(?:[）)]|[.．、](?!\d))")
_OUTLINE_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]|.*(?:回顾|工作|成就|情况|概况|安排|目标|任务|发展)$"
)
_ABSTRACT = re.compile(
    r"(?:意见|建议|要求|问题|原因|特点|方法|途径|步|方针|办法|世界|民族|社会|阶级|主义|矛盾|国家主权|制度|思想|次会议|届)"
)


@dataclass(frozen=True, slots=True)
class IndicatorMention:
    """An indicator with offsets into the normalised text; the pipeline adds area and raw offsets."""

    text: str
    start: int
    end: int
    value: Decimal | None
    value_min: Decimal | None
    value_max: Decimal | None
    unit: str | None
    measure: Measure
    direction: Direction | None
    modifier: str
    subject: str | None
    status: Status
    period: Period | None
    base: Base | None
    damaged: bool
    sentence: int
    rule: str
    confidence: float


class IndicatorFinder:
    """Finds the indicators of a segmented text. Built once, used for many texts."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        lexicon = lexicon or default_lexicon()
        self._mentions = MentionFinder(lexicon=lexicon)
        self._clauses = ClauseReader(lexicon)
        self._status = StatusReader(lexicon)

    def find(self, segmented: SegmentedText, published: dt.date | None = None) -> list[IndicatorMention]:
        """All indicators, in order."""
        return list(self._find(segmented, published))

    def _find(self, segmented: SegmentedText, published: dt.date | None) -> Iterator[IndicatorMention]:
        text = segmented.text
        times = find_times(text, published)
        section: int | None = -1
        inherited: TimeMention | None = None
        default: Status = "actual"
        chapter: Status = "actual"
        for index, sentence in enumerate(segmented.sentences):
            if sentence.boilerplate:
                continue
            if sentence.section != section:
                section = sentence.section
                heading = segmented.sections[section].heading if section is not None else None
                kind = segmented.sections[section].kind if section is not None else "body"
                told = self._status.of_heading(heading)
                if heading and re.match(r"[一二三四五六七八九十]{1,3}、", heading):
                    chapter = told or "actual"
                default = "target" if kind == "outlook" else told or chapter
                inherited = self._of_heading(heading, inherited, published)
            if text.startswith(("问：", "答：", "记者："), sentence.start):
                inherited = None
            here = [t for t in times if sentence.start <= t.start < sentence.end]
            slots, taken = self._slots(segmented, sentence, here)
            headline = self._is_headline(segmented, sentence)
            for slot in slots:
                time = governing(text, here, sentence.start, slot.mention.start, taken) or (
                    None if headline else inherited
                )
                yield self._assemble(segmented, index, sentence, slot, time, default, published, here)
            if not headline:
                inherited = self._carried(text, here, taken, sentence, counts=bool(slots)) or inherited

    def _of_heading(
        self, heading: str | None, inherited: TimeMention | None, published: dt.date | None
    ) -> TimeMention | None:
        """A heading with a time governs its part; a numbered one without leaves that of the chapter."""
        if heading is None:
            return None
        found = [t for t in find_times(heading, published) if is_governing(heading, t, 0)]
        if found and _OUTLINE_HEADING.match(heading):
            return found[0]
        return (
            inherited
            if re.match(r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]是", heading)
            else None
        )

    def _is_headline(self, segmented: SegmentedText, sentence: SentenceSpan) -> bool:
        if sentence.section is None:
            return False
        part = segmented.sections[sentence.section]
        return (
            part.start == sentence.start
            and part.heading is not None
            and segmented.text[sentence.end - 1] not in "。！？"
        )

    def _carried(
        self,
        text: str,
        times: Sequence[TimeMention],
        taken: frozenset[int],
        sentence: SentenceSpan,
        *,
        counts: bool,
    ) -> TimeMention | None:
        """The time that the sentence hands on: the last governing one at the head of a clause."""
        for time in reversed(times):
            if time.start in taken or not is_governing(text, time, sentence.start) or time.kind == "day":
                continue
            before = text[max(sentence.start, time.start - 2) : time.start]
            if time.text == "全年":
                continue
            if (
                not counts
                and time.kind == "point"
                and "月" in time.text
                and not time.text.startswith(("截至", "截止"))
            ):
                continue
            opens = not before or before[-1] in "。；：\n）】" or before.endswith(("自", "从", "经过"))
            described = _DESCRIBING.match(text, time.end)  # 去年投产的动力电池
            headed = text.startswith("，", time.end) or (opens and not described and time.kind != "now")
            if is_local(text, time):
                continue
            if headed or time.text.startswith(("截至", "截止")):
                return time
        return None

    def _slots(
        self, segmented: SegmentedText, sentence: SentenceSpan, times: Sequence[TimeMention]
    ) -> tuple[list[Slot], frozenset[int]]:
        """The quantities of a sentence with what is said of them, and the places of times that are bases."""
        text = segmented.text
        mentions = self._mentions.find(text, sentence.start, sentence.end, times)
        if not mentions and "首位" not in text[sentence.start : sentence.end]:
            return [], frozenset()
        found = [m for m in mentions if m.kind in ("quantity", "rank")]
        found += [
            r
            for r in rank_words(text, sentence.start, sentence.end)
            if all(m.end <= r.start or m.start >= r.end for m in found)
        ]
        found.sort(key=lambda m: m.start)
        if self._is_table(text, sentence, found):
            return [], frozenset()
        kept = [m for i, m in enumerate(found) if self._is_indicator(segmented, sentence, found, i)]
        slots = []
        for i, mention in enumerate(kept):
            clause = _clause_start(text, sentence.start, mention.outer_start)
            left = clause
            if i and kept[i - 1].outer_end > clause:
                left = kept[i - 1].outer_end
                listed = text.rfind("、", left, mention.outer_start)
                if listed >= 0 and not re.search("分别|依次", text[left : mention.outer_start]):
                    left = listed
            boundary = _clause_end(text, mention.outer_end, sentence.end)
            right = min(boundary, kept[i + 1].outer_start if i + 1 < len(kept) else boundary)
            slot = self._clauses.slot(
                segmented, mention, left, clause, right, times, slots[-1] if slots else None
            )
            if slot.subject is None and left <= clause and not slot.distributed:
                slot.subject = self._leading(segmented, sentence, clause, kept, i)
            slots.append(slot)
        taken = frozenset(base.start for slot in slots for base in slot.bases)
        share_subjects(slots)
        return [s for s in slots if self._says_something(s)], taken

    def _leading(
        self, segmented: SegmentedText, sentence: SentenceSpan, clause: int, kept: Sequence[Mention], i: int
    ) -> str | None:
        """The noun that a clause of its own names before: 全社会研发经费，从2002年1288亿元…"""
        start = _clause_start(segmented.text, sentence.start, clause - 1)
        piece = segmented.text[start : clause - 1]
        if not 2 < len(piece) <= 24 or (i and kept[i - 1].end > start) or segmented.text[clause - 1] != "，":
            return None
        words = segmented.between(start, clause - 1)
        tags = [segmented.tags[k] for k in words]
        if (
            not tags
            or tags[0] == "v"
            or tags[-1] not in ("n", "nz", "vn", "l")
            or {"d", "p", "f", "t"} & set(tags)
        ):
            return None
        return self._clauses.phrases.shorten(self._clauses.phrases.left(piece)) or None

    def _is_table(self, text: str, sentence: SentenceSpan, found: Sequence[Mention]) -> bool:
        """A row of a table: several numbers with nothing but blanks between them."""
        piece = text[sentence.start : sentence.end]
        return len(found) >= 2 and bool(re.search(r"\d\s+\d", piece)) and not re.search("[，。；]", piece)

    def _is_indicator(
        self, segmented: SegmentedText, sentence: SentenceSpan, found: Sequence[Mention], i: int
    ) -> bool:
        m = found[i]
        text = segmented.text
        if m.kind == "rank":
            return True
        left = text[_clause_start(text, sentence.start, m.outer_start) : m.outer_start]
        right = text[m.outer_end : m.outer_end + 12]
        if m.indefinite or re.search(r"(?:每(?:增长|提高|增加|下降|降低)?|“|第)$", left):
            return False
        if m.start == sentence.start and _LIST_NUMBER.match(text, m.start):
            return False
        if i and found[i - 1].outer_end == m.outer_start and m.bare:
            return False
        if m.dimension == "duration":
            if re.search(r"[从由]$", left) and i + 1 < len(found) and found[i + 1].unit == m.unit:
                return True
            return bool(_MEASURED_SPAN.search(left)) or (
                m.value is not None and m.value % 1 != 0 and not right.startswith(("期", "计划"))
            )
        if m.dimension == "age":
            return bool(
                re.search(r"(?:年龄|寿命|岁数|年轻|年长|只有|仅|达到?|为|至|提高)[^，。；]{0,6}$", left)
            ) and not right.startswith(("及", "以", "的", "儿童", "老"))
        if m.unit is None:
            return self._bare(found, i, left, right)
        if (
            m.han
            and m.dimension == "count"
            and m.value is not None
            and m.value <= 20
            and not m.modifier.startswith(("over", "about", "nearly"))
        ):
            return self._small_count(m, left, right)
        if m.dimension == "score" and not re.search(
            r"(?:得分|评分|分数|成绩|满意度|分)[^，。；]{0,6}$", left
        ):
            return False
        if m.unit in ("条", "章", "节") and re.search(r"(?:章|部分|编)(?:，?共)?$", left):
            return False
        return not self._attributive(segmented, found, i, right)

    def _small_count(self, m: Mention, left: str, right: str) -> bool:
        """两个, 三座, 五家: a count where a concrete noun follows or stands before; 两次, 三轮 are not."""
        if m.unit in (
            "次",
            "轮",
            "批",
            "期",
            "类",
            "层",
            "段",
            "重",
            "面",
            "道",
            "方",
            "步",
            "位一体",
            "分",
            "块",
        ) or _ABSTRACT.match(right):
            return False
        return bool(right and "一" <= right[0] <= "龥") or bool(re.search(r"[一-龥”]$", left))

    def _bare(self, found: Sequence[Mention], i: int, left: str, right: str) -> bool:
        """A number without a unit: 300万产业工人, 突破万亿台阶, 指数132.6; not a mere numeral."""
        m = found[i]
        if m.fraction:
            return True
        following = right[:1]
        if m.bare:
            return bool(re.match(r"台阶|大关|规模|以上|$|[，。；、]", right)) and m.modifier != "exact"
        if re.match(r"[一-龥]{1,2}级", right):
            return False
        if re.search("[万亿]", m.text):
            return following not in ("级", "以") and bool(
                following and ("一" <= following <= "龥" or following in "，。；、“）") or not following
            )
        if m.han or following == "级":
            return False
        if (
            following
            and "一" <= following <= "龥"
            and not right.startswith(("左右", "以上", "以下", "和", "与", "及", "的"))
        ):
            return False
        return bool(
            re.search(
                r"(?:为|达到?|是|至|到|提高|下降|上升|降低|增加|回落|提升|超过|高于|低于|由|从|_VS_|[和、])\s*$".replace(
                    "_VS_", _COMPARED
                ),
                left,
            )
        ) and (
            bool(_INDEX.search(left))
            or bool(re.search(f"(?:{_COMPARED}|[为至到])$", left) and i and found[i - 1].unit is None)
        )

    def _attributive(self, segmented: SegmentedText, found: Sequence[Mention], i: int, right: str) -> bool:
        """A size that describes the noun it stands before: 1000千伏输电线路1240公里, 500亿元以上项目20个."""
        m = found[i]
        if m.dimension == "voltage":
            return True
        if m.bare and m.unit is not None and not m.text.startswith("上"):
            text = segmented.text
            return bool(re.match(r"(?:级|以上|企业|产业|项目|园区|县|镇|村|集群|俱乐部|的|元级)", right)) or (
                m.modifier == "exact"
                and not re.match(r"(?:规模|台阶|大关|$|[，。；、])", right)
                and not text.startswith("产值", m.outer_end)
            )
        if re.match(r"级(?!别)|型", right):
            return True
        bounded = m.outer_end > m.end and m.modifier in ("at_least", "at_most")
        if (
            bounded
            and right
            and "一" <= right[0] <= "龥"
            and m.dimension not in ("count", "person", "household", "ratio", "points", "multiple")
        ):
            return True  # 亿元以上项目
        if m.dimension in ("count", "person", "household", "ratio", "points", "multiple"):
            return False
        if i + 1 >= len(found) or not right or not "一" <= right[0] <= "龥":
            return False
        between = segmented.text[m.outer_end : found[i + 1].outer_start]
        if (
            len(between) > 16
            or re.search(r"[，。；：、]|^[和与及或至到]", between)
            or found[i + 1].kind == "rank"
        ):
            return False
        tags = [segmented.tags[k] for k in segmented.between(m.outer_end, found[i + 1].outer_start)]
        words = [segmented.words[k] for k in segmented.between(m.outer_end, found[i + 1].outer_start)]
        return all(
            not t.startswith("v") or t == "vn" or w in ("达", "达到", "有", "为", "超过", "突破")
            for t, w in zip(tags, words, strict=True)
        )

    def _says_something(self, slot: Slot) -> bool:
        m = slot.mention
        if m.unit is None and not m.fraction and not re.search("[万亿]", m.text) and m.kind == "quantity":
            return slot.subject is not None
        return True

    def _assemble(
        self, segmented: SegmentedText, index: int, sentence: SentenceSpan, slot: Slot, time: TimeMention | None,
        default: Status, published: dt.date | None, times: Sequence[TimeMention],
    ) -> IndicatorMention:  # fmt: skip
        m = slot.mention
        text = segmented.text
        change = slot.frame in ("change", "change-object", "difference")
        measure: Measure = "rank" if m.kind == "rank" else "change" if change else "level"
        value, low, high, unit = m.value, m.value_min, m.value_max, m.unit
        if m.fraction:
            unit = "%"
            value, low, high = (None if v is None else round(v * 100, 2) for v in (value, low, high))
        damaged = "\ufffd" in text[max(0, m.start - 1) : m.end + 1]
        if damaged:
            value = low = high = None
        status = self._status.read(
            text, sentence.start, m.outer_start, m.outer_end, slot.clause, time, default
        )
        if slot.first_of_pair and not (time is not None and time.future):
            status = "actual"
        if (
            slot.first_of_pair
            and time is not None
            and time.text.startswith(("截至", "截止", "到目前", "目前"))
        ):
            time = None  # 截至年底…从A缩短至B: A is not of that day
        if time is not None and time not in times and slot.subject and _STATIC.search(slot.subject):
            time = None
        inherited = time is not None and time not in times
        period = Period(time.text, time.first, time.last) if time is not None else None
        base = self._base(slot, published) if change else None
        rule = f"{slot.frame}{'+distributed' if slot.distributed else ''}{'+inherited' if inherited else ''}"
        confidence = (
            0.95 - 0.1 * (slot.subject is None) - 0.05 * inherited - 0.05 * (unit is None) - 0.4 * damaged
        )
        return IndicatorMention(
            m.text, m.start, m.end, value, low, high, unit, measure, slot.direction if change else None,
            m.modifier, slot.subject, status, period, base, damaged, index, rule, round(confidence, 2),
        )  # fmt: skip

    def _base(self, slot: Slot, published: dt.date | None) -> Base | None:
        if not slot.bases:
            return None
        words = slot.bases[0].text
        kind: BaseKind = "peer"
        found = find_times(words, published)
        if re.match(r"同比|上年|去年|上一年", words):
            kind = "year_on_year"
        elif re.match(r"环比|上月|上季|上个月", words):
            kind = "month_on_month"
        elif found:
            kind = "since"
        first, last = (found[0].first, found[0].last) if found else (None, None)
        return Base(words, kind, first, last)


def _clause_start(text: str, start: int, place: int) -> int:
    """Where the clause of `place` begins: after the last boundary, over brackets that are closed."""
    depth = 0
    for i in range(place - 1, start - 1, -1):
        if text[i] == "）":
            depth += 1
        elif text[i] == "（":
            if depth == 0:
                return i + 1
            depth -= 1
        elif depth == 0 and text[i] in BOUNDARY:
            return i + 1
    return start if depth == 0 else max(start, text.rfind("）", start, place) + 1)


def _clause_end(text: str, place: int, end: int) -> int:
    depth = 0
    for i in range(place, end):
        if text[i] == "（":
            depth += 1
        elif text[i] == "）":
            if depth == 0:
                return i
            depth -= 1
        elif depth == 0 and text[i] in BOUNDARY:
            return i
    return end
