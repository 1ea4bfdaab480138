"""Find the issuers of a document in its sentence: 国务院办公厅印发《…意见》."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from zhengce.extract.programmes.entities import EntityMention
from zhengce.extract.programmes.mention import ProgrammeMention

_ISSUES = re.compile(
    "(?:日前|近日|今天|此前|联合|共同|正式|研究|组织)*(?:印发|发布|出台|制定|制订|颁布|公布|下发|签发|批复|通过|审议通过)(?:了|的)?(?:关于)?$"
)
_JOIN = "、|和|与|会同|联合"
# Each character matches one alternative only, to avoid backtracking over 等等等….
_BETWEEN = re.compile(f"^(?:等(?:(?!等|{_JOIN})[一-龥\\d]){{0,8}}|{_JOIN})*$")
_REACH = 40


def issuers(text: str, document: ProgrammeMention, entities: Sequence[EntityMention]) -> tuple[str, ...]:
    """Return the organisations that issued `document`, in order; empty if the sentence names none.

    Args:
        text: the normalised text.
        document: a mention of kind ``document``.
        entities: the entities of the same text, in order.
    """
    found: list[EntityMention] = []
    limit = document.start
    place = bisect_left(entities, document.start, key=lambda entity: entity.start)
    for entity in reversed(entities[max(0, place - _REACH) : place]):  # each has at least one character
        if entity.label != "ORG" or entity.end > limit or document.start - entity.end > _REACH:
            continue
        between = text[entity.end : limit]
        if not (_BETWEEN if found else _ISSUES).search(between) or "，" in between or "。" in between:
            break
        if not found and len(_ISSUES.sub("", between)) > len("等七部门"):
            break
        found.append(entity)
        limit = entity.start
    return tuple(entity.text for entity in reversed(found))
