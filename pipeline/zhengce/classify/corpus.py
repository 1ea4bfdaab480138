"""Reads labelled sentences: a folder of JSONL files, one sentence a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec
import numpy as np

from zhengce.classify.features import FeatureSettings, batches, matrix
from zhengce.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from zhengce.classify.taxonomy import Taxonomy

Text = Annotated[str, msgspec.Meta(min_length=1)]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A labelled sentence.

    Args:
        text: the sentence, normalised.
        area: id of its area.
        release: the release it stands in; sentences of one release are never parted between training
            and measuring. Where a line does not say, its sentence is a release of its own.
        second: id of another area that can be defended; a guess of it counts as accepted.
        heading: heading of its section, null for none.
        origin: where the sentence is from, e.g. ``"written"``.
    """

    text: Text
    area: Text
    release: Text = ""
    second: Text | None = None
    heading: Text | None = None
    origin: Text = "written"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled sentences and the files they came from."""

    examples: tuple[Example, ...]
    files: tuple[Path, ...]

    def part(self, releases: frozenset[str], *, inside: bool) -> tuple[Example, ...]:
        """The sentences whose release is, or is not, one of `releases`."""
        return tuple(e for e in self.examples if (e.release in releases) is inside)


class NearDuplicate(NamedTuple):
    """Two sentences of different releases that are much the same."""

    first: Example
    second: Example
    similarity: float


def load_corpus(folder: Path, taxonomy: Taxonomy) -> Corpus:
    """Read every ``*.jsonl`` file of a folder, in the order of their names.

    Raises:
        ConfigError: there is no such file, or a line is malformed, lacks a key, has an unknown key, or
            names an area the taxonomy does not have (only text and area must be there); names the file
            and the line, and says how many sentences are of another taxonomy.
    """
    files = tuple(sorted(folder.glob("*.jsonl")))
    if not files:
        raise ConfigError(f"{folder}: no *.jsonl file in it: give the folder of the labelled sentences")
    decoder = msgspec.json.Decoder(Example)
    examples, places = [], []
    for path in files:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if not line.strip():
                continue
            try:
                example = decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise ConfigError(f"{path}:{number}: {error}") from error
            if not example.release:
                example = msgspec.structs.replace(example, release=f"{path.name}:{number}")
            examples.append(example)
            places.append(f"{path}:{number}")
    _of_one_taxonomy(examples, places, taxonomy)
    return Corpus(tuple(examples), files)


def _of_one_taxonomy(examples: Sequence[Example], places: Sequence[str], taxonomy: Taxonomy) -> None:
    """Refuse areas that the taxonomy does not have: a typing error, or sentences of another taxonomy."""
    known = frozenset(taxonomy.ids)
    foreign = [
        (place, area)
        for example, place in zip(examples, places, strict=True)
        for area in (example.area, example.second)
        if area is not None and area not in known
    ]
    if not foreign:
        return
    place, area = foreign[0]
    told = f"{place}: unknown area {area!r}: one of {', '.join(taxonomy.ids)}"
    named = next((each.id for each in taxonomy.areas if area in (each.zh, each.en)), None)
    if named is not None:
        raise ConfigError(f"{told}; write its id, {named}")
    if len(foreign) > 1:
        others = ", ".join(sorted({name for _, name in foreign}))
        told += (
            f"; {len({where for where, _ in foreign})} of {len(examples)} sentences have areas of another"
            f" taxonomy ({others}): give the taxonomy that they were labelled with, or keep them in a folder"
            " of their own"
        )
    raise ConfigError(told)


_SHINGLES = FeatureSettings(buckets=1 << 22, chars=(3,))
_NOT_WORD = re.compile(r"[\W_]+")


def near_duplicates(examples: Sequence[Example], *, threshold: float = 0.6) -> list[NearDuplicate]:
    """Pairs of sentences from different releases that share most of their character trigrams.

    Such a pair would let a model be measured on what it was trained on. Numbers and punctuation do not
    count, and neither do texts of fewer than ten characters: those are set phrases.

    Args:
        examples: labelled sentences.
        threshold: Jaccard similarity from which a pair is reported.
    """
    texts = [(example, _NOT_WORD.sub("", example.text)) for example in examples]
    texts = [(example, text) for example, text in texts if len(text) >= 10]
    compared = [example for example, _ in texts]
    shingles = matrix(batches([text for _, text in texts]), _SHINGLES)
    sizes = np.asarray(shingles.sum(axis=1)).ravel()
    shared = (shingles @ shingles.T).tocoo()
    pairs = []
    for i, j, common in zip(shared.row.tolist(), shared.col.tolist(), shared.data.tolist(), strict=True):
        if i < j and compared[i].release != compared[j].release:
            similarity = common / (sizes[i] + sizes[j] - common)
            if similarity >= threshold:
                pairs.append(NearDuplicate(compared[i], compared[j], float(similarity)))
    return sorted(pairs, key=lambda pair: -pair.similarity)
