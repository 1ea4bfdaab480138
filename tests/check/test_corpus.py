"""The releases of three provinces: everything that was planted is found, and nothing else contradicts."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import zhengce
from zhengce.check import Finding, check, stored
from zhengce.cli import main
from zhengce.types import Release

RELEASES = Path(__file__).parents[2] / "corpus" / "releases"


@pytest.fixture(scope="module")
def releases() -> list[Release]:
    return zhengce.run([RELEASES / "*.txt"], [], keep=99).first


@pytest.fixture(scope="module")
def findings(releases: list[Release]) -> list[Finding]:
    return check(releases)


def brief(findings: list[Finding], verdict: str) -> set[tuple[str, str, str, int | None]]:
    return {(f.kind, f.issuer, f.name, f.year) for f in findings if f.verdict == verdict}


def test_every_release_has_its_day_and_its_publisher(releases: list[Release]) -> None:
    assert len(releases) == 18
    assert all(release.published and release.publisher and release.indicators for release in releases)


def test_what_was_planted_contradicts_and_nothing_else(findings: list[Finding]) -> None:
    assert brief(findings, "contradicts") == {
        ("disagreement", "岚海省", "工会驿站", 2021),
        ("growth", "沅北省", "技能人才", 2022),
        ("sum", "沅北省", "城区、园区、乡镇", 2022),
    }


def test_the_targets_that_were_missed(findings: list[Finding]) -> None:
    assert brief(findings, "missed") == {
        ("target", "青岭省", "工会驿站", 2021),
        ("target", "青岭省", "技能人才", 2024),
        ("target", "岚海省", "工会驿站", 2023),
        ("target", "沅北省", "工会驿站", 2022),
        ("target", "沅北省", "工会驿站", 2024),
    }
    assert len(brief(findings, "met")) >= 15


def test_growth_rates_fit_the_levels_of_other_releases(findings: list[Finding]) -> None:
    assert len([f for f in findings if (f.kind, f.verdict) == ("growth", "agrees")]) >= 19


def test_every_source_leads_to_its_characters(findings: list[Finding], releases: list[Release]) -> None:
    texts = {release.release_id: release.text for release in releases}
    sources = [source for finding in findings for source in finding.sources]
    assert len(sources) > len(findings)
    assert all(texts[s.release_id][s.start : s.end] == s.text for s in sources)


def test_the_same_is_found_in_files_and_in_stored_results(
    findings: list[Finding], releases: list[Release], tmp_path: Path
) -> None:
    file = tmp_path / "out.jsonl"
    file.write_bytes(b"".join(release.to_json() + b"\n" for release in releases))
    database = f"sqlite:///{tmp_path / 'out.db'}"
    from zhengce.store import open_target

    with open_target(database) as target:
        for release in releases:
            target.write(release)
    expected = [finding.to_dict() for finding in findings]
    for name in (str(file), database):
        assert sorted(map(str, (f.to_dict() for f in check(stored(name))))) == sorted(map(str, expected))
    result = CliRunner().invoke(main, ["check", str(file)])
    assert result.exit_code == 1
    assert "2873个" in result.stdout
    assert "agrees" not in result.stdout


@pytest.mark.parametrize(
    ("name", "status", "word"),
    [("sqlite:///none.db", 2, "no such database"), ("nothing://x", 1, "no such file")],
)
def test_what_is_not_there_is_named(
    name: str, status: int, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", name])
    assert (result.exit_code, list(tmp_path.iterdir())) == (status, [])
    assert word in result.stderr


def test_a_file_of_results_with_a_broken_line_is_refused(releases: list[Release], tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_bytes(releases[0].to_json() + b"\nbroken\n")
    result = CliRunner().invoke(main, ["check", str(file)])
    assert result.exit_code == 1
    assert "out.jsonl:2" in result.stderr


def test_new_is_what_the_last_run_brought(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'out.db'}"
    zhengce.run([RELEASES / "lanhai_*.txt", RELEASES / "yuanbei_2022.txt"], [database])
    zhengce.run([RELEASES / "yuanbei_2023.txt"], [database])
    result = CliRunner().invoke(main, ["check", database, "--new", "--chinese"])
    assert result.exit_code == 1
    assert "推得2022年为287.8万人，而yuanbei_2022.txt为296.0万人" in result.stdout
    assert "2873个" not in result.stdout
    zhengce.run([RELEASES / "yuanbei_2023.txt"], [database])
    assert CliRunner().invoke(main, ["check", database, "--new"]).exit_code == 0


def test_new_is_known_of_databases_only(releases: list[Release], tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_bytes(releases[0].to_json() + b"\n")
    result = CliRunner().invoke(main, ["check", str(file), "--new"])
    assert result.exit_code == 2
    assert "only databases record" in result.stderr
