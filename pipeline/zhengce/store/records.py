"""Records of a database besides releases: provenance, runs, refused inputs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

import msgspec

from zhengce.store.sources import Seen
from zhengce.types import Note, Release

RunState = Literal["running", "done", "stopped"]


class Load(NamedTuple):
    """A release to be stored, with its source and the fingerprint that decides about re-analysis."""

    release: Release
    fingerprint: str | None = None
    seen: Seen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Columns that a release has only in a database."""

    mirror_of: Annotated[
        str | None, Note("release of the same content that is counted instead", "同一内容的主文件")
    ] = None
    superseded_by: Annotated[
        str | None, Note("release that lies now where this one lay; then it counts no more", "取代它的文件")
    ] = None
    fingerprint: Annotated[
        str | None, Note("code, rules, model, settings and metadata it was made with", "生成版本指纹")
    ] = None
    run_id: Annotated[str | None, Note("run that loaded it", "载入批次")] = None
    loaded_at: Annotated[dt.datetime | None, Note("when it was loaded", "载入时间")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A release that was deleted for good and is not loaded again."""

    release_id: Annotated[str, Note("identity of the file", "文件标识")]
    source: Annotated[str, Note("name of its place", "来源")]
    forgotten_at: Annotated[dt.datetime, Note("when it was taken out", "移除时间")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One call of ``zhengce run``: its options, versions and outcome.

    Durations are in seconds; `settings`, `options` and `libraries` are JSON objects, `inputs` and `targets`
    lists.
    """

    run_id: Annotated[str, Note("identity of the run", "批次标识")]
    state: Annotated[RunState, Note("running (or killed), done, stopped by an error", "状态")]
    started: Annotated[dt.datetime, Note("when it began", "开始时间")]
    updated: Annotated[dt.datetime, Note("when it last stored something", "最近更新时间")]
    finished: Annotated[dt.datetime | None, Note("when it ended", "结束时间")] = None
    version: Annotated[str, Note("version of zhengce", "程序版本")]
    schema: Annotated[str, Note("version of the form of a release", "格式版本")]
    fingerprint: Annotated[str | None, Note("code, rules, model and settings", "版本指纹")]
    libraries: Annotated[str, Note("versions of the libraries, JSON", "依赖库版本")]
    settings: Annotated[str, Note("settings, JSON", "配置")]
    options: Annotated[str, Note("options of the call, JSON", "运行选项")]
    inputs: Annotated[str, Note("what it was given, JSON", "输入")]
    targets: Annotated[str, Note("where results go, without passwords, JSON", "输出目标")]
    seen: Annotated[int, Note("documents met", "读入篇数")] = 0
    stored: Annotated[int, Note("releases stored", "载入篇数")] = 0
    skipped: Annotated[int, Note("releases that were there unchanged", "跳过篇数")] = 0
    refused: Annotated[int, Note("inputs refused", "拒收数")] = 0
    analysing: Annotated[float, Note("seconds spent waiting for analysis", "分析耗时（秒）")] = 0.0
    storing: Annotated[float, Note("seconds spent storing", "入库耗时（秒）")] = 0.0
    seconds: Annotated[float, Note("seconds in all", "总耗时（秒）")] = 0.0
    message: Annotated[str | None, Note("why it stopped", "停止原因")] = None


def series_files(settings: str | None) -> tuple[str, ...]:
    """Return the user's own series files named in the settings of a run.

    >>> series_files('{"series": {"file": "series.tsv"}}'), series_files(None)
    (('series.tsv',), ())
    """
    file = msgspec.json.decode(settings or "{}").get("series", {}).get("file")
    return () if file is None else (str(file),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A refused input; it stays in the quarantine until it is accepted."""

    input_id: Annotated[str, Note("identity of the input: where it lies", "输入标识")]
    source: Annotated[str, Note("the input's name", "来源")]
    path: Annotated[str | None, Note("its file, if it has one", "文件路径")]
    line: Annotated[int | None, Note("its line, if the file has one record a line", "行号")]
    kind: Annotated[str, Note("kind of refusal: name of the error", "拒收类型")]
    reason: Annotated[str, Note("what is wrong and what to do", "原因")]
    first_seen: Annotated[dt.datetime, Note("when it was first refused", "首次拒收时间")]
    last_seen: Annotated[dt.datetime, Note("when it was last refused", "最近拒收时间")]
    attempts: Annotated[int, Note("how often it was tried", "尝试次数")]
    copy: Annotated[str | None, Note("name of its copy in the quarantine folder", "隔离副本文件名")]
    run_id: Annotated[str | None, Note("run that last refused it", "批次标识")]
