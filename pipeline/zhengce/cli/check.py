"""``zhengce check``."""

from typing import TYPE_CHECKING, Annotated

import typer

from zhengce.cli.common import (
    REFUSED,
    Model,
    Published,
    Releases,
    Rules,
    Settings,
    day,
    errors_told,
    refuse_all,
    settings,
    tell,
)

if TYPE_CHECKING:
    from zhengce.check import Finding


def check(
    inputs: Releases,
    *,
    published: Published = None,
    rules: Rules = None,
    model: Model = None,
    config: Settings = None,
    all_: Annotated[
        bool,
        typer.Option("--all", help="Also list agreements and derived figures."),
    ] = False,
    new: Annotated[
        bool, typer.Option("--new", help="Only findings on releases of the last run (databases).")
    ] = False,
    chinese: Annotated[bool, typer.Option("--chinese", help="Give reasons in Chinese.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print all findings as JSON, one per line.")] = False,
) -> None:
    """List derived figures, and figures that contradict each other.

    The checks: the base implied by growth, growth against the levels of two releases, changes against their
    percentages, shares against part and whole, parts against their sum, releases that disagree, and targets
    met or missed. Only figures of the same series, place and time are compared. Each line gives the reason
    and the sources, as file:start-end in the repaired text.

    \b
    Exit status: 0 no contradictions; 1 contradictions or refused inputs; 2 usage error.

    \b
    Examples:
      zhengce check "corpus/releases/*.txt"
      zhengce check sqlite:///zhengce.db --all
      zhengce check sqlite:///zhengce.db --new --chinese
      zhengce check inbox/ --json > findings.jsonl
    """  # noqa: D301 - \b preserves the lines of a paragraph
    from collections import Counter

    import msgspec

    from zhengce.check import check as find
    from zhengce.check import last_brought
    from zhengce.cli.gathering import gather

    with errors_told():
        found = gather(inputs, settings(config, rules, model), published=day(published))
        findings = find(found.releases)
        if new:
            brought = set().union(*map(last_brought, inputs))
            findings = [f for f in findings if any(s.release_id in brought for s in f.sources)]
    counts = Counter(finding.verdict for finding in findings)
    for finding in findings:
        if json:
            typer.echo(msgspec.json.encode(finding.to_dict()))
        elif all_ or finding.verdict in ("contradicts", "missed", "open"):
            _show(finding, chinese=chinese)
    if not json:
        told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items()) or "nothing to derive"
        tell(f"{len(found.releases)} releases: {told}")
    refuse_all(found.refusals)
    if counts["contradicts"]:
        raise typer.Exit(REFUSED)


def _show(finding: "Finding", *, chinese: bool) -> None:
    from zhengce.view.labels import visible

    year = "" if finding.year is None else f" {finding.year}"
    places = ", ".join(
        f"{s.source}:{s.start}-{s.end}{f' ({s.review})' if s.review else ''}" for s in finding.sources
    )
    why = finding.message_zh if chinese else finding.message
    series = f"{finding.issuer} {finding.name}{year}"
    line = f"{finding.verdict} ({finding.kind}) {series}: {why} [{places}]"
    typer.echo(visible(line.replace("\n", " ")))
