"""Every piece and form of the grammar does on its examples what it says."""

import datetime as dt
import re
from pathlib import Path

import pytest

from zhengce.errors import ConfigError
from zhengce.times import find_times, grammar
from zhengce.times.grammar import Form, Piece, forms, pieces, read, without_context

PIECES = {piece.name: piece for piece in grammar.grammar().piece}
EXAMPLES = [(form.id, *example) for form in forms().values() for example in form.examples]
COUNTER = [(form.id, text) for form in forms().values() for text in form.counter]


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_a_piece_matches_its_examples(piece: Piece) -> None:
    matches = re.compile(pieces()[piece.name]).fullmatch
    assert [text for text in piece.examples if not matches(text)] == []
    assert [text for text in piece.counter if matches(text)] == []
    assert piece.examples
    assert piece.counter


@pytest.mark.parametrize(("form", "published", "text", "expression", "days"), EXAMPLES)
def test_a_form_finds_its_examples(form: str, published: str, text: str, expression: str, days: str) -> None:
    found = find_times(text, dt.date.fromisoformat(published) if published else None)
    assert (form, expression, days) in [(t.form, t.text, f"{t.first or ''}..{t.last or ''}") for t in found]


@pytest.mark.parametrize(("form", "text"), COUNTER)
def test_a_form_leaves_its_counter_examples(form: str, text: str) -> None:
    assert [time.text for time in find_times(text, dt.date(2025, 1, 20)) if time.form == form] == []


@pytest.mark.parametrize("form", forms().values(), ids=forms())
def test_a_form_has_examples_of_both_kinds(form: Form) -> None:
    assert form.examples
    assert form.counter


def test_what_does_not_match_as_a_whole_is_not_read() -> None:
    assert read("month", "10月中旬和") == {}


@pytest.mark.parametrize(
    ("expression", "left"),
    [(r"(?<![以])上年", "上年"), (r"年(?=[)\]]|底)初", "年初"), (r"\(?=(?:a|b(?!c))", r"\(?=(?:a|b)")],
)
def test_an_expression_without_its_context(expression: str, left: str) -> None:
    assert without_context(expression) == left


@pytest.mark.parametrize(
    ("content", "message"),
    [("colour = 1", "unknown field|missing required"), ("not toml", "not valid TOML")],
)
def test_a_wrong_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, message: str
) -> None:
    path = tmp_path / "grammar.toml"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(grammar, "GRAMMAR", path)
    with pytest.raises(ConfigError, match=message):
        grammar.grammar.__wrapped__()


def test_a_piece_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigError, match="'nowhere'"):
        grammar._composed("{nowhere}", {}, "form 'x'")
