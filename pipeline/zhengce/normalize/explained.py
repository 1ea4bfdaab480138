"""Explain the normalisation of a text line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zhengce.display.visible import visible
from zhengce.normalize.text import NormalizedText

_NEAR = 6


def explained(normalized: NormalizedText) -> Iterator[str]:
    r"""Yield the effective steps, then each repair: raw offsets, kind, before and after.

    >>> from zhengce.normalize import normalize
    >>> print(*explained(normalize("產(chǎn)業(yè)工人7 856人,質(zhì)量")), sep="\n")
    steps: gloss 3, width, thousands 1, script
    repairs: gloss 3, blank 1
    1-7     gloss   (chǎn)  →  nothing  in 产 业工人785
    8-12    gloss   (yè)  →  nothing  in 产业 工人7856
    15-16   blank      →  nothing  in 产业工人7 856人，质
    22-27   gloss   (zhì)  →  nothing  in 856人，质 量
    """
    steps = [f"{done.step} {len(done.edits)}" if done.edits else done.step for done in normalized.log]
    kinds = Counter(repair.kind for repair in normalized.repairs)
    yield f"steps: {', '.join(steps) or 'nothing to do'}"
    yield f"repairs: {', '.join(f'{kind} {count}' for kind, count in kinds.items()) or 'none'}"
    for repair in normalized.repairs:
        place = f"{repair.raw_start}-{repair.raw_end}"
        left = normalized.text[max(0, repair.start - _NEAR) : repair.start]
        right = normalized.text[repair.end : repair.end + _NEAR]
        shown = " ".join(filter(None, (left, repair.after, right)))
        lost = "  characters are lost" if repair.lossy else ""
        before, after = repair.before or "nothing", repair.after or "nothing"
        line = f"{place:<7} {repair.kind:<7} {before}  →  {after}  in {shown}{lost}"
        yield visible(line.replace("\n", "⏎").replace("\t", "⇥"))
