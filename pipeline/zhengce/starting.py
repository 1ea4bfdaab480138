"""A process of our own starts and ends: what the program ``zhengce`` and its workers do first.

Nothing here is done in a process of a user's, who imports `zhengce` as a library.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_BETWEEN = 500_000
"""Objects between two searches for cyclic garbage: hardly any is made, and Python's own 700 costs a tenth of
a cold start."""
_COMMANDS = ("spacy.cli", "spacy.cli.info")


def own_process() -> None:
    """Start quickly: seldom look for garbage, and import spaCy, if at all, without its command line.

    ``import spacy`` also imports ``spacy.cli`` and, for it, three clients of the web and a template engine: a
    third of its time, for commands that are not run here. Whoever asks for them all the same gets them.
    """
    gc.set_threshold(_BETWEEN)
    if "spacy" not in sys.modules:
        sys.modules.update({name: _Later(name) for name in _COMMANDS})


def leave() -> None:
    """End quickly: no last search for garbage among objects that end with the process."""
    gc.freeze()


class _Later(ModuleType):
    """Stands for a module of spaCy's command line until something of it is asked for."""

    __path__: list[str] = []  # noqa: RUF012 - as a package has one

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever stands in the module
        if name == "info" and self.__name__ == "spacy.cli.info":
            return _info  # all that `import spacy` takes from it
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_real(self.__name__), name)


def _info(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - spaCy's own
    return _real("spacy.cli.info").info(*given, **named)


def _real(name: str) -> ModuleType:
    for stand_in in _COMMANDS:
        if isinstance(sys.modules.get(stand_in), _Later):
            del sys.modules[stand_in]
    return import_module(name)
