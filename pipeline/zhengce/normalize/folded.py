"""Undo full-width marks that were folded to half-width across two characters.

A site replaced the bytes of full-width ``，！？`` by the half-width mark wherever they occurred, including
where the trail byte of one character and the lead byte of the next happened to spell the mark. The byte
before it is then invalid and shown as ``?``, and the following bytes are shifted by one:

    發展。現代  A1A3 AC46  A3AC is ，  →  發展?,F代
    升級版。”[1]  A1A3 A1B1 5B  A3A1 is ！  →  升級版?!盵1]

Some pages lose the mark along with the byte before it. A reading that turns nonsense into text is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhengce.normalize.cells import BROKEN, MARK, Cell, Damage
from zhengce.normalize.filling import fill, writes_half_commas
from zhengce.normalize.gbk import FULL_MARK, FULL_ROW, ending
from zhengce.normalize.gloss import find_glosses
from zhengce.normalize.options import Rows
from zhengce.normalize.plausible import LOST, score
from zhengce.normalize.runs import Run, read_on
from zhengce.normalize.script import is_traditional
from zhengce.normalize.text import Edit
from zhengce.normalize.width import HAN

_BROKEN = re.compile(f"[?]|{LOST}(?=[,!?:;，！？])")
_FULL_WIDTH = dict(zip("，！？：；（）", FULL_MARK, strict=False)) | dict(zip("，！？", ",!?", strict=True))
_SHOWN_MARK = re.compile(f"[?{LOST}][,!:;，！；：]")
_KEPT = 3  # a page shows a sign after a broken byte if it does so at one in three or more
_DIGIT = re.compile("[0-9]")
_FEW = 20  # half-width digits per full-width digit
_LONE_DIGIT = re.compile("(?<![０-９．，])[０-９](?![０-９．，])")
_LATIN = re.compile(r"(?<=[a-zA-Z/])[?][a-zA-Z\d]|[?][a-zA-Z]{2}")  # an address or a Latin word
# A digit may have been lost with the byte before it.
_EATEN = re.compile(rf"(?<={LOST})[?]+|[?]+[.．,，]?(?=[\d百千万萬亿億%％])")
_UNREAD = re.compile(r"[?](?:[?]*[,;:!，；：！]|[?]*)")
_BESIDE_MARK = re.compile("[?](?=[,;:，；：、])")
_AFTER_FIGURE = re.compile("[%％][?][!,;:！，；：]|[?][!,;][?]\\d")
# Inside a line: a lower-case letter or another mark between it and a Han character.
_AMID = re.compile(f"(?<=[{HAN}])[?][a-z?!！,;，；](?=[{HAN}])")
_CLAUSE = re.compile("[。！？!?；;\n]")
_ASKS = re.compile("[吗嗎呢么麼何谁誰哪几幾怎吧啥否孰嘛]|多少|是不是|能不能|有没有|有沒有|[^。]不[^。]?$")
_LONGEST_QUESTION = 80
_AMOUNT = re.compile(r"[\d萬万億亿][元人名項项戶户次]$")
_UNREADABLE = re.compile(f"[{BROKEN}]{{3,}}$")  # no half of a character is displayed
_PATIENCE = 60  # consecutive unreadable places: the page is full of question marks
_GAIN = 5.0  # required margin over the text as displayed
_CERTAIN = 15.0  # longer runs: no other reading is tried
_GAP = 4.0  # additional margin per gap
_USUAL = 2.0  # most of the marks are commas
_COMMA, _OTHERS = (FULL_MARK[","],), tuple(FULL_MARK[mark] for mark in "!?:;()")
_BLANK = 0xA1  # first and second byte of the ideographic space


def unfold(text: str) -> Iterator[Edit]:
    """Realign the bytes after each folded mark; on such pages, also mark lost digits."""
    if "?" not in text and LOST not in text:
        return
    damage = Damage(
        table=frozenset(g.character for g in find_glosses(text)),
        folded=True,
        simplified=not is_traditional(text),
        rows=Rows(text),
    )
    commas = writes_half_commas(text)
    starts = [broken.start() for broken in _BROKEN.finditer(text)]
    damage = replace(damage, kept=_KEPT * len(_SHOWN_MARK.findall(text)) >= len(starts))
    edits: list[Edit] = []
    failed = 0
    for place in starts:
        if (edits and place < edits[-1].end) or MARK.match(text, place):
            continue
        if _LATIN.match(text, place):
            continue
        hopeless = failed >= _PATIENCE or (failed and text.endswith("??", 0, place))
        run = None if hopeless else _unfolded(text, place, damage)
        failed = failed + 1 if run is None else 0
        if run is not None:
            edits += fill(text, place, run, "folded", commas=commas)
        elif eaten := _EATEN.match(text, place):
            edits.append(Edit(place, eaten.end(), "", None))
        elif not _is_question(text, place) and (unread := _UNREAD.match(text, place)):
            edits.append(Edit(place, unread.end(), "", None))
    damaged = bool(damage.table) or any(edit.kind for edit in edits) or _certain(text)
    if damaged and len(_LONE_DIGIT.findall(text)) * _FEW < len(_DIGIT.findall(text)):
        edits += _stray_digits(text, edits)
        edits.sort()
    for edit in edits:
        if edit.kind is not None:
            yield edit
        elif damaged or (text.startswith("??", edit.start) and _EATEN.match(text, edit.start)):
            yield Edit(edit.start, edit.end, LOST, "lost", lossy=True)


def _is_question(text: str, place: int) -> bool:
    """Return whether a question mark ends a question: after question words and before no other mark."""
    return not _BESIDE_MARK.match(text, place) and text[place] != LOST and _asks(text, place)


def _asks(text: str, place: int) -> bool:
    """Return whether the clause before a mark is a question."""
    return _ASKS.search(_CLAUSE.split(text[max(0, place - _LONGEST_QUESTION) : place])[-1]) is not None


def _certain(text: str) -> bool:
    """Return whether marks are combined as no writer would."""
    if len(_BESIDE_MARK.findall(text)) > 1 or _AFTER_FIGURE.search(text) is not None:
        return True
    return any(not _asks(text, m.start()) for m in _AMID.finditer(text))


def _stray_digits(text: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Mark full-width digits on a page with half-width ones: halves of unreadable characters."""
    taken = {place for edit in edits for place in range(edit.start, edit.end)}
    for digit in _LONE_DIGIT.finditer(text):
        if digit.start() not in taken:
            yield Edit(digit.start(), digit.end(), LOST, "lost", lossy=True)


def _unfolded(text: str, place: int, damage: Damage) -> Run | None:
    """Return the most probable reading from the broken place on, if clearly better than the page's."""
    best, found = _GAIN, None
    begin = max(0, place - 4)
    near = text[begin:place]
    for start, leads in _starts(text, place):
        amount = _AMOUNT.search(text, begin, place) is not None
        first: tuple[Cell, ...] = (Cell(place, start, ending(FULL_ROW), ends_amount=amount),)
        if leads == (_BLANK,) and start == place + 1:
            first = ()
        run = read_on(text, start, leads, damage, first)
        if run is None or not any(run.read[len(first) :]) or _UNREADABLE.match(text, place, run.end):
            continue
        made = "".join(character if character is not None else LOST for character in run.read)
        made += "，" * run.cells[-1].eaten
        after = text[run.end : run.end + 4]
        gain = score(near + made + after) - score(text[begin : run.end] + after) + _USUAL * (leads == _COMMA)
        gain -= _GAP * made.count(LOST)
        if gain > best:
            best, found = gain, run
        if gain > _CERTAIN:
            break
    return found


def _starts(text: str, place: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield where the shifted bytes may begin, and the possible bytes before them."""
    following = text[place + 1 : place + 2]
    mark = _FULL_WIDTH.get(following, following)
    if mark in FULL_MARK:
        yield place + 2, (FULL_MARK[mark],)
    if following and (following == "?" or following not in FULL_MARK):
        yield place + 1, _COMMA
        yield place + 1, _OTHERS
    if following == "。":
        yield place + 1, (_BLANK,)
