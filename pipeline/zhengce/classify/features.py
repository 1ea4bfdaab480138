"""Sentences → a sparse matrix of hashed features: character n-grams, words and pairs of words.

Every feature is a stretch of the text, so its hash is a difference of two entries of one running sum
(Rabin and Karp's polynomial hash, modulo 2⁶⁴). That makes a batch a handful of array operations
instead of an object for each n-gram. The numbers do not depend on the machine or on ``PYTHONHASHSEED``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import rjieba
    from scipy.sparse import csr_matrix

FORMAT = 1
"""Changes with the meaning of a feature: a model of another format cannot be used."""

CHUNK = 1 << 18
"""Characters worked on at a time: the arrays of a step stay in the processor's cache."""

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_BREAK = "\n"
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_MIX = 0xD6E8FEB86659FD93

Ints = NDArray[np.uint64]


class FeatureSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is counted. Stored in the manifest of a model and read back from there.

    Args:
        buckets: columns of the matrix; a power of two.
        chars: lengths of the character n-grams.
        words: lengths of the runs of words.
        headings: whether the words of a section's heading are features of its sentences.
    """

    buckets: int = 1 << 16
    chars: tuple[int, ...] = (2, 3)
    words: tuple[int, ...] = (1, 2)
    headings: bool = True


class Occurrence(NamedTuple):
    """A feature of one sentence, as `trace` shows it."""

    token: str
    bucket: int


def matrix(
    sentences: Sequence[str], headings: Sequence[str | None] | None = None, *, settings: FeatureSettings
) -> csr_matrix:
    """One row a sentence, one column a bucket; 1 where the sentence has a feature of the bucket.

    Numbers are folded to one digit first: what is counted does not tell the area.

    Returns:
        ``float32`` CSR matrix of shape ``(len(sentences), settings.buckets)``, indices sorted.
    """
    from scipy.sparse import csr_matrix, vstack

    parts = [
        _rows(sentences[a:b], headings[a:b] if headings is not None else None, settings)
        for a, b in _chunks(sentences)
    ]
    if not parts:
        return csr_matrix((0, settings.buckets), dtype=np.float32)
    return parts[0] if len(parts) == 1 else vstack(parts, format="csr")


def trace(sentence: str, heading: str | None = None, *, settings: FeatureSettings) -> list[Occurrence]:
    """The features of one sentence with their text, those of the heading marked by ``heading:``."""
    found: dict[Occurrence, None] = {}
    for prefix, text in (("", sentence), ("heading:", heading or "")):
        if prefix and not (settings.headings and text):
            continue
        folded = _fold(_BREAK + text.replace(_BREAK, " ") + _BREAK)
        for starts, ends, buckets in _spans(folded, settings, heading=bool(prefix)):
            for start, end, bucket in zip(starts.tolist(), ends.tolist(), buckets.tolist(), strict=True):
                token = folded[start:end].replace(_BREAK, "¶")
                found[Occurrence(prefix + token, bucket)] = None
    return list(found)


def _chunks(sentences: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = size = 0
    for index, sentence in enumerate(sentences):
        size += len(sentence)
        if size >= CHUNK:
            yield start, index + 1
            start, size = index + 1, 0
    if start < len(sentences):
        yield start, len(sentences)


def _rows(
    sentences: Sequence[str], headings: Sequence[str | None] | None, settings: FeatureSettings
) -> csr_matrix:
    from scipy.sparse import csr_matrix

    keys = [_keys(sentences, settings, heading=False)]
    if headings is not None and settings.headings:
        keys.append(_heading_keys(headings, settings))
    both = np.concatenate(keys)
    both.sort()
    fresh = np.ones(len(both), dtype=bool)
    np.not_equal(both[1:], both[:-1], out=fresh[1:])
    both = both[fresh]
    columns = (both & np.uint64(settings.buckets - 1)).astype(np.int32)
    bounds = np.arange(len(sentences) + 1, dtype=np.uint64) << np.uint64(_bits(settings))
    pointers = np.searchsorted(both, bounds).astype(np.int32)
    ones = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((ones, columns, pointers), shape=(len(sentences), settings.buckets))


def _heading_keys(headings: Sequence[str | None], settings: FeatureSettings) -> Ints:
    """Keys of the headings' features; each distinct heading is read once."""
    distinct = list(dict.fromkeys(h for h in headings if h))
    if not distinct:
        return np.zeros(0, dtype=np.uint64)
    place = {heading: number for number, heading in enumerate(distinct)}
    keys = np.sort(_keys(distinct, settings, heading=True))
    shift = np.uint64(_bits(settings))
    bounds = np.searchsorted(keys, np.arange(len(distinct) + 1, dtype=np.uint64) << shift)
    buckets = keys & np.uint64(settings.buckets - 1)
    rows = [
        buckets[bounds[place[h]] : bounds[place[h] + 1]] | (np.uint64(row) << shift)
        for row, h in enumerate(headings)
        if h
    ]
    return np.concatenate(rows)


def _keys(texts: Sequence[str], settings: FeatureSettings, *, heading: bool) -> Ints:
    """``row * buckets + bucket`` of every occurrence in every text."""
    joined = _BREAK.join(["", *texts, ""])
    if joined.count(_BREAK) != len(texts) + 1:
        joined = _BREAK.join(["", *(t.replace(_BREAK, " ") for t in texts), ""])
    folded = _fold(joined)
    breaks = np.flatnonzero(_codes(folded) == ord(_BREAK))
    shift = np.uint64(_bits(settings))
    # The row a stretch belongs to is that of the character before its end: it may begin with the
    # break in front of its sentence, and then ends inside the sentence.
    row_of = np.cumsum(_codes(folded) == ord(_BREAK)).astype(np.uint64)
    row_of[breaks] -= np.uint64(1)
    row_of[1:] -= np.uint64(1)
    parts = [
        buckets | (row_of[ends - 1] << shift) for _, ends, buckets in _spans(folded, settings, heading=heading)
    ]
    return np.concatenate(parts)


def _spans(
    text: str, settings: FeatureSettings, *, heading: bool
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], Ints]]:
    """Starts, ends and buckets of every kind of feature in a text whose sentences stand between breaks."""
    codes = _codes(text)
    powers, inverses = _powers(len(codes) + 1)
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes.astype(np.uint64) * powers[:-1], out=sums[1:])
    is_break = codes == ord(_BREAK)
    crossings = np.zeros(len(codes) + 1, dtype=np.int64)
    np.cumsum(is_break, out=crossings[1:])

    def bucket(starts: NDArray[np.int64], ends: NDArray[np.int64], kind: int) -> Ints:
        salt = np.uint64((2 * kind + heading) * _MIX % (1 << 64))
        mixed = (sums[ends] - sums[starts]) * inverses[starts] + salt
        mixed ^= mixed >> np.uint64(32)
        mixed *= np.uint64(_MIX)
        return mixed >> np.uint64(64 - _bits(settings))

    for length in settings.chars:
        starts = np.arange(max(len(codes) - length + 1, 0), dtype=np.int64)
        ends = starts + length
        # One break is a sentence's edge and tells something; two breaks would join two sentences.
        inner = (crossings[ends - 1] - crossings[starts + 1]) == 0
        inner &= ~(is_break[starts] & is_break[ends - 1])
        starts, ends = starts[inner], ends[inner]
        yield starts, ends, bucket(starts, ends, length)
    if settings.words:
        words = _engine().cut(text)
        edges = np.zeros(len(words) + 1, dtype=np.int64)
        np.cumsum(np.fromiter(map(len, words), dtype=np.int64, count=len(words)), out=edges[1:])
        for length in settings.words:
            starts, ends = edges[:-length], edges[length:]
            inner = crossings[ends] == crossings[starts]
            starts, ends = starts[inner], ends[inner]
            yield starts, ends, bucket(starts, ends, 16 + length)


def _fold(text: str) -> str:
    return _DIGITS.sub("0", text)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _bits(settings: FeatureSettings) -> int:
    return settings.buckets.bit_length() - 1


@functools.lru_cache(maxsize=1)
def _engine() -> rjieba.Jieba:
    import rjieba

    return rjieba.Jieba()  # an instance of our own: nobody's added words change the features


@functools.lru_cache(maxsize=4)
def _powers_of(size: int) -> tuple[Ints, Ints]:
    def run(base: int) -> Ints:
        steps = np.full(size, base, dtype=np.uint64)
        steps[0] = 1
        return np.cumprod(steps, dtype=np.uint64)

    return run(_BASE), run(pow(_BASE, -1, 1 << 64))


def _powers(size: int) -> tuple[Ints, Ints]:
    """The first powers of the base and of its inverse."""
    rounded = 1 << max(size - 1, 1).bit_length()
    powers, inverses = _powers_of(rounded)
    return powers[:size], inverses[:size]


def describe(settings: FeatureSettings) -> dict[str, Any]:
    """The settings and the format as they stand in a manifest."""
    return {"format": FORMAT, **msgspec.to_builtins(settings)}
