"""Tokenise the relevant clauses and assign each word its role; the patterns match these tokens.

A quoted string, title, parenthesis, known name or head noun is one token whatever the word segmentation;
all other tokens are its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import add

from zhengce.alternation import openings_of
from zhengce.extract.programmes.heads import Heads
from zhengce.extract.programmes.registry import Registry
from zhengce.extract.programmes.trigger import BOOK, BREAKS, QUOTE
from zhengce.extract.programmes.words import Words
from zhengce.regions.gazetteer import forms
from zhengce.types import SegmentedText

HEAD_ROLES = {
    "strong": "HEAD",
    "zone": "ZONE",
    "route": "ROUTE",
    "ordinal": "ORDINALHEAD",
    "weak": "WEAK",
    "award": "AWARD",
    "scoped": "SCOPED",
}
HEADED = frozenset(HEAD_ROLES.values())
QUOTED = frozenset({"QUOTE", "QHEAD", "QHONOUR", "QTITLE", "QCAMPAIGN", "QSERVICE", "QSYSTEM"})
GOVERNING = frozenset({"GOV", "HONOUR"})

_NUMERAL = "[一二两三四五六七八九十百千\\d]"
_SHAPES = (
    ("dash", "——+"),
    ("time", r"(?:19|20)\d\d年度?(?!轻|均|产)"),
    ("quote", QUOTE),
    ("book", BOOK),
    ("etc", "(?<=[”》])等(?!于|级|同|值)"),
    ("paren", "（[^（）\n]{1,16}）"),
    ("ord", f"第{_NUMERAL}+(?:届|次|轮|批|场)|首届|{_NUMERAL}+届{_NUMERAL}+次"),
    ("line", r"(?:轨道交通|地铁|轻轨)?(?:[SG]?\d{1,3}|[一二三四五六七八九十]{1,2})号线"),
    ("phase", f"{_NUMERAL}{{1,2}}期"),
    ("level", f"{_NUMERAL}+(?:级|类|分钟)"),
    ("great", f"{_NUMERAL}+大(?!型|会|力|学|赛|规)"),
)
_SHAPES_BEGIN = r"—“《（等第首轨地轻SG\d一二两三四五六七八九十百千"
_TIME = re.compile(
    r"(?:19|20)\d\d|[\d一二三四五六七八九十]+(?:年|月|日)|[今去明上本当近]年|目前|年[内初末底中]|期间|时期|以来|近期|日前|同期|期末"
)
_SPEECH = frozenset(BREAKS + "的了")
"""In quotes: said, not named."""
_COUNT = re.compile(f"{_NUMERAL}+(?:大|项|个)[\u4e00-\u9fff]{{2}}")
"""Quoted words that only count: “三大战略”."""
_DIGITS = re.compile(r"[\d.,]+[%％]?")
_IDIOM = 4
_SHORT_PLACE = 2
_PLACES = ("省", "市", "县")
_GLUED = frozenset("获为名家个位")
"""What the segmenter takes for the beginning of a place that it does not know: 获|澜江省."""
_TRACTS = ("新区", "大湾区", "开发区", "片区", "经济圈", "流域", "特区", "地区")
_LONG_NAME = 9
_SCOPED_NAME = 6
"""Characters of quoted names with a weak head noun, and with one that needs a scope."""
_FREE = re.compile(r"\w{2,}")
_APART = frozenset({"GLUED", "BLANK"})
"""Instead of a role: two words in one, and no word."""


@dataclass(slots=True)
class Tokens:
    """Words, roles and offsets as parallel columns; `windows` are the clauses."""

    words: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    windows: list[range] = field(default_factory=list)
    places: frozenset[str] = frozenset()
    scope: frozenset[str] = frozenset()
    carrying: tuple[str, ...] = ()
    honoured: tuple[str, ...] = ()
    sports: tuple[str, ...] = ("足球",)
    adverbs: frozenset[str] = frozenset()
    multitude: frozenset[str] = frozenset()
    festival: tuple[str, ...] = ()

    def add(self, word: str, role: str, start: int) -> None:
        """Append a word; `ends` are added once all are there."""
        self.words.append(word)
        self.roles.append(role)
        self.starts.append(start)

    def is_place(self, index: int) -> bool:
        """Return whether a word is, or begins with, a place name or the name of a known area."""
        word = self.words[index]
        if word in self.places or (len(word) > _SHORT_PLACE and word.endswith(_PLACES + _TRACTS)):
            return True
        if self.words[index + 1 : index + 2] and self.words[index + 1] in _TRACTS:
            return True
        return word[:2] in self.places and self.roles[index] in {"PROPER", "KNOWN"}

    def is_sport(self, start: int, head: int) -> bool:
        """Return whether the words of a name denote a sports event and no quoted part says otherwise."""
        inside = range(start, head)
        return any(self.words[i].endswith(self.sports) for i in inside) and not any(
            self.roles[i] in QUOTED for i in inside
        )


class Reader:
    """Tokenises clauses; built once, without state per text."""

    def __init__(self, words: Words, heads: Heads, registry: Registry) -> None:
        self._words = words
        self._heads = heads
        known = registry.expression
        shapes = "|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES)
        begins = openings_of((*registry.searched, *heads.by_word), or_one_of=_SHAPES_BEGIN)
        self._lexer = re.compile(
            f"(?={begins})(?:(?P<known>{known})|{shapes}|(?P<head>{heads.expression()}))"
        )
        self._roles = _roles_of(words)
        self._tags = _roles_of_tags(words)
        self._role_of_word: Callable[[str, str], str] = lru_cache(1 << 14)(self._role_or_apart)
        self._places = frozenset(name for name, form in forms().items() if not form.bound)

    def read(self, segmented: SegmentedText, windows: Iterable[tuple[int, int]]) -> Tokens:
        """Return the tokens of all `windows`, separated by a PUNCT."""
        words = self._words
        read = Tokens(
            places=self._places,
            scope=words.scope,
            multitude=words.multitude,
            festival=tuple(words.festival),
            carrying=tuple(words.carrying),
            honoured=words.honoured,
            sports=words.sports,
            adverbs=words.adverb,
        )
        for start, end in windows:
            first = len(read.words)
            self._read_window(read, segmented, start, end)
            read.add("\n", "PUNCT", end)
            read.windows.append(range(first, len(read.words)))
        read.ends += map(add, read.starts, map(len, read.words))
        return read

    def _read_window(self, read: Tokens, segmented: SegmentedText, start: int, end: int) -> None:
        text, position = segmented.text, start
        for shape in self._lexer.finditer(text, start, end):
            start, word = shape.start(), shape.group()
            if position < start:
                self._read_words(read, segmented, position, start)
            read.add(word, self._role_of_shape(shape.lastgroup or "", word), start)
            position = shape.end()
        if position < end:
            self._read_words(read, segmented, position, end)

    def _read_words(self, read: Tokens, segmented: SegmentedText, start: int, end: int) -> None:
        """Add the words of a stretch that no shape begins in."""
        inside = segmented.between(start, end)
        first = segmented.starts[inside.start] if inside else end
        if first > start:  # the rest of a word in which a shape began
            tail = segmented.text[start:first]
            read.add(tail, self._role(tail, "n"), start)
        of = slice(inside.start, inside.stop)
        words, tags, starts = [*segmented.words[of]], segmented.tags[of], segmented.starts[of]
        if words and starts[-1] + len(words[-1]) > end:
            words[-1] = words[-1][: end - starts[-1]]
        roles = list(map(self._role_of_word, words, tags))
        if _APART.isdisjoint(roles):
            read.words += words
            read.roles += roles
            read.starts += starts
            return
        for word, role, place in zip(words, roles, starts, strict=True):
            if role == "GLUED":
                read.add(word[0], self._role(word[0], "v"), place)
                read.add(word[1:], "PROPER", place + 1)
            elif role != "BLANK":
                read.add(word, role, place)
            elif _parts(segmented.text, place, place + len(word)):
                read.add(word, "PUNCT", place)

    def _role_of_shape(self, shape: str, word: str) -> str:
        if shape == "head":
            return HEAD_ROLES[self._heads.by_word[word].strength]
        if shape == "quote":
            return self._role_of_quote(word[1:-1])
        return {"known": "KNOWN", "great": "GREATNUM", "dash": "PUNCT"}.get(shape, shape.upper())

    def _role_of_quote(self, inner: str) -> str:
        if self._words.is_title(inner):
            return "QTITLE"
        if (
            inner[-1] == "制"
            and 3 <= len(inner) <= _LONG_NAME
            and not _COUNT.fullmatch(inner)
            and not _SPEECH.intersection(inner)
        ):
            return "QSYSTEM"
        head = None if _COUNT.fullmatch(inner) else self._heads.ending(inner)
        if head is not None and not _SPEECH.intersection(inner):
            least = {"scoped": _SCOPED_NAME}.get(
                head.strength, _LONG_NAME if head.strength in {"weak", "route", "award"} else 0
            )
            if len(inner) >= least:
                return "QHEAD"
        if self._words.is_campaign(inner):
            return "QCAMPAIGN"
        if inner.endswith(self._words.honoured):
            return "QHONOUR"
        serves = inner.endswith(self._words.served) and inner not in self._words.served
        return "QSERVICE" if serves else "QUOTE"

    def _role_or_apart(self, word: str, tag: str) -> str:
        """The role of a word of the segmenter, or why it is not taken as it is."""
        if word[0] in _GLUED and len(word) > _SHORT_PLACE + 1 and word.endswith(_PLACES):
            return "GLUED"
        return "BLANK" if word.isspace() else self._role(word, tag)

    def _role(self, word: str, tag: str) -> str:
        """Return the role of a word outside any shape, regardless of context."""
        role = self._roles.get(word)
        if role is not None:
            return role
        if len(word) == _IDIOM and self._roles.get(word[2:]) == "GOV":  # 广泛开展, 继续执行
            return "GOV"
        if word in self._places or (len(word) > _SHORT_PLACE and word.endswith(_PLACES)):
            return "PROPER"
        if _DIGITS.fullmatch(word):
            return "NUM"
        if _TIME.match(word):
            return "TIME"
        if not _FREE.match(word) and not word.isalnum():
            return "PUNCT"
        return self._tags.get(tag, "WORD")


def _parts(text: str, start: int, end: int) -> bool:
    """Return whether a space separates the parts of a headline: 弘扬工匠精神 首届挑战赛开赛."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return len(around) == 2 and all("\u4e00" <= sign <= "\u9fff" for sign in around)


def _roles_of(words: Words) -> dict[str, str]:
    lists: Sequence[tuple[str, Iterable[str]]] = (
        ("GENERIC", words.generic),
        ("OPENER", words.opener),
        ("MEASURE", words.measure),
        ("TERM", words.term),
        ("SOFT", words.soft),
        ("REACH", words.reach),
        ("STOP", words.stop),
        ("ADV", words.adverb),
        ("GOV", words.governor),
        ("HONOUR", words.honouring),
        ("JOINT", ("和", "与", "及", "暨")),
        ("ENUM", ("、",)),
        ("ETC", ("等",)),
        ("LINK", ("+", "—", "-", "·", "/", "—", "～", "±")),
    )
    return {word: role for role, members in lists for word in members}


def _roles_of_tags(words: Words) -> dict[str, str]:
    tags = words.tags
    lists = (
        ("STOP", tags.stop),
        ("ADV", tags.adverb),
        ("NUM", tags.number),
        ("JOINT", tags.joint),
        ("PROPER", tags.proper),
        ("VERB", tags.verb),
    )
    return {tag: role for role, members in lists for tag in members}
