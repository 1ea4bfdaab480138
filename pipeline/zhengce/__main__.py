"""The program ``zhengce``, also as ``python -m zhengce``: the command line in a process of its own."""

import io
import os
import sys

from zhengce.starting import leave, own_process


def start() -> None:
    """Run the command line; an output that takes nothing more, a full disk, is told in one line."""
    own_process()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # in a locale without Chinese: its characters as escapes
            stream.reconfigure(errors="backslashreplace")
    from zhengce.cli import main
    from zhengce.cli.common import WRONG, tell

    try:
        main()
    except OSError as error:
        if error.filename is not None:
            raise
        tell(f"error: the output cannot be written ({error.strerror}): make room, or send it elsewhere")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left would be tried once more at the end
        sys.exit(WRONG)
    finally:
        leave()


if __name__ == "__main__":
    start()
