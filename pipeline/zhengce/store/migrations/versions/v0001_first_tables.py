"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

from zhengce.store.columntypes import Exact, Moment

revision = "0001"
down_revision = None

TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")
CHARACTERS: dict[str, Any] = {
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_bin",
}


def upgrade() -> None:
    """Take this step."""
    op.create_table(
        "quarantine",
        sa.Column(
            "input_id",
            sa.String(length=16),
            nullable=False,
            comment="identity of the input: where it lies / 输入标识",
        ),
        sa.Column("source", TEXT, nullable=False, comment="the input's name / 来源"),
        sa.Column("path", TEXT, nullable=True, comment="its file, if it has one / 文件路径"),
        sa.Column(
            "line", sa.Integer(), nullable=True, comment="its line, if the file has one record a line / 行号"
        ),
        sa.Column("kind", TEXT, nullable=False, comment="kind of refusal: name of the error / 拒收类型"),
        sa.Column("reason", TEXT, nullable=False, comment="what is wrong and what to do / 原因"),
        sa.Column("first_seen", Moment(), nullable=False, comment="when it was first refused / 首次拒收时间"),
        sa.Column("last_seen", Moment(), nullable=False, comment="when it was last refused / 最近拒收时间"),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="how often it was tried / 尝试次数"),
        sa.Column(
            "copy", TEXT, nullable=True, comment="name of its copy in the quarantine folder / 隔离副本文件名"
        ),
        sa.Column(
            "run_id", sa.String(length=16), nullable=True, comment="run that last refused it / 批次标识"
        ),
        sa.PrimaryKeyConstraint("input_id"),
        **CHARACTERS,
    )
    op.create_table(
        "releases",
        sa.Column("schema", TEXT, nullable=False, comment="version of this form / 格式版本"),
        sa.Column(
            "release_id", sa.String(length=16), nullable=False, comment="identity of the file / 文件标识"
        ),
        sa.Column(
            "content_id",
            sa.String(length=16),
            nullable=False,
            comment="identity of the content; mirrors share it / 内容标识",
        ),
        sa.Column("source", TEXT, nullable=False, comment="where it came from / 来源"),
        sa.Column("title", TEXT, nullable=True, comment="title / 标题"),
        sa.Column("publisher", TEXT, nullable=True, comment="publisher / 发布者"),
        sa.Column(
            "published", sa.Date(), nullable=True, comment="publication date, never guessed / 发布日期"
        ),
        sa.Column("text", TEXT, nullable=False, comment="normalised text / 规范文本"),
        sa.Column(
            "mirror_of",
            sa.String(length=16),
            nullable=True,
            comment="release of the same content that is counted instead / 同一内容的主文件",
        ),
        sa.Column(
            "fingerprint",
            sa.String(length=16),
            nullable=True,
            comment="code, rules, model, settings and metadata it was made with / 生成版本指纹",
        ),
        sa.Column("run_id", sa.String(length=16), nullable=True, comment="run that loaded it / 载入批次"),
        sa.Column("loaded_at", Moment(), nullable=True, comment="when it was loaded / 载入时间"),
        sa.ForeignKeyConstraint(["mirror_of"], ["releases.release_id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("release_id"),
        **CHARACTERS,
    )
    op.create_index("ix_releases_content_id", "releases", ["content_id"], unique=False)
    op.create_index("ix_releases_mirror_of", "releases", ["mirror_of"], unique=False)
    op.create_index("ix_releases_published", "releases", ["published"], unique=False)
    op.create_table(
        "runs",
        sa.Column("run_id", sa.String(length=16), nullable=False, comment="identity of the run / 批次标识"),
        sa.Column(
            "state", TEXT, nullable=False, comment="running (or killed), done, stopped by an error / 状态"
        ),
        sa.Column("started", Moment(), nullable=False, comment="when it began / 开始时间"),
        sa.Column(
            "updated", Moment(), nullable=False, comment="when it last stored something / 最近更新时间"
        ),
        sa.Column("finished", Moment(), nullable=True, comment="when it ended / 结束时间"),
        sa.Column("version", TEXT, nullable=False, comment="version of zhengce / 程序版本"),
        sa.Column("schema", TEXT, nullable=False, comment="version of the form of a release / 格式版本"),
        sa.Column(
            "fingerprint",
            sa.String(length=16),
            nullable=True,
            comment="code, rules, model and settings / 版本指纹",
        ),
        sa.Column("libraries", TEXT, nullable=False, comment="versions of the libraries, JSON / 依赖库版本"),
        sa.Column("settings", TEXT, nullable=False, comment="settings, JSON / 配置"),
        sa.Column("options", TEXT, nullable=False, comment="options of the call, JSON / 运行选项"),
        sa.Column("inputs", TEXT, nullable=False, comment="what it was given, JSON / 输入"),
        sa.Column(
            "targets", TEXT, nullable=False, comment="where results go, without passwords, JSON / 输出目标"
        ),
        sa.Column("seen", sa.Integer(), nullable=False, comment="documents met / 读入篇数"),
        sa.Column("stored", sa.Integer(), nullable=False, comment="releases stored / 载入篇数"),
        sa.Column(
            "skipped", sa.Integer(), nullable=False, comment="releases that were there unchanged / 跳过篇数"
        ),
        sa.Column("refused", sa.Integer(), nullable=False, comment="inputs refused / 拒收数"),
        sa.Column(
            "analysing",
            sa.Double(),
            nullable=False,
            comment="seconds spent waiting for analysis / 分析耗时（秒）",
        ),
        sa.Column("storing", sa.Double(), nullable=False, comment="seconds spent storing / 入库耗时（秒）"),
        sa.Column("seconds", sa.Double(), nullable=False, comment="seconds in all / 总耗时（秒）"),
        sa.Column("message", TEXT, nullable=True, comment="why it stopped / 停止原因"),
        sa.PrimaryKeyConstraint("run_id"),
        **CHARACTERS,
    )
    op.create_index("ix_runs_started", "runs", ["started"], unique=False)
    op.create_table(
        "repairs",
        sa.Column(
            "release_id", sa.String(length=16), nullable=False, comment="identity of the file / 文件标识"
        ),
        sa.Column("index", sa.Integer(), nullable=False, comment="number in the release, from 0 / 序号"),
        sa.Column("raw_start", sa.Integer(), nullable=False, comment="start in the raw text / 原文起点"),
        sa.Column("raw_end", sa.Integer(), nullable=False, comment="end in the raw text / 原文终点"),
        sa.Column(
            "start", sa.Integer(), nullable=False, comment="start in the normalised text / 规范文本起点"
        ),
        sa.Column("end", sa.Integer(), nullable=False, comment="end in the normalised text / 规范文本终点"),
        sa.Column("kind", TEXT, nullable=False, comment="which step made it / 修复类型"),
        sa.Column(
            "lossy",
            sa.Boolean(),
            nullable=False,
            comment="true where characters could not be recovered / 是否有字符无法恢复",
        ),
        sa.Column("before", TEXT, nullable=False, comment="the raw characters / 修复前"),
        sa.Column("after", TEXT, nullable=False, comment="what stands there now / 修复后"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.release_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("release_id", "index"),
        **CHARACTERS,
    )
    op.create_index("ix_repairs_kind", "repairs", ["kind"], unique=False, mysql_length=64, mariadb_length=64)
    op.create_table(
        "sections",
        sa.Column(
            "release_id", sa.String(length=16), nullable=False, comment="identity of the file / 文件标识"
        ),
        sa.Column("index", sa.Integer(), nullable=False, comment="number in the release, from 0 / 序号"),
        sa.Column("heading", TEXT, nullable=True, comment="the heading or topic sentence / 标题"),
        sa.Column(
            "start", sa.Integer(), nullable=False, comment="start in the normalised text / 规范文本起点"
        ),
        sa.Column("end", sa.Integer(), nullable=False, comment="end in the normalised text / 规范文本终点"),
        sa.Column("area", TEXT, nullable=True, comment="work area of most of its sentences / 工作领域"),
        sa.Column("kind", TEXT, nullable=False, comment="lead, body, outlook or boilerplate / 部分类型"),
        sa.Column(
            "level",
            sa.Integer(),
            nullable=False,
            comment="1 for a heading under no other, 0 outside the order / 层级",
        ),
        sa.Column(
            "parent", sa.Integer(), nullable=True, comment="index of the section it lies under / 上级部分"
        ),
        sa.ForeignKeyConstraint(["release_id"], ["releases.release_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("release_id", "index"),
        **CHARACTERS,
    )
    op.create_table(
        "sentences",
        sa.Column(
            "release_id", sa.String(length=16), nullable=False, comment="identity of the file / 文件标识"
        ),
        sa.Column("index", sa.Integer(), nullable=False, comment="number in the release, from 0 / 序号"),
        sa.Column("text", TEXT, nullable=False, comment="normalised text / 文本"),
        sa.Column(
            "start", sa.Integer(), nullable=False, comment="start in the normalised text / 规范文本起点"
        ),
        sa.Column("end", sa.Integer(), nullable=False, comment="end in the normalised text / 规范文本终点"),
        sa.Column("raw_start", sa.Integer(), nullable=False, comment="start in the raw text / 原文起点"),
        sa.Column("raw_end", sa.Integer(), nullable=False, comment="end in the raw text / 原文终点"),
        sa.Column("section", sa.Integer(), nullable=True, comment="index of its section / 所属部分"),
        sa.Column("area", TEXT, nullable=False, comment="work area / 工作领域"),
        sa.Column(
            "probability",
            sa.Double(),
            nullable=False,
            comment="calibrated probability of the area / 领域概率",
        ),
        sa.ForeignKeyConstraint(
            ["release_id", "section"], ["sections.release_id", "sections.index"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["release_id"], ["releases.release_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("release_id", "index"),
        **CHARACTERS,
    )
    op.create_index(
        "ix_sentences_area", "sentences", ["area"], unique=False, mysql_length=64, mariadb_length=64
    )
    op.create_table(
        "indicators",
        sa.Column(
            "release_id", sa.String(length=16), nullable=False, comment="identity of the file / 文件标识"
        ),
        sa.Column("index", sa.Integer(), nullable=False, comment="number in the release, from 0 / 序号"),
        sa.Column("text", TEXT, nullable=False, comment="core quantity as printed / 数量原文"),
        sa.Column(
            "value", Exact(), nullable=True, comment="number in the base unit; null for a range / 数值"
        ),
        sa.Column("value_min", Exact(), nullable=True, comment="lower bound of a range / 下限"),
        sa.Column("value_max", Exact(), nullable=True, comment="upper bound of a range / 上限"),
        sa.Column("unit", TEXT, nullable=True, comment="unit without the scale word / 单位"),
        sa.Column("measure", TEXT, nullable=False, comment="level, change or rank / 量的类型"),
        sa.Column("direction", TEXT, nullable=True, comment="direction of a change / 增减方向"),
        sa.Column("modifier", TEXT, nullable=False, comment="exact, about, nearly, over, … / 约数类型"),
        sa.Column("subject", TEXT, nullable=True, comment="what is measured / 指标主体"),
        sa.Column("status", TEXT, nullable=False, comment="fact or target / 实绩或目标"),
        sa.Column("period_text", TEXT, nullable=True, comment="time it speaks of: as printed / 时间：原文"),
        sa.Column(
            "period_start", sa.Date(), nullable=True, comment="time it speaks of: first day / 时间：起始日期"
        ),
        sa.Column(
            "period_end", sa.Date(), nullable=True, comment="time it speaks of: last day / 时间：结束日期"
        ),
        sa.Column(
            "base_text",
            TEXT,
            nullable=True,
            comment="what a change is measured against: as printed / 比较基准：原文",
        ),
        sa.Column(
            "base_kind",
            TEXT,
            nullable=True,
            comment="what a change is measured against: kind of comparison / 比较基准：比较类型",
        ),
        sa.Column(
            "base_start",
            sa.Date(),
            nullable=True,
            comment="what a change is measured against: first day / 比较基准：起始日期",
        ),
        sa.Column(
            "base_end",
            sa.Date(),
            nullable=True,
            comment="what a change is measured against: last day / 比较基准：结束日期",
        ),
        sa.Column("area", TEXT, nullable=False, comment="work area of its sentence / 工作领域"),
        sa.Column(
            "damaged",
            sa.Boolean(),
            nullable=False,
            comment="a lossy repair touches the number: no value / 数字受损",
        ),
        sa.Column("sentence", sa.Integer(), nullable=False, comment="index of its sentence / 所在句"),
        sa.Column("rule", TEXT, nullable=False, comment="the rules that made it / 规则"),
        sa.Column(
            "evidence",
            TEXT,
            nullable=False,
            comment="the words that decided, each with what it decided / 判定依据",
        ),
        sa.Column("confidence", sa.Double(), nullable=False, comment="how sure, 0 to 1 / 置信度"),
        sa.Column(
            "start", sa.Integer(), nullable=False, comment="start in the normalised text / 规范文本起点"
        ),
        sa.Column("end", sa.Integer(), nullable=False, comment="end in the normalised text / 规范文本终点"),
        sa.Column("raw_start", sa.Integer(), nullable=False, comment="start in the raw text / 原文起点"),
        sa.Column("raw_end", sa.Integer(), nullable=False, comment="end in the raw text / 原文终点"),
        sa.Column(
            "holder", TEXT, nullable=True, comment="programme or organisation it belongs to / 所属项目或单位"
        ),
        sa.Column(
            "programme_id",
            TEXT,
            nullable=True,
            comment="identity of the programme it belongs to / 所属项目标识",
        ),
        sa.ForeignKeyConstraint(
            ["release_id", "sentence"], ["sentences.release_id", "sentences.index"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "index"),
        **CHARACTERS,
    )
    op.create_index(
        "ix_indicators_area", "indicators", ["area"], unique=False, mysql_length=64, mariadb_length=64
    )
    op.create_index("ix_indicators_period_end", "indicators", ["period_end"], unique=False)
    op.create_index(
        "ix_indicators_subject",
        "indicators",
        ["subject"],
        unique=False,
        mysql_length=64,
        mariadb_length=64,
        postgresql_using="hash",
    )
    op.create_index(
        "ix_indicators_unit", "indicators", ["unit"], unique=False, mysql_length=64, mariadb_length=64
    )
    op.create_table(
        "programmes",
        sa.Column(
            "release_id", sa.String(length=16), nullable=False, comment="identity of the file / 文件标识"
        ),
        sa.Column("index", sa.Integer(), nullable=False, comment="number in the release, from 0 / 序号"),
        sa.Column("text", TEXT, nullable=False, comment="as printed, normalised / 原文"),
        sa.Column("name", TEXT, nullable=False, comment="canonical name / 规范名称"),
        sa.Column("kind", TEXT, nullable=False, comment="kind of programme / 类型"),
        sa.Column(
            "start", sa.Integer(), nullable=False, comment="start in the normalised text / 规范文本起点"
        ),
        sa.Column("end", sa.Integer(), nullable=False, comment="end in the normalised text / 规范文本终点"),
        sa.Column("raw_start", sa.Integer(), nullable=False, comment="start in the raw text / 原文起点"),
        sa.Column("raw_end", sa.Integer(), nullable=False, comment="end in the raw text / 原文终点"),
        sa.Column(
            "programme_id", TEXT, nullable=False, comment="identity across releases and aliases / 项目标识"
        ),
        sa.Column("document_number", TEXT, nullable=True, comment="document number (文号) / 文号"),
        sa.Column("sentence", sa.Integer(), nullable=False, comment="index of its sentence / 所在句"),
        sa.Column("area", TEXT, nullable=False, comment="work area of its sentence / 工作领域"),
        sa.Column("rule", TEXT, nullable=False, comment="the rule that made it / 规则"),
        sa.Column("issuer", TEXT, nullable=True, comment="who issued a document / 发文单位"),
        sa.ForeignKeyConstraint(
            ["release_id", "sentence"], ["sentences.release_id", "sentences.index"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "index"),
        **CHARACTERS,
    )
    op.create_index(
        "ix_programmes_area", "programmes", ["area"], unique=False, mysql_length=64, mariadb_length=64
    )
    op.create_index(
        "ix_programmes_kind", "programmes", ["kind"], unique=False, mysql_length=64, mariadb_length=64
    )
    op.create_index(
        "ix_programmes_name",
        "programmes",
        ["name"],
        unique=False,
        mysql_length=64,
        mariadb_length=64,
        postgresql_using="hash",
    )
    op.create_index(
        "ix_programmes_programme_id",
        "programmes",
        ["programme_id"],
        unique=False,
        mysql_length=64,
        mariadb_length=64,
    )


def downgrade() -> None:
    """Revert this step."""
    op.drop_index("ix_programmes_programme_id", table_name="programmes", mysql_length=64, mariadb_length=64)
    op.drop_index(
        "ix_programmes_name",
        table_name="programmes",
        mysql_length=64,
        mariadb_length=64,
        postgresql_using="hash",
    )
    op.drop_index("ix_programmes_kind", table_name="programmes", mysql_length=64, mariadb_length=64)
    op.drop_index("ix_programmes_area", table_name="programmes", mysql_length=64, mariadb_length=64)
    op.drop_table("programmes")
    op.drop_index("ix_indicators_unit", table_name="indicators", mysql_length=64, mariadb_length=64)
    op.drop_index(
        "ix_indicators_subject",
        table_name="indicators",
        mysql_length=64,
        mariadb_length=64,
        postgresql_using="hash",
    )
    op.drop_index("ix_indicators_period_end", table_name="indicators")
    op.drop_index("ix_indicators_area", table_name="indicators", mysql_length=64, mariadb_length=64)
    op.drop_table("indicators")
    op.drop_index("ix_sentences_area", table_name="sentences", mysql_length=64, mariadb_length=64)
    op.drop_table("sentences")
    op.drop_table("sections")
    op.drop_index("ix_repairs_kind", table_name="repairs", mysql_length=64, mariadb_length=64)
    op.drop_table("repairs")
    op.drop_index("ix_runs_started", table_name="runs")
    op.drop_table("runs")
    op.drop_index("ix_releases_published", table_name="releases")
    op.drop_index("ix_releases_mirror_of", table_name="releases")
    op.drop_index("ix_releases_content_id", table_name="releases")
    op.drop_table("releases")
    op.drop_table("quarantine")
