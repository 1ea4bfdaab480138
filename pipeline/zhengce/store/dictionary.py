"""The data dictionary in Markdown: the generated part of ``docs/databases.md``."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from zhengce.store.schema import METADATA
from zhengce.store.views import VIEWS
from zhengce.types import Note

BEGIN, END = "<!-- generated: zhengce db dictionary -->", "<!-- end of what is generated -->"

ABOUT = {
    "releases": Note("a press release", "新闻稿"),
    "sections": Note("a part of a release's outline", "文件的组成部分"),
    "sentences": Note("a sentence with its work area", "句子及其工作领域"),
    "indicators": Note("a quantity statement", "指标"),
    "programmes": Note("a mention of a programme", "项目的一次出现"),
    "repairs": Note("a place where normalising changed more than width or script", "文本修复记录"),
    "sources": Note(
        "a place where the bytes of a release lie; one with superseded_by holds other bytes by now",
        "文件的来源",
    ),
    "forgotten": Note("a release that was taken out for good", "已移除的文件"),
    "runs": Note("a call of `zhengce run` or `zhengce retry`", "运行记录"),
    "quarantine": Note("an input that was refused", "被拒收的输入"),
    "corrections": Note("what a person said of a field of a figure, or of the figure", "人工更正"),
    "corrected": Note("a correction and a release in which it holds", "更正的生效位置"),
}

_POSTGRESQL: sa.Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]


def dictionary() -> str:
    """Describe all tables, then all views; types are PostgreSQL's.

    >>> dictionary().splitlines()[2:4]
    ['### `releases`', '']
    """
    lines = [BEGIN, ""]
    for name, about in ABOUT.items():
        lines += [f"### `{name}`", "", f"A row is {about.en}. {about.zh}。"]
        lines += [*_table(METADATA.tables[name]), ""]
    for view, (query, note) in VIEWS.items():
        columns = ", ".join(f"`{column.name}`" for column in query.selected_columns)
        purpose = f"{note.en[0].upper()}{note.en[1:]}. {note.zh}。"
        lines += [f"### View `{view}`", "", purpose, "", f"Columns: {columns}.", ""]
    return "\n".join([*lines, END])


def _table(table: sa.Table) -> list[str]:
    rows = ["", "| Column | Type | | Meaning | 含义 |", "| --- | --- | --- | --- | --- |"]
    for column in table.c:
        english, chinese = (column.comment or "").split(" / ", 1)
        kind = column.type.compile(dialect=_POSTGRESQL)
        rows.append(f"| `{column.name}` | {kind.lower()} | {_role(column)} | {english} | {chinese} |")
    return rows


def _role(column: sa.Column[object]) -> str:
    if column.primary_key:
        return "key"
    if column.foreign_keys:
        return "→ " + ", ".join(sorted({f"`{key.column.table.name}`" for key in column.foreign_keys}))
    return "may be null" if column.nullable else ""
