"""Coverage-guided fuzzing of the pipeline by Atheris, as long as you like; not run with the tests.

    python -m pip install --group fuzz
    PYTHONPATH=tests python benchmarks/coverage_guided.py -max_total_time=600

An input that breaks a property is written to ``crash-…``; give its name to try it again.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["zhengce"]):
    from fuzz.test_texts import holds_number

    import zhengce
    from zhengce.errors import InputError
    from zhengce.ingest import document

PIPELINE = zhengce.Pipeline()


def one(data: bytes) -> None:
    """Bytes as those of a file, through the whole pipeline."""
    try:
        raw = document(data)
    except InputError:
        return
    release = PIPELINE(raw)
    for indicator in release.indicators:
        assert release.text[indicator.start : indicator.end] == indicator.text
        assert holds_number(raw.text[indicator.raw_start : indicator.raw_end])
    assert zhengce.Release.from_json(release.to_json()) == release


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
