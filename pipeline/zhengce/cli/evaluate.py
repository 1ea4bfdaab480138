"""``zhengce evaluate``."""

from pathlib import Path
from typing import Annotated

import typer

from zhengce.cli.common import Model, Rules, Settings, errors_told, settings


def evaluate(
    gold: Annotated[Path, typer.Argument(help="A folder of annotated releases.")] = Path("corpus/gold"),
    *,
    rules: Rules = None,
    model: Model = None,
    config: Settings = None,
    errors: Annotated[int, typer.Option(help="Print up to this many errors of each kind.")] = 0,
    floors: Annotated[
        Path | None, typer.Option(help="File of minimum figures; fail if a figure is below its minimum.")
    ] = None,
    write_floors: Annotated[
        bool, typer.Option("--write-floors", help="Raise the minimum figures to the measured ones.")
    ] = False,
    lower: Annotated[
        bool, typer.Option("--lower", help="With --write-floors: allow lower minimum figures.")
    ] = False,
) -> None:
    """Evaluate the pipeline against annotated releases: precision, recall, and accuracy per field.

    \b
    Examples:
      zhengce evaluate
      zhengce evaluate corpus/gold --errors 20
      zhengce evaluate --floors corpus/gold/floors.toml --write-floors
    """  # noqa: D301 - \b preserves the lines of a paragraph
    from collections import Counter

    from zhengce.errors import ConfigError
    from zhengce.evaluate import evaluate as measure
    from zhengce.evaluate import fallen, load_floors, load_gold, raise_floors
    from zhengce.evaluate.gold import fingerprint
    from zhengce.pipeline import Pipeline

    with errors_told():
        result = measure(load_gold(gold), Pipeline(settings(config, rules, model)))
        figures = result.figures()
        for name, value in figures.items():
            typer.echo(f"{name:24s} {value:.3f}")
        shown: Counter[str] = Counter()
        for what, release, expected, found in result.errors:
            shown[what] += 1
            if shown[what] <= errors:
                typer.echo(f"  {what:10s} {release}  {expected}  →  {found}")
        if floors is not None and write_floors:
            raise_floors(floors, figures, gold=fingerprint(gold), lower=lower)
        elif floors is not None:
            low = fallen(load_floors(floors), figures)
            if low:
                raise ConfigError(
                    ", ".join(f"{n} {v:.4f} is below its minimum {f}" for n, (v, f) in low.items())
                )
