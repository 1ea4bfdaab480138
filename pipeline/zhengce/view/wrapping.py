"""Break lines of Chinese text: not before a closing mark, after an opening mark, or in a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.text import Text

_NOT_FIRST = frozenset("，。、；：？！”’）》〉】〕」』…—％%,.;:?!)]}")
_NOT_LAST = frozenset("“‘（《〈【〔「『([{")
_LONGEST = 24


class Paragraph:
    """A text that wraps to the available width.

    Args:
        text: the styled text.
    """

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        del console
        for line in self.text.split("\n", allow_blank=True):
            for part in line.divide(list(breaks(line.plain, options.max_width))):
                part.rstrip()
                yield part


def breaks(text: str, width: int) -> Iterator[int]:
    """Yield the offsets at which a one-line `text` is broken to fit into `width` cells.

    >>> list(breaks("技能人才264.3万人，", 14))
    [4]
    """
    start = index = cells = 0
    while index < len(text):
        cells += cell_len(text[index])
        index += 1
        if cells <= width or index - 1 == start:
            continue
        full = cut = index - 1  # text[start:full] fits
        while cut > start and full - cut < _LONGEST and not _may_break(text, cut):
            cut -= 1
        if cut == start or not _may_break(text, cut):
            cut = full
        yield cut
        start = index = cut
        cells = 0


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if before in _NOT_LAST or after in _NOT_FIRST or (before.isdigit() and after != " "):
        return False
    return not (before.isascii() and after.isascii() and before != " " and after != " ")
