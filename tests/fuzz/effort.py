"""How long the fuzz tests try: a moment with the other tests, as long as you like with ``make fuzz``."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_FEW = 40
EXAMPLES = int(os.environ.get("ZHENGCE_FUZZ_EXAMPLES", str(_FEW)))
"""Examples of each test. The few of every day are always the same, those of a long run always new."""


def effort(share: float = 1.0, *, least: int = 5) -> settings:
    """Settings for a test; `share` is the part of the examples that a slow one gets."""
    return settings(
        max_examples=max(least, int(EXAMPLES * share)),
        deadline=None,
        derandomize=EXAMPLES == _FEW,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
