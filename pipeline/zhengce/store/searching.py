"""A full-text index of the sentences that contain figures.

SQLite uses FTS5 with trigrams, PostgreSQL text search vectors of our own words; other databases, and an
SQLite without FTS5, scan the sentences. Index rows are deleted with their release; superseded releases stay
indexed but are not found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import add

import sqlalchemy as sa

from zhengce.segment.words import default_words
from zhengce.store.schema import METADATA

SEARCH = "sentence_search"
"""Name of the index."""

_INDICATORS, _SENTENCES = METADATA.tables["indicators"], METADATA.tables["sentences"]
_MANY = 500
_RUN = re.compile(r"[0-9]+(?:\.[0-9]+)*|[a-z]+|[一-鿿]+")
_TRIGRAM = 3
_MAKE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {SEARCH}"
        " USING fts5(release_id, position UNINDEXED, text, tokenize='trigram')",
    ),
    "postgresql": (
        f"CREATE TABLE IF NOT EXISTS {SEARCH} ("
        "release_id VARCHAR(16) NOT NULL REFERENCES releases (release_id) ON DELETE CASCADE,"
        " position INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (release_id, position))",
        f"CREATE INDEX IF NOT EXISTS ix_{SEARCH}_words ON {SEARCH} USING gin (to_tsvector('simple', words))",
    ),
}


def create_search(connection: sa.Connection) -> None:
    """Create the index if the database supports one and has none."""
    for statement in _MAKE.get(connection.dialect.name, ()):
        try:
            connection.exec_driver_sql(statement)
        except sa.exc.OperationalError:
            if connection.dialect.name != "sqlite":
                raise
            return  # built without FTS5 or its trigrams


def drop_search(connection: sa.Connection) -> None:
    """Drop the index."""
    if connection.dialect.name in _MAKE:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {SEARCH}")


def has_search(connection: sa.Connection) -> bool:
    """Return whether the database has the index."""
    return connection.dialect.name in _MAKE and sa.inspect(connection).has_table(SEARCH)


def unindex(connection: sa.Connection, releases: Collection[str]) -> None:
    """Remove the sentences of releases from the index; PostgreSQL does so by a foreign key."""
    if releases and connection.dialect.name == "sqlite" and has_search(connection):
        for part in _parts(releases):
            phrases = " OR ".join(f'release_id:"{key}"' for key in part)
            connection.exec_driver_sql(
                f"DELETE FROM {SEARCH} WHERE {SEARCH} MATCH ?",  # noqa: S608 - our own name
                (phrases,),
            )


def index_sentences(connection: sa.Connection, rows: Iterable[tuple[str, int, str]]) -> None:
    """Add sentences to the index as (release id, sentence number, text)."""
    if connection.dialect.name == "sqlite":
        values = [(key, position, text) for key, position, text in rows]
        statement = f"INSERT INTO {SEARCH} (release_id, position, text) VALUES (?, ?, ?)"  # noqa: S608
    else:
        values = [(key, position, " ".join(tokens(text))) for key, position, text in rows]
        statement = f"INSERT INTO {SEARCH} (release_id, position, words) VALUES (%s, %s, %s)"  # noqa: S608
    if values:
        connection.exec_driver_sql(statement, values)


def fill_search(connection: sa.Connection) -> None:
    """Fill an empty index from the tables."""
    if not has_search(connection):
        return
    s = _SENTENCES.c
    told = sa.exists().where(_INDICATORS.c.release_id == s.release_id, _INDICATORS.c.sentence == s["index"])
    query = sa.select(s.release_id, s["index"], s.text).where(told).order_by(s.release_id, s["index"])
    for part in connection.execute(query).partitions(_MANY):
        index_sentences(connection, [tuple(row) for row in part])


def tokens(text: str) -> list[str]:
    """Return the search words of a sentence, and all two-character words in it however they are segmented.

    >>> tokens("高技能人才82.7万人，PMI")
    ['高技能人才', '高技', '技能', '人才', '82.7', '万人', 'pmi']
    """
    found: dict[str, None] = {}
    for run in _RUN.findall(text.lower()):
        found.update(dict.fromkeys([run] if run[0].isascii() else [*default_words().cut(run), *_pairs(run)]))
    return list(found)


def _pairs(run: str) -> Iterator[str]:
    """Yield the two-character dictionary words in a run of characters."""
    knows = default_words().knows
    return (pair for pair in map(add, run, run[1:]) if knows(pair))


def sentences_with(connection: sa.Connection, words: Sequence[str], most: int) -> list[tuple[str, int]]:
    """Return up to `most` sentences that contain all `words`, as (release id, sentence number)."""
    words = [word.lower() for word in words]
    name = connection.dialect.name
    if not has_search(connection):
        return _looked_through(connection, words, most)
    if name == "sqlite":
        long = [word for word in words if len(word) >= _TRIGRAM]
        conditions = ["text LIKE ? ESCAPE '!'" for word in words if len(word) < _TRIGRAM]
        values = [_like(word) for word in words if len(word) < _TRIGRAM]
        if long:
            conditions.append(f"{SEARCH} MATCH ?")
            values.append(" AND ".join('text:"{}"'.format(word.replace('"', '""')) for word in long))
        query = f"SELECT release_id, position FROM {SEARCH} WHERE {' AND '.join(conditions)} LIMIT ?"  # noqa: S608
        rows = connection.exec_driver_sql(query, (*values, most))
        return [(str(key), int(position)) for key, position in rows]
    wanted = " ".join(dict.fromkeys(piece for word in words for piece in _needed(word)))
    if not wanted:
        return _looked_through(connection, words, most)
    query = (
        f"SELECT release_id, position FROM {SEARCH} WHERE to_tsvector('simple', words)"  # noqa: S608
        " @@ plainto_tsquery('simple', %s) LIMIT %s"
    )
    found = [(row[0], row[1]) for row in connection.exec_driver_sql(query, (wanted, most))]
    return _that_hold(connection, found, words) or _looked_through(connection, words, most)


def _needed(word: str) -> list[str]:
    """Return the index terms that a match requires; none for numbers, as 101 may be part of 101.3."""
    return [part for run in _RUN.findall(word) if not run[0].isascii() for part in _pairs(run)]


def _that_hold(
    connection: sa.Connection, found: Sequence[tuple[str, int]], words: Sequence[str]
) -> list[tuple[str, int]]:
    """Return those of the sentences that contain the words exactly as written."""
    s, kept = _SENTENCES.c, []
    for part in _parts({key for key, _ in found}):
        wanted = {pair for pair in found if pair[0] in set(part)}
        query = sa.select(s.release_id, s["index"], s.text).where(s.release_id.in_(part))
        for key, position, text in connection.execute(query):
            if (key, position) in wanted and all(word in text.lower() for word in words):
                kept.append((key, position))
    return kept


def _looked_through(connection: sa.Connection, words: Sequence[str], most: int) -> list[tuple[str, int]]:
    s = _SENTENCES.c
    query = sa.select(s.release_id, s["index"]).limit(most)
    for word in words:
        query = query.where(sa.func.lower(s.text).like(_like(word), escape="!"))
    return [(row[0], row[1]) for row in connection.execute(query)]


def _like(word: str) -> str:
    return "%" + re.sub("([%_!])", r"!\1", word) + "%"


def _parts(values: Iterable[str]) -> list[list[str]]:
    ordered = sorted(set(values))
    return [ordered[begin : begin + _MANY] for begin in range(0, len(ordered), _MANY)]
