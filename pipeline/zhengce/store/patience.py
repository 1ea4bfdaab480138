"""Retry database operations with growing pauses, through tenacity."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_delay, wait_exponential

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds after which a database that is away is given up, if nothing else is said."""
_LONGEST = 15.0


def with_patience(
    action: Callable[[], T],
    *,
    passing: Callable[[Exception], bool],
    patience: float = PATIENCE,
    told: Callable[[Exception, float], None] | None = None,
    first: float = 0.5,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Run `action`, retrying after a pause if it fails with a temporary error.

    Args:
        action: the operation; a partial run must be harmless.
        passing: returns whether an error may be temporary.
        patience: seconds after the first attempt at which the error is raised.
        told: called before each pause with the error and the length of the pause.
        first: seconds of the first pause; each pause doubles, up to 15 seconds.
        sleep: the function that pauses.

    >>> answers = iter([OSError("away"), OSError("away"), "there"])
    >>> def ask():
    ...     answer = next(answers)
    ...     if isinstance(answer, OSError):
    ...         raise answer
    ...     return answer
    >>> with_patience(ask, passing=lambda error: True, told=lambda error, pause: print(pause), first=0.001)
    0.001
    0.002
    'there'
    """

    def pausing(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        if told is not None and isinstance(error, Exception):
            told(error, state.upcoming_sleep)

    retrying = Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, Exception) and passing(error)),
        wait=wait_exponential(first, max=_LONGEST),
        stop=stop_after_delay(patience),
        before_sleep=pausing,
        sleep=sleep,
        reraise=True,
    )
    return retrying(action)
