"""Short forms go to their long form, before and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.extract.programmes import ProgrammeMention


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "“春风澜江”进园区\n市总工会启动“春风澜江”专项行动。“春风澜江”走进三个园区。",
            ["“春风澜江”专项行动"] * 3,
        ),
        ("市里出台《澜江市职业教育条例》。《条例》共三十二条。", ["《澜江市职业教育条例》"] * 2),
        # Short for neither where two share it.
        (
            "出台《澜江市就业办法》和《澜江市工资办法》。《办法》下月施行。",
            ["《澜江市就业办法》", "《澜江市工资办法》", "《办法》"],
        ),
        ("构建“一核两带”产业体系。“一核两带”成形。", ["“一核两带”产业体系"]),
    ],
)
def test_short_forms(find: Callable[[str], list[ProgrammeMention]], text: str, names: list[str]) -> None:
    found = find(text)
    assert [one.name for one in found] == names
    assert len({one.programme_id for one in found}) == len(set(names))
    assert all(text[one.start : one.end] == one.text for one in found)
