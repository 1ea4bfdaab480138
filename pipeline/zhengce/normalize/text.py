"""A text under repair: steps produce edits, and offsets into the raw text are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from zhengce.types import Repair, RepairKind

Starts = npt.NDArray[np.uint32]
_Place = tuple[int, int, RepairKind, bool]


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by `after`.

    The edits of a step are sorted, do not overlap, and refer to the text given to the step. `kind` names
    the repair in the log; None marks an unlogged change of width or script.
    """

    start: int
    end: int
    after: str
    kind: RepairKind | None
    lossy: bool = False


class Done(NamedTuple):
    """The log entry of a step: its name and edits; no edits if only width or script changed."""

    step: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A normalised text with its raw text and the mapping between them.

    `starts[i]` is the offset in `raw` of character i of `text`, with one more entry for the end; None is
    the identity. `log` lists the edits of each step, in order, with offsets into the text given to it (see
    `zhengce.normalize.replay`).
    """

    text: str
    raw: str
    repairs: tuple[Repair, ...]
    starts: Starts | None = field(default=None, compare=False)
    log: tuple[Done, ...] = ()

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span of ``text[start:end]``; removed text belongs to the preceding character.

        The spans of adjacent pieces are adjacent.

        >>> from zhengce.normalize import normalize
        >>> n = normalize("高質(zhì)量發(fā)展，產(chǎn)業(yè)工人")
        >>> n.text
        '高质量发展，产业工人'
        >>> n.raw[slice(*n.to_raw(1, 3))]
        '質(zhì)量'

        Raises:
            ValueError: the span does not lie in the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is outside the text of {len(self.text)} characters")
        if self.starts is None:
            return start, end
        return int(self.starts[start]), int(self.starts[end])

    def span_to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return `to_raw` without removed whitespace at either end, such as a line break after a word."""
        raw_start, raw_end = self.to_raw(start, end)
        piece = self.raw[raw_start:raw_end]
        stripped = piece.strip()
        if len(stripped) in (0, len(piece)):
            return raw_start, raw_end
        raw_start += len(piece) - len(piece.lstrip())
        return raw_start, raw_start + len(stripped)

    def _repr_html_(self) -> str:
        from zhengce.display.cards import normalized_card

        return normalized_card(self)


class Draft:
    """The text between steps; collects edits and composes the offset mappings."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self._starts: Starts | None = None
        self._repairs: list[_Place] = []
        self._done: list[Done] = []

    def replace_all(self, step: str, text: str) -> None:
        """Replace the text by one of the same length (width, script); offsets stay the same."""
        if len(text) != len(self.text):
            raise ValueError("a step that changes the length must give edits")
        if text != self.text:
            self._done.append(Done(step, ()))
            self.text = text

    def apply(self, step: str, edits: Iterable[Edit]) -> None:
        """Apply the edits of one step."""
        edits = tuple(edits)
        if not edits:
            return
        self._done.append(Done(step, edits))
        for edit in edits:
            if edit.kind is not None:
                self._repairs.append((self._raw(edit.start), self._raw(edit.end), edit.kind, edit.lossy))
        if all(edit.end - edit.start == len(edit.after) for edit in edits):
            self.text = edited(self.text, edits)
            return
        old = self._starts if self._starts is not None else np.arange(len(self.text) + 1, dtype=np.uint32)
        parts: list[Starts] = []
        last = 0
        for start, end, after, *_ in edits:
            parts.append(old[last:start])
            if after:
                first, width = int(old[start]), int(old[end]) - int(old[start])
                shares = [first + k * width // len(after) for k in range(len(after))]
                parts.append(np.array(shares, dtype=np.uint32))
            last = end
        parts.append(old[last:])
        starts = np.concatenate(parts)
        starts[0] = 0  # text removed at the very start belongs to the first character
        self._starts = starts
        self.text = edited(self.text, edits)

    def _raw(self, place: int) -> int:
        return place if self._starts is None else int(self._starts[place])

    def finish(self) -> NormalizedText:
        """Return the result, with repairs in the order of the raw text."""
        return NormalizedText(
            text=self.text,
            raw=self.raw,
            repairs=tuple(self._log()),
            starts=self._starts,
            log=tuple(self._done),
        )

    def _log(self) -> Iterable[Repair]:
        repairs = _apart(sorted(set(self._repairs)))
        places = np.array([(start, end) for start, end, *_ in repairs], dtype=np.uint32).reshape(-1, 2)
        if self._starts is not None:
            places = np.searchsorted(self._starts, places).astype(np.uint32)
            places = np.minimum(places, len(self.text))  # everything may have been removed
        for (raw_start, raw_end, kind, lossy), (start, end) in zip(repairs, places.tolist(), strict=True):
            before, after = self.raw[raw_start:raw_end], self.text[start:end]
            yield Repair(
                raw_start=raw_start,
                raw_end=raw_end,
                start=start,
                end=end,
                kind=kind,
                lossy=lossy,
                before=before,
                after=after,
            )


def _apart(repairs: list[_Place]) -> list[_Place]:
    """Sort repairs and make them disjoint; text removed after a character is a repair of its own."""
    for i, ((start, end, kind, lossy), later) in enumerate(pairwise(repairs)):
        if start < later[0] < end == later[1]:
            repairs[i] = (start, later[0], kind, lossy)
    return repairs


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with the edits applied.

    >>> edited("abcd", [Edit(1, 3, "-", None)])
    'a-d'
    """
    pieces: list[str] = []
    last = 0
    for start, end, after, *_ in edits:
        pieces += (text[last:start], after)
        last = end
    return "".join((*pieces, text[last:]))
