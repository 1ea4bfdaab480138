"""Inputs analysed and kept in memory, for commands that show or hand on releases instead of storing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from zhengce.config import Config
from zhengce.errors import InputError
from zhengce.types import RawDocument, Release


@dataclass(slots=True)
class Gathered:
    """Releases, their raw texts by `release_id`, and the inputs that were refused."""

    releases: list[Release] = field(default_factory=list)
    raw_texts: dict[str, str] = field(default_factory=dict)
    refusals: list[InputError] = field(default_factory=list)


def gather(inputs: Iterable[str], *, published: dt.date | None = None) -> Gathered:
    """Analyse every input; a refused one is listed and the rest goes on.

    Args:
        inputs: files, folders, patterns or ``-``: see `zhengce.ingest.read`.
        published: publication date of all of them.
    """
    from zhengce import batch
    from zhengce.pipeline import Pipeline

    pipeline = Pipeline(Config())
    gathered = Gathered()

    def analyse(document: RawDocument) -> Release:
        release = pipeline(document)
        gathered.raw_texts[release.release_id] = document.text
        return release

    def keep(result: Release | InputError) -> None:
        if isinstance(result, InputError):
            gathered.refusals.append(result)
        else:
            gathered.releases.append(result)

    batch.run(inputs, [], published=published, pipeline=analyse, progress=keep, keep=0)
    return gathered
