"""Find the most probable reading of a run: a Viterbi search over words, gaps and dropped pairs.

A run is a sequence of slots. A slot has one reading, a character or a gap of candidates that fit the bytes,
or more if pairs may have been dropped: then two or three gaps replace one character. All words that cover
the slots are tried. A reading, or a character in it, is chosen if its best path is clearly ahead of the
best one without it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from zhengce.normalize.adjoining import Heads, Tail, apart, heads_of, tail_of
from zhengce.normalize.options import DIGITS, Options, is_numeral
from zhengce.normalize.plausible import LONGEST, LOST, SIGNS, continued, preceded, single, words

_FEW = 4  # maximum number of word prefixes, each of which is looked up
_UNKNOWN = -16.0  # penalty of a character in a gap that no word covers
_AHEAD = 1.0  # required margin over the second-best character
_BOTH = 5.0  # the same next to another wide gap, where a word over both is a guess
_WIDE = 60  # candidates of a gap with almost no information
_FAR = 3.0  # required margin over any numeral, so that no number is read away
_CLEAR = 1.5  # required margin between readings of a slot
_NEVER = -1e9


class Place(NamedTuple):
    """The candidates of a place, with credit for some of them.

    `joined`: its first byte and the last byte before it form no valid character. `prior`: log probability
    of the reading that it begins.
    """

    fits: Options
    credit: Mapping[str, float]
    joined: bool = False
    prior: float = 0.0


class Read(NamedTuple):
    """The choice for a place, None if nothing is clearly ahead; `numeral` is the margin over numerals."""

    character: str | None
    numeral: float = math.inf


class Choice(NamedTuple):
    """The reading of a slot (None if none is clear), the choices at its places, and its margin."""

    which: int | None
    reads: tuple[Read, ...] = ()
    ahead: float = 0.0


class _Word(NamedTuple):
    start: int
    """The node before it."""
    text: str
    value: float
    before: float
    """The best score of what stands before it."""
    path: tuple[int, ...]
    """The places it covers."""


class _Begun(NamedTuple):
    start: int
    path: tuple[int, ...]
    texts: Collection[str]


class Lattice:
    """Slots from left to right with all words over them.

    >>> from zhengce.normalize.options import options
    >>> lattice = Lattice()
    >>> for fits in ("医", "疗", "保播拨泊", "险"):
    ...     lattice.push([[Place(options(tuple(fits)), {})]])
    >>> [choice.reads[0].character for choice in lattice.chosen()]
    ['医', '疗', '保', '险']
    """

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._slots: list[list[tuple[int, ...]]] = []  # readings, each a sequence of places
        self._begun: list[list[_Begun]] = [[]]  # at each node
        self._words: list[list[_Word]] = [[]]  # that end at each node
        self._best: list[dict[Tail, float]] = [{(): 0.0}]
        self._last = 0  # node
        self._known = words()
        self._on = continued()
        self._heading = preceded()
        self._ahead: dict[tuple[int, Heads], float] = {}

    def push(self, ways: Sequence[Sequence[Place]]) -> None:
        """Add a slot."""
        start, slot, ends = self._last, [], []
        if any(way[0].joined for way in ways):
            self._keep_last()
        for way in ways:
            node, path = start, []
            for place in way[:-1]:
                self._places.append(place)
                path.append(len(self._places) - 1)
                self._close(*self._step(node, place))
                node = len(self._begun) - 1
            self._places.append(way[-1])
            path.append(len(self._places) - 1)
            ends.append(self._step(node, way[-1]))
            slot.append(tuple(path))
        self._close([w for found, _ in ends for w in found], [b for _, begun in ends for b in begun])
        self._last = len(self._begun) - 1
        self._slots.append(slot)

    def peek(self, ways: Sequence[Sequence[Place]]) -> float:
        """Return the score with one more slot without adding it; only the first of two places is read."""
        place = ways[0][0]
        self._places.append(place)
        found, _ = self._step(self._last, place)
        self._places.pop()
        return max((word.value + word.before for word in found), default=_NEVER)

    @property
    def best(self) -> float:
        """Return the score of the best reading so far."""
        return max(self._best[self._last].values())

    def _close(self, found: list[_Word], begun: list[_Begun]) -> None:
        """Add a node at which these words end."""
        self._words.append(found)
        self._begun.append(begun)
        self._best.append({(): max((word.value + word.before for word in found), default=_NEVER)})

    def _step(self, node: int, place: Place) -> tuple[list[_Word], list[_Begun]]:
        """Return the words over a place after a node and the prefixes that continue."""
        here = (len(self._places) - 1,)
        fits, credit = place.fits, place.credit
        found = [
            _Word(node, c, value + place.prior, self._before(node, fits.forms.get(c, ())), here)
            for c, value in _alone(fits, credit)
        ]
        begun = [_Begun(node, here, fits.first)]
        for start, path, texts in self._begun[node]:
            if len(path) >= LONGEST:
                continue
            longer = self._two(texts, path[0], fits) if len(path) == 1 else self._longer(texts, fits)
            if not longer:
                continue
            whole = path + here
            begun.append(_Begun(start, whole, longer))
            given = [self._places[p] for p in whole]
            prior, credited = sum(p.prior for p in given), any(p.credit for p in given)
            first = given[0].fits.forms
            for text in longer:
                if (value := self._known.get(text)) is None:
                    continue
                if credited:
                    value += sum(p.credit.get(c, 0.0) for c, p in zip(text, given, strict=True) if p.credit)
                found.append(_Word(start, text, value + prior, self._before(start, first[text[0]]), whole))
        return found, begun

    def _two(self, texts: Collection[str], before: int, fits: Options) -> Collection[str]:
        """Return the prefixes and words of two characters."""
        if len(fits.plain) != 1 or len(texts) < _FEW:
            return self._longer(texts, fits)
        (last,) = fits.plain
        firsts = self._heading.get(last)
        return [first + last for first in firsts & self._places[before].fits.first] if firsts else ()

    def _longer(self, texts: Collection[str], fits: Options) -> Collection[str]:
        """Return the prefixes and words that are one character longer."""
        plain, longer, goes_on = fits.plain, [], self._on.get
        if len(plain) == 1:
            (last,) = plain
            return [text + last for text in texts if last in goes_on(text, "")]
        for text in texts:
            if on := goes_on(text):
                longer += [text + c for c in (on if isinstance(on, str) else on & plain) if c in plain]
        return longer

    def _keep_last(self) -> None:
        """Store scores at the last node by preceding character, which the next one depends on."""
        if not self._slots or all(len(self._places[way[-1]].fits.plain) == 1 for way in self._slots[-1]):
            return
        scores: dict[Tail, float] = {}
        for word in self._words[self._last]:
            tail = self._tail(word)
            if word.value + word.before > scores.get(tail, _NEVER):
                scores[tail] = word.value + word.before
        self._best[self._last] = scores

    def _tail(self, word: _Word) -> Tail:
        return tail_of(self._places[word.path[-1]].fits.forms.get(word.text[-1], ()))

    def _before(self, node: int, forms: tuple[str, ...]) -> float:
        """Return the best score of what may precede a word with this beginning."""
        scores = self._best[node]
        if len(scores) == 1 and () in scores:
            return scores[()]
        heads = heads_of(forms)
        key = node, heads
        if key not in self._ahead:
            fits = (value for tail, value in scores.items() if apart(tail, heads))
            self._ahead[key] = max(fits, default=_NEVER)
        return self._ahead[key]

    def chosen(self) -> list[Choice]:
        """Return the choice for each slot, ``Choice(None)`` for a slot without a clear reading."""
        tops = self.tops()
        result: list[Choice] = []
        margins: list[tuple[int, int, float]] = []
        for slot in self._slots:
            best = [max(tops[way[0]].values(), default=_NEVER) for way in slot]
            which = best.index(max(best))
            ahead = min((best[which] - value for k, value in enumerate(best) if k != which), default=math.inf)
            if ahead < _CLEAR:
                result.append(Choice(None))
                margins.append((len(result) - 1, 0, math.inf))
                continue
            reads = []
            for k, place in enumerate(slot[which]):
                read, margin = self._choice(self._places[place].fits, tops[place])
                reads.append(read)
                margins.append((len(result), k, margin))
            result.append(Choice(which, tuple(reads), ahead))
        for at, k in list(_guessed(margins, result)):
            reads = list(result[at].reads)
            reads[k] = reads[k]._replace(character=None)
            result[at] = result[at]._replace(reads=tuple(reads))
        return result

    @staticmethod
    def _choice(fits: Options, top: Mapping[str, float]) -> tuple[Read, float]:
        """Return the choice for a place, and its margin if the place has almost no information."""
        if len(fits.plain) == 1:
            return Read(next(iter(fits.plain))), math.inf
        ranked = sorted(top.items(), key=lambda item: item[1], reverse=True) or [(LOST, _NEVER)]
        (best, value), others = ranked[0], ranked[1:]
        doubt = best == LOST or any(value - other < (_FAR if c in DIGITS else _AHEAD) for c, other in others)
        numeral = min((value - other for c, other in others if is_numeral(c)), default=math.inf)
        margin = value - others[0][1] if others and len(fits.plain) >= _WIDE else math.inf
        return Read(None if doubt else best, numeral), margin

    def tops(self) -> list[dict[str, float]]:
        """Return, for each place, the score of the best reading with each candidate."""
        rest: list[dict[Tail, float]] = [{} for _ in self._best]
        rest[self._last] = {(): 0.0}
        tops: list[dict[str, float]] = [{} for _ in self._places]
        for end in range(self._last, 0, -1):
            split = rest[end].keys() != {()}
            for word in self._words[end]:
                ahead = rest[end].get(self._tail(word) if split else ())
                if ahead is None:
                    continue
                onwards = word.value + ahead
                total = word.before + onwards
                for place, character in zip(word.path, word.text, strict=True):
                    if total > tops[place].get(character, _NEVER):
                        tops[place][character] = total
                behind, scores = rest[word.start], self._best[word.start]
                forms = self._places[word.path[0]].fits.forms.get(word.text[0], ())
                heads = () if () in scores else heads_of(forms)
                for tail in scores:
                    if onwards > behind.get(tail, _NEVER) and apart(tail, heads):
                        behind[tail] = onwards
        return tops


def _alone(fits: Options, credit: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Yield the candidates of a place that may be single words, with their scores."""
    if len(fits.plain) == 1:
        (character,) = fits.plain
        yield character, single(character)
        return
    for character in fits.alone | (credit.keys() & fits.plain):
        yield character, single(character) + credit.get(character, 0.0)
    yield LOST, _UNKNOWN


def _guessed(
    margins: Sequence[tuple[int, int, float]], result: Sequence[Choice]
) -> Iterator[tuple[int, int]]:
    """Yield adjacent places without a clear choice: a word over both would be a guess."""
    weak = [
        margin < _BOTH and (result[slot].reads[k].character or LOST) not in SIGNS
        for slot, k, margin in margins
    ]
    for i, (slot, k, _) in enumerate(margins):
        if weak[i] and ((i and weak[i - 1]) or (i + 1 < len(weak) and weak[i + 1])):
            yield slot, k
