"""DocBin, and the component of spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from store.samples import SAMPLE
from view.reports import REPAIRED

from zhengce.errors import MalformedError
from zhengce.exchange import from_docbin, to_docbin

if TYPE_CHECKING:
    from spacy.language import Language

RAW = "2024年，產(chǎn)業(yè)發(fā)展站3786個，滿意率98.5%，實施“龍江工匠”行動。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhengce")
    return nlp


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(RAW)


def test_docbin_there_and_back() -> None:
    content = to_docbin([SAMPLE, REPAIRED])
    assert from_docbin(content) == [SAMPLE, REPAIRED]
    docs = list(DocBin().from_bytes(content).get_docs(spacy.blank("zh").vocab))
    assert docs[1].text == REPAIRED.text
    assert [(s.text, s.label_) for s in docs[1].spans["indicators"]] == [
        ("3786个", "level"),
        ("98.5%", "level"),
    ]


@pytest.mark.parametrize("content", [b"", b"nothing", DocBin().to_bytes()[:-3]])
def test_what_is_no_docbin_is_refused(content: bytes) -> None:
    with pytest.raises(MalformedError):
        from_docbin(content)


def test_spans_lie_on_the_raw_text_of_the_document(doc: Doc) -> None:
    assert doc.text == RAW
    assert [(s.text, s.label_) for s in doc.spans["indicators"]] == [("3786個", "level"), ("98.5%", "level")]
    assert [s.label_ for s in doc.spans["programmes"]] == ["initiative"]
    assert doc.spans["sentences"][0].text == RAW


def test_records_stand_behind_spans(doc: Doc) -> None:
    assert doc._.release.text == "2024年，产业发展站3786个，满意率98.5%，实施“龙江工匠”行动。"
    for group in ("indicators", "programmes", "sentences"):
        assert [span._.record for span in doc.spans[group]] == list(getattr(doc._.release, group))
    assert doc[0:1]._.record is None
    assert spacy.blank("zh")("文")._.release is None


def test_what_is_known_of_a_document_is_used(nlp: Language) -> None:
    doc = nlp.make_doc("今年以来，建成驿站3786个。")
    doc.user_data.update(published="2024-11-05", title="驿站")
    release = nlp(doc)._.release
    assert (release.title, str(release.published)) == ("驿站", "2024-11-05")
    assert str(release.indicators[0].period.start) == "2024-01-01"


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_document_stays_as_it_is(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert (doc.text, dict(doc.spans), doc._.release) == (text, {}, None)


def test_a_document_is_stored_with_its_spans(nlp: Language, doc: Doc) -> None:
    back = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [s._.record for s in back.spans["indicators"]] == list(doc._.release.indicators)


def test_a_stream_over_processes(nlp: Language) -> None:
    docs = list(nlp.pipe([RAW, "建成驿站5个。"], n_process=2))
    assert [len(d.spans["indicators"]) for d in docs] == [2, 1]


def test_a_pipeline_is_stored_with_its_settings(tmp_path: Any) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhengce", config={"skip": ["gloss"]})
    nlp.to_disk(tmp_path)
    doc = spacy.load(tmp_path)("產(chǎn)業(yè)發(fā)展站3786個。")
    assert doc._.release.text == "产（chǎn）业（yè）发（fā）展站3786个。"


def test_words_of_another_tokeniser() -> None:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    nlp.add_pipe("zhengce")
    doc = nlp("建成工会驿站3786个。")
    assert "工会" in [token.text for token in doc]
    assert [span.text for span in doc.spans["indicators"]] == ["3786个"]
