"""Remove pinyin glosses that scraper sites insert after characters: 質(zhì)量."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from statistics import median
from typing import NamedTuple

import msgspec

from zhengce.normalize.text import Edit
from zhengce.resources import package_file

LETTERS = "a-zāáǎàōóǒòēéěèīíǐìūúǔùüǖǘǚǜńňǹḿêếề\u0300\u0301\u0304\u030c\u0308ɡ"
_PICTURE = "[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]{1,4}"
_EMOJI = re.compile(rf"[(（] ?{_PICTURE} ?[)）]")
_GLOSS = re.compile(
    rf"[(（] ?([{LETTERS}]{{1,8}}|[{LETTERS}][{LETTERS} '’]{{2,38}}[{LETTERS}])"
    rf"(?P<emoji>[(（] ?{_PICTURE} ?[)）]|{_PICTURE})?(?P<blank> ?)[)）]"
)
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
# A gloss inserted into a character: its parenthesis was lost with the first half.
_CUT = re.compile(f"[?\ufffd](?: ?[(（])? ?[a-z]{{0,3}}[{_TONED}][a-z]{{0,3}} ?[)）]")
_MOST_SYLLABLES = 6
_LONGEST_SYLLABLE = 8
_PROOF = 2  # glosses with a space or picture inside, which no writer uses
_ENOUGH = 3  # minimum for a document to count as damaged
_SHARE = 0.5  # a site glosses nearly every occurrence of its characters; a language lesson does not
_COMMON = -15.0  # log probability of a character that needs no gloss


class Gloss(NamedTuple):
    """A gloss with surrounding spaces and the character or word it annotates."""

    start: int
    end: int
    character: str
    """Or the word."""
    syllable: str


@cache
def readings(character: str) -> frozenset[str]:
    """Return all toneless readings of a character: 'chang' and 'zhang' for 長 (pypinyin, from Unihan)."""
    return frozenset(map(toneless, _pinyin().get(ord(character), "").split(","))) - {""}


@cache
def _pinyin() -> Mapping[int, str]:
    """Return the readings of characters by code point, from pypinyin's table without its phrases."""
    table = package_file("pypinyin", "pinyin_dict.json", "it provides the readings of characters")
    return msgspec.json.decode(table.read_bytes(), type=dict[int, str])


def toneless(syllable: str) -> str:
    """Return a syllable in plain letters, with v for ü as on keyboards.

    >>> toneless("zhì"), toneless("lǜ"), toneless("NÜ")
    ('zhi', 'lv', 'nv')
    """
    plain = unicodedata.normalize("NFD", syllable.lower().replace("ɡ", "g")).replace("u\u0308", "v")
    return "".join(c for c in plain if "a" <= c <= "z")


@lru_cache(maxsize=1 << 16)
def is_reading(syllable: str, character: str) -> bool:
    """Return whether the syllable, with or without tone marks, is a reading of the character.

    >>> is_reading("zhǎng", "長"), is_reading("cháng", "長"), is_reading("ai", "能")
    (True, True, False)
    """
    plain = toneless(syllable)
    own = readings(character)
    return plain in own or plain.replace("v", "u") in own or plain.replace("v", "ue") in own


def find_glosses(text: str) -> list[Gloss]:
    """Return the glosses of a document if it is damaged throughout; none for a clean one.

    >>> [gloss.character for gloss in find_glosses("质量(zhìliàng)和工作(gōngzuò)，基(jī)(jī)金")]
    ['质量', '工作', '基', '基']
    """
    if "(" not in text and "（" not in text:
        return []
    found: list[Gloss] = []
    proven = 0
    for match in _GLOSS.finditer(text):
        start = match.start()
        if found and found[-1].end == start and found[-1].syllable == match[1]:  # 基(jī)(jī)金
            found.append(found[-1]._replace(start=start, end=match.end()))
            continue
        if text[start - 1 : start] == " ":
            start -= 1
        at = _glossed_at(text, start)
        glossed = _read_so(match[1], text, at) if at else ""
        if glossed:
            found.append(Gloss(start, match.end(), glossed, match[1]))
            proven += bool(match["emoji"] or at < start or (match["blank"] and match[0][1] != " "))
    if proven and proven + len(_EMOJI.findall(text)) >= _PROOF:
        return sorted([*found, *_random(text, found)])
    return found if _strewn(found, text) else []


def _random(text: str, found: Sequence[Gloss]) -> Iterator[Gloss]:
    """Yield toned syllables with a trailing space inserted after characters they do not match."""
    taken = {gloss.end for gloss in found}
    for match in _GLOSS.finditer(text):
        if match.start() and match.end() not in taken and match["blank"] and not match[1].isascii():
            yield Gloss(match.start(), match.end(), text[match.start() - 1], match[1])


def _glossed_at(text: str, start: int) -> int:
    """Return the end of the character before a gloss, skipping a picture in between: 支(🔄)(zhī )."""
    while text[start - 1 : start] in (")", "）") and (
        picture := _EMOJI.search(text, max(0, start - 8), start)
    ):
        if picture.end() != start:
            break
        start = picture.start()
    return start


def _read_so(syllables: str, text: str, end: int) -> str:
    """Return the character or word before a gloss if it has this reading, else "".

    >>> _read_so("zhìliàng", "提升质量", 4), _read_so("liàng", "质量", 2), _read_so("ai", "人工智能", 4)
    ('质量', '量', '')
    """
    if len(syllables) <= _LONGEST_SYLLABLE and is_reading(syllables, text[end - 1]):
        return text[end - 1]
    plain = toneless(syllables)
    rests = {plain}
    for place in range(end - 1, max(-1, end - 1 - _MOST_SYLLABLES), -1):
        own = readings(text[place]) | {reading.replace("v", "u") for reading in readings(text[place])}
        rests = {rest.removesuffix(reading) for rest in rests for reading in own if rest.endswith(reading)}
        if not rests:
            return ""
        if "" in rests:
            return text[place:end] if end - place > 1 else ""
    return ""


def _strewn(found: Sequence[Gloss], text: str) -> bool:
    """Return whether a site inserted the glosses, rather than a writer explaining a few readings."""
    if len(found) < _ENOUGH:
        return _needless(found, text)
    glossed = Counter(gloss.character for gloss in found)
    if len(found) < _SHARE * sum(text.count(character) for character in glossed):
        return False
    if len({(gloss.character, gloss.syllable) for gloss in found}) > len(glossed):  # 长(cháng)度, 长(zhǎng)大
        return len(found) > 4 * len(glossed)
    if max(glossed.values()) > 1:
        return True
    from zhengce.normalize.plausible import words
    from zhengce.normalize.script import simplify_characters

    return median(words().get(simplify_characters(c), -20.0) for c in glossed) > _COMMON


def _needless(found: Sequence[Gloss], text: str) -> bool:
    """Return whether one or two glosses are spurious: next to a cut one, or in clear traditional text."""
    from zhengce.normalize.plausible import words
    from zhengce.normalize.script import is_traditional, simplify_characters

    if not 0 < len(found) < _ENOUGH or len({gloss.character for gloss in found}) < len(found):
        return False
    if is_cut(text):
        return True
    sure = [g.character for g in found if len(g.character) == 1 == len(readings(g.character))]
    if len(found) == 1:
        sure = [c for c in sure if words().get(simplify_characters(c), -20.0) > _COMMON]
    return bool(sure) and is_traditional(text)


def is_cut(text: str) -> bool:
    """Return whether a text contains the remains of a gloss that split a character in two.

    >>> is_cut("展?fàn)顩r"), is_cut("是吗?(是)")
    (True, False)
    """
    return _CUT.search(text) is not None


def remove_glosses(text: str) -> Iterator[Edit]:
    """Remove the glosses, and emoji that some sites insert in the same way."""
    glosses = find_glosses(text)
    if not glosses:
        return
    spaced = sum(text[g.end : g.end + 1] == " " for g in glosses) > len(glosses) / 2
    edits = [Edit(g.start, g.end + (spaced and text[g.end : g.end + 1] == " "), "", "gloss") for g in glosses]
    taken = {place for edit in edits for place in range(edit.start, edit.end)}
    edits.extend(
        Edit(m.start(), m.end(), "", "gloss") for m in _EMOJI.finditer(text) if m.start() not in taken
    )
    yield from sorted(edits)
