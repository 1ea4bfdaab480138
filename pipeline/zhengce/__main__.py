"""Entry point of ``zhengce`` and ``python -m zhengce``."""

import gc
import io
import os
import sys

_BETWEEN = 500_000
"""Objects allocated between two garbage collections: hardly any is cyclic, and a start is a tenth quicker."""


def start() -> None:
    """Run the command line, and report an unwritable output, such as a full disk, in one line."""
    gc.set_threshold(_BETWEEN)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # in locales without Chinese, escape its characters
            stream.reconfigure(errors="backslashreplace")
    from zhengce.cli import main
    from zhengce.cli.common import WRONG, tell

    try:
        main()
    except OSError as error:
        if error.filename is not None:
            raise
        tell(f"error: cannot write the output ({error.strerror}); free some space, or redirect it elsewhere")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # otherwise Python would retry at exit
        sys.exit(WRONG)
    finally:
        gc.freeze()  # skips the final garbage collection, which takes half a second


if __name__ == "__main__":
    start()
