"""Turn sentences into a sparse matrix of hashed character n-grams.

Every feature is a substring, so its hash is the difference of two prefix sums (Rabin-Karp polynomial hash
modulo 2⁶⁴). A batch is thus a few array operations instead of an object per n-gram. The buckets depend
neither on the machine nor on ``PYTHONHASHSEED``.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scipy.sparse import csr_matrix

FORMAT = 2
"""Changes with the meaning of a feature: a model of another format cannot be used."""

BATCH = 1 << 16
"""Characters worked on at a time: the arrays of a step stay in the processor's cache."""

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
BREAK = "\n"
"""Stands before, between and after the sentences of a batch."""

_BASE = 0x9E3779B97F4A7C15  # odd, and thus invertible modulo 2**64
_HALF_WORD = (1 << 32) - 1
_MIX = 0xD6E8FEB86659FD93

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Floats = NDArray[np.float64]


class FeatureSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Feature settings, stored in the manifest of a model.

    Args:
        buckets: columns of the matrix; a power of two.
        chars: lengths of the character n-grams.
    """

    buckets: int = 1 << 16
    chars: tuple[int, ...] = (1, 2)


class Batch:
    """Sentences as one text with a break before, between and after them, and numbers folded to one digit.

    Numbers are folded because amounts are irrelevant to the area. Line breaks inside a sentence become
    spaces.
    """

    def __init__(self, sentences: Sequence[str]) -> None:
        joined = BREAK.join(["", *sentences, ""])
        if joined.count(BREAK) != len(sentences) + 1:
            joined = BREAK.join(["", *(sentence.replace(BREAK, " ") for sentence in sentences), ""])
        self.size = len(sentences)
        self.text = _NUMBER.sub("0", joined)
        self.rolling = RollingHash(self.text)
        self.is_break = self.rolling.codes == ord(BREAK)
        self.rows: Places = np.zeros(len(self.text), dtype=np.int64)
        """Which sentence each character belongs to; a break belongs to the sentence before it."""
        np.cumsum(self.is_break[:-1], out=self.rows[1:])
        self.rows -= 1


def batches(sentences: Sequence[str]) -> list[Batch]:
    """Split sentences into batches of an efficient size."""
    result, start, size = [], 0, 0
    for index, sentence in enumerate(sentences, 1):
        size += len(sentence)
        if size >= BATCH:
            result.append(Batch(sentences[start:index]))
            start, size = index, 0
    if start < len(sentences):
        result.append(Batch(sentences[start:]))
    return result


class Rows(NamedTuple):
    """The distinct buckets of each sentence, sorted: row i is ``indices[indptr[i]:indptr[i + 1]]``."""

    indices: NDArray[np.int32]
    indptr: NDArray[np.int64]


def rows(sentences: Sequence[Batch], settings: FeatureSettings) -> Rows:
    """Return one row of buckets per sentence."""
    parts = [_rows(batch, settings) for batch in sentences]
    if len(parts) == 1:
        return parts[0]
    counts = [np.diff(part.indptr) for part in parts]
    indptr = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(np.concatenate([[], *counts]))])
    indices = np.concatenate([np.zeros(0, dtype=np.int32), *(part.indices for part in parts)])
    return Rows(indices, indptr.astype(np.int64))


def matrix(sentences: Sequence[Batch], settings: FeatureSettings) -> csr_matrix:
    """Return the rows as a matrix with 1 for each bucket of a sentence.

    Returns:
        ``float32`` CSR matrix of shape ``(number of sentences, settings.buckets)``, indices sorted.

    >>> matrix(batches(["建成工会驿站3786个。", ""]), FeatureSettings()).shape
    (2, 65536)
    """
    from scipy.sparse import csr_matrix

    found = rows(sentences, settings)
    ones = np.ones(len(found.indices), dtype=np.float32)
    return csr_matrix((ones, found.indices, found.indptr), shape=(len(found.indptr) - 1, settings.buckets))


def trace(sentence: str, settings: FeatureSettings) -> list[tuple[str, int]]:
    """Return the distinct features of one sentence as (substring, bucket).

    ``¶`` marks the edges of the sentence.

    >>> [token for token, _ in trace("发展3年", FeatureSettings(chars=(2,)))]
    ['¶发', '发展', '展0', '0年', '年¶']
    """
    batch = Batch([sentence])
    found: dict[tuple[str, int], None] = {}
    for starts, ends, buckets in _stretches(batch, settings):
        for start, end, bucket in zip(starts.tolist(), ends.tolist(), buckets.tolist(), strict=True):
            found[batch.text[start:end].replace(BREAK, "¶"), bucket] = None
    return list(found)


def distinct(keys: NDArray[Any]) -> NDArray[Any]:
    """Return the sorted distinct keys, without the slow import of masked arrays by `numpy.unique`."""
    keys = np.sort(keys)
    fresh = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    return keys[fresh]


def _rows(batch: Batch, settings: FeatureSettings) -> Rows:
    shift = np.uint64(settings.buckets.bit_length() - 1)
    numbers = batch.rows.astype(np.uint64) << shift
    keys = np.concatenate([buckets | numbers[ends - 1] for _, ends, buckets in _stretches(batch, settings)])
    bounds = np.arange(batch.size + 1, dtype=np.uint64) << shift
    if bounds[-1] <= _HALF_WORD:  # sorted in half the time
        keys, bounds = keys.astype(np.uint32), bounds.astype(np.uint32)
    keys = distinct(keys)
    return Rows(
        (keys & keys.dtype.type(settings.buckets - 1)).astype(np.int32),
        np.searchsorted(keys, bounds).astype(np.int64),
    )


def _stretches(batch: Batch, settings: FeatureSettings) -> Iterator[tuple[Places, Places, Hashes]]:
    """Yield starts, ends and buckets of each kind of feature."""
    text, rolling, is_break = batch.text, batch.rolling, batch.is_break
    down = np.uint64(65 - settings.buckets.bit_length())

    def bucket(hashes: Hashes, kind: int) -> Hashes:
        mixed = hashes + np.uint64(kind * _MIX % (1 << 64))
        mixed ^= mixed >> np.uint64(32)
        mixed *= np.uint64(_MIX)
        mixed >>= down
        return mixed

    for length in settings.chars:
        count = max(len(text) - length + 1, 0)
        # An n-gram may include one edge of the sentence, but not both edges or a neighbour.
        allowed = ~(is_break[:count] & is_break[length - 1 :])
        for step in range(1, length - 1):
            allowed &= ~is_break[step : step + count]
        buckets = bucket(rolling.all_windows(length), length)
        starts = np.flatnonzero(allowed)
        yield starts, starts + length, buckets[allowed]


class RollingHash:
    """Hashes of substrings, each computed from two prefix sums."""

    def __init__(self, text: str) -> None:
        self.codes = _codes(text)
        powers, self._inverses = _powers(len(text) + 1)
        self._sums = np.zeros(len(text) + 1, dtype=np.uint64)
        np.cumsum(self.codes * powers[:-1], out=self._sums[1:])

    def between(self, starts: Places, ends: Places) -> Hashes:
        """Return the hashes of the substrings from `starts` to `ends`."""
        result: Hashes = (self._sums[ends] - self._sums[starts]) * self._inverses[starts]
        return result

    def all_windows(self, length: int) -> Hashes:
        """Return the hashes of the substrings of one length at every offset."""
        count = max(len(self.codes) - length + 1, 0)
        result: Hashes = self._sums[length:] - self._sums[: len(self._sums) - length]
        result *= self._inverses[:count]
        return result

    def pairs(self, size: int) -> Places:
        """Return a cheap hash below `size` of every character bigram, and 0 at the last offset."""
        result = np.zeros(len(self.codes), dtype=np.int64)
        mixed = self.codes[:-1] * np.uint32(31) + self.codes[1:]
        result[:-1] = mixed & np.uint32(size - 1)
        return result


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4")


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the first powers of the base and of its inverse."""
    powers, inverses = _power_table(1 << size.bit_length())
    return powers[:size], inverses[:size]


@functools.lru_cache(maxsize=4)
def _power_table(size: int) -> tuple[Hashes, Hashes]:
    def run(base: int) -> Hashes:
        steps = np.full(size, base, dtype=np.uint64)
        steps[0] = 1
        return np.cumprod(steps, dtype=np.uint64)

    return run(_BASE), run(pow(_BASE, -1, 1 << 64))
