"""A process of our own starts and ends: what the program ``zhengce`` and its workers do first.

Nothing here is done in a process of a user's, who imports `zhengce` as a library.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType
from typing import Any

_BETWEEN = 500_000
"""Objects between two searches for cyclic garbage: hardly any is made, and Python's own 700 costs a tenth of
a cold start."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What libraries of linear algebra go by: the arrays here are small, and threads of theirs only wait."""
_COMMANDS = ("spacy.cli", "spacy.cli.info")


def own_process() -> None:
    """Start quickly: seldom look for garbage, one thread unless the user says otherwise, a short spaCy.

    ``import spacy`` also imports ``spacy.cli`` and, for it, three clients of the web and a template engine: a
    third of its time, for commands that are not run here. Whoever asks for them all the same gets them.
    """
    gc.set_threshold(_BETWEEN)
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    sys.meta_path.insert(0, _CommandsLater())


def leave() -> None:
    """End quickly: no last search for garbage among objects that end with the process."""
    gc.freeze()


class _CommandsLater(MetaPathFinder, Loader):
    """Puts a stand-in where spaCy imports its command line."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        del path, target
        return spec_from_loader(name, self, is_package=True) if name in _COMMANDS else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Later(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is run before something of it is asked for."""


class _Later(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever stands in the module
        if name == "info" and self.__name__ == "spacy.cli.info":
            return _info  # all that `import spacy` takes from it
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_real(self.__name__), name)


def _info(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - spaCy's own
    return _real("spacy.cli.info").info(*given, **named)


def _real(name: str) -> ModuleType:
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _CommandsLater)]
    for command in _COMMANDS:
        if isinstance(sys.modules.get(command), _Later):
            del sys.modules[command]
    return import_module(name)
