"""The stages compiled to C say what they say in Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXTS = (ROOT / "corpus" / "gold" / "texts", ROOT / "seeds")

pytestmark = pytest.mark.skipif(
    shutil.which(os.environ.get("CC", "cc")) is None, reason="there is no C compiler"
)


def _python(*arguments: str, **environment: str) -> str:
    done = subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        env=os.environ | environment,
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package as the compiled wheel brings it."""
    dist, folder = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("compiled")
    _python("-m", "build", "--no-isolation", "--outdir", str(dist), HATCH_BUILD_HOOKS_ENABLE="1")
    zipfile.ZipFile(next(dist.glob("*.whl"))).extractall(folder)
    return folder


def test_the_wheel_leaves_nothing_in_the_checkout(compiled: Path) -> None:
    assert list((compiled / "zhengce" / "extract").glob("mentions.*.*"))
    assert not [*ROOT.joinpath("pipeline").rglob("*.so"), *ROOT.joinpath("pipeline").rglob("*.pyd")]


def test_same_releases(compiled: Path, tmp_path: Path) -> None:
    written = []
    for name, path in (("plain", ""), ("compiled", str(compiled))):
        target = tmp_path / f"{name}.jsonl"
        _python("-m", "zhengce", "run", *map(str, TEXTS), "--quiet", "--to", str(target), PYTHONPATH=path)
        written.append(target.read_bytes())
    plain, quick = written
    assert plain.count(b"\n") > 10
    assert quick == plain


def test_it_passes_the_tests_of_its_stages(compiled: Path) -> None:
    where = (
        "from zhengce.quantities import mentions\n"
        "from zhengce.normalize import text\n"
        "print(mentions.__file__, text.__file__)"
    )
    files = map(Path, _python("-c", where, PYTHONPATH=str(compiled)).split())
    assert all(file.suffix != ".py" and file.is_relative_to(compiled) for file in files)
    folders = ("tests/extract", "tests/normalize", "tests/segment", "tests/fuzz/test_texts.py")
    _python("-m", "pytest", "-p", "no:cacheprovider", *folders, PYTHONPATH=str(compiled))
