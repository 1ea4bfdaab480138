"""Determine the place of each document of a run."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from zhengce.ingest.sources import name_of
from zhengce.store.sources import of_address, of_file, source_id

if TYPE_CHECKING:
    from zhengce.ingest import Place
    from zhengce.store.sources import Source
    from zhengce.types import RawDocument


class Meeting:
    """Distinguishes the places of the documents of one run."""

    def __init__(self) -> None:
        self._met: dict[str, str] = {}

    def source_of(self, place: Place, document: RawDocument) -> Source:
        """Return the place of a document: its file and record, else its address.

        If one run finds several texts at an address, such as the name of a whole site, the address is the
        place of the first only; the others are identified by their bytes.
        """
        if place.address is not None:
            return of_address(document, place.address, place.record)
        if place.path is not None:
            derived = name_of(place.path)
            named = document.source != derived and not document.source.startswith(f"{derived}:")
            return of_file(document, name_of(place.path.resolve()), place.record, named=named)
        source = of_address(document, document.source if "://" in document.source else None)
        if self._met.setdefault(source.source_id, document.release_id) != document.release_id:
            return dataclasses.replace(source, source_id=source_id("release", document.release_id))
        return source
