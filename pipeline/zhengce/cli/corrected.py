"""``zhengce correct apply``, ``list`` and ``undo``: corrections of a database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengce.cli.common import REFUSED, errors_told, tell

if TYPE_CHECKING:
    from zhengce.store.corrections.book import CorrectionBook, Listed
    from zhengce.store.corrections.records import Judgement

Database = Annotated[
    str,
    typer.Argument(
        metavar="DATABASE", help="sqlite:///x.db, postgresql://user@host/database, mysql://user@host/database"
    ),
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Author, if the file names none.")]


def apply(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Corrections, or an export of Label Studio or doccano."),
    ],
    *,
    to: Annotated[str, typer.Option("--to", metavar="DATABASE", help="URL of the database.")],
    by: By = None,
) -> None:
    """Apply corrections of figures to a database: at once, in mirrors too, and at every later load.

    Corrections applied before change nothing, and undone ones stay undone. Corrections that cannot be
    applied are listed with the reason, and the others are applied.

    \b
    Exit status: 0 all applied or known; 1 some not applied; 2 usage error, invalid line or unusable database.

    \b
    Examples:
      zhengce correct apply corrections.jsonl --to sqlite:///zhengce.db
      zhengce correct apply project-1-at-2025-01-15.json --to sqlite:///zhengce.db --by li
    """  # noqa: D301 - \b preserves the lines of a paragraph
    named: list[str] = []
    with errors_told():
        from zhengce.store.corrections.book import CorrectionBook

        with CorrectionBook(to) as book:
            asked: list[Judgement] = []
            for file in files:
                found, more = _asked(file, book, by)
                asked += found
                named += more
            made = book.make(asked)
        named += [f"{one.release_id} {one.raw_start}-{one.raw_end}: {why}" for one, why in made.refused]
    applied = len(asked) - made.known - len(made.refused)
    typer.echo(f"{applied} applied, {made.known} already known, {len(named)} not applied")
    for reason in dict.fromkeys(named):
        tell(f"not applied: {reason}")
    if named:
        raise typer.Exit(REFUSED)


def listing(
    url: Database,
    *,
    again: Annotated[bool, typer.Option("--again", help="Only corrections that need another look.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print one correction per line, for zhengce correct merge.")
    ] = False,
) -> None:
    """List the corrections of a database, newest first: author, time, machine value, state.

    \b
    Examples:
      zhengce correct list sqlite:///zhengce.db
      zhengce correct list sqlite:///zhengce.db --again
      zhengce correct list sqlite:///zhengce.db --json > corrections.jsonl
    """  # noqa: D301
    with errors_told():
        from zhengce.store.corrections.book import CorrectionBook

        with CorrectionBook(url) as book:
            listed = [one for one in book.listed() if one.look_again or not again]
            if json:
                _json(book, listed)
                return
    for one in listed:
        _line(one)
    count = sum(one.look_again for one in listed)
    tell(f"{len(listed)} corrections, {count} to look at again")


def undo(
    url: Database,
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Ids from zhengce correct list.")],
    *,
    by: By = None,
) -> None:
    """Undo corrections, so that the machine's reading or an earlier correction applies again.

    \b
    Examples:
      zhengce correct undo sqlite:///zhengce.db 5f3c0a9be2d41c77
    """  # noqa: D301
    with errors_told():
        from zhengce.store.corrections.book import CorrectionBook

        with CorrectionBook(url) as book:
            count = book.undo(ids, by=by)
    typer.echo(f"{count} undone")
    if count < len(set(ids)):
        tell(f"{len(set(ids)) - count} not undone: unknown, or undone before")
        raise typer.Exit(REFUSED)


def passed_over(file: Path) -> None:
    """Report that an export's labels of indicators go to a database rather than to gold."""
    from zhengce.corrections.exports import labels_of_indicators

    count = labels_of_indicators(file)
    if count:
        tell(
            f"{file}: {count} labels of indicators are not merged from here: zhengce correct apply {file}"
            " --to DATABASE applies them, zhengce correct list DATABASE --json gives them to merge"
        )


def _asked(file: Path, book: CorrectionBook, by: str | None) -> tuple[list[Judgement], list[str]]:
    """Return the judgements of a file, and reasons for those it cannot give."""
    from zhengce.corrections import read_corrections
    from zhengce.corrections.exports import labels_of_indicators
    from zhengce.corrections.into_database import judgements_of
    from zhengce.exchange.judgements import judged, read_labelled

    asked, named = judgements_of(read_corrections(file), by=by)
    if labels_of_indicators(file):
        written = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
        found, unread = read_labelled(file.read_bytes(), by=by, at=written)
        named += unread
        for labelled in found:
            release = next(iter(book.target.read_many([labelled.done.release_id])), None)
            told = judged(labelled, release)
            asked += told.judgements
            named += told.named
    return asked, named


def _json(book: CorrectionBook, listed: list[Listed]) -> None:
    import msgspec

    from zhengce.corrections.into_database import as_corrections

    keys = list(dict.fromkeys(one.correction.release_id for one in listed))
    sources = {one.release_id: (one.source, len(one.indicators)) for one in book.machine(keys)}
    for correction in as_corrections((one.correction for one in reversed(listed)), sources):
        typer.echo(msgspec.json.encode(correction))


def _line(one: Listed) -> None:
    from zhengce.store.corrections.records import LOOK_AGAIN
    from zhengce.view.labels import visible

    c = one.correction
    what = f"{c.field}: {c.machine_value} → {c.person_value}" if c.field is not None else c.person_value or ""
    if c.undone_at is not None:
        state = f"undone {c.undone_at:%Y-%m-%d %H:%M}Z by {c.undone_by or '?'}"
    elif one.state is None:
        state = "look again: no release with its content is stored"
    else:
        state = f"look again: {LOOK_AGAIN[one.state][0]}" if one.look_again else f"holds in {one.releases}"
    when = f"{c.made_at:%Y-%m-%d %H:%M}Z"
    note = f" ({c.note})" if c.note else ""
    line = f"{c.correction_id} {when} {c.made_by or '?'} {c.action} {c.text} {what}{note} · {state}"
    typer.echo(visible(f"{line} [{one.source or c.release_id}]".replace("\n", " ")))
