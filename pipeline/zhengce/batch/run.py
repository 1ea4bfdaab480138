"""Inputs to releases to targets: what ``zhengce run`` does, for a notebook or a program to call."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengce.config import Config
from zhengce.errors import InputError, ZhengceError
from zhengce.ingest import read
from zhengce.store import open_target

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from zhengce.store import Target
    from zhengce.types import RawDocument, Release

_DEFAULTS = Config()


@dataclass(slots=True, kw_only=True)
class RunSummary:
    """What a run did.

    `records` counts what was found: sentences, indicators, programmes, repairs; `areas` counts the
    sentences of each work area. `first` holds the first few releases, to be looked at.
    """

    targets: tuple[str, ...]
    releases: int = 0
    records: Counter[str] = field(default_factory=Counter)
    areas: Counter[str] = field(default_factory=Counter)
    first: list[Release] = field(default_factory=list)
    refusals: list[InputError] = field(default_factory=list)

    def add(self, release: Release, *, keep: int) -> None:
        """Count one release, and keep it while there are fewer than `keep`."""
        self.releases += 1
        for name in ("sentences", "indicators", "programmes", "repairs"):
            self.records[name] += len(getattr(release, name))
        self.areas.update(sentence.area for sentence in release.sentences)
        if len(self.first) < keep:
            self.first.append(release)


def run(
    inputs: Iterable[str | Path],
    targets: Iterable[str],
    *,
    published: dt.date | None = None,
    config: Config = _DEFAULTS,
    pipeline: Callable[[RawDocument], Release] | None = None,
    progress: Callable[[Release | InputError], None] | None = None,
    keep: int = 3,
) -> RunSummary:
    """Analyse every input and store it in every target; a refused input is listed and the rest goes on.

    Args:
        inputs: files, folders, patterns, or ``-``: see `zhengce.ingest.read`.
        targets: files or URLs of databases: see `zhengce.store.open_target`. With none, nothing is stored.
        published: publication date of all inputs.
        config: settings of the pipeline.
        pipeline: what analyses a document; made from `config` if not given.
        progress: called after each input with its release, or with the refusal.
        keep: how many releases the summary holds.

    Raises:
        TargetError: a target cannot be used, or no longer; what was written before stays.
        ConfigError: a setting or rule file is wrong.
        ModelError: the trained model is missing or altered.
        MissingExtraError: a library that a target needs is not installed.

    >>> summary = run(["missing.txt"], [], pipeline=print)
    >>> summary.releases, [str(refusal) for refusal in summary.refusals]
    (0, ['missing.txt: no such file or folder'])
    """
    with ExitStack() as stack:
        opened = [stack.enter_context(open_target(target)) for target in dict.fromkeys(targets)]
        analyse = pipeline or _pipeline(config)
        summary = RunSummary(targets=tuple(target.name for target in opened))
        for document in read(inputs, published=published, config=config.ingest):
            result = document if isinstance(document, InputError) else _one(document, analyse, opened)
            if isinstance(result, InputError):
                summary.refusals.append(result)
            else:
                summary.add(result, keep=keep)
            if progress is not None:
                progress(result)
    return summary


def _one(
    document: RawDocument, analyse: Callable[[RawDocument], Release], targets: list[Target]
) -> Release | InputError:
    try:
        release = analyse(document)
        for target in targets:
            target.write(release)
    except InputError as error:
        return error
    except ZhengceError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault met in one document must not stop the night's run
        refusal = InputError(
            document.source, f"a fault in zhengce ({type(error).__name__}: {error}): please report it"
        )
        refusal.__cause__ = error
        return refusal
    return release


def _pipeline(config: Config) -> Callable[[RawDocument], Release]:
    from zhengce.pipeline import Pipeline

    return Pipeline(config)
