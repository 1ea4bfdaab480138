"""spaCy's document file: one `Doc` per release with its spans and the release itself."""

from __future__ import annotations

from collections.abc import Iterable

from zhengce.errors import MalformedError
from zhengce.types import Release

RELEASE = "zhengce"
"""Key of a document's user data under which its release stands, as JSON."""


def to_docbin(releases: Iterable[Release]) -> bytes:
    """Serialise releases as a ``.spacy`` file: `spacy.tokens.DocBin` with span groups and user data.

    The documents are those of `Release.to_doc`: normalised text, one token per character.
    """
    from spacy.tokens import DocBin

    bin_ = DocBin(store_user_data=True)
    for release in releases:
        doc = release.to_doc()
        doc.user_data[RELEASE] = release.to_json().decode()
        bin_.add(doc)
    return bin_.to_bytes()


def from_docbin(content: bytes) -> list[Release]:
    """Load the releases from such a file.

    Raises:
        MalformedError: the content is not such a file.
    """
    import spacy
    from spacy.tokens import DocBin

    try:
        docs = list(DocBin().from_bytes(content).get_docs(spacy.blank("zh").vocab))
        return [Release.from_json(doc.user_data[RELEASE]) for doc in docs]
    except Exception as error:  # spaCy, zlib and msgpack each raise their own errors
        raise MalformedError("DocBin", f"not a document file written by zhengce ({error})") from error
