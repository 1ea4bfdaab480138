"""How fast zhengce is: against jieba and its peers, stage by stage, from cold start to long texts.

    make benchmark                     (some minutes, with the peers)
    python benchmarks/speed.py         (as it is installed)
    python benchmarks/speed.py --texts inbox/ --quick      (your own texts, without the long runs)

All is measured in one run, as CPU time, the best of several rounds in turn: on a machine that does other
things as well compare ratios, never microseconds of two runs. The texts are those of this repository: the
seed, twenty times; prose of releases (corpus/work_areas, a release a text); the figures-laden gold
(corpus/gold). What costs time is figures: the table tells how many a thousand characters hold. Real releases
hold some ten.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import logging
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 5
STARTED = 9
GROWTH = (10, 100, 1000, 10_000)
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
# At least so many are timed, of few releases or of a short text in turn.
_RELEASES, _CHARACTERS = 1000, 1_000_000
STARTS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import spacy": [sys.executable, "-c", "import spacy"],
    "zhengce --help": [sys.executable, "-m", "zhengce", "--help"],
    "zhengce run seeds": [sys.executable, "-m", "zhengce", "run", str(ROOT / "seeds"), "--quiet", "--to"],
}
BATCH = """
import json, sys, time
from zhengce.batch import run
inbox, workers = sys.argv[1], int(sys.argv[2])
begin = time.perf_counter()
done = run([inbox], [], workers=workers).releases
# getrusage would tell the peak of the parent, too.
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
peak = int(status["VmHWM"].split()[0]) / 1024
print(json.dumps([done, time.perf_counter() - begin, peak]))
"""


def prose() -> dict[str, list[str]]:
    """The texts of this repository by genre."""
    releases: dict[str, list[str]] = {}
    for path in sorted((ROOT / "corpus" / "work_areas").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            releases.setdefault(row["release"], []).append(row["text"])
    gold = sorted((ROOT / "corpus" / "gold" / "texts").glob("*.txt"))
    (seed,) = (ROOT / "seeds").glob("*.txt")
    return {
        "the seed, a real release, damaged": [seed.read_text(encoding="utf-8")] * 20,
        "prose of releases": ["\n".join(sentences) for sentences in releases.values()],
        "gold, full of figures": [path.read_text(encoding="utf-8") for path in gold],
    }


def stages(texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """What is timed on these texts; each stage is given what the stages before it made."""
    import jieba

    from zhengce.classify import AreaClassifier
    from zhengce.extract.programmes import EntityFinder, ProgrammeFinder
    from zhengce.indicators import Given, IndicatorFinder
    from zhengce.normalize import Normalizer
    from zhengce.pipeline import Pipeline
    from zhengce.segment import Segmenter

    jieba.setLogLevel("WARNING")
    pipeline, normalize, segment = Pipeline(), Normalizer(), Segmenter()
    indicators, programmes, entities = IndicatorFinder(), ProgrammeFinder(), EntityFinder()
    classifier = AreaClassifier.load()
    normalized = [normalize(text).text for text in texts]
    segmented = [segment(text) for text in normalized]
    sentences = [
        [text[s.start : s.end] for s in cut.sentences]
        for text, cut in zip(normalized, segmented, strict=True)
    ]
    places = [[s.section for s in cut.sentences] for cut in segmented]
    timed: dict[str, Callable[[], object]] = {
        "jieba.lcut": lambda: [jieba.lcut(text) for text in texts],
        "normalize": lambda: [normalize(text) for text in texts],
        "segment": lambda: [segment(text) for text in normalized],
        "extract: indicators": lambda: indicators.find_all(list(map(Given, segmented))),
        "extract: programmes": lambda: [(programmes.find(cut), entities(cut)) for cut in segmented],
        "classify": lambda: [
            classifier.classify(said, passages=where) for said, where in zip(sentences, places, strict=True)
        ],
        "the whole pipeline": lambda: list(pipeline.pipe(texts)),
    }
    timed.update(peers(texts))
    return timed


def peers(texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Peers that are installed, doing what they can of it."""
    timed: dict[str, Callable[[], object]] = {}
    if importlib.util.find_spec("jionlp"):
        import jionlp

        logging.disable(logging.ERROR)  # it logs what it cannot read

        timed["JioNLP, time and money"] = lambda: [
            (jionlp.ner.extract_time(text), jionlp.ner.extract_money(text)) for text in texts
        ]
    if importlib.util.find_spec("recognizers_number_with_unit"):
        from recognizers_number import NumberRecognizer
        from recognizers_number_with_unit import NumberWithUnitRecognizer

        numbers, units = NumberRecognizer("zh-cn"), NumberWithUnitRecognizer("zh-cn")
        models = [numbers.get_number_model(), numbers.get_percentage_model(), units.get_currency_model()]
        models.append(units.get_dimension_model())
        timed["Recognizers-Text"] = lambda: [model.parse(text) for text in texts for model in models]
    return timed


def best(timed: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds of CPU of each, the least of several rounds taken in turn."""
    least = dict.fromkeys(timed, float("inf"))
    for turn in range(rounds + 1):  # the first warms up; it is seldom the least
        if turn == 1:
            gc.collect()
            gc.freeze()  # as a run does once its pipeline is built
        for name, work in timed.items():
            begin = time.process_time()
            work()
            least[name] = min(least[name], time.process_time() - begin)
    return least


def table(genre: str, texts: Sequence[str], rounds: int) -> None:
    """One row each: microseconds a character, and the pace against jieba's."""
    from zhengce.pipeline import Pipeline

    size = sum(map(len, texts))
    pipeline = Pipeline()
    figures = sum(len(pipeline(text).indicators) for text in texts)
    print(f"\n{genre}: {len(texts)} texts, {size} characters, {1000 * figures / size:.1f} figures a thousand")
    least = best(stages(texts), rounds)
    for name, seconds in least.items():
        pace = least["jieba.lcut"] / seconds
        print(
            f"  {name:<24}{1e6 * seconds / size:8.3f} µs a character   {pace:6.2f} × the pace of jieba.lcut"
        )


def growth(texts: Sequence[str], counts: Sequence[int], lengths: Sequence[int]) -> None:
    """Time a character as releases grow in number, and a text in length."""
    from zhengce.pipeline import Pipeline

    pipeline = Pipeline()
    page = "\n".join(texts)[: lengths[0] - 1] + "\n"
    for _release in pipeline.pipe(texts):  # warm
        pass
    print("\ngrowth, µs of CPU a character")
    kinds = (
        ("releases", counts),
        ("characters in each text of a stream", lengths),
        ("characters in a text on its own", lengths),
    )
    for kind, steps in kinds:
        paces = []
        for step in steps:
            size, seconds = 0, 0.0
            if kind == "releases":
                turns = max(1, _RELEASES // step)
                places = [range(turn * step, (turn + 1) * step) for turn in range(turns)]
                given = [[texts[k % len(texts)] for k in these] for these in places]
            else:
                many = [page * (step // len(page))] * max(1, _CHARACTERS // step)
                given = [many] if "stream" in kind else [[one] for one in many]
            for inputs in given:
                begin = time.process_time()
                for _release in pipeline.pipe(inputs):
                    pass
                seconds += time.process_time() - begin
                size += sum(map(len, inputs))
            paces.append(1e6 * seconds / size)
        told = "  ".join(f"{step:,}: {pace:.2f}" for step, pace in zip(steps, paces, strict=True))
        print(f"  {kind:<36}{told}   last to first {paces[-1] / paces[0]:.2f}")


def starts() -> None:
    """Seconds from nothing, by the clock and of CPU, medians, as ratios to importing spaCy."""
    print(f"\ncold start, median of {STARTED}")
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in STARTS}
    for _ in range(STARTED):
        for name, command in STARTS.items():
            with tempfile.TemporaryDirectory() as folder:
                given = [*command, f"sqlite:///{folder}/x.db"] if command[-1] == "--to" else command
                before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
                subprocess.run(given, check=True, capture_output=True)  # noqa: S603 - ourselves
                clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
                spent[name].append((clock, sum(after[:2]) - sum(before[:2])))
    found = {name: [*map(statistics.median, zip(*runs, strict=True))] for name, runs in spent.items()}
    for name, (clock, cpu) in found.items():
        ratios = (clock / found["import spacy"][0], cpu / found["import spacy"][1])
        print(
            f"  {name:<24}{clock:6.2f} s by the clock   {ratios[0]:5.2f} × importing spaCy"
            f"   {cpu:6.2f} s of CPU   {ratios[1]:5.2f} ×"
        )


def batch(inbox: Path, number: int) -> tuple[int, float, float]:
    """Releases, seconds by the clock and peak megabytes of the parent, of one run that stores nothing."""
    command = [sys.executable, "-c", BATCH, str(inbox), str(number)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    releases, seconds, peak = json.loads(done.stdout.splitlines()[-1])
    return releases, seconds, peak


def workers(count: int) -> None:
    """Releases a second with one process and with two, without what it takes to start."""
    from batch.inboxes import make_inbox

    print(f"\nworkers, {count} releases, nothing stored, by the clock")
    paces = []
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few"), Path(folder, "many")
        make_inbox(few, 16, seed=-1)
        make_inbox(many, count)
        for number in (1, 2):
            (some, start, _), (releases, seconds, peak) = batch(few, number), batch(many, number)
            paces.append((releases - some) / (seconds - start))
            print(f"  {number} at work               {paces[-1]:8.1f} releases/s   peak {peak:.0f} MB")
    print(f"  two to one              {paces[1] / paces[0]:8.2f}")


def main() -> None:
    """Print all of it."""
    sys.path[:0] = [str(ROOT / "tests")]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, help="a folder of *.txt to time instead")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--quick", action="store_true", help="no 10,000 releases, no million characters")
    options = parser.parse_args()
    texts = prose()
    if options.texts is not None:
        paths = sorted(options.texts.glob("*.txt"))
        texts = {str(options.texts): [path.read_text(encoding="utf-8") for path in paths]}
    for genre, own in texts.items():
        table(genre, own, options.rounds)
    first = texts.get("prose of releases") or next(iter(texts.values()))
    cut = -1 if options.quick else None
    growth(first, GROWTH[:cut], LENGTHS[:cut])
    starts()
    workers(200 if options.quick else 2000)


if __name__ == "__main__":
    main()
