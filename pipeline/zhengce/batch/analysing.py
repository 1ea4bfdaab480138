"""Analyse one document into a release or a refusal; no document can stop a run."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from zhengce.errors import InputError, ZhengceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zhengce.config import Config
    from zhengce.types import RawDocument, Release

    Analyse = Callable[[RawDocument], Release]


def build(config: Config) -> Analyse:
    """Build the pipeline for these settings, which takes seconds.

    Its tables last as long as the process, so the garbage collector need not look at them again.
    """
    from zhengce.pipeline import Pipeline

    pipeline = Pipeline(config)
    gc.collect()
    gc.freeze()
    return pipeline


def analyse_one(document: RawDocument, analyse: Analyse) -> Release | InputError:
    """Return the release of a document, or the reason it was refused.

    Raises:
        ZhengceError: an error that affects all documents, such as an unusable model.
    """
    try:
        return analyse(document)
    except InputError as error:
        return error
    except ZhengceError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault on one document must not stop the run
        return fault(document.source, f"{type(error).__name__}: {error}", error)


def analyse_many(documents: Sequence[RawDocument], analyse: Analyse) -> list[Release | InputError]:
    """Return the release or refusal of each document, analysing them together if `analyse` is a pipeline.

    Raises:
        ZhengceError: an error that affects all documents.
    """
    together = getattr(analyse, "pipe", None)
    if together is not None and len(documents) > 1:
        try:
            return list(together(documents))
        except Exception:  # noqa: BLE001, S110 - diagnosed below, document by document
            pass
    return [analyse_one(document, analyse) for document in documents]


def fault(source: str, what: str, cause: BaseException | None = None) -> InputError:
    """Return the refusal of an input on which zhengce itself failed."""
    refusal = InputError(source, f"internal error in zhengce ({what}); please report it")
    refusal.__cause__ = cause
    return refusal
