"""Work areas as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengce.classify import load_taxonomy
from zhengce.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

AREA = '[[areas]]\nid = "{id}"\nzh = "名"\nen = "name"\ndescription = "what"\n'
GOOD = AREA.format(id="pay") + AREA.format(id="rest") + "rest = true\n"


def test_own_file(tmp_path: Path) -> None:
    path = tmp_path / "areas.toml"
    path.write_text(GOOD, encoding="utf-8")
    taxonomy = load_taxonomy(path)
    assert taxonomy.ids == ("pay", "rest")
    assert taxonomy.rest.id == "rest"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param(GOOD + 'colour = "red"\n', r"colour.*\$\.areas\[1\]", id="unknown key"),
        pytest.param(GOOD.replace('en = "name"\n', "", 1), r"en.*\$\.areas\[0\]", id="missing key"),
        pytest.param(GOOD.replace('"pay"', '"Pay day"'), r"\$\.areas\[0\]\.id", id="bad id"),
        pytest.param(
            GOOD.replace('"pay"', '"rest"'), r"'rest' is repeated.*\$\.areas\[1\]", id="same id twice"
        ),
        pytest.param(GOOD.replace("rest = true\n", ""), "exactly one area.*none", id="no rest"),
        pytest.param(GOOD.replace("[[", "rest = true\n[[", 1), "rest", id="key outside an area"),
        pytest.param(AREA.format(id="only") + "rest = true\n", "at least two", id="one area"),
        pytest.param("[[areas]\n", "not valid TOML.*line 1", id="no TOML"),
    ],
)
def test_fault_is_named_with_its_file(tmp_path: Path, content: str, named: str) -> None:
    path = tmp_path / "areas.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=named) as caught:
        load_taxonomy(path)
    assert str(path) in str(caught.value)


def test_phrases_belong_to_one_area_each() -> None:
    owners: dict[str, str] = {}
    for area in load_taxonomy().areas:
        for phrase in area.phrases:
            assert owners.setdefault(phrase, area.id) == area.id, phrase
