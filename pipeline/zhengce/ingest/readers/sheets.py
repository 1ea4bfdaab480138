"""Find what a page's own style sheet hides: ``.old {display: none}``."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?:[a-z]\w*)?([.#][\w-]+)")
_NAME = re.compile(r"[.#][\w-]+")
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
)


def hidden_names(sheet: str) -> frozenset[str]:
    """Return the classes and ids that a sheet hides by a rule of their own and mentions in no other rule.

    Media rules, such as print, are ignored; a second rule for a name might show it again.

    >>> sorted(hidden_names(".old, #n { display: none } b {color: red} @media print {.a {display:none}}"))
    ['#n', '.old']
    >>> sorted(hidden_names(".tab {display: none} .tab.on {display: block}"))
    []
    """
    hidden: set[str] = set()
    others: set[str] = set()
    for selectors, said in _RULE.findall(_AT_RULE.sub(" ", _COMMENT.sub(" ", sheet))):
        hides = HIDDEN.search(said.lower()) is not None
        for selector in map(str.strip, selectors.split(",")):
            simple = _SIMPLE.fullmatch(selector)
            if hides and simple is not None:
                hidden.add(simple[1])
            else:
                others.update(_NAME.findall(selector))
    return frozenset(hidden - others)
