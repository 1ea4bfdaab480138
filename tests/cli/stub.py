"""A pipeline for tests of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.samples import analyse

if TYPE_CHECKING:
    from zhengce.config import Config
    from zhengce.types import RawDocument, Release


class Stub:
    """A pipeline that finds the same in every document, quickly."""

    def __init__(self, config: Config) -> None:
        """Take the settings as the real one does."""

    def __call__(self, document: RawDocument) -> Release:
        return analyse(document)
