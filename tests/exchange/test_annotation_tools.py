"""To Label Studio and doccano, and back."""

from __future__ import annotations

import dataclasses
import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.samples import SAMPLE
from view.reports import REPAIRED

from zhengce.errors import MalformedError
from zhengce.exchange import annotated, from_doccano, from_label_studio, to_doccano, to_label_studio
from zhengce.exchange.label_studio import interface
from zhengce.exchange.offsets import Units

BOTH = [SAMPLE, REPAIRED]


def edited(content: bytes, **annotation: Any) -> list[dict[str, Any]]:
    """The tasks as an annotator gives them back, the first one accepted as it was."""
    tasks: list[dict[str, Any]] = json.loads(content)
    tasks[0]["annotations"] = [{"result": tasks[0]["predictions"][0]["result"], **annotation}]
    return tasks


@pytest.mark.parametrize("sentences", [False, True])
def test_label_studio_there_and_back(sentences: bool) -> None:  # noqa: FBT001 - a case
    content = to_label_studio(BOTH, sentences=sentences)
    assert from_label_studio(content) == [annotated(release, sentences=sentences) for release in BOTH]


def test_what_goes_to_label_studio() -> None:
    task = json.loads(to_label_studio([SAMPLE]))[0]
    assert task["data"]["text"] == SAMPLE.text
    first = [r for r in task["predictions"][0]["result"] if r["id"] == "z0"]
    start = SAMPLE.indicators[0].start
    place = {"start": start, "end": start + 8, "text": "264.3万人"}
    assert first[0] == {
        "id": "z0", "to_name": "text", "from_name": "label", "type": "labels",
        "value": {**place, "end": SAMPLE.indicators[0].end, "labels": ["indicator"]},
    }  # fmt: skip
    assert [(r["from_name"], r["type"]) for r in first[1:]] == [
        ("measure", "choices"), ("status", "choices"), ("subject", "textarea"),
    ]  # fmt: skip


def test_the_last_annotation_that_was_not_cancelled_counts() -> None:
    tasks = edited(to_label_studio([SAMPLE]))
    wrong = [{"id": "x", "type": "labels", "value": {"start": 0, "end": 2, "labels": ["programme"]}}]
    tasks[0]["annotations"].append({"result": wrong})
    tasks[0]["annotations"].append({"result": [], "was_cancelled": True})
    (back,) = from_label_studio(json.dumps(tasks).encode())
    assert [(s.start, s.end, s.label) for s in back.spans] == [(0, 2, "programme")]


def test_the_interface_has_every_control_the_tasks_use() -> None:
    tree = ET.fromstring(interface())  # noqa: S314 - our own
    names = {node.get("name") for node in tree}
    used = {
        r["from_name"]
        for r in json.loads(to_label_studio(BOTH, sentences=True))[0]["predictions"][0]["result"]
    }
    assert used | {"text"} <= names
    assert all(node.get("toName") == "text" for node in tree if node.tag != "Text")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"end": 10_000, "text": None}, "is empty or outside the text of"),
        ({"labels": ["person"]}, "unknown label 'person'; the labels are indicator, programme, sentence"),
        ({"text": "别的"}, "in the label"),
        ({"start": "here"}, "export format"),
        ({"labels": [[]]}, "export format"),
    ],
)
def test_label_studio_says_which_task_is_wrong(change: dict[str, Any], message: str) -> None:
    tasks = edited(to_label_studio([SAMPLE]))
    tasks[0]["id"] = 17
    tasks[0]["annotations"][0]["result"][0]["value"].update(change)
    with pytest.raises(MalformedError, match=message) as caught:
        from_label_studio(json.dumps(tasks).encode())
    assert caught.value.source in ("Label Studio task 17", SAMPLE.source)


@pytest.mark.parametrize("content", [b"", b"{}", b'[{"id": 1}]', b"\xff"])
def test_what_is_no_export_is_refused(content: bytes) -> None:
    with pytest.raises(MalformedError):
        from_label_studio(content)


def test_doccano_there_and_back_but_for_the_subject() -> None:
    back = from_doccano(to_doccano(BOTH, sentences=True))
    for one, release in zip(back, BOTH, strict=True):
        sent = annotated(release, sentences=True)
        assert (one.text, one.release_id, one.source) == (sent.text, sent.release_id, sent.source)
        without = [
            dataclasses.replace(s, attributes={k: v for k, v in s.attributes.items() if k != "subject"})
            for s in sent.spans
        ]
        assert list(one.spans) == without


def test_doccano_counts_units() -> None:
    label = json.loads(to_doccano([REPAIRED]))["label"][0]
    units = REPAIRED.text.encode("utf-16-le")
    assert units[2 * label[0] : 2 * label[1]].decode("utf-16-le") == "3786个"
    assert label[2] == "indicator:level:actual"


def test_doccano_with_relations_and_meta() -> None:
    record = json.loads(to_doccano([SAMPLE]))
    entities = [
        {"id": n, "label": la, "start_offset": a, "end_offset": b}
        for n, (a, b, la) in enumerate(record["label"])
    ]
    line = {
        "text": SAMPLE.text,
        "entities": entities,
        "relations": [],
        "meta": {"release_id": SAMPLE.release_id},
    }
    (back,) = from_doccano(json.dumps(line).encode() + b"\n\n")
    assert back.release_id == SAMPLE.release_id
    assert len(back.spans) == len(SAMPLE.indicators) + len(SAMPLE.programmes)


@pytest.mark.parametrize(
    "line",
    [
        '{"label": []}',
        "[]",
        '{"text": "a", "label": [[0, 1, "x"]]}',
        '{"text": "a", "label": [[0, 9, "programme"]]}',
        '{"text": "a", "label": [[0, 1, "programme:a:b"]]}',
    ],
)
def test_doccano_says_which_line_is_wrong(line: str) -> None:
    with pytest.raises(MalformedError, match=r"doccano line 2"):
        from_doccano(b"\n" + line.encode())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_units_and_characters(text: str) -> None:
    units = Units(text)
    for offset in range(len(text) + 1):
        assert units.of(offset) == len(text[:offset].encode("utf-16-le")) // 2
        assert units.characters(units.of(offset)) == offset
