"""Find the denominator of a share before a noun or a copula: 90%的|乡镇卫生院, 学员|九成是女工."""

from __future__ import annotations

from zhengce.indicators.affixes import prefix_of, run_end, strip_suffixes
from zhengce.indicators.attach.shares import whole_of
from zhengce.indicators.following import RightSide
from zhengce.indicators.frames import FrameName
from zhengce.indicators.metrics import has_metric
from zhengce.indicators.phrases import WHOLE_PLACES, PhraseReader
from zhengce.indicators.words import character_set
from zhengce.quantities.mention import Mention
from zhengce.types import SegmentedText

_RATES = character_set("wholes", "rates")
_RAISING = character_set("wholes", "raising")
_RAISED = "".join(character_set("wholes", "raised"))
_REACHED = character_set("wholes", "reached")
_REACHING = "".join(character_set("wholes", "reaching"))
_GOVERNS = character_set("wholes", "governing")
_OF_WHICH = ("其中", "其中，", "其中有", "当中", "其中约", "其中近")
_COPULAS = ("均为", "均是", "都是", "为", "是", "系")
_WITHIN = ("当中", "之中", "中", "里")
_STOPS = frozenset("，。；、：（）！？\n")
_LONGEST_PART = 16
_NEAR = 12  # characters before a number
_SHORTEST_WHOLE = 2  # characters: 参保企业 is one, 参保 none


class WholeReader:
    """Finds the denominators of shares before a noun or a copula."""

    def __init__(self, phrases: PhraseReader) -> None:
        self._phrases = phrases

    def of_share(
        self, segmented: SegmentedText, mention: Mention, frame: FrameName, right: RightSide, phrase: str
    ) -> str | None:
        """Return the denominator of a share before a noun, the noun itself, or None: 90%的|乡镇卫生院."""
        share = mention.dimension == "ratio" or mention.fraction
        if not share or right.noun is None:
            return None
        if frame != "object" and not self._takes(segmented, mention, phrase):
            return None
        text, end = segmented.text, mention.outer_end
        if _tells_rate(text[max(0, mention.outer_start - _NEAR) : mention.outer_start]) or text.startswith(
            ("为", "是"), end
        ):
            return None
        if text.startswith("的", end):
            return whole_of(right.noun, described=True)
        place = text.find(right.noun, end)
        if place < 0:
            return None  # its metric was joined to it
        first = next(iter(segmented.between(place, place + 1)), None)
        last = segmented.between(place, place + len(right.noun))[-1:]
        nominal = any(segmented.tags[k].startswith("n") for k in last) and len(right.noun) > _SHORTEST_WHOLE
        if first is None or segmented.words[first][-1] in _GOVERNS:
            return None
        told = segmented.tags[first].startswith(("r", "d") if nominal else ("v", "r", "d"))
        return None if told else whole_of(right.noun)

    def part_named_after(
        self, segmented: SegmentedText, mention: Mention, frame: FrameName, phrase: str
    ) -> tuple[str, str] | None:
        """Return the part and the whole of a share before a copula, or None: 学员|九成是女工.

        The whole is empty after a bare 其中.
        """
        text, end = segmented.text, mention.outer_end
        share = (mention.dimension == "ratio" or mention.fraction) and frame == "subject"
        named = len(phrase) >= _SHORTEST_WHOLE and phrase[-1] not in _RATES
        if not share or not (named or text.endswith(_OF_WHICH, 0, mention.outer_start)):
            return None
        if _tells_rate(text[max(0, mention.outer_start - _NEAR) : mention.outer_start]):
            return None
        copula = prefix_of(text, _COPULAS, end)
        begun = end + len(copula)
        stop = run_end(text, begun, min(begun + _LONGEST_PART, len(text)), _STOPS)
        words = segmented.between(begun, stop)
        if not copula or stop - begun < _SHORTEST_WHOLE or not words or not text[stop : stop + 1].strip("\n"):
            return None
        tags = [segmented.tags[k] for k in words]
        nominal = tags[-1].startswith(("n", "vn")) or has_metric(text[begun:stop])
        if not nominal or tags[0].startswith(("d", "r", "p", "m")):
            return None
        return text[begun:stop], strip_suffixes(phrase, _WITHIN)

    def _takes(self, segmented: SegmentedText, mention: Mention, phrase: str) -> bool:
        """Return whether no thing is named before a share, but at most a verb: 覆盖|95%以上行政村.

        A whole region (全省) may be named, and a coordinated share always counts.
        """
        joined = segmented.text[mention.outer_start - 1] in "和及与"
        verb = self._phrases.last_verb(segmented, mention.outer_start, phrase)
        return not phrase or joined or verb == phrase or phrase in WHOLE_PLACES


def nominal(segmented: SegmentedText, start: int, noun: str) -> str:
    """Return the noun after a share without its predicate: 八成的受访者|表示满意."""
    place = segmented.text.find(noun, start)
    if place < 0:
        return noun  # its metric was joined to it
    for k in segmented.between(place + 1, place + len(noun)):
        start = segmented.starts[k]
        attributive = segmented.text.startswith("的", start + len(segmented.words[k]))
        if segmented.tags[k] in ("v", "a", "ad", "d") and not attributive:
            return noun[: start - place]
    return noun


def _tells_rate(left: str) -> bool:
    """Return whether a rate, or the verb of its change, directly precedes a number: 覆盖率达|98%的网点."""
    stem = left.rstrip(_REACHING)
    reached = left[len(stem) :]
    if "达" in reached or stem[-1:] in _RATES or stem[-1:] in _REACHED:
        return True
    verb = stem.rstrip(_RAISED)
    return verb[-1:] in _RAISING and (len(verb) < len(stem) or reached.startswith("到"))
