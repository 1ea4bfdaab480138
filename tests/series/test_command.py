"""``zhengce series``."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

import zhengce
from zhengce.cli import main
from zhengce.series import load_registry
from zhengce.store.series import KnownSeries, alike


def test_list(tmp_path: Path) -> None:
    text = tmp_path / "one.txt"
    text.write_text("2024年，黑龙江省建成工会驿站3786个。", encoding="utf-8")
    url = f"sqlite:///{tmp_path}/x.db"
    zhengce.run([text], [url])
    told = CliRunner().invoke(main, ["series", "list", url])
    assert told.exit_code == 0, told.output
    assert "黑龙江省" in told.output


def test_merge_and_split_write_a_file_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "series.tsv"
    for call in (["merge", "澜江总值", "国内生产总值"], ["split", "澜江货币", "M2"]):
        told = CliRunner().invoke(main, ["series", *call, "--file", str(file)])
        assert told.exit_code == 0, told.output
    registry = load_registry(file)
    names = [one.name for form in ("GDP", "M2", "M2余额") if (one := registry.find(form)) is not None]
    assert names == ["澜江总值", "澜江货币", "广义货币M2"]
    told = CliRunner().invoke(main, ["series", "split", "别名", "M2", "--file", str(file)])
    assert told.exit_code != 0
    assert load_registry(file).find("M2") == registry.find("M2")


def test_suggestions_leave_out_what_statistics_keep_apart() -> None:
    def known(name: str) -> KnownSeries:
        return KnownSeries(series_id=name, name=name, region="澜江市", unit="个", measure="level", periods=1)

    pairs = list(alike(map(known, ("户外劳动者驿站", "户外劳动驿站", "汽车产量", "新能源汽车产量"))))
    assert [(one.name, two.name) for one, two in pairs] == [("户外劳动者驿站", "户外劳动驿站")]
