"""Search requests as addresses: every screen has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlencode

FACETS = ("region", "publisher", "area", "year", "status", "measure", "unit", "checked")
"""What a search can be narrowed by."""
SORTS = ("newest", "oldest", "unsure", "largest")
PAGE = 50
Kind = Literal["figures", "sentences"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: words that must all match, chosen facets, sort order, and page number from 1."""

    q: str = ""
    kind: Kind = "figures"
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str = "newest"
    page: int = 1

    @property
    def words(self) -> list[str]:
        """Return the search words."""
        return self.q.split()

    def address(self, path: str = "/", **changes: object) -> str:
        """Return the address of this search with some values changed; an empty facet is removed.

        >>> Asked("技能人才").address(region="全国")
        '/?q=%E6%8A%80%E8%83%BD%E4%BA%BA%E6%89%8D&region=%E5%85%A8%E5%9B%BD'
        """
        new = replace(self, **{k: v for k, v in changes.items() if k in ("q", "kind", "sort", "page")})  # type: ignore[arg-type]
        chosen = {**new.chosen, **{k: str(v) for k, v in changes.items() if k in FACETS}}
        parts = {
            "q": new.q,
            "kind": "" if new.kind == "figures" else new.kind,
            **{name: chosen.get(name, "") for name in FACETS},
            "sort": "" if new.sort == SORTS[0] else new.sort,
            "page": "" if new.page == 1 else str(new.page),
        }
        query = urlencode({name: value for name, value in parts.items() if value})
        return f"{path}?{query}" if query else path


def asked(query: Mapping[str, str]) -> Asked:
    """Parse the search in an address, ignoring invalid values."""
    page = query.get("page", "1")
    return Asked(
        q=query.get("q", "").strip()[:200],
        kind="sentences" if query.get("kind") == "sentences" else "figures",
        chosen={name: query[name] for name in FACETS if query.get(name)},
        sort=query["sort"] if query.get("sort") in SORTS else SORTS[0],
        page=min(int(page), 40) if page.isdecimal() and int(page) > 0 else 1,
    )
