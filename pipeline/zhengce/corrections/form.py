"""A small form for a notebook: one indicator after another, the least sure first; accept, correct or reject.

Every press of a button appends one line to the file of corrections, so that nothing is lost when the notebook
is closed. The buttons are methods too: a test, or a cell, can press them where no browser is.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args

from zhengce.corrections.forms import append
from zhengce.corrections.making import accept, as_row, correct, reject
from zhengce.display.marking import Mark, marked
from zhengce.display.visible import escaped
from zhengce.errors import MissingExtraError
from zhengce.types import Direction, Measure, Modifier, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from zhengce.types import Indicator, Release

_TEXTS = ("subject", "value", "unit", "period", "base")
_CHOICES: dict[str, tuple[str, ...]] = {
    "measure": get_args(Measure),
    "direction": ("", *get_args(Direction)),
    "modifier": get_args(Modifier),
    "status": get_args(Status),
}
_HERE = "background:rgba(255,190,0,.45);font-weight:600"


class ReviewForm:
    """Shows the indicators of a release, one at a time, and writes what the analyst says of them.

    Args:
        release: whose indicators are judged.
        file: the file of corrections they are appended to.
        by: who judges.
        indicators: which of them; all if not given.

    Attributes:
        widget: what a notebook displays.
        queue: the indicators that wait, the least sure first; the first one is shown.

    Raises:
        MissingExtraError: ipywidgets is not installed.
    """

    def __init__(
        self,
        release: Release,
        file: Path,
        *,
        by: str | None = None,
        indicators: Iterable[Indicator] | None = None,
    ) -> None:
        self._widgets = _ipywidgets()
        self._release, self._file, self._by = release, file, by
        chosen = release.indicators if indicators is None else indicators
        self.queue: list[Indicator] = sorted(chosen, key=lambda one: (one.confidence, one.start))
        self._view = self._widgets.HTML()
        self._fields = {name: self._widgets.Text(description=name) for name in _TEXTS}
        for name, options in _CHOICES.items():
            self._fields[name] = self._widgets.Dropdown(description=name, options=options)
        buttons = [
            self._button("Accept", "success", self.accept),
            self._button("Correct", "warning", self.correct),
            self._button("Reject", "danger", self.reject),
            self._button("Skip", "", self.skip),
        ]
        row = self._widgets.HBox
        texts = self._widgets.VBox([self._fields[name] for name in _TEXTS])
        choices = self._widgets.VBox([self._fields[name] for name in _CHOICES])
        self.widget = self._widgets.VBox([self._view, row([texts, choices]), row(buttons)])
        self._show()

    @property
    def current(self) -> Indicator | None:
        """The indicator that is shown; None when all are judged."""
        return self.queue[0] if self.queue else None

    def fill(self, **fields: Any) -> None:  # noqa: ANN401 - of the types of a row of gold
        """Write into the fields of the form, as typing does."""
        for name, value in fields.items():
            self._fields[name].value = _shown(value)

    def accept(self) -> None:
        """The indicator is right as it was read."""
        if self.current is not None:
            append(self._file, accept(self._release, self.current, by=self._by))
            self.skip()

    def correct(self) -> None:
        """The indicator is right as it stands in the form now."""
        if self.current is None:
            return
        read = as_row(self.current)
        edited = {name: field.value.strip() or None for name, field in self._fields.items()}
        changed = {name: value for name, value in edited.items() if value != (_shown(read[name]) or None)}
        if "value" in changed:
            try:
                changed["value"] = None if changed["value"] is None else Decimal(changed["value"])
            except InvalidOperation:
                self._show(f"{changed['value']!r} is no number")
                return
        append(self._file, correct(self._release, self.current, by=self._by, **changed))
        self.skip()

    def reject(self) -> None:
        """This is no indicator."""
        if self.current is not None:
            append(self._file, reject(self._release, self.current, by=self._by))
            self.skip()

    def skip(self) -> None:
        """Go on to the next one and say nothing of this."""
        if self.queue:
            self.queue.pop(0)
            self._show()

    def _button(self, text: str, style: str, action: Any) -> Any:  # noqa: ANN401 - ipywidgets has no types
        button = self._widgets.Button(description=text, button_style=style)
        button.on_click(lambda _: action())
        return button

    def _show(self, problem: str = "") -> None:
        one = self.current
        if one is None:
            self._view.value = "<p>All judged. 已全部审核。</p>"
            return
        sentence = self._release.sentences[one.sentence]
        mark = Mark(one.start - sentence.start, one.end - sentence.start, _HERE, one.rule)
        told = f"{one.confidence:.2f} · {one.rule} · {one.area} · {len(self.queue)} left"
        warning = f"<p><b>{escaped(problem)}</b></p>" if problem else ""
        self._view.value = (
            f"<p>{marked(sentence.text, [mark])}<br><small>{escaped(told)}</small></p>{warning}"
        )
        if not problem:
            self.fill(**{name: as_row(one)[name] for name in self._fields})


def _shown(value: Any) -> str:  # noqa: ANN401 - of the types of a row of gold
    return "" if value is None else str(value)


def _ipywidgets() -> Any:  # noqa: ANN401 - it has no types
    try:
        return import_module("ipywidgets")
    except ImportError:
        raise MissingExtraError("the form for corrections", "notebooks") from None
