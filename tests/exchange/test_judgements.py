"""Exports of annotation tools, whole and damaged: each label is judged, or named with its reason."""

from __future__ import annotations

import copy
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

import zhengce
from zhengce.exchange import to_doccano, to_label_studio
from zhengce.exchange.judgements import judged, read_labelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.types import Release

TEXT = (
    "𠮷林市总工会🎉通报：截至2023年底，全市建成职工驿站3786个，新建工匠学院45所。\n"
    "2023年，全市慰问职工12万人次，同比增长8.5%。"
)
DAY = dt.datetime(2024, 2, 1, tzinfo=dt.UTC)
Results = list[dict[str, Any]]
Said = tuple[str, str, dict[str, Any]]


@pytest.fixture(scope="module")
def release() -> Release:
    return zhengce.Pipeline()(TEXT, source="a.txt", published="2024-01-05")


def task(release: Release) -> dict[str, Any]:
    """A task that was sent back as it was predicted."""
    (one,) = json.loads(to_label_studio([release]))
    results = copy.deepcopy(one["predictions"][0]["result"])
    return {
        **one,
        "id": 5,
        "annotations": [{"completed_by": 7, "created_at": DAY.isoformat(), "result": results}],
    }


def labels(results: Results) -> Results:
    return [one for one in results if one["type"] == "labels" and one["value"]["labels"] == ["indicator"]]


def told(content: object, release: Release) -> tuple[list[Said], str]:
    """Action, characters and fields of each judgement; and what was named."""
    lines = content if isinstance(content, bytes) else json.dumps(content).encode()
    found, named = read_labelled(lines, by="li", at=DAY)
    done: list[Said] = []
    for labelled in found:
        result = judged(labelled, release if labelled.done.release_id else None)
        raw = release.raw_text or ""
        done += [(j.action, raw[j.raw_start : j.raw_end], dict(j.fields)) for j in result.judgements]
        named += result.named
    return done, "\n".join(named)


ACCEPTED: list[Said] = [("accept", text, {}) for text in ("3786个", "45所", "12万人次", "8.5%")]


def test_as_predicted_all_are_accepted_each_by_its_author(release: Release) -> None:
    assert told([task(release)], release) == (ACCEPTED, "")
    assert told(to_doccano([release]), release) == (ACCEPTED, "")
    two = task(release)
    two["annotations"].append(copy.deepcopy({**two["annotations"][0], "completed_by": {"email": "w@x"}}))
    two["annotations"][1]["result"] = [
        one for one in two["annotations"][1]["result"] if "45所" not in one["value"]["text"]
    ]
    found, _ = read_labelled(json.dumps([two]).encode())
    assert [(one.by, one.at) for one in found] == [("7", DAY), ("w@x", DAY)]
    done, _ = told([two], release)
    assert ("reject", "45所", {}) in done[4:]
    assert len(done) == 8


def test_what_an_export_without_days_says_is_known_when_it_comes_again(release: Release) -> None:
    for _ in range(2):
        ((one,), _named) = read_labelled(to_doccano([release]), by="li", at=DAY)
        assert (one.by, one.at) == ("li", DAY)


def _period(results: Results) -> None:
    first = labels(results)[0]
    place = {key: first["value"][key] for key in ("start", "end", "text")}
    value = {**place, "text": ["2022年"]}
    results.append({"id": first["id"], "from_name": "period", "type": "textarea", "value": value})


def _no_subject(results: Results) -> None:
    next(one for one in results if one["from_name"] == "subject")["value"]["text"] = []


def _twice(results: Results) -> None:
    results.append({**labels(results)[0], "id": "twice"})


def _new(results: Results) -> None:
    start = TEXT.index("2023年底")
    value = {"start": start, "end": start + 5, "text": "2023年", "labels": ["indicator"]}
    results.append({"id": "new", "from_name": "label", "type": "labels", "value": value})


def _relation(results: Results) -> None:
    results.append({"from_id": "z0", "to_id": "z1", "type": "relation", "direction": "right"})


@pytest.mark.parametrize(
    ("edit", "first", "count", "named"),
    [
        (_period, ("change", "3786个", {"period": "2022年"}), 4, ""),
        (_no_subject, ("change", "3786个", {"subject": None}), 4, ""),
        (_twice, ACCEPTED[0], 4, "3786个: labelled twice; the first label counts"),
        (_new, ("add", "2023年", {}), 5, ""),
        (_relation, ACCEPTED[0], 4, ""),
    ],
)
def test_edits_in_label_studio(
    release: Release, edit: Callable[[Results], None], first: Any, count: int, named: str
) -> None:
    one = task(release)
    edit(one["annotations"][0]["result"])
    done, reasons = told([one], release)
    assert first in done
    assert len(done) == count
    assert named in reasons
    assert bool(named) == bool(reasons)


def _broken(release: Release) -> dict[str, Any]:
    one = task(release)
    one["data"]["text"] = "前言。" + one["data"]["text"]
    return one


def test_a_task_that_does_not_fit_is_named_and_the_others_are_done(release: Release) -> None:
    short = {"id": 6, "text": TEXT, "label": [{"start": 0, "end": 1, "labels": ["indicator"]}]}
    without = task(release)
    del without["data"]["release_id"]
    done, named = told(
        [_broken(release), short, without, {"id": 8, "annotations": 3}, task(release)], release
    )
    assert done == ACCEPTED
    assert "task 5: [" in named
    assert "task 6: has no annotations; export as JSON" in named
    assert named.count("has no release_id") == 4
    assert "task 4: not in zhengce's export format" in named


def test_lines_of_doccano_that_do_not_fit_are_named(release: Release) -> None:
    line = json.loads(to_doccano([release]))
    figures = [one for one in line["label"] if one[2].startswith("indicator")]
    shifted = {**line, "label": [[start - 2, end - 2, name] for start, end, name in figures]}
    done, named = told(json.dumps(shifted).encode(), release)  # counted in characters, not in UTF-16
    assert done == []
    assert named.count("not applied; label it, or add and reject") == 4
    fewer = {**line, "label": [one for one in line["label"] if one != figures[0]]}
    done, named = told(json.dumps(fewer).encode(), release)
    assert done == ACCEPTED[1:]
    assert "3786个: has no label, but the export has no predictions" in named
    lines = [{**line, "label": [[0, 3, "foo"]]}, line, {**line, "label": [[0, 3]]}]
    done, named = told("\n".join(map(json.dumps, lines)).encode(), release)
    assert done == ACCEPTED
    assert "unknown label 'foo'" in named
    assert "line 3: not in zhengce's export format" in named
