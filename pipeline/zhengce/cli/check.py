"""``zhengce check``."""

from typing import TYPE_CHECKING, Annotated

import typer

from zhengce.cli.common import REFUSED, Published, day, errors_told, refuse, tell

if TYPE_CHECKING:
    from zhengce.check import Finding
    from zhengce.errors import InputError
    from zhengce.types import Release


def check(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, patterns as for run; or what run wrote: URL of a database, x.jsonl.",
        ),
    ],
    *,
    published: Published = None,
    all_: Annotated[
        bool,
        typer.Option("--all", help="List also what agrees and what follows."),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One finding a line, as JSON; all of them.")] = False,
) -> None:
    """List derived figures, and figures that contradict each other.

    The base that a growth implies, growth against the levels of two releases, shares against part and
    whole, shares that should add up, two releases that disagree, targets met or missed. Everything here is
    derived, never read; each line ends with the places it follows from: file:start-end of the repaired text.

    \b
    Exit status: 0 nothing contradicts; 1 something does, or some inputs were refused; 2 the call was wrong.

    \b
    Examples:
      zhengce check "corpus/releases/*.txt"
      zhengce check sqlite:///zhengce.db --all
      zhengce check inbox/ --json > findings.jsonl
    """  # noqa: D301 - \b keeps the lines of a paragraph apart
    from collections import Counter

    import msgspec

    from zhengce.check import check as find

    with errors_told():
        releases, refusals = _releases(inputs, published=day(published))
        findings = find(releases)
    counts = Counter(finding.verdict for finding in findings)
    for finding in findings:
        if json:
            typer.echo(msgspec.json.encode(finding.to_dict()))
        elif all_ or finding.verdict in ("contradicts", "missed", "open"):
            _show(finding)
    if not json:
        told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items()) or "nothing to derive"
        tell(f"{len(releases)} releases: {told}")
    for refusal in refusals:
        refuse(refusal)
    if refusals or counts["contradicts"]:
        raise typer.Exit(REFUSED)


def _releases(names: list[str], *, published: object) -> "tuple[list[Release], list[InputError]]":
    from zhengce import batch
    from zhengce.check import is_stored, stored
    from zhengce.errors import InputError

    releases: list[Release] = []
    refusals: list[InputError] = []
    inputs = [name for name in names if not is_stored(name)]
    for name in names:
        if is_stored(name):
            try:
                releases += stored(name)
            except InputError as error:
                refusals.append(error)

    def each(result: object) -> None:
        if isinstance(result, InputError):
            refusals.append(result)
        else:
            releases.append(result)  # type: ignore[arg-type]

    if inputs:
        batch.run(inputs, [], published=published, progress=each, keep=0)  # type: ignore[arg-type]
    return releases, refusals


def _show(finding: "Finding") -> None:
    from zhengce.view.labels import visible

    year = "" if finding.year is None else f" {finding.year}"
    places = ", ".join(f"{s.source}:{s.start}-{s.end}" for s in finding.sources)
    series = f"{finding.issuer} {finding.name}{year}"
    line = f"{finding.verdict} ({finding.kind}) {series}: {finding.message} [{places}]"
    typer.echo(visible(line.replace("\n", " ")))
