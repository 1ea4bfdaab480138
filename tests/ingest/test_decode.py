"""Every encoding is recognised, on short texts too; what is no text is refused with its reason."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.errors import EmptyInputError, UndecodableError
from zhengce.ingest import decode

CORPUS = Path(__file__).parents[2] / "corpus" / "work_areas"
SIMPLIFIED = "截至目前，技能人才264.3万人，较2017年增长67.3%。\r\n"
TRADITIONAL = "截至目前，技能人才264.3萬人，較2017年增長67.3%。\r\n"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, "工会\n", "二〇二四年", "GDP增长5.2%\r下一行"])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_encodings(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip(f"{encoding} cannot write it")
    assert decode(data) == text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_every_sentence_of_the_corpus(encoding: str) -> None:
    lines = [line for path in CORPUS.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    sentences = [json.loads(line)["text"] for line in lines]
    assert len(sentences) > 1000
    wrong = [s for s in sentences if len(s) > 4 and decode(s.encode(encoding)) != s]
    assert wrong == []


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(str.strip))
def test_utf8_comes_back_as_it_is(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"\x00\x01\x02\x03" * 10, "NUL", id="binary"),
        pytest.param("技能人才".encode() + b"\x00", "NUL", id="a NUL in UTF-8"),
        pytest.param("较2017年增长".encode()[:-1], "byte 13 .0xE9. is not valid UTF-8", id="cut UTF-8"),
        pytest.param(
            "caf\u00e9 cr\u00e8me br\u00fbl\u00e9e".encode("latin-1"), "not valid UTF-8", id="Latin-1"
        ),
        pytest.param(b"\xff\xfe\x00\xd8\x41\x00", "byte order mark says UTF-16-LE", id="broken UTF-16"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", "this is a PDF", id="PDF"),
        pytest.param(b"PK\x03\x04\x14\x00", "a ZIP archive such as DOCX", id="DOCX"),
        pytest.param(b"\x01\x02\x03\x04abcdef", "control characters", id="control characters"),
        pytest.param(bytes(range(256)) * 4, "NUL", id="all bytes"),
    ],
)
def test_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError, match=reason) as caught:
        decode(data, source="a.txt")
    assert caught.value.source == "a.txt"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\n".encode("gb18030")]
)
def test_empty(data: bytes) -> None:
    with pytest.raises(EmptyInputError):
        decode(data)


def test_noise_is_refused() -> None:
    accepted = 0
    for _ in range(200):
        try:
            decode(os.urandom(200))
            accepted += 1
        except UndecodableError:
            pass
    assert accepted == 0
