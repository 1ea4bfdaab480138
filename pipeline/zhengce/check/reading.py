"""Read stored releases from a database or from a file with one release per line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from zhengce.errors import MalformedError, TargetError
from zhengce.store.connecting import DRIVERS, connect, missing_file, reason
from zhengce.store.database import DatabaseTarget
from zhengce.store.schema import METADATA
from zhengce.store.target import redact
from zhengce.types import Release

if TYPE_CHECKING:
    from collections.abc import Iterator


_RELEASES = METADATA.tables["releases"]
_RUNS = METADATA.tables["runs"]


class _Head(msgspec.Struct):
    schema: str


def is_stored(name: str) -> bool:
    """Return whether a name refers to stored releases: a database URL, or a file written by ``run``.

    >>> is_stored("sqlite:///zhengce.db"), is_stored("seeds/")
    (True, False)
    """
    if name.partition("://")[0].partition("+")[0] in DRIVERS:
        return True
    path = Path(name)
    if path.suffix != ".jsonl" or not path.is_file():
        return False
    with path.open("rb") as file:
        try:
            return msgspec.json.decode(file.readline(), type=_Head).schema.startswith("zhengce/")
        except (msgspec.DecodeError, UnicodeDecodeError):
            return False


def stored(name: str) -> Iterator[Release]:
    """Yield the current releases of a database or of a file written by ``run``, each once.

    Raises:
        TargetError: the database cannot be read.
        MalformedError: a line of the file is not a release.
    """
    if "://" in name:
        yield from _from_database(name)
    else:
        yield from _from_file(Path(name))


def last_brought(url: str) -> set[str]:
    """Return the ids of the releases that the last run loaded into a database, or an empty set.

    Raises:
        TargetError: the name is not a database, or it cannot be read.
    """
    if "://" not in url:
        raise TargetError(
            f"{url}: not a database, and only databases record what is new; give a database URL"
        )
    engine = connect(url)
    try:
        if missing_file(engine):
            raise TargetError(f"{redact(url)}: no such database; give one written by zhengce run")
        with engine.connect() as connection:
            last = connection.scalar(sa.select(_RUNS.c.run_id).order_by(_RUNS.c.started.desc()).limit(1))
            query = sa.select(_RELEASES.c.release_id).where(_RELEASES.c.run_id == last)
            return set(connection.scalars(query))
    except SQLAlchemyError as error:
        raise TargetError(f"{redact(url)}: cannot be read ({reason(error, engine.url)})") from None
    finally:
        engine.dispose()


def _from_file(path: Path) -> Iterator[Release]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield Release.from_json(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise MalformedError(f"{path}:{number}", f"not a release ({error})") from error


def _from_database(url: str) -> Iterator[Release]:
    engine = connect(url)
    try:
        if missing_file(engine):
            raise TargetError(f"{redact(url)}: no such database; give one written by zhengce run")
        with engine.connect() as connection:
            query = sa.select(_RELEASES.c.release_id).where(_RELEASES.c.superseded_by.is_(None))
            ids = connection.scalars(query.order_by(_RELEASES.c.release_id)).all()
    except SQLAlchemyError as error:
        raise TargetError(f"{redact(url)}: cannot be read ({reason(error, engine.url)})") from None
    finally:
        engine.dispose()
    with DatabaseTarget(url, create=False) as target:
        yield from target.read_many(ids)
