"""Chinese government press releases, turned into a trusted database of indicators and programmes.

>>> import zhengce
>>> release = zhengce.Pipeline()("截至目前，建成工会驿站3786个。", published="2024-11-05")
>>> release.indicators[0].subject
'工会驿站'
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhengce.api import Quantity, TimeExpression, classify, periods, quantities
    from zhengce.batch.run import run
    from zhengce.config import Config, load_config
    from zhengce.errors import ZhengceError
    from zhengce.normalize import NormalizedText, normalize
    from zhengce.pipeline import Pipeline
    from zhengce.types import Indicator, Programme, RawDocument, Release, Section, Sentence

__version__ = "0.1.0"

_HOMES = {
    "Config": "config",
    "Indicator": "types",
    "NormalizedText": "normalize",
    "Pipeline": "pipeline",
    "Programme": "types",
    "Quantity": "api",
    "RawDocument": "types",
    "Release": "types",
    "Section": "types",
    "Sentence": "types",
    "TimeExpression": "api",
    "ZhengceError": "errors",
    "classify": "api",
    "load_config": "config",
    "normalize": "normalize",
    "periods": "api",
    "quantities": "api",
    "run": "batch.run",
}

__all__ = [
    "Config",
    "Indicator",
    "NormalizedText",
    "Pipeline",
    "Programme",
    "Quantity",
    "RawDocument",
    "Release",
    "Section",
    "Sentence",
    "TimeExpression",
    "ZhengceError",
    "classify",
    "load_config",
    "normalize",
    "periods",
    "quantities",
    "run",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Load a public name at its first use (PEP 562), so that ``zhengce --help`` loads none of the stages."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'zhengce' has no attribute {name!r}")
    value = getattr(import_module(f"zhengce.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Keeps ``zhengce.normalize`` and ``zhengce.classify`` the functions, though folders bear their names.

    Importing a submodule sets it as an attribute of its package; for a public name that is left undone,
    and ``__getattr__`` above gives the function. ``from zhengce.normalize import …`` is not affected.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
