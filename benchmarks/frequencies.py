"""Count the words of releases in `normalize/frequencies.tsv` again.

They are words of two to five characters in `corpus/work_areas` and `corpus/releases`, and rows of two or
three of them, that are more frequent there than in jieba's dictionary. Prints how many words there are in
all, which `plausible.py` holds.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import jieba
import opencc

from zhengce.normalize.plausible import general_words

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "pipeline" / "zhengce" / "normalize" / "frequencies.tsv"
_HAN = re.compile("[\u4e00-\u9fff]+")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_LONGEST, _LEAST, _LEAST_OF_ROWS = 5, 2, 3


def texts() -> Iterator[str]:
    for path in sorted((ROOT / "corpus" / "work_areas").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]
    for path in sorted((ROOT / "corpus" / "releases").glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def main() -> None:
    single: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    simplified = opencc.OpenCC("t2s")
    for text in texts():
        cut = jieba.lcut(simplified.convert(text))
        single.update(word for word in cut if _HAN.fullmatch(word))
        for length in (2, 3):
            for start in range(len(cut) - length + 1):
                pieces = cut[start : start + length]
                if all(map(_HAN.fullmatch, pieces)):
                    rows["".join(pieces)] += 1
    whole = single.total()
    found = {word: count for word, count in single.items() if len(word) > 1 and count >= _LEAST}
    found |= {row: count for row, count in rows.items() if count >= _LEAST_OF_ROWS}
    known = general_words()
    lines = TARGET.read_text(encoding="utf-8").splitlines()[:3]
    for word, count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        frequent = math.log(count / whole / 2) > known.get(word, -math.inf)
        if len(word) <= _LONGEST and frequent and not _NUMERALS & set(word):
            lines.append(f"{word}\t{count}")
    TARGET.write_text("\n".join([*lines, ""]), encoding="utf-8")
    print(whole)


if __name__ == "__main__":
    main()
