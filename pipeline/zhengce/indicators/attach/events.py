"""Events that open a sentence and date its numbers in words alone: 扩建工程投产后，…."""

from __future__ import annotations

from zhengce.indicators.words import word_list
from zhengce.types import SegmentedText, SentenceSpan

_ENDS = word_list("events", "ends")
_NO_EVENTS = word_list("events", "no_events")
_MEASURING = word_list("events", "measuring")
_LONGEST = 20  # characters of the clause
_SHORTEST = 4


def opens_with_event(segmented: SegmentedText, sentence: SentenceSpan) -> bool:
    """Return whether the first clause names an event before or after which the rest of the sentence holds.

    >>> from zhengce.segment import Segmenter
    >>> cut = Segmenter()("扩建工程投产后，每年供水7万吨。扣除价格因素后，收入增长3%。目前，建站5个。")
    >>> [opens_with_event(cut, sentence) for sentence in cut.sentences]
    [True, False, False]
    """
    text, start = segmented.text, sentence.start
    comma = text.find("，", start, min(sentence.end, start + _LONGEST))
    clause = text[start:comma] if comma >= 0 else ""
    end = next((word for word in _ENDS if clause.endswith(word)), "")
    if not end or len(clause) < _SHORTEST or clause.endswith(_NO_EVENTS) or clause.startswith(_MEASURING):
        return False
    last = segmented.between(start, comma - len(end))[-1:]
    return any(segmented.tags[k].startswith("v") for k in last)
