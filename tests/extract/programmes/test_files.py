"""Rule files: what is wrong in one is named; a user's rule works like ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengce.errors import ConfigError
from zhengce.extract.programmes import ProgrammeFinder
from zhengce.extract.programmes.heads import load_heads
from zhengce.extract.programmes.patterns import load_rules
from zhengce.extract.programmes.words import load_words
from zhengce.segment import Segmenter

if TYPE_CHECKING:
    from pathlib import Path

RULE = """
[[rule]]
id = "prize-exhibition"
source = "test"
span = "match"
kind = "event"
priority = 9
pattern = [{TAG = "QUOTE"}, {TEXT = "成果展"}]
examples = []
counter = []
"""


def test_a_user_adds_a_rule_with_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULE, encoding="utf-8")
    (found,) = ProgrammeFinder(rules=[path]).find(Segmenter()("举办“奋进”成果展。"))
    assert (found.text, found.kind, found.rule) == ("“奋进”成果展", "event", "prize-exhibition")


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULE + "colour = 'red'\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"mine\.toml.*colour"):
        load_rules(path)


def test_a_pattern_that_spacy_refuses_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULE.replace('TEXT = "成果展"', 'NO_SUCH = "成果展"'), encoding="utf-8")
    with pytest.raises(ConfigError, match="prize-exhibition"):
        ProgrammeFinder(rules=[path])


def test_a_head_noun_in_two_groups_is_named(tmp_path: Path) -> None:
    group = (
        '[[head]]\nid = "{0}"\nkind = "plan"\nstrength = "weak"\nminimum = 2\nsource = ""\nwords = ["蓝图"]\n'
    )
    path = tmp_path / "heads.toml"
    path.write_text(group.format("a") + group.format("b"), encoding="utf-8")
    with pytest.raises(ConfigError, match="'蓝图' is listed in both 'a' and 'b'"):
        load_heads(path)


def test_a_missing_word_list_is_named(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text("governor = []\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"words\.toml"):
        load_words(path)
