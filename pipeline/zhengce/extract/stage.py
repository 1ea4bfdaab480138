"""The extraction stage: programmes, entities, holders of indicators, issuers of documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhengce.config import Config
from zhengce.extract.programmes import EntityFinder, ProgrammeFinder, ProgrammeMention, holders, issuers
from zhengce.stages import Work


class ExtractStage:
    """Sets `programmes`, `entities`, `holders` and `issuers` of each document."""

    def __init__(self, config: Config) -> None:
        rules, registry = config.extract.rules, config.programmes.file
        self._programmes = ProgrammeFinder(
            registries=[Path(registry)] if registry is not None else [],
            added=Path(rules) if rules is not None else None,
        )
        self._entities = EntityFinder()

    def __call__(self, batch: Sequence[Work], /) -> None:
        """Find the programmes and entities of a batch."""
        for work, found in zip(
            batch, self._programmes.find_all([one.segmented for one in batch]), strict=True
        ):
            work.programmes = found
            work.entities = self._entities(work.segmented)
            work.holders = holders(work.segmented, work.indicators, work.programmes, work.entities)
            work.issuers = [_issuer(work, programme) for programme in work.programmes]


def _issuer(work: Work, programme: ProgrammeMention) -> str | None:
    """Return the issuers of a document joined by 、, or None for other programmes."""
    if programme.kind != "document":
        return None
    return "、".join(issuers(work.segmented.text, programme, work.entities)) or None


build = ExtractStage
