"""Files of other packages, found without importing them."""

from __future__ import annotations

import pytest

from zhengce.errors import ModelError
from zhengce.resources import package_file


def test_a_file_of_a_package_is_found() -> None:
    assert package_file("jieba", "dict.txt", "it tells text from nonsense").stat().st_size > 1_000_000


@pytest.mark.parametrize(
    ("package", "name"), [("no_such_package", "dict.txt"), ("jieba", "no_such_file.txt")]
)
def test_what_is_missing_is_named_with_its_use(package: str, name: str) -> None:
    with pytest.raises(
        ModelError, match=f"{package} is not installed, or without its {name}: it tells words"
    ):
        package_file(package, name, "it tells words")
