"""Recognise named programmes: initiatives, plans, projects, systems, documents, competitions, events, ….

The steps, by module:

1. `trigger` scans the text once for quotes, 《》, head nouns and known names; only the clauses around
    them are processed further.
    2. `tokens` turns such a clause into spaCy words tagged with their role (head noun, governing verb, …);
    a quoted string is one word. Head nouns are in ``heads.toml``, other words in ``words.toml``.
    3. `patterns` runs the rules of ``patterns.toml`` with spaCy's ``Matcher``.
    4. `boundary` finds the start of a name (`inside`: what it may contain; `modifiers`: modifiers of a quoted
    name; `occasions`: hosted and commemorative events), `ends` its end, and `naming` decides whether it is
    a name; `members` splits a list.
    5. `forms` recognises names by their form (``forms.toml``), `documents` titles in 《》 and document
    numbers; `registry` resolves a name to its id.
    6. `overlaps` resolves overlapping candidates; `shortforms` resolves short forms.

Example:
    >>> finder = ProgrammeFinder()
    >>> [rule for rule in finder.rules if rule.startswith("quoted")]
    ['quoted-head', 'quoted-award', 'quoted-campaign', 'quoted-app', ...]
"""

from __future__ import annotations

from zhengce.extract.programmes.entities import EntityFinder, EntityMention
from zhengce.extract.programmes.finder import ProgrammeFinder
from zhengce.extract.programmes.holders import holders
from zhengce.extract.programmes.issuers import issuers
from zhengce.extract.programmes.mention import ProgrammeMention
from zhengce.extract.programmes.registry import Registry

__all__ = [
    "EntityFinder",
    "EntityMention",
    "ProgrammeFinder",
    "ProgrammeMention",
    "Registry",
    "holders",
    "issuers",
]
