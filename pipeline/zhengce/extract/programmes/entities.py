"""Recognise organisations, persons and places: holders of indicators, issuers of documents, speakers.

The finder uses the lists of ``entities.toml`` and jieba's name tags, and favours precision over recall.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from zhengce.alternation import any_of, first_of
from zhengce.resources import load_toml
from zhengce.types import SegmentedText

ENTITIES = Path(__file__).with_name("entities.toml")
Label = Literal["ORG", "PERSON", "GPE"]

_PLACE_TAGS = frozenset({"ns"})
_PERSON_TAGS = frozenset({"nr", "nrt", "nrfg"})
_NAME_TAGS = _PLACE_TAGS | _PERSON_TAGS
_NAME = (2, 4)
_SHORT = 2
_NO_BODY = "(?!门|队|分|长|委|们|属)"


class EntityMention(NamedTuple):
    """An organisation, person or place; offsets refer to the normalised text."""

    text: str
    label: Label
    start: int
    end: int
    sentence: int
    title: str | None = None
    """Of a person: what the text calls them, as printed."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text with its expected entities: labels and words."""

    text: str
    entities: tuple[tuple[str, str], ...] = ()


class EntityLists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``entities.toml``, by name."""

    bodies: tuple[str, ...]
    organs: tuple[str, ...]
    levels: tuple[str, ...]
    titles: tuple[str, ...]
    places: tuple[str, ...]
    not_places: frozenset[str]
    surnames: str
    provinces: frozenset[str]
    example: tuple[Example, ...]
    counter: tuple[Example, ...]


def load_entities(path: Path = ENTITIES) -> EntityLists:
    """Load the lists.

    Raises:
        ConfigError: the file is malformed; the message names the file and the key.
    """
    return load_toml(path, EntityLists)


class EntityFinder:
    """Finds entities; immutable, built once.

    >>> from zhengce.segment import Segmenter
    >>> found = EntityFinder()(Segmenter()("省财政厅厅长王强介绍，浙江省总工会慰问职工。"))
    >>> [(entity.label, entity.text, entity.title) for entity in found]
    [('ORG', '省财政厅', None), ('PERSON', '王强', '厅长'), ('ORG', '浙江省总工会', None)]
    """

    def __init__(self, path: Path = ENTITIES) -> None:
        lists = load_entities(path)
        organs = any_of(lists.organs)
        self._places, self._provinces = lists.places, lists.provinces
        self._not_places, self._surnames = lists.not_places, frozenset(lists.surnames)
        self._own_names = frozenset(lists.bodies)
        begins = first_of((*lists.bodies, *lists.levels))
        self._bodies = re.compile(
            f"(?=[{begins}])(?:(?:{any_of(lists.bodies)}){_NO_BODY}|(?:{any_of(lists.levels)})(?:{organs}){_NO_BODY})"
        )
        self._organ = re.compile(f"(?:省|市|县|区|自治区)?(?:{organs}){_NO_BODY}")
        self._title_before = re.compile(f"(?:{any_of(lists.titles)})$")
        self._title_after = re.compile(f"(?:{any_of(lists.titles)})(?![台团])")
        self._titled = max(map(len, lists.titles))

    def __call__(self, segmented: SegmentedText) -> list[EntityMention]:
        """Return the entities in order, without overlaps and without those in boilerplate."""
        spans = sorted(self._spans(segmented), key=lambda span: (span[0], -span[1]))
        sentences = segmented.sentences
        starts = [sentence.start for sentence in sentences]
        found: list[EntityMention] = []
        for start, end, label, title in spans:
            sentence = bisect_right(starts, start) - 1
            if (found and start < found[-1].end) or sentence < 0 or sentences[sentence].boilerplate:
                continue
            if end <= sentences[sentence].end:
                found.append(
                    EntityMention(
                        text=segmented.text[start:end],
                        label=label,
                        start=start,
                        end=end,
                        sentence=sentence,
                        title=title,
                    )
                )
        return found

    def _spans(self, segmented: SegmentedText) -> Iterator[tuple[int, int, Label, str | None]]:
        text = segmented.text
        for body in self._bodies.finditer(text):
            start, end = body.span()
            if segmented.begins_word(start) and (body[0] in self._own_names or not _continues(text, start)):
                yield start, end, "ORG", None
        for index in [index for index, tag in enumerate(segmented.tags) if tag in _NAME_TAGS]:
            if segmented.tags[index] in _PLACE_TAGS:
                yield from self._place(segmented, index)
            else:
                yield from self._person(segmented, index)

    def _place(self, segmented: SegmentedText, index: int) -> Iterator[tuple[int, int, Label, str | None]]:
        text, word, start = segmented.text, segmented.words[index], segmented.starts[index]
        end = start + len(word)
        organ = self._organ.match(text, end)
        if organ is not None:
            yield start, organ.end(), "ORG", None
        elif word in self._not_places:
            return
        elif word in self._provinces or (len(word) > _SHORT and word.endswith(self._places)):
            yield start, end, "GPE", None

    def _person(self, segmented: SegmentedText, index: int) -> Iterator[tuple[int, int, Label, str | None]]:
        text, word, start = segmented.text, segmented.words[index], segmented.starts[index]
        end = start + len(word)
        if index and len(word) == _SHORT and segmented.words[index - 1] in self._surnames:
            start, word = start - 1, segmented.words[index - 1] + word
        if not _NAME[0] <= len(word) <= _NAME[1]:
            return
        title = self._title_before.search(
            text, max(0, start - self._titled), start
        ) or self._title_after.match(text, end)
        if title is not None:
            yield start, end, "PERSON", title.group()


def find_entities(segmented: SegmentedText) -> list[EntityMention]:
    """Return the entities of `segmented`; for many texts build an `EntityFinder` once."""
    return EntityFinder()(segmented)


def _continues(text: str, start: int) -> bool:
    """Return whether a place precedes the administrative level and belongs to the name: 黑龙江省总工会."""
    return start > 0 and text[start - 1] in "江林宁北南东西海川建苏徽州肃藏疆古"
