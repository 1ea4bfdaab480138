"""Texts, bytes and files to be afraid of, as strategies: what scrapers, converters and pranks bring."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

from hypothesis import strategies as st

_WORDS = {
    name: words.split()
    for name, words in tomllib.loads(
        Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    ).items()
}
NUMERALS, UNITS, CUES, TIMES, NOUNS = (
    _WORDS[name] for name in ("numerals", "units", "cues", "times", "nouns")
)
MARKS = [*"，。；：、！？“”《》（）()〔〕【】「」—-…%\n\t \u3000", "\r\n", "\n\n"]
MARKS += ["一、", "（一）", "一是", "1．", "问：", "转自："]
HALVES = ["\0", "\ud800", "\udfff"]
STRANGE = ["\ufffd", "\ufeff", "\u200b", "\u200d", "\u202e", "\u2066", "\u0301", "\x85", "\u2028", "\x1b[31m"]
STRANGE += ["😀", "👨\u200d👩\u200d👧", "𠮷", "\U0010ffff", "\ufe0f", "ﬁ", "한글", "ひらカ", "עברית", "ع"]
STRANGE += ["&amp;", "<b>", "{{", "\\"]

PIECES = st.sampled_from([*NUMERALS, *UNITS, *CUES, *TIMES, *NOUNS, *MARKS])
SAID = st.tuples(
    *(st.sampled_from(words) for words in (TIMES, NOUNS, CUES, NUMERALS, UNITS)),
    st.sampled_from("，。；、\n"),
).map("".join)
"""A clause such as the rules are written for, with wrong words in right places."""
NOISE = st.binary(max_size=60).map(lambda data: data.decode("gb18030", "replace"))
MISREAD = st.sampled_from(NOUNS).map(lambda word: word.encode("gb18030", "replace").decode("latin-1"))
STRUCTURED = st.lists(SAID | PIECES, max_size=25).map("".join)
NESTED = st.builds(
    lambda marks, depth, inside: marks[0] * depth + inside + marks[1] * depth,
    st.sampled_from(["“”", "（）", "《》", "()", "「」", "〔〕", "“《", "（“"]),
    st.integers(1, 200),
    SAID,
)
REPEATS = st.builds(
    lambda piece, times: piece * times, PIECES | st.sampled_from(STRANGE), st.integers(1, 300)
)
TEXTS = st.one_of(
    STRUCTURED,
    st.text(max_size=80),
    st.text(
        alphabet=st.characters(categories=["Cs", "Cf", "Mn", "Lo", "Nd", "Nl", "No", "Sm", "Zs"]), max_size=40
    ),
    st.lists(PIECES | st.sampled_from([*STRANGE, *HALVES]) | NOISE | MISREAD, max_size=25).map("".join),
    NESTED,
    REPEATS,
)
"""Any text, with half of surrogate pairs and NULs in it."""
READABLE = st.one_of(
    STRUCTURED, NESTED, REPEATS, st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80)
)
DATES = st.none() | st.dates() | st.dates().map(str) | st.datetimes()


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """`content` cut off, with bytes changed, doubled or left out."""
    data = bytearray(content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content)
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - no secret
    for _ in range(draw(st.integers(0, 8))):
        if not data:
            break
        place = chance.randrange(len(data))
        match draw(st.integers(0, 3)):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(1, 40)]
            case 2:
                data[place:place] = chance.randbytes(chance.randrange(1, 10))
            case _:
                data[place:place] = data[max(0, place - 30) : place]
    return bytes(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.sampled_from(NOUNS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
