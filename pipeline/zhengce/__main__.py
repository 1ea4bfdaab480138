"""The program ``zhengce``, also as ``python -m zhengce``: the command line in a process of its own."""

import gc
import io
import os
import sys

_BETWEEN = 500_000
"""Objects allocated between two garbage collections: hardly any is cyclic, and a start is a tenth quicker."""


def start() -> None:
    """Run the command line; where the output cannot be written (a full disk), say so in one line."""
    gc.set_threshold(_BETWEEN)
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
        gc.freeze()  # skips the last collection, half a second, over objects that end with the process


if __name__ == "__main__":
    start()
