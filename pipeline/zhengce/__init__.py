"""Chinese government press releases, turned into a trusted database of indicators and programmes.

>>> import zhengce
>>> release = zhengce.Pipeline()("截至目前，建成工会驿站3786个。", published="2024-11-05")
>>> release.indicators[0].subject
'工会驿站'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Imported eagerly: `classify`, `normalize` and `quantities` are also subpackages; a later import would
# replace the function.
from zhengce.api import Quantity, TimeExpression, classify, periods, quantities
from zhengce.normalize import NormalizedText, normalize
from zhengce.version import __version__

if TYPE_CHECKING:
    from zhengce.batch.run import run
    from zhengce.config import Config, load_config
    from zhengce.errors import ZhengceError
    from zhengce.pipeline import Pipeline
    from zhengce.types import Indicator, Programme, RawDocument, Release, Section, Sentence

_HOMES = {
    "Config": "config",
    "Indicator": "types",
    "Pipeline": "pipeline",
    "Programme": "types",
    "RawDocument": "types",
    "Release": "types",
    "Section": "types",
    "Sentence": "types",
    "ZhengceError": "errors",
    "load_config": "config",
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
    "__version__",
    "classify",
    "load_config",
    "normalize",
    "periods",
    "quantities",
    "run",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Load a public name on first use (PEP 562), so that ``zhengce --help`` is fast."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'zhengce' has no attribute {name!r}")
    value = getattr(import_module(f"zhengce.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
