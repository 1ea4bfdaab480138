"""The folder of a trained model: ``model.skops``, ``weights.npz``, ``manifest.json`` and ``card.md``.

``model.skops`` is the fitted scikit-learn pipeline. skops stores arrays and names of known classes but no
code, so a model from elsewhere is safe to load. ``weights.npz`` holds the equivalent weights (see
`linear`).
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

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time in the zip format


class CorpusFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of labelled sentences used to train or evaluate a model."""

    name: str
    sha256: str


class _Format(msgspec.Struct, frozen=True):
    """The format field of a manifest, which is read first."""

    format: int


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Describes a model: how it was trained, how to use it, and its figures.

    Args:
        format: version of the features; see ``zhengce.classify.features.FORMAT``.
        code: version of zhengce that trained it.
        libraries: versions of the libraries that trained it.
        seed: random seed.
        taxonomy: SHA-256 of the taxonomy file.
        corpus: the files of labelled sentences.
        areas: in the order of the columns of ``AreaClassifier.probabilities``.
        features: the feature settings.
        estimator: the classifier and its settings.
        context: the weights of headings and neighbours.
        sharpness: factor that turns scores into calibrated logits.
        sharpness_in_passages: the same for scores that include neighbours.
        threshold: less probable guesses become the rest area.
        model: SHA-256 of ``model.skops``.
        weights: SHA-256 of ``weights.npz``.
        figures: the measured figures; the card explains them.
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
    """Return the SHA-256 as hex digits."""
    return hashlib.sha256(content).hexdigest()


def dump(pipeline: Any) -> bytes:  # noqa: ANN401 - untyped library
    """Serialise a fitted pipeline as a skops file; equal pipelines give equal bytes.

    skops writes memory addresses and timestamps; both are replaced.
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
    """Renumber the objects of a skops schema, in place, by order of appearance."""
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
    """Write a model folder, ending with the manifest: a folder without one does not count as a model."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    (folder / MODEL).write_bytes(model)
    (folder / WEIGHTS).write_bytes(weights)
    (folder / CARD).write_text(card, encoding="utf-8")
    form = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / MANIFEST).write_bytes(form + b"\n")


def load(folder: Path) -> tuple[LinearScores, Manifest]:
    """Load the weights and manifest of a model folder for inference.

    Raises:
        ModelError: a file is missing, or the weights do not match the manifest or its format.
    """
    manifest = read_manifest(folder)
    content = _intact(folder / WEIGHTS, manifest.weights)
    try:
        return LinearScores.restore(content, [area.id for area in manifest.areas]), manifest
    except ModelError as error:
        raise ModelError(f"{folder / WEIGHTS}: {error}") from error


def load_fitted(folder: Path) -> Any:  # noqa: ANN401 - untyped library
    """Load the fitted scikit-learn pipeline of a model folder for inspection or further training.

    Raises:
        ModelError: a file is missing, or the model does not match the manifest or holds untrusted types.
    """
    return _restore(folder / MODEL, _intact(folder / MODEL, read_manifest(folder).model))


def _intact(path: Path, expected: str) -> bytes:
    content = _read(path)
    if sha256(content) != expected:
        raise ModelError(f"{path}: altered since its manifest was written; train or fetch it again")
    return content


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"{path}: cannot be read: {error.strerror}; give a folder made by zhengce train"
        ) from error


def read_manifest(folder: Path) -> Manifest:
    """Load the manifest of a model folder.

    Raises:
        ModelError: it is missing, malformed or of another format.
    """
    path = folder / MANIFEST
    content = _read(path)
    try:
        made = msgspec.json.decode(content, type=_Format).format
        if made != FORMAT:
            raise ModelError(
                f"{path}: a model of format {made}, but this zhengce reads {FORMAT}; train it again"
            )
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise ModelError(f"{path}: not a model manifest: {error}") from error


def _restore(path: Path, content: bytes) -> Any:  # noqa: ANN401 - untyped library
    import skops.io
    from skops.io.exceptions import UntrustedTypesFoundException

    with warnings.catch_warnings():
        # Only its fitted arrays are used, so another release of scikit-learn is harmless.
        warnings.filterwarnings("ignore", message="Trying to unpickle estimator")
        try:
            return skops.io.loads(content, trusted=list(TRUSTED))
        except UntrustedTypesFoundException as error:
            raise ModelError(f"{path}: not loaded ({error})") from error
        except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
            raise ModelError(f"{path}: not readable by skops: {error}") from error
