"""The program ``zhengce``, also as ``python -m zhengce``: the command line in a process of its own."""

import gc

_BETWEEN = 100_000
"""Objects between two searches for cyclic garbage: hardly any is made, and Python's own 700 costs a tenth of
a cold start."""


def start() -> None:
    """Run the command line."""
    gc.set_threshold(_BETWEEN)
    from zhengce.cli import main

    main()


if __name__ == "__main__":
    start()
