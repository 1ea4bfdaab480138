"""Load labelled sentences from a folder of JSONL files, one sentence per line."""

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
        text: the normalised sentence.
        area: id of its area.
        release: its release; a release is never split between training and evaluation. By default each
            sentence is a release of its own.
        second: id of an area that is also acceptable.
        heading: heading of its section, or None.
        origin: origin of the sentence, such as ``"written"``.
    """

    text: Text
    area: Text
    release: Text = ""
    second: Text | None = None
    heading: Text | None = None
    origin: Text = "written"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Labelled sentences and their files."""

    examples: tuple[Example, ...]
    files: tuple[Path, ...]

    def part(self, releases: frozenset[str], *, inside: bool) -> tuple[Example, ...]:
        """Return the sentences whose release is, or is not, one of `releases`."""
        return tuple(e for e in self.examples if (e.release in releases) is inside)


class NearDuplicate(NamedTuple):
    """Two similar sentences from different releases."""

    first: Example
    second: Example
    similarity: float


def load_corpus(folder: Path, taxonomy: Taxonomy) -> Corpus:
    """Load all ``*.jsonl`` files of a folder in alphabetical order.

    Raises:
        ConfigError: there is no such file; or a line is malformed, lacks text or area, or has an unknown key
            or area. The message names file and line, and counts the sentences of other taxonomies.
    """
    files = tuple(sorted(folder.glob("*.jsonl")))
    if not files:
        raise ConfigError(f"{folder}: no *.jsonl file in this folder; give the folder of labelled sentences")
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
    """Check that all areas are in the taxonomy, distinguishing typos from sentences of another taxonomy."""
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
    told = f"{place}: unknown area {area!r}; the areas are {', '.join(taxonomy.ids)}"
    named = next((each.id for each in taxonomy.areas if area in (each.zh, each.en)), None)
    if named is not None:
        raise ConfigError(f"{told}; write its id, {named}")
    if len(foreign) > 1:
        others = ", ".join(sorted({name for _, name in foreign}))
        told += (
            f"; {len({where for where, _ in foreign})} of {len(examples)} sentences have areas of another"
            f" taxonomy ({others}); give the taxonomy they were labelled with, or keep them in a folder"
            " of their own"
        )
    raise ConfigError(told)


_SHINGLES = FeatureSettings(buckets=1 << 22, chars=(3,))
_NOT_WORD = re.compile(r"[\W_]+")


def near_duplicates(examples: Sequence[Example], *, threshold: float = 0.6) -> list[NearDuplicate]:
    """Return pairs of sentences from different releases that share most character trigrams.

    Such pairs would leak training data into the evaluation. Numbers and punctuation are ignored, and so are
    set phrases of fewer than ten characters.

    Args:
        examples: labelled sentences.
        threshold: minimum Jaccard similarity.
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
