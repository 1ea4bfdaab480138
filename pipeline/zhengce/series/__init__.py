"""Assign figures to statistical series."""

from __future__ import annotations

from zhengce.series.identity import Figure, Series, SeriesFinder
from zhengce.series.naming import thing_named, whole_named
from zhengce.series.registry import Registry, Standing, load_registry, standing_registry

__all__ = [
    "Figure",
    "Registry",
    "Series",
    "SeriesFinder",
    "Standing",
    "load_registry",
    "standing_registry",
    "thing_named",
    "whole_named",
]
