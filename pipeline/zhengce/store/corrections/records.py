"""Records of corrections: one row per field, where it applies, and judgements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from zhengce.types import Note

Action = Literal["accept", "change", "reject", "add"]
State = Literal["holds", "overruled", "moved", "changed", "gone", "lost"]

LOOK_AGAIN: dict[State, tuple[str, str]] = {
    "overruled": ("another person said otherwise later; that counts", "他人其后另有更正，以后者为准"),
    "moved": ("the figure now has other characters, or stands in a newer text", "数字位置已变动"),
    "changed": ("the machine now reads another value", "机器读数已变化"),
    "gone": ("the machine no longer reads a figure here; it is kept", "机器不再识别此数字，已保留"),
    "lost": ("the figure is not found in this text, or is of something else there", "文中未找到同一指标"),
}
"""The states in which a correction is to be looked at again, in English and Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction of one field of a figure, or of the whole figure if `field` is None."""

    correction_id: Annotated[str, Note("identity of the correction", "更正标识")]
    content_id: Annotated[str, Note("content it speaks of; mirrors share it", "内容标识")]
    release_id: Annotated[str, Note("release in which it was made", "文件标识")]
    indicator_id: Annotated[str | None, Note("identity of the figure there", "指标标识")] = None
    raw_start: Annotated[int, Note("start of the figure in the raw text", "原文起点")]
    raw_end: Annotated[int, Note("end of the figure in the raw text", "原文终点")]
    text: Annotated[str, Note("the figure as printed", "数量原文")]
    action: Annotated[Action, Note("accept, change, reject or add", "操作")]
    field: Annotated[str | None, Note("field that is changed; null for the figure as a whole", "字段")] = None
    machine_value: Annotated[str | None, Note("what the machine had read", "机器读数")] = None
    person_value: Annotated[
        str | None, Note("what is right; for add, all fields as a JSON object", "更正后的值")
    ] = None
    made_by: Annotated[str | None, Note("who says so", "更正人")] = None
    made_at: Annotated[dt.datetime, Note("when it was said", "更正时间")]
    note: Annotated[str | None, Note("why", "备注")] = None
    words_before: Annotated[str | None, Note("letters before the figure", "前文")] = None
    words_after: Annotated[str | None, Note("letters after the figure", "后文")] = None
    snapshot: Annotated[
        str | None, Note("the whole answer of the machine when it was said, JSON", "更正时的机器读数")
    ] = None
    undone_by: Annotated[str | None, Note("who took it back", "撤销人")] = None
    undone_at: Annotated[dt.datetime | None, Note("when it was taken back", "撤销时间")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The state of a correction in one release with its content."""

    correction_id: Annotated[str, Note("identity of the correction", "更正标识")]
    release_id: Annotated[str, Note("release in which it holds", "文件标识")]
    indicator_id: Annotated[str | None, Note("identity of the figure there", "指标标识")] = None
    state: Annotated[State, Note("holds; or moved, changed, gone, lost: to look at again", "状态")]
    machine: Annotated[
        str | None, Note("what the machine reads there today, JSON; null for nothing", "机器读数")
    ] = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement on a figure, as given by a person.

    Args:
        action: ``accept`` (correct as it is), ``change`` (correct except for `fields`), ``reject`` (not a
            figure) or ``add`` (a missed figure between `raw_start` and `raw_end`).
        release_id: the release.
        raw_start, raw_end: the span of the figure in the raw text.
        indicator_id: selects one of several figures at the same span.
        fields: new values, see `fields.FIELDS`.
        by: the author.
        at: the time; defaults to now.
        note: a reason.
    """

    action: Action
    release_id: str
    raw_start: int
    raw_end: int
    indicator_id: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    by: str | None = None
    at: dt.datetime | None = None
    note: str | None = None
