"""Tables as lines: one line per row, with tabs between cells.

Normalisation interprets the cells later from these lines, so that every figure leads back to its cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_VALUE = re.compile(r"[+＋\-－−–]?\s?\d[\d,，]*(?:[.．]\d+)?\s*[^\d\s，。；;,]{0,8}$")
_LONGEST_CELL = 60
_SENTENCE = re.compile(r"[。；！？]")


def is_value(cell: str) -> bool:
    """Return whether a cell holds a number, with or without a unit."""
    return _VALUE.match(cell.strip()) is not None


def is_data(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether rows hold names and values rather than the layout of a page.

    >>> is_data([["指标", "数值"], ["新增就业", "5万人"]]), is_data([["会议指出，要抓好落实。"], ["完"]])
    (True, False)
    """
    filled = [row for row in rows if sum(bool(cell.strip()) for cell in row) > 1]
    if not filled or len(filled) * 2 < len(rows):
        return False
    cells = [cell for row in filled for cell in row if cell.strip()]
    short = sum(len(cell) <= _LONGEST_CELL and not _SENTENCE.search(cell) for cell in cells)
    return short >= 0.8 * len(cells) and any(map(is_value, cells))


def lines_of_table(rows: Sequence[Sequence[str]]) -> list[str]:
    r"""Return a line for each non-empty row; rows with one cell, such as titles and units, have no tabs.

    >>> lines_of_table([["单位：万人", "", ""], ["指标", "", "数值"], ["新增 就业", "", "12.5"]])
    ['单位：万人', '指标\t数值', '新增 就业\t12.5']
    """
    table = [[" ".join(cell.split()) for cell in row] for row in rows]
    filled = sorted({k for row in table for k, cell in enumerate(row) if cell and sum(map(bool, row)) > 1})
    lines = []
    for row in table:
        if sum(map(bool, row)) == 1:
            lines.append("".join(row))
        elif any(row):
            lines.append("\t".join(row[k] if k < len(row) else "" for k in filled))
    return lines
