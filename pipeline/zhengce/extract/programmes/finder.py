"""Find the programmes named in a segmented text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from zhengce.extract.programmes.broken import broken_names
from zhengce.extract.programmes.candidates import CandidateMaker
from zhengce.extract.programmes.canonical import canonical, programme_id
from zhengce.extract.programmes.documents import load_titles, number_after, numbered, short_form
from zhengce.extract.programmes.forms import load_forms
from zhengce.extract.programmes.heads import load_heads
from zhengce.extract.programmes.mention import ProgrammeMention
from zhengce.extract.programmes.overlaps import Candidate, without_overlaps
from zhengce.extract.programmes.patterns import RuleMatcher, load_rules
from zhengce.extract.programmes.registry import load_registry
from zhengce.extract.programmes.shortforms import long_names, overlaps, with_long_titles
from zhengce.extract.programmes.tokens import QUOTED, Reader, Tokens
from zhengce.extract.programmes.trigger import make_scanner
from zhengce.extract.programmes.words import load_words
from zhengce.types import SegmentedText

_BOOK_PRIORITY = 6
_SHORTEST_SAYING = 8
"""Characters of a quoted piece, with its quotes, that may say something of a programme."""


class ProgrammeFinder:
    """Finds named programmes; immutable, built once.

    Args:
        registries: additional registry files, which override the package's.
        rules: additional pattern files; a rule replaces the package's rule with the same id.
        added: the user's rule file, whose ``[[programmes]]`` extend the registry.

    Raises:
        ConfigError: a rule, word list or registry file is malformed.
    """

    def __init__(
        self, *, registries: Sequence[Path] = (), rules: Sequence[Path] = (), added: Path | None = None
    ) -> None:
        words, heads = load_words(), load_heads()
        self._heads = heads
        self._registry = load_registry(*registries, added=added)
        self._rules = load_rules(*rules)
        self._titles = load_titles()
        self._forms = load_forms()
        self._scanner = make_scanner(heads, self._registry)
        self._reader = Reader(words, heads, self._registry)
        self._known = re.compile(self._registry.expression)
        self._matcher = RuleMatcher(self._rules)
        self._maker = CandidateMaker(self._rules, heads, self._registry, words)

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the ids of the rules in use."""
        return tuple(self._rules)

    def find(self, segmented: SegmentedText) -> list[ProgrammeMention]:
        """Return the programmes named in `segmented`, in order and without overlaps."""
        return self.find_all([segmented])[0]

    def find_all(self, texts: Sequence[SegmentedText]) -> list[list[ProgrammeMention]]:
        """Return the programmes of each text, running one step over all texts at a time."""
        windows = list(map(self._windows, texts))
        tokens = list(map(self._reader.read, texts, windows))
        candidates = [list(self._candidates(one.text, of)) for one, of in zip(texts, tokens, strict=True)]
        return list(map(self._find, texts, tokens, candidates))

    def _find(
        self, segmented: SegmentedText, tokens: Tokens, candidates: Sequence[Candidate]
    ) -> list[ProgrammeMention]:
        """Select the programmes of a text from the candidates."""
        sentence_starts = [sentence.start for sentence in segmented.sentences]
        by_sentence: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            sentence = bisect_right(sentence_starts, candidate.start) - 1
            if segmented.sentences[sentence].boilerplate:
                continue
            by_sentence.setdefault(sentence, []).append(candidate)
        short_forms: dict[str, str] = {}
        found: list[ProgrammeMention] = []
        for sentence, rivals in sorted(by_sentence.items()):
            for candidate in without_overlaps(rivals):
                if not found or candidate.start >= found[-1].end:  # a broken name continues on the next line
                    found.append(self._mention(segmented.text, candidate, sentence, short_forms))
        return self._in_full(segmented, tokens, found)

    def _in_full(
        self, segmented: SegmentedText, tokens: Tokens, found: list[ProgrammeMention]
    ) -> list[ProgrammeMention]:
        """Resolve short names to long ones, and add mentions that only the long name identifies."""
        titles, parts = with_long_titles(found), long_names(found)
        full = [self._with_name(one, titles.get(one.name, one.name)) for one in found]
        if not parts:
            return full
        named = {one.start: number for number, one in enumerate(full)}
        firsts = [one.start for one in found]
        sentences = segmented.sentences
        starts = [sentence.start for sentence in sentences]
        for role, word, start, end in zip(
            tokens.roles, tokens.words, tokens.starts, tokens.ends, strict=True
        ):
            long = parts.get(word[1:-1]) if role in QUOTED else None
            if long is None:
                continue
            if start in named and full[named[start]].end == end:
                full[named[start]] = full[named[start]]._replace(
                    name=long.name, kind=long.kind, programme_id=long.programme_id
                )
            elif not overlaps(found, firsts, start, end):
                place = bisect_right(starts, start) - 1
                full.append(long._replace(text=word, start=start, end=end, sentence=place, rule="short-form"))
        return sorted(full, key=lambda one: one.start)

    def _with_name(self, one: ProgrammeMention, name: str) -> ProgrammeMention:
        if name == one.name:
            return one
        known = self._registry.resolve(name)
        identity = known.programme_id if known else programme_id(name)
        return one._replace(name=known.name if known else name, programme_id=identity)

    def _windows(self, segmented: SegmentedText) -> list[tuple[int, int]]:
        return [
            window
            for sentence in segmented.sentences
            if not sentence.boilerplate
            for window in self._scanner.windows(segmented.text, sentence.start, sentence.end)
        ]

    def _candidates(self, text: str, tokens: Tokens) -> Iterator[Candidate]:
        yield from broken_names(text, self._titles, self._heads)
        for start, end, _ in numbered(text, 0, len(text)):
            yield Candidate(start, end, "document", "document-number", _BOOK_PRIORITY)
        yield from self._forms(tokens)
        for rule, start, end in self._matcher(tokens):
            yield from self._maker.candidates(tokens, rule, start, end)
        for role, start, end in zip(tokens.roles, tokens.starts, tokens.ends, strict=True):
            if role == "QUOTE" and self._registry.resolve(text[start:end]) is not None:
                yield Candidate(start, end, "initiative", "known", 2)
            elif role == "QUOTE" and end - start > _SHORTEST_SAYING:
                for known in self._known.finditer(text, start + 1, end - 1):
                    yield Candidate(known.start(), known.end(), "initiative", "known-in-quote", 1)
            if role == "BOOK" and self._titles.official(text[start:end]):
                yield Candidate(start, end, "document", "document", _BOOK_PRIORITY)

    def _mention(
        self, text: str, candidate: Candidate, sentence: int, short_forms: dict[str, str]
    ) -> ProgrammeMention:
        printed = text[candidate.start : candidate.end]
        name = canonical(candidate.name or printed)
        number = None
        if candidate.rule in {"document", "document-broken"}:
            name = short_forms.get(name, name)
            number = number_after(text, candidate.end)
            short = short_form(text, candidate.end)
            if short is not None:
                short_forms[f"《{short}》"] = name
        if candidate.rule == "document-number":
            number = next(number for _, _, number in numbered(text, candidate.start, candidate.end))
        known = self._registry.resolve(name)
        return ProgrammeMention(
            text=printed,
            name=known.name if known else name,
            kind=known.kind if known else candidate.kind,
            start=candidate.start,
            end=candidate.end,
            programme_id=known.programme_id if known else programme_id(name),
            document_number=number,
            sentence=sentence,
            rule=candidate.rule,
        )
