"""``zhengce find``."""

from typing import TYPE_CHECKING, Annotated

import typer

from zhengce.cli.common import errors_told

if TYPE_CHECKING:
    from zhengce.store.finding import FoundFigure


def find(
    query: Annotated[str, typer.Argument(metavar="WORDS", help="Words, years and places, parted by blanks.")],
    url: Annotated[str, typer.Argument(metavar="DATABASE", help="URL of a database that run has written.")],
    *,
    most: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many at most.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="One figure a line, as JSON.")] = False,
) -> None:
    """Find figures by the words of their sentences.

    A year is that of the figure's period or stands in its sentence, a place is the figure's own or what it
    lies in; a name that the registry of series knows (GDP) finds its other wordings too. Mirrors and what is
    superseded are left out. SQLite and PostgreSQL have an index for it; MySQL and MariaDB look through the
    sentences.

    \b
    Examples:
      zhengce find "高技能人才 2023" sqlite:///zhengce.db
      zhengce find "GDP 黑龙江" postgresql://me@db.example/zhengce --limit 5
      zhengce find 工会驿站 sqlite:///zhengce.db --json > figures.jsonl
    """  # noqa: D301 - \b keeps the lines of a paragraph apart
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
