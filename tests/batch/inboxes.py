"""Inboxes of any size for load tests, made from the texts of this repository.

Each release takes one of our texts, leaves some of its paragraphs out and changes the digits of its numbers,
so that all differ and stay plausible. The same seed gives the same inbox.

    python tests/batch/inboxes.py FOLDER 10000
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NUMBER = re.compile(r"\d{2,}(?!年|月|日|\d)")
_FOLDER = 500  # files in a folder


def templates() -> list[list[str]]:
    """Our texts, each as its paragraphs."""
    files = [*sorted((ROOT / "corpus/gold/texts").glob("*.txt")), *sorted((ROOT / "seeds").glob("*.txt"))]
    return [file.read_text(encoding="utf-8").splitlines() for file in files]


def release(number: int, *, seed: int = 0, sources: list[list[str]] | None = None) -> str:
    """Text of release `number`."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - for variety, not for secrets
    paragraphs = chance.choice(sources or templates())
    kept = [text for text in paragraphs if chance.random() < 0.9] or paragraphs

    def other(match: re.Match[str]) -> str:
        return match[0][0] + "".join(chance.choice("0123456789") for _ in match[0][1:])

    return "\n".join([*(_NUMBER.sub(other, text) for text in kept), f"编号{number}。"])


def make_inbox(folder: Path, count: int, *, seed: int = 0) -> None:
    """Write `count` releases into folders of 500 files under `folder`."""
    sources = templates()
    for number in range(count):
        place = folder / f"{number // _FOLDER:04}"
        place.mkdir(parents=True, exist_ok=True)
        text = release(number, seed=seed, sources=sources)
        (place / f"{number:07}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    make_inbox(Path(sys.argv[1]), int(sys.argv[2]))
