"""Named programmes: initiatives, plans, projects, systems, documents, competitions, honours, events, ….

How a name is found, file by file:

1. `trigger` scans the text once for quotes, 《》, head nouns and known names; only the clauses around
   them are looked at further.
2. `tokens` makes spaCy words of such a clause, each tagged with its role (head noun, governing verb, …),
   a quoted piece being one word. Head nouns lie in ``heads.toml``, other words in ``words.toml``.
3. `patterns` runs the rules of ``patterns.toml`` with spaCy's ``Matcher``.
4. `boundary` finds where a name begins (`inside`: what it runs across; `modifiers`: what stands before
   quotes; `occasions`: what hosts or celebrates), `ends` where it ends, `naming` whether it is one; `members`
   takes a list apart.
5. `forms` knows names by their form (``forms.toml``), `documents` 《documents》 and their numbers, `registry`
   the identity of a name.
6. `overlaps` keeps one name where several claim the same words; `shortforms` knows short forms.

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
