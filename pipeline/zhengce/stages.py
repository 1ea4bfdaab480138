"""What a stage is, and which there are: the one place to add one.

A stage is a folder whose ``stage.py`` has ``build(config)``, and a line in `STAGES`. From that line follow
the order of the pipeline (`zhengce.pipeline`), what a result depends on (`zhengce.batch.versions`) and who
may import whom (``tests/test_architecture.py``).
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
    """One document on its way through the stages: each stage reads what others gave and fills in its own.

    A field raises AttributeError until the stage that fills it has run. Lists are parallel: `areas` to the
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
    """A stage that is built: all its state comes from the settings and never changes."""

    def __call__(self, batch: Sequence[Work], /) -> None:
        """Fill in the stage's fields of each document."""


class Stage(NamedTuple):
    """A line of the registry.

    Attributes:
        name: its folder in the package.
        settings: the sections of `Config` it is built from.
        rooms: the other folders it builds on. Modules beside the folders are open to all.
        data: folders beside the package whose files it reads.
    """

    name: str
    settings: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    data: tuple[str, ...] = ()

    def build(self, config: Config) -> Run:
        """Load what the stage needs.

        Raises:
            ConfigError: a setting is wrong, or a file that it names.
            ModelError: the model of the work areas cannot be used.
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
    "regions": (),
    "quantities": ("segment",),
}
"""The other folders that a result depends on, each with those it builds on."""
