"""The pipeline as a spaCy component.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> component = nlp.add_pipe("zhengce")
    >>> doc = nlp("截至目前，建成工會驛站3786個。")
    >>> [(span.text, span.label_, str(span._.record.value)) for span in doc.spans["indicators"]]
    [('3786個', 'level', '3786')]

The span groups ``indicators`` (label: measure), ``programmes`` (kind) and ``sentences`` (area) refer to the
tokens of the document's original text; a span that cuts a token is expanded to it. ``doc._.release`` is the
release and ``span._.record`` the record of a span. If known, set ``doc.user_data["published"]`` (and
``"title"``, ``"publisher"``, ``"source"``) beforehand.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from zhengce.config import ClassifyConfig, Config, NormalizeConfig
from zhengce.exchange.docbin import RELEASE
from zhengce.pipeline import Pipeline
from zhengce.types import Release

if TYPE_CHECKING:
    from zhengce.types import Indicator, Programme, Sentence

GROUPS = {"indicators": "measure", "programmes": "kind", "sentences": "area"}
"""Span groups, and the field of a record that is the label of its span."""


class ZhengceComponent:
    """Sets the span groups of a document.

    Args:
        config: settings of the pipeline, which is built with the first document.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._pipeline: Pipeline | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Analyse one document; an empty one is returned unchanged.

        Raises:
            MalformedError: ``doc.user_data["published"]`` is not a date.
        """
        if not doc.text.strip():
            return doc
        self._pipeline = self._pipeline or Pipeline(self._config)
        known = {
            key: doc.user_data[key]
            for key in ("published", "title", "publisher", "source")
            if doc.user_data.get(key) is not None
        }
        release = self._pipeline(doc.text, **known)
        doc.user_data[RELEASE] = release.to_json().decode()
        for group, label in GROUPS.items():
            doc.spans[group] = [
                span
                for number, record in enumerate(getattr(release, group))
                if (span := _span(doc, record, getattr(record, label), number)) is not None
            ]
        return doc

    def __reduce__(self) -> tuple[type[ZhengceComponent], tuple[Config]]:
        """Pickle only the settings."""
        return type(self), (self._config,)

    def to_bytes(self, **_: object) -> bytes:
        """Return no bytes: the settings are in spaCy's own configuration."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> ZhengceComponent:
        """No-op; spaCy requires the method."""
        return self

    def to_disk(self, _: Path, **__: object) -> None:
        """No-op; spaCy requires the method."""

    def from_disk(self, _: Path, **__: object) -> ZhengceComponent:
        """No-op; spaCy requires the method."""
        return self


@Language.factory("zhengce", default_config={"model": None, "skip": []})
def make_zhengce(nlp: Language, name: str, model: str | None, skip: list[str]) -> ZhengceComponent:
    """Create the component for ``nlp.add_pipe("zhengce")``.

    Args:
        nlp: the spaCy pipeline.
        name: name of the component.
        model: folder of a model of work areas; defaults to the one of zhengce.
        skip: normalisation steps to skip.
    """
    del nlp, name
    return ZhengceComponent(
        Config(normalize=NormalizeConfig(skip=tuple(skip)), classify=ClassifyConfig(model=model))
    )


def _span(doc: Doc, record: Indicator | Programme | Sentence, label: str, number: int) -> Span | None:
    span = doc.char_span(record.raw_start, record.raw_end, label=label, alignment_mode="expand")
    return None if span is None else Span(doc, span.start, span.end, label=label, span_id=number)


def _release(doc: Doc) -> Release | None:
    text = doc.user_data.get(RELEASE)
    return None if text is None else Release.from_json(text)


def _record(span: Span) -> Any:  # noqa: ANN401 - any of the records
    """Return the record of a span in our groups, or None."""
    release = _release(span.doc)
    for group, field in GROUPS.items() if release is not None else ():
        records = getattr(release, group)
        if span.id < len(records) and getattr(records[span.id], field) == span.label_:
            return records[span.id]
    return None


if not Doc.has_extension("release"):
    Doc.set_extension("release", getter=_release)
if not Span.has_extension("record"):
    Span.set_extension("record", getter=_record)
