"""``zhengce serve``."""

from typing import Annotated

import typer

from zhengce.cli.common import WRONG, errors_told, tell

PORT = 8734


def serve(
    url: Annotated[
        str,
        typer.Argument(
            metavar="DATABASE",
            help="sqlite:///x.db, postgresql://user@host/database, mysql://user@host/database",
        ),
    ] = "sqlite:///zhengce.db",
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 for a free one.")] = PORT,
    write: Annotated[
        bool, typer.Option("--write", help="Allow corrections; the printed address contains a token.")
    ] = False,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Author of corrections; defaults to your login."),
    ] = None,
) -> None:
    """Serve a page over a database on this machine: search, releases, series, corrections.

    Read-only without --write. Stop with Ctrl-C. Requires: pip install 'zhengce[serve]'.

    \b
    Examples:
      zhengce serve sqlite:///zhengce.db
      zhengce serve postgresql://me@db.example/zhengce --write --by li
    """  # noqa: D301 - \b preserves the lines of a paragraph
    import getpass

    from zhengce.errors import MissingExtraError

    with errors_told():
        try:
            import uvicorn

            from zhengce.serve import create_app
            from zhengce.serve.security import new_token
        except ImportError:
            raise MissingExtraError("the page over a database", "serve") from None
        token = new_token() if write else None
        app = create_app(url, write=write, token=token, by=by or getpass.getuser())
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", server_header=False)
    try:
        listening = config.bind_socket()
    except SystemExit:  # uvicorn has reported the reason
        tell(f"error: port {port} is in use; choose another with --port, or 0 for a free one")
        raise typer.Exit(WRONG) from None
    where = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    typer.echo(f"{where}?token={token}" if token else where)
    uvicorn.Server(config).run(sockets=[listening])
