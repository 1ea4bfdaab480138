"""Writes the step from the tables as they were to the tables as they are.

    python tests/store/revisions.py "what changes"     the next revision; then set HEAD to it
    python tests/store/revisions.py first              the first one anew: only before the first release
    python tests/store/revisions.py page               docs/databases.md, its generated part

Read what it writes: a column that may not be null needs a value for the rows that are there.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from zhengce.store.columntypes import Exact, LongText, Moment
from zhengce.store.connecting import connect
from zhengce.store.dictionary import BEGIN, END, dictionary
from zhengce.store.migrations import HEAD
from zhengce.store.schema import METADATA, add_options
from zhengce.store.upgrading import upgrade
from zhengce.store.views import drop_views

FOLDER = Path(__file__).parents[2] / "pipeline/zhengce/store/migrations/versions"
MODULE = '''"""{title}."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

from zhengce.store.columntypes import Exact, Moment

revision = "{revision}"
down_revision = {before}

TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")
CHARACTERS: dict[str, Any] = {{
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_bin",
}}


def upgrade() -> None:
    """Take this step."""
    {up}


def downgrade() -> None:
    """Take it back."""
    {down}
'''
_CHARACTERS = r"(?:m(?:ariadb|ysql)_(?:charset|collate)='\w+',?\s*){4}"


def write(title: str) -> Path:
    """Write a revision and give its file."""
    first = title == "first"
    for dialect in ("mysql", "mariadb", "postgresql"):
        add_options(dialect)
    revision = "0001" if first else f"{int(HEAD) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/x.db"
        if not first:
            upgrade(url)
        engine = connect(url)
        with engine.begin() as connection:
            drop_views(connection)
            # not foreign_keys: SQLite tells them without names, and none has ever changed
            context = MigrationContext.configure(
                connection, opts={"include_name": _ours, "compare_type": True}
            )
            steps = produce_migrations(context, METADATA)
            options: dict[str, Any] = {"render_item": _render, "migration_context": context}
            up, down = (
                render_python_code(part, **options)
                for part in (steps.upgrade_ops, steps.downgrade_ops)
                if part
            )
        engine.dispose()
    name = "first_tables" if first else re.sub(r"\W+", "_", title.lower()).strip("_")
    before = None if first else HEAD
    path = FOLDER / f"v{revision}_{name}.py"
    heading = "The first tables" if first else title
    path.write_text(
        MODULE.format(
            title=heading, revision=revision, before=_quoted(before), up=_clean(up), down=_clean(down)
        )
    )
    for tool in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *tool, str(path)], check=False)  # noqa: S603 - ruff
    return path


def _ours(name: str | None, kind: str, _: object) -> bool:
    return kind != "table" or name in METADATA.tables


def _quoted(text: str | None) -> str:
    return "None" if text is None else f'"{text}"'


def _render(kind: str, item: object, _: object) -> str | bool:
    names = {Exact: "Exact()", Moment: "Moment()", LongText: "TEXT"}
    return next((name for of, name in names.items() if kind == "type" and isinstance(item, of)), False)


def _clean(code: str) -> str:
    code = "\n".join(line for line in code.splitlines() if not line.strip().startswith("#")).strip()
    code = re.sub(_CHARACTERS, "**CHARACTERS\n", code)
    code = re.sub(r"op\.f\(('[^']*')\)", r"\1", code)
    return code.replace("autoincrement=False, ", "") or "pass"


def write_page() -> Path:
    """Bring the page on databases up to date and give its file."""
    path = Path(__file__).parents[2] / "docs/databases.md"
    page = path.read_text(encoding="utf-8")
    new = page[: page.index(BEGIN)] + dictionary() + page[page.index(END) + len(END) :]
    path.write_text(new, encoding="utf-8")
    return path


if __name__ == "__main__":
    print(write_page() if sys.argv[1] == "page" else write(sys.argv[1]))  # noqa: T201
