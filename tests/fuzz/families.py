"""Texts made to cost more than they should: families of any length, and the stages that read them."""

from __future__ import annotations

import gc
import time
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from zhengce.classify import AreaClassifier
from zhengce.extract.programmes import EntityFinder, ProgrammeFinder, holders, issuers
from zhengce.indicators import IndicatorFinder
from zhengce.normalize import normalize
from zhengce.quantities import MentionFinder
from zhengce.segment import Segmenter
from zhengce.times import find_times

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.types import SegmentedText

PROSE = (
    "截至目前，全省建成工会驿站3786个，累计服务1493万人次，同比增长12.5%，较2017年分别增长67.3%和50.9%。"
    "国务院办公厅印发《关于推进改革的意见》（国发〔2024〕3号），开展“龙江最美职工”选树活动。\n"
)
_LONG = "今天全省召开会议研究产业工人队伍建设改革工作并且部署下一步工作安排" * 3 + "。\n"

REPEATED = {
    "Arabic digits": "1234567890",
    "digits and commas": "1,234",
    "digits and blanks": "123 ",
    "digits and points": "1.",
    "full-width digits": "１２",
    "one": "一",
    "ten": "十",
    "ten thousand": "万",
    "zero": "〇",
    "fourteen five": "十四五",
    "hundred parts": "百分之",
    "two thirds": "三分之二",
    "tenths": "一成",
    "money": "3亿元",
    "from to": "从3到5",
    "ranges": "3—5—",
    "enumeration marks": "、",
    "counts in a list": "3个、",
    "percentages in a list": "3.5%和",
    "opening quotes": "“",
    "quotes": "“3”",
    "opening brackets": "（",
    "brackets with numbers": "（3个，",
    "titles": "《",
    "page brackets": "〔",
    "mixed openings": "“（《",
    "stops in brackets": "（。）x",
    "question marks": "?",
    "character and question mark": "工?",
    "blanks": " ",
    "line ends": "\n",
    "line ends and returns": "\r\n",
    "than": "比",
    "grew": "同比增长",
    "of": "的",
    "characters without a stop": "推进产业工人队伍建设改革",
    "facts without a stop": "全省技能人才264.3万人比2017年增长67.3%",
    "clauses": "建成工会驿站3786个，",
    "half sentences": "建成3个；",
    "sentences": "建成工会驿站3786个。",
    "changes": "较2017年分别增长67.3%和50.9%，",
    "ranks": "居全国第2位，",
    "dates": "2024年1月1日",
    "years": "2024年",
    "days to days": "6月1日至",
    "until": "截至2024年底",
    "since": "自2024年",
    "events": "以来",
    "months in a list": "1、2月",
    "two digits": "89年",
    "plans": "“十四五”",
    "years of the Republic": "113年",
    "short lines": "增长3个\n",
    "lines of one": "3\n",
    "marked lines": "（一）推进工作\n",
    "lists of lists": "1．好。正文一句话。\n2．好。正文一句话。\n3．好。正文一句话。\n正文正文一句话。\n",
    "tables of contents": "目录\n第一章 总则........1\n第二章 好好........2\n正文。\n",
    "ends of a page": "转自：某网\n" + _LONG,
    "plain headings": "推进改革工作\n" + _LONG,
    "heads": "行动",
    "programmes": "创新工程、",
    "titles over lines": "《最低\n工资条例》",
    "issued documents": "国务院办公厅印发《关于推进改革的意见》，",
    "emoji": "😀",
    "joined emoji": "👨\u200d👩\u200d👧",
    "NULs": "\0",
    "turned direction": "\u202e",
    "marks on one letter": "\u0301",
    "lost characters": "3\ufffd",
    "letters": "a",
    "addresses": "a.b@",
    "parts of a phone number": "1-",
    "glosses": "產(chǎn)",
    "open glosses": "(chan",
    "prose": PROSE,
}


def text(family: str, size: int) -> str:
    """A text of `size` characters of a family."""
    unit = REPEATED[family]
    return (unit * (size // len(unit) + 1))[:size]


class Stage(NamedTuple):
    """What a stage reads, made of a text without being timed, and what it does with it."""

    prepared: Callable[[str], Any]
    done: Callable[[Any], object]


@cache
def stages() -> dict[str, Stage]:
    """The stages by name."""
    segmenter, programmes, entities = Segmenter(), ProgrammeFinder(), EntityFinder()
    mentions, indicators, classifier = MentionFinder(), IndicatorFinder(), AreaClassifier.load()

    def quantities(text: str) -> object:
        return mentions.find(segmenter(text), 0, len(text), find_times(text))

    def named(segmented: SegmentedText) -> tuple[Any, ...]:
        return segmented, indicators.find(segmented), programmes.find(segmented), entities(segmented)

    def belongings(found: tuple[Any, ...]) -> object:
        return holders(*found), [issuers(found[0].text, one, found[3]) for one in found[2]]

    def areas(segmented: SegmentedText) -> object:
        sentences = segmented.sentences
        return classifier.classify(
            [segmented.text[one.start : one.end] for one in sentences],
            passages=[one.section for one in sentences],
        )

    return {
        "normalize": Stage(str, normalize),
        "segment": Stage(str, segmenter),
        "quantities": Stage(str, quantities),
        "times": Stage(str, find_times),
        "indicators": Stage(segmenter, indicators.find),
        "programmes": Stage(segmenter, programmes.find),
        "entities": Stage(segmenter, entities),
        "holders": Stage(lambda text: named(segmenter(text)), belongings),
        "classify": Stage(segmenter, areas),
    }


def cost(stage: Stage, text: str, times: int = 1) -> float:
    """Seconds of CPU that a stage takes for a text, the least of several."""
    prepared = stage.prepared(text)
    found = []
    gc.disable()  # a collection would count all that other tests have left
    try:
        for _ in range(times):
            begun = time.process_time()
            stage.done(prepared)
            found.append(time.process_time() - begun)
    finally:
        gc.enable()
    return min(found)


def growth(stage: Stage, family: str, times: int = 1) -> float:
    """How much more a character costs where a text is four times as long: 1 for linear, 4 for quadratic.

    The text is made longer until the clock can tell.
    """
    size, short = _SHORT, cost(stage, text(family, _SHORT), times)
    while True:
        long = cost(stage, text(family, 4 * size), times)
        if long > _ENOUGH or 4 * size >= _LONGEST:
            return long / 4 / max(short, 1e-4)
        size, short = 4 * size, long


_SHORT = 2000
_LONGEST = 32_000
_ENOUGH = 0.03
