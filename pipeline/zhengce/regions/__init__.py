"""Recognise places, the place of a release, and the place of a figure."""

from __future__ import annotations

from zhengce.regions.choosing import is_worldwide, name_places, names_places, region_of, weighed_regions
from zhengce.regions.gazetteer import Region, ReleaseRegion, region_named
from zhengce.regions.mentions import RegionMention, find_regions, may_begin
from zhengce.regions.release import release_region
from zhengce.regions.resolving import resolve_region

__all__ = [
    "Region",
    "RegionMention",
    "ReleaseRegion",
    "find_regions",
    "is_worldwide",
    "may_begin",
    "name_places",
    "names_places",
    "region_named",
    "region_of",
    "release_region",
    "resolve_region",
    "weighed_regions",
]
