"""The program ``zhengce``, also as ``python -m zhengce``: the command line in a process of its own."""

from zhengce.starting import leave, own_process


def start() -> None:
    """Run the command line."""
    own_process()
    from zhengce.cli import main

    try:
        main()
    finally:
        leave()


if __name__ == "__main__":
    start()
