"""Analyse inputs in memory, for commands that show or export releases without storing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from zhengce.config import Config
from zhengce.errors import InputError
from zhengce.types import RawDocument, Release


@dataclass(slots=True)
class Gathered:
    """Releases, their raw texts by `release_id`, and the refused inputs."""

    releases: list[Release] = field(default_factory=list)
    raw_texts: dict[str, str] = field(default_factory=dict)
    refusals: list[InputError] = field(default_factory=list)


def gather(inputs: Iterable[str], config: Config, *, published: dt.date | None = None) -> Gathered:
    """Analyse every input, collecting refusals.

    Args:
        inputs: files, folders, patterns or ``-``, see `zhengce.ingest.read`; or results of ``run``: a
            database URL, or a file with one release per line. These have no raw texts.
        config: settings of the pipeline.
        published: publication date of all inputs.

    Raises:
        TargetError: a database cannot be read.
        ConfigError: a setting is invalid.
    """
    from zhengce import batch
    from zhengce.check import is_stored, stored
    from zhengce.pipeline import Pipeline

    gathered = Gathered()

    def keep(result: Release | InputError) -> None:
        if isinstance(result, InputError):
            gathered.refusals.append(result)
        else:
            gathered.releases.append(result)

    names = list(inputs)
    for name in filter(is_stored, names):
        try:
            gathered.releases += stored(name)
        except InputError as error:
            gathered.refusals.append(error)
    texts = [name for name in names if not is_stored(name)]
    if not texts:
        return gathered
    pipeline = Pipeline(config)

    def analyse(document: RawDocument) -> Release:
        release = pipeline(document)
        gathered.raw_texts[release.release_id] = document.text
        return release

    batch.run(texts, [], published=published, config=config, pipeline=analyse, progress=keep, keep=0)
    return gathered
