"""An index of the sentences that hold figures, for full-text search where the database has one.

SQLite keeps them in FTS5 by every three characters (``trigram``), PostgreSQL as text search vectors of our
words; elsewhere, and on an SQLite without FTS5, the sentences themselves are looked through. A row lives as
long as its release: what is replaced or taken out goes with it; what is superseded stays and does not count.
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
    """Make the index, where this database can have one and has none."""
    for statement in _MAKE.get(connection.dialect.name, ()):
        try:
            connection.exec_driver_sql(statement)
        except sa.exc.OperationalError:
            if connection.dialect.name != "sqlite":
                raise
            return  # built without FTS5 or its trigrams


def drop_search(connection: sa.Connection) -> None:
    """Take the index away."""
    if connection.dialect.name in _MAKE:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {SEARCH}")


def has_search(connection: sa.Connection) -> bool:
    """Whether the database has the index."""
    return connection.dialect.name in _MAKE and sa.inspect(connection).has_table(SEARCH)


def unindex(connection: sa.Connection, releases: Collection[str]) -> None:
    """Take the sentences of releases out of the index; PostgreSQL does so by itself."""
    if releases and connection.dialect.name == "sqlite" and has_search(connection):
        for part in _parts(releases):
            phrases = " OR ".join(f'release_id:"{key}"' for key in part)
            connection.exec_driver_sql(
                f"DELETE FROM {SEARCH} WHERE {SEARCH} MATCH ?",  # noqa: S608 - our own name
                (phrases,),
            )


def index_sentences(connection: sa.Connection, rows: Iterable[tuple[str, int, str]]) -> None:
    """Put sentences into the index: release, number of the sentence, text."""
    if connection.dialect.name == "sqlite":
        values = [(key, position, text) for key, position, text in rows]
        statement = f"INSERT INTO {SEARCH} (release_id, position, text) VALUES (?, ?, ?)"  # noqa: S608
    else:
        values = [(key, position, " ".join(tokens(text))) for key, position, text in rows]
        statement = f"INSERT INTO {SEARCH} (release_id, position, words) VALUES (%s, %s, %s)"  # noqa: S608
    if values:
        connection.exec_driver_sql(statement, values)


def fill_search(connection: sa.Connection) -> None:
    """Put all that the tables hold into an empty index."""
    if not has_search(connection):
        return
    s = _SENTENCES.c
    told = sa.exists().where(_INDICATORS.c.release_id == s.release_id, _INDICATORS.c.sentence == s["index"])
    query = sa.select(s.release_id, s["index"], s.text).where(told).order_by(s.release_id, s["index"])
    for part in connection.execute(query).partitions(_MANY):
        index_sentences(connection, [tuple(row) for row in part])


def tokens(text: str) -> list[str]:
    """The words by which a sentence is found, and all words of two characters in it, whatever words cut them.

    >>> tokens("高技能人才82.7万人，PMI")
    ['高技能人才', '高技', '技能', '人才', '82.7', '万人', 'pmi']
    """
    found: dict[str, None] = {}
    for run in _RUN.findall(text.lower()):
        found.update(dict.fromkeys([run] if run[0].isascii() else [*default_words().cut(run), *_pairs(run)]))
    return list(found)


def _pairs(run: str) -> Iterator[str]:
    """The words of two characters that the dictionary knows in a run of characters."""
    knows = default_words().knows
    return (pair for pair in map(add, run, run[1:]) if knows(pair))


def sentences_with(connection: sa.Connection, words: Sequence[str], most: int) -> list[tuple[str, int]]:
    """The sentences that hold all of `words`, by release and number; at most `most` of them."""
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
    """What every sentence with this word is indexed by; of numbers nothing, as 101 may be of 101.3."""
    return [part for run in _RUN.findall(word) if not run[0].isascii() for part in _pairs(run)]


def _that_hold(
    connection: sa.Connection, found: Sequence[tuple[str, int]], words: Sequence[str]
) -> list[tuple[str, int]]:
    """Those of some sentences in which the words stand as they were written."""
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
