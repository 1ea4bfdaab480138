"""``zhengce retry``."""

from zhengce.cli.common import Model, Published, Quiet, Rules, Settings, day, errors_told, settings
from zhengce.cli.run import (
    DEFAULT_QUARANTINE,
    DEFAULT_TARGET,
    Log,
    Patience,
    Quarantine,
    To,
    finish,
    show_summary,
)


def retry(
    *,
    to: To = [DEFAULT_TARGET],  # noqa: B006 - required by Typer; never modified
    quarantine: Quarantine = DEFAULT_QUARANTINE,
    published: Published = None,
    rules: Rules = None,
    model: Model = None,
    config: Settings = None,
    log: Log = None,
    patience: Patience = 60.0,
    quiet: Quiet = False,
) -> None:
    """Retry every refused input; those accepted now are stored and leave the quarantine.

    Each file is read at its original place, so repair it there; if it is gone, its copy in the quarantine
    is read.

    \b
    Examples:
      zhengce retry
      zhengce retry --to postgresql://me@db.example/zhengce --quarantine quarantine/
    """  # noqa: D301 - \b preserves the lines of a paragraph
    from zhengce import batch

    with errors_told():
        summary = batch.retry(
            to,
            quarantine=quarantine,
            published=day(published),
            config=settings(config, rules, model),
            log=log,
            patience=patience,
        )
        if not quiet:
            show_summary(summary)
    finish(summary)
