"""One document to a release or to a refusal; nothing that one document does stops a run."""

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
    """Build the pipeline of these settings, which takes seconds.

    Its tables last as long as the process, so the garbage collector need not look at them again.
    """
    from zhengce.pipeline import Pipeline

    pipeline = Pipeline(config)
    gc.collect()
    gc.freeze()
    return pipeline


def analyse_one(document: RawDocument, analyse: Analyse) -> Release | InputError:
    """The release, or why there is none.

    Raises:
        ZhengceError: what concerns all documents, such as a model that cannot be used.
    """
    try:
        return analyse(document)
    except InputError as error:
        return error
    except ZhengceError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault met in one document must not stop the night's run
        return fault(document.source, f"{type(error).__name__}: {error}", error)


def analyse_many(documents: Sequence[RawDocument], analyse: Analyse) -> list[Release | InputError]:
    """The release of each document, or why there is none; together where `analyse` is a pipeline.

    Raises:
        ZhengceError: what concerns all documents.
    """
    together = getattr(analyse, "pipe", None)
    if together is not None and len(documents) > 1:
        try:
            return list(together(documents))
        except Exception:  # noqa: BLE001, S110 - found out below, document by document
            pass
    return [analyse_one(document, analyse) for document in documents]


def fault(source: str, what: str, cause: BaseException | None = None) -> InputError:
    """The refusal of an input on which zhengce itself failed."""
    refusal = InputError(source, f"a fault in zhengce ({what}): please report it")
    refusal.__cause__ = cause
    return refusal
