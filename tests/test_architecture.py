"""Who imports whom: no circles, and the stages of the registry import nothing but what they name."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

from zhengce import Config
from zhengce.batch.versions import covered
from zhengce.resources import PACKAGE
from zhengce.stages import ROOMS, STAGES, Stage

GRAPH = grimp.build_graph("zhengce", exclude_type_checking_imports=True, cache_dir=None)
DISPLAY = "display"  # how values look in a notebook and what is printed of them, not what they say
MAY = {stage.name: {stage.name, *stage.rooms} for stage in STAGES} | {
    name: {name, *rooms} for name, rooms in ROOMS.items()
}


def _folder(module: str) -> str | None:
    """The folder of the package that a module lies in; null for those beside the folders."""
    part = module.split(".")[1] if "." in module else ""
    return part if (PACKAGE / part).is_dir() and part else None


def test_no_file_imports_itself_by_way_of_others() -> None:
    imports = {module: GRAPH.find_modules_directly_imported_by(module) for module in GRAPH.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


@pytest.mark.parametrize("name", MAY)
def test_a_stage_imports_only_the_rooms_it_names(name: str) -> None:
    imported = {
        f"{module} imports {other}"
        for module in GRAPH.modules
        if _folder(module) == name
        for other in GRAPH.find_modules_directly_imported_by(module)
        if _folder(other) not in {None, DISPLAY, *MAY[name]}
    }
    assert imported == set()


def test_the_fingerprint_covers_all_code_that_a_result_depends_on() -> None:
    used = {f"zhengce.{stage.name}.stage" for stage in STAGES} | {"zhengce.pipeline"}
    for module in tuple(used):
        used |= GRAPH.find_upstream_modules(module)
    files = {path.with_suffix("") for path in covered()}
    left_out = {
        module
        for module in used
        if _folder(module) != DISPLAY
        and not {
            PACKAGE.parent.joinpath(*module.split(".")),
            PACKAGE.parent.joinpath(*module.split("."), "__init__"),
        }
        & files
    }
    assert left_out == set()


@pytest.mark.parametrize("stage", STAGES, ids=[stage.name for stage in STAGES])
def test_a_stage_is_built_from_settings_that_exist(stage: Stage) -> None:
    config = Config()
    assert set(stage.settings) <= set(config.__struct_fields__)
    stage.build(config)([])  # a batch may be empty


def test_no_function_is_longer_than_a_screen() -> None:
    """Sixty lines at most, signature and docstring included; migrations are generated."""
    too_long = set()
    for path in PACKAGE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > 60:
                    too_long.add(f"{path.relative_to(PACKAGE)}: {node.name}: {lines}")
    assert too_long == set()
