"""``zhengce find``."""

from typing import TYPE_CHECKING, Annotated

import typer

from zhengce.cli.common import errors_told

if TYPE_CHECKING:
    from zhengce.store.finding import FoundFigure


def find(
    query: Annotated[
        str, typer.Argument(metavar="WORDS", help="Words, years and places, separated by spaces.")
    ],
    url: Annotated[str, typer.Argument(metavar="DATABASE", help="URL of a database written by run.")],
    *,
    most: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Maximum number of figures.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="Print one figure per line, as JSON.")] = False,
) -> None:
    """Find figures by the words of their sentences.

    A year matches the period of the figure or its sentence; a place matches the region of the figure or one
    around it. A name in the series registry (GDP) also matches its other wordings. Mirrors and superseded
    releases are left out. SQLite and PostgreSQL use a full-text index; MySQL and MariaDB scan the
    sentences.

    \b
    Examples:
      zhengce find "高技能人才 2023" sqlite:///zhengce.db
      zhengce find "GDP 黑龙江" postgresql://me@db.example/zhengce --limit 5
      zhengce find 工会驿站 sqlite:///zhengce.db --json > figures.jsonl
    """  # noqa: D301 - \b preserves the lines of a paragraph
    import msgspec

    with errors_told():
        from zhengce.store.finding import find_figures

        found = find_figures(url, query, most=most)
    encoder = msgspec.json.Encoder(decimal_format="number")
    for one in found:
        typer.echo(encoder.encode(one._asdict()) if json else _line(one))
    if not found and not json:
        typer.echo("nothing found")


def _line(one: "FoundFigure") -> str:
    from zhengce.view.labels import visible

    told = [one.region, one.subject, one.text, one.period_text, "target" if one.status == "target" else None]
    place = f"[{one.source}:{one.char_start}-{one.char_end}]"
    sentence = one.sentence_text.strip().replace("\n", " ")
    return visible(f"{'  '.join(part for part in told if part)}  {sentence} {place}")
