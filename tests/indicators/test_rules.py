"""A user's own words and units."""

from pathlib import Path

import pytest

import zhengce
from zhengce.errors import ConfigError

OWN = """
[[units]]
text = "档"
dimension = "count"
canonical = "档"

[changes]
increase = ["跃增"]

[status]
target = ["冲击(?!波)"]
"""


def test_own_words_and_units_are_added(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(OWN, encoding="utf-8")
    text = "采集节目300档，订阅用户跃增25%，客户增长5%。"
    pipeline = zhengce.Pipeline(zhengce.load_config(extract={"rules": str(rules)}))
    found = [(i.text, i.unit, i.measure) for i in pipeline(text).indicators]
    assert found == [("300档", "档", "level"), ("25%", "%", "change"), ("5%", "%", "change")]
    status = [i.status for i in pipeline("全县今年冲击产量30万吨。冲击波及农田40万亩。").indicators]
    assert status == ["target", "actual"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[colours]\nred = []", "unknown section 'colours'; valid sections are units"),
        ("modifiers = ['x']", "section 'modifiers' must be a table"),
        ("[changes]\nsideways = ['摇摆']", "unknown key changes.sideways"),
        ("[changes]\nincrease = '跃增'", "changes.increase must be a list"),
        ("[changes]\nincrease = [3]", "str"),
        ("[[units]]\ntext = '档'", "dimension"),
        ("[[units]]\ntext = '档'\ndimension = 'count'\ncanonical = '档'\ncolour = 1", "colour"),
        ("[[units]]\ntext = '档'\ndimension = 'size'\ncanonical = '档'", "unknown dimension 'size'"),
        ("[[units]]\ntext = '顷'\ndimension = 'area'\ncanonical = '顷'", "area is given in 平方米"),
        (
            "[[units]]\ntext = '顷'\ndimension = 'area'\ncanonical = '平方米'\nfactor = 'x'",
            "factor 'x' is not a decimal",
        ),
        ("[status]\ntarget = ['(冲击']", "'\\(冲击' is not a valid regular expression"),
        ("not toml", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as error:
        zhengce.Pipeline(zhengce.load_config(extract={"rules": str(rules)}))
    assert "rules.toml" in str(error.value)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: no such file"):
        zhengce.Pipeline(zhengce.load_config(extract={"rules": "nowhere.toml"}))
