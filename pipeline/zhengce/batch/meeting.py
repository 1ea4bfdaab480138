"""What a run meets, and where: the place of each document."""

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
    """Tells the places of the documents of one run apart."""

    def __init__(self) -> None:
        self._met: dict[str, str] = {}

    def source_of(self, place: Place, document: RawDocument) -> Source:
        """Where a document lies: its file and record, else its address.

        An address under which one run meets several texts, such as the name of a whole site, is the place of
        the first of them only; the others are known by their bytes.
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
