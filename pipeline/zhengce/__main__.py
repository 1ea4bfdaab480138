"""``python -m zhengce``: the command line where ``zhengce`` is not on the path."""

from zhengce.cli import main

if __name__ == "__main__":
    main()
