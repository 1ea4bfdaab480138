"""Find paragraphs with parallel openings: topic sentences, or the same first words (立足…, 立足…)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from zhengce.segment.lines import Line
from zhengce.segment.marks import topic

_LONG = 40
_TOPIC = 26
_SHARED_TOPIC = 60
_LEAST = 3
_SHARE = 0.6
_AFTER = 30
_NO_TOPIC = re.compile(
    r".*(?:\d|[，：]|指出|强调|表示|介绍|认为|要求|[说称]$|如下)|(?:各位|会议|记者|据|为此|同时|此外|其中|日前|近日|今天|这|我们)"
)
_SAID = re.compile(r".*(?:指出|强调|表示|介绍|认为|说|获悉|了解到)|(?:各位|会议|记者|本报|问|答)")
_TIMES = re.compile(r"(?:[一二三四五六七八九十]+年来|[一-龥]{2,6}以来|过去[一二三四五六七八九十]+年)，")


def topics(lines: Sequence[Line]) -> dict[int, str]:
    """Map the index of each paragraph that opens a section to its topic sentence; all share one heading.

    >>> one = "。2024年，全省举办竞赛9800余场次，吸引625万人次职工参与，54名选手晋升技师。"
    >>> heads = ["职工队伍不断壮大", "创新活力迸发", "工匠培育更加完善"]
    >>> list(topics([Line(0, head + one) for head in heads]).values()) == heads
    True
    """
    long = [i for i, line in enumerate(lines) if len(line.text) > _LONG]
    found = {i: said for i in long if (said := topic_sentence(lines[i].text)) is not None}
    if len(found) < _LEAST:
        return {}
    first, last = min(found), max(found)
    among = [i for i in long if first <= i <= last]
    return found if len(found) >= _SHARE * len(among) else {}


def topic_sentence(line: str) -> str | None:
    """Return the short opening sentence that states the topic and holds no figure, or None.

    >>> topic_sentence("基础设施建设成效显著。高速公路从一百二十公里发展到一千零八十公里，居全国第九位。")
    '基础设施建设成效显著'
    """
    said = topic(line, _TOPIC)
    if said is None or len(line) < len(said) + _AFTER or len(said) < 4:
        return None
    plain = _TIMES.sub("", said, count=1)
    return None if _NO_TOPIC.match(plain) else said


def shared_openings(lines: Sequence[Line]) -> dict[int, str]:
    """Map the index of each paragraph that shares its first two characters with two others to its topic.

    >>> tail = "。截至目前，全省技能人才264.3万人，较2017年增长67.3%，改革取得成效。"
    >>> heads = ["立足提供人才支撑，推进改革", "立足新质生产力，强化创新", "立足履行职责，做好服务"]
    >>> list(shared_openings([Line(0, head + tail) for head in heads]).values()) == heads
    True
    """
    long = [i for i, line in enumerate(lines) if len(line.text) > _LONG]
    openings = Counter(lines[i].text[:2] for i in long)
    common = {opening for opening, n in openings.items() if n >= _LEAST and opening.isalpha()}
    found = {}
    for i in long:
        line = lines[i].text
        said = topic(line, _SHARED_TOPIC) if line[:2] in common else None
        if said is not None and not _SAID.match(said) and len(line) >= len(said) + _AFTER:
            found[i] = said
    kept = Counter(lines[i].text[:2] for i in found)
    return {i: said for i, said in found.items() if kept[lines[i].text[:2]] >= _LEAST}
