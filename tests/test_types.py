"""The records: JSON form, frames, spaCy documents."""

import json
from decimal import Decimal

import pytest

import zhengce
from zhengce.columns import flat_fields
from zhengce.types import RECORDS, Release

RELEASE = zhengce.Pipeline()(
    "2024年，建成工会驿站3786个，满意率98.5%，比上年提高1.2个百分点。", published="2024-12-31"
)


def test_json_there_and_back() -> None:
    assert Release.from_json(RELEASE.to_json()) == RELEASE


def test_json_of_the_first_form_is_read() -> None:
    plain = RELEASE.to_dict() | {"schema": "zhengce/1"}
    new = ("indicator_id", "dimension", "unit_canonical", "value_canonical", "denominator", "region")
    for key in ("raw_text", "encoding"):
        del plain[key]
    for indicator in plain["indicators"]:
        for key in (*new, "region_code", "basis", "vintage", "series_id", "series", "period_kind"):
            del indicator[key]
    back = Release.from_json(json.dumps(plain))
    assert back.raw_text is None
    assert {i.indicator_id for i in back.indicators} == {None}
    assert [i.value for i in back.indicators] == [i.value for i in RELEASE.indicators]


def test_an_indicator_has_an_identity_of_its_place_in_the_raw_text() -> None:
    assert RELEASE.raw_text is not None
    again = zhengce.Pipeline()(RELEASE.raw_text, published="2025-12-31")
    ids = [i.indicator_id for i in RELEASE.indicators]
    assert ids == [i.indicator_id for i in again.indicators]
    assert len({*ids, None}) == len(ids) + 1
    assert RELEASE.raw_text[RELEASE.indicators[0].raw_start : RELEASE.indicators[0].raw_end] == "3786个"


def test_dict_is_plain_json() -> None:
    plain = RELEASE.to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert [i["value"] for i in plain["indicators"]] == [3786, 98.5, 1.2]
    assert plain["indicators"][2]["base"] == {
        "text": "上年", "kind": "year_on_year", "start": "2023-01-01", "end": "2023-12-31",
    }  # fmt: skip
    assert plain["schema"] == "zhengce/2"


@pytest.mark.parametrize("table", RECORDS)
def test_frames_have_the_columns_of_the_database(table: zhengce.types.TableName) -> None:
    frame = RELEASE.to_frame(table)
    assert list(frame.columns) == list(flat_fields(RECORDS[table]))
    assert len(frame) == len(getattr(RELEASE, table))


def test_values_in_a_frame_stay_exact() -> None:
    exact = RELEASE.to_frame(decimals=True)["value"].tolist()
    assert exact == [Decimal(3786), Decimal("98.5"), Decimal("1.2")]
    assert RELEASE.to_frame()["value"].tolist() == [3786.0, 98.5, 1.2]


def test_an_unknown_table_is_named() -> None:
    with pytest.raises(ValueError, match="unknown table 'figures'"):
        RELEASE.to_frame("figures")  # type: ignore[arg-type]


def test_a_spacy_document_holds_every_span() -> None:
    doc = RELEASE.to_doc()
    assert doc.text == RELEASE.text
    assert [span.text for span in doc.spans["indicators"]] == [i.text for i in RELEASE.indicators]
    assert [span.label_ for span in doc.spans["indicators"]] == ["level", "level", "change"]


def test_every_column_is_described_in_both_languages() -> None:
    for record in (*RECORDS.values(), Release):
        for name, (_, note) in flat_fields(record).items():
            assert note.en, name
            assert note.zh, name


@pytest.mark.parametrize("name", zhengce.__all__)
def test_public_names_resolve(name: str) -> None:
    assert getattr(zhengce, name) is not None


def test_functions_stay_functions_beside_folders_of_their_name() -> None:
    import zhengce.classify.model
    import zhengce.normalize.gloss

    assert zhengce.normalize("產(chǎn)業(yè)發(fā)展").text == "产业发展"
    assert zhengce.classify(["建成工会驿站3786个。"])[0].area == "rights"
