"""The notebooks run from top to bottom, are stored as they ran, and leave nothing behind."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="pip install --group notebooks")
nbclient = pytest.importorskip("nbclient", reason="pip install --group notebooks")
for _name in ("altair", "duckdb", "ipykernel", "ipywidgets", "vl_convert", "pandas", "pyarrow"):
    pytest.importorskip(_name, reason="pip install --group notebooks")

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LEFT_ALONE = ("corpus", "models", "notebooks", "seeds")
PUBLIC = re.compile(r"^\s*(?:from|import) (zhengce[\w.]*)(?: import (.+))?$", flags=re.MULTILINE)


def opened(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def files() -> dict[str, int]:
    places = [*ROOT.glob("*"), *(p for folder in LEFT_ALONE for p in (ROOT / folder).rglob("*"))]
    return {str(p): p.stat().st_size for p in places if p.is_file() and not p.name.startswith(".")}


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_four() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_leaves_nothing_behind(path: Path) -> None:
    notebook, before = opened(path), files()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the machinery of kernels, in this process
        nbclient.NotebookClient(
            notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}
        ).execute()
    outputs = [output for cell in code(notebook) for output in cell.outputs]
    told = "".join(output.get("text", "") for output in outputs if output.get("name") == "stderr")
    assert "Warning" not in told
    assert files() == before


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_stored_as_it_ran(path: Path) -> None:
    notebook = opened(path)
    nbformat.validate(notebook)
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))
    outputs = [output for cell in code(notebook) for output in cell.outputs]
    assert outputs
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]
    stored = path.read_text(encoding="utf-8")
    assert not re.search(r"/tmp/|/home/|/root/|https?://cdn", stored)  # noqa: S108 - none may be named
    assert "<script" not in stored


def test_charts_are_pictures_that_need_no_network() -> None:
    notebook = opened(ROOT / "notebooks" / "02_indicators_over_releases.ipynb")
    shown = [output.get("data", {}) for cell in code(notebook) for output in cell.outputs]
    pictures = [data["image/svg+xml"] for data in shown if "image/svg+xml" in data]
    assert len(pictures) == 6
    assert "工会驿站" in "".join(pictures)
    assert not [p for p in pictures if "http" in p.replace("http://www.w3.org", "")]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_imports_public_names_only(path: Path) -> None:
    source = "\n".join(cell.source for cell in code(opened(path)))
    for module, names in PUBLIC.findall(source):
        assert not any(part.startswith("_") for part in module.split("."))
        for name in filter(None, re.split(r"[,\s]+", names)):
            assert not name.startswith("_")
    assert "zhengce._" not in source


def test_corrections_change_what_evaluation_measures() -> None:
    """Notebook 03: a release becomes gold, sentences join the labelled ones, and the figures move."""
    notebook = opened(ROOT / "notebooks" / "03_check_and_correct.ipynb")
    told = "\n".join(str(output.get("data", {})) for cell in code(notebook) for output in cell.outputs)
    assert "'yuanbei_2020.jsonl'" in told.replace("\\", "")
    assert "'corrected.jsonl'" in told.replace("\\", "")
    assert "indicators.record" in told
    assert "gold has subject" in told
