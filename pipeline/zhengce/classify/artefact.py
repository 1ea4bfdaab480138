"""The folder of a trained model: ``model.skops``, ``weights.npz``, ``manifest.json`` and ``card.md``.

``model.skops`` is the fitted scikit-learn pipeline; skops stores arrays and names of known classes, never
code, so that a model from elsewhere can be loaded. ``weights.npz`` is what it comes down to (see `linear`).
"""

from __future__ import annotations

import hashlib
import io
import json
import warnings
import zipfile
from pathlib import Path
from typing import Any

import msgspec

from zhengce.classify.context import Context
from zhengce.classify.features import FORMAT, FeatureSettings
from zhengce.classify.linear import LinearScores
from zhengce.classify.taxonomy import Area
from zhengce.errors import ModelError

MODEL, WEIGHTS, MANIFEST, CARD = "model.skops", "weights.npz", "manifest.json", "card.md"

TRUSTED: tuple[str, ...] = ()
"""Types a model file may hold beyond the ones skops itself trusts (numpy, scipy, scikit-learn)."""

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip file can name


class CorpusFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of labelled sentences a model was trained or measured on."""

    name: str
    sha256: str


class _Format(msgspec.Struct, frozen=True):
    """The field of a manifest that is read first: it decides which others there are."""

    format: int


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a model is, what made it, and how to use it.

    Args:
        format: version of the features; see ``zhengce.classify.features.FORMAT``.
        code: version of zhengce that trained it.
        libraries: versions of the libraries that trained it.
        seed: of every random choice.
        taxonomy: SHA-256 of the taxonomy file.
        corpus: the files of labelled sentences.
        areas: in the order of the columns of ``AreaClassifier.probabilities``.
        features: what is counted.
        estimator: the classifier and its settings.
        context: how much headings and neighbours count.
        sharpness: scores are multiplied by it before they become probabilities.
        sharpness_in_passages: the same, where neighbours have been counted in.
        threshold: a guess less probable than this becomes the rest area.
        model: SHA-256 of ``model.skops``.
        weights: SHA-256 of ``weights.npz``.
        figures: what was measured; the card explains them.
    """

    format: int
    code: str
    libraries: dict[str, str]
    seed: int
    taxonomy: str
    corpus: tuple[CorpusFile, ...]
    areas: tuple[Area, ...]
    features: FeatureSettings
    estimator: str
    context: Context
    sharpness: float
    sharpness_in_passages: float
    threshold: float
    model: str
    weights: str
    figures: dict[str, float]


def sha256(content: bytes) -> str:
    """SHA-256 as hex digits."""
    return hashlib.sha256(content).hexdigest()


def dump(pipeline: Any) -> bytes:  # noqa: ANN401 - untyped library
    """A fitted pipeline as the bytes of a skops file; equal pipelines give equal bytes.

    skops names objects by their place in memory and stamps the time; both are replaced here.
    """
    import skops.io

    with zipfile.ZipFile(io.BytesIO(skops.io.dumps(pipeline))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    schema = json.loads(parts.pop("schema.json"))
    numbers: dict[int, int] = {}
    files: dict[str, str] = {}
    _renumber(schema, numbers, files)
    named = {files[name]: content for name, content in parts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in [*sorted(named.items()), ("schema.json", json.dumps(schema, indent=2).encode())]:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, content, compresslevel=9)
    return buffer.getvalue()


def _renumber(node: Any, numbers: dict[int, int], files: dict[str, str]) -> None:  # noqa: ANN401 - JSON
    """Name the objects of a skops schema, in place, by the order in which they appear."""
    if isinstance(node, list):
        for item in node:
            _renumber(item, numbers, files)
    elif isinstance(node, dict):
        if "__id__" in node:
            node["__id__"] = numbers.setdefault(node["__id__"], len(numbers))
        if isinstance(node.get("file"), str):
            name = node["file"]
            node["file"] = files.setdefault(name, f"{len(files)}{Path(name).suffix}")
        for item in node.values():
            _renumber(item, numbers, files)


def save(folder: Path, model: bytes, weights: bytes, manifest: Manifest, card: str) -> None:
    """Write a model folder, the manifest last: a folder without one is not taken for a model."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    (folder / MODEL).write_bytes(model)
    (folder / WEIGHTS).write_bytes(weights)
    (folder / CARD).write_text(card, encoding="utf-8")
    form = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / MANIFEST).write_bytes(form + b"\n")


def load(folder: Path) -> tuple[LinearScores, Manifest]:
    """Read what a run needs of a model folder: the weights and the manifest.

    Raises:
        ModelError: a file is missing, the weights are not those the manifest names, or of another format.
    """
    manifest = read_manifest(folder)
    content = _intact(folder / WEIGHTS, manifest.weights)
    try:
        return LinearScores.restore(content, [area.id for area in manifest.areas]), manifest
    except ModelError as error:
        raise ModelError(f"{folder / WEIGHTS}: {error}") from error


def load_fitted(folder: Path) -> Any:  # noqa: ANN401 - untyped library
    """The fitted scikit-learn pipeline of a model folder: to look into it, or to go on training.

    Raises:
        ModelError: a file is missing, the model is not the one the manifest names, or holds types that are
            not trusted.
    """
    return _restore(folder / MODEL, _intact(folder / MODEL, read_manifest(folder).model))


def _intact(path: Path, expected: str) -> bytes:
    content = _read(path)
    if sha256(content) != expected:
        raise ModelError(f"{path}: altered since its manifest was written: train or fetch it again")
    return content


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"{path}: cannot be read: {error.strerror}: give a folder made by training"
        ) from error


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a model folder.

    Raises:
        ModelError: it is missing, or of another form or format.
    """
    path = folder / MANIFEST
    content = _read(path)
    try:
        made = msgspec.json.decode(content, type=_Format).format
        if made != FORMAT:
            raise ModelError(f"{path}: a model of format {made}, this zhengce reads {FORMAT}: train it again")
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise ModelError(f"{path}: no manifest of a model: {error}") from error


def _restore(path: Path, content: bytes) -> Any:  # noqa: ANN401 - untyped library
    import skops.io
    from skops.io.exceptions import UntrustedTypesFoundException

    with warnings.catch_warnings():
        # Its fitted arrays are what counts: another release of scikit-learn does no harm.
        warnings.filterwarnings("ignore", message="Trying to unpickle estimator")
        try:
            return skops.io.loads(content, trusted=list(TRUSTED))
        except UntrustedTypesFoundException as error:
            raise ModelError(f"{path}: not loaded: {error}") from error
        except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
            raise ModelError(f"{path}: no model that skops can read: {error}") from error
