"""The interface of stages, and their registry: the one place to add a stage.

A stage is a folder whose ``stage.py`` has ``build(config)``, and a line in `STAGES`. The registry
determines the order of the pipeline (`zhengce.pipeline`), what a result depends on
(`zhengce.batch.versions`), and allowed imports (``tests/test_architecture.py``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from zhengce.config import Config
    from zhengce.extract.programmes import EntityMention, ProgrammeMention
    from zhengce.extract.programmes.holders import Holder
    from zhengce.indicators import IndicatorMention, Trace
    from zhengce.normalize import NormalizedText
    from zhengce.series import Series
    from zhengce.types import RawDocument, SegmentedText


@dataclass(slots=True, kw_only=True)
class Work:
    """A document passing through the stages; each stage reads earlier fields and sets its own.

    Reading a field before its stage has run raises AttributeError. Lists are parallel: `areas` to the
    sentences, `holders` and `series` to `indicators`, `issuers` to `programmes`.
    """

    raw: RawDocument
    trace: Trace | None = None
    """Where the candidates of each indicator are noted, for those who ask why."""
    normalized: NormalizedText = field(init=False)
    title: str | None = field(init=False)
    """Normalised."""
    segmented: SegmentedText = field(init=False)
    published: dt.date | None = field(init=False)
    """As given, else the full date in the head of the text."""
    areas: Sequence[tuple[str, float]] = field(init=False)
    """Work area and calibrated probability."""
    indicators: Sequence[IndicatorMention] = field(init=False)
    programmes: Sequence[ProgrammeMention] = field(init=False)
    entities: Sequence[EntityMention] = field(init=False)
    holders: Sequence[Holder | None] = field(init=False)
    issuers: Sequence[str | None] = field(init=False)
    series: Sequence[Series | None] = field(init=False)


class Run(Protocol):
    """A stage with its state, which depends only on the settings and never changes."""

    def __call__(self, batch: Sequence[Work], /) -> None:
        """Set the stage's fields of each document."""


class Stage(NamedTuple):
    """An entry of the registry.

    Attributes:
        name: its folder in the package.
        settings: the sections of `Config` it depends on.
        rooms: further folders it imports. Top-level modules are open to all.
        data: folders outside the package whose files it reads.
    """

    name: str
    settings: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    data: tuple[str, ...] = ()

    def build(self, config: Config) -> Run:
        """Build the stage.

        Raises:
            ConfigError: a setting, or a file named in it, is invalid.
            ModelError: the model of work areas cannot be used.
        """
        run: Run = import_module(f"zhengce.{self.name}.stage").build(config)
        return run


STAGES = (
    Stage("normalize", settings=("normalize",)),
    Stage("segment"),
    Stage("classify", settings=("classify",), data=("models",)),
    Stage("indicators", settings=("extract",), rooms=("segment", "quantities", "times", "regions")),
    Stage("extract", settings=("extract", "programmes"), rooms=("regions",)),
    Stage("series", settings=("series",), rooms=("quantities", "times", "regions")),
)
"""The stages in order."""

ROOMS: dict[str, tuple[str, ...]] = {
    "ingest": (),
    "times": (),
    "regions": ("segment",),
    "quantities": ("segment",),
}
"""The other folders that a result depends on, each with those it builds on."""
