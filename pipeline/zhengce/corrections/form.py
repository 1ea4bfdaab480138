"""A review form for notebooks that shows one indicator at a time, the least certain first.

Every click (accept, correct, reject, add) appends a line to a file of corrections, or changes a database,
at once, so nothing is lost when the notebook is closed. The last click can be undone. The buttons are also
methods, which tests and notebook cells can call without a browser.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from zhengce.corrections.forms import append
from zhengce.corrections.into_database import judgements_of
from zhengce.corrections.making import accept, as_row, correct, missed, reject
from zhengce.display.marking import Mark, marked
from zhengce.display.visible import escaped
from zhengce.errors import MissingExtraError
from zhengce.store.corrections.book import CorrectionBook
from zhengce.types import Direction, Measure, Modifier, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhengce.corrections.forms import IndicatorCorrection
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
    """Shows the indicators of a release one at a time and records the analyst's judgements.

    Args:
        release: the release under review.
        target: a file of corrections, or the URL of a database.
        by: the reviewer.
        indicators: the indicators to review; defaults to all.

    Attributes:
        widget: the widget to display.
        queue: the remaining indicators, least certain first; the first one is shown.

    Raises:
        MissingExtraError: ipywidgets is not installed.
        TargetError: there is no such database.
    """

    def __init__(
        self,
        release: Release,
        target: Path | str,
        *,
        by: str | None = None,
        indicators: Iterable[Indicator] | None = None,
    ) -> None:
        self._widgets = _ipywidgets()
        self._release, self._by = release, by
        self._url = target if isinstance(target, str) and "://" in target else None
        self._file = Path(target) if self._url is None else None
        self._said: list[tuple[Indicator | None, list[str]]] = []
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
            self._button("Add", "info", self.add),
            self._button("Undo", "", self.undo),
        ]
        self._note = self._widgets.Text(description="note")
        self._missed = self._widgets.Text(description="missed", placeholder="the figure as printed")
        row = self._widgets.HBox
        texts = self._widgets.VBox([self._fields[name] for name in _TEXTS])
        choices = self._widgets.VBox([self._fields[name] for name in _CHOICES])
        said = row([self._note, self._missed])
        self.widget = self._widgets.VBox([self._view, row([texts, choices]), row(buttons), said])
        self._show()

    @property
    def current(self) -> Indicator | None:
        """Return the displayed indicator, or None when all are judged."""
        return self.queue[0] if self.queue else None

    def fill(self, **fields: Any) -> None:  # noqa: ANN401 - of the types of a row of gold
        """Fill in the fields of the form, as typing does."""
        for name, value in fields.items():
            self._fields[name].value = _shown(value)

    def accept(self) -> None:
        """Accept the indicator as it was read."""
        if self.current is not None:
            self._keep(accept(self._release, self.current, by=self._by))

    def correct(self) -> None:
        """Correct the indicator to the values in the form."""
        if self.current is None:
            return
        changed = self._changed(as_row(self.current))
        if changed is not None:
            note = self._note.value.strip() or None
            self._keep(correct(self._release, self.current, by=self._by, note=note, **changed))

    def reject(self) -> None:
        """Reject the indicator."""
        if self.current is not None:
            note = self._note.value.strip() or None
            self._keep(reject(self._release, self.current, by=self._by, note=note))

    def add(self) -> None:
        """Add a missed indicator, printed in *missed*, with the values in the form."""
        printed, raw = self._missed.value.strip(), self._release.raw_text or ""
        if not printed or raw.count(printed) != 1:
            self._show(
                f"{printed!r} stands {raw.count(printed) if printed else 0} times in the raw text, not once"
            )
            return
        fields = self._changed({})
        if fields is not None:
            place, note = raw.index(printed), self._note.value.strip() or None
            one = missed(self._release, printed, raw_start=place, by=self._by, note=note, **fields)
            self._keep(one, step=False)

    def undo(self) -> None:
        """Undo the last click: remove its line from the file, or undo it in the database."""
        if not self._said:
            return
        indicator, ids = self._said.pop()
        if self._url is not None:
            with CorrectionBook(self._url) as book:
                book.undo(ids, by=self._by)
        elif self._file is not None:
            lines = self._file.read_bytes().splitlines(keepends=True)
            self._file.write_bytes(b"".join(lines[:-1]))
        if indicator is not None:
            self.queue.insert(0, indicator)
        self._show()

    def _keep(self, one: IndicatorCorrection, *, step: bool = True) -> None:
        """Store a correction in the file or database, then show the next indicator."""
        ids: list[str] = []
        if self._file is not None:
            append(self._file, one)
        elif self._url is not None:
            with CorrectionBook(self._url) as book:
                made = book.make(judgements_of([one])[0])
            if made.refused:
                self._show(made.refused[0][1])
                return
            ids = [each.correction_id for each in made.new]
        self._said.append((self.current if step else None, ids))
        self._note.value = self._missed.value = ""
        if step:
            self.skip()

    def _changed(self, read: dict[str, Any]) -> dict[str, Any] | None:
        """Return the changed fields; report an invalid number and return None."""
        edited = {name: field.value.strip() or None for name, field in self._fields.items()}
        changed = {name: value for name, value in edited.items() if value != (_shown(read.get(name)) or None)}
        if "value" in changed:
            try:
                changed["value"] = None if changed["value"] is None else Decimal(changed["value"])
            except InvalidOperation:
                self._show(f"{changed['value']!r} is not a number")
                return None
        return changed

    def skip(self) -> None:
        """Go to the next indicator without a judgement."""
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
        near = self._release.sentences[max(0, one.sentence - 1) : one.sentence + 2]
        begin, end = near[0].start, near[-1].end
        mark = Mark(one.start - begin, one.end - begin, _HERE, one.rule)
        told = f"{one.confidence:.2f} · {one.rule} · {one.area} · {len(self.queue)} left"
        warning = f"<p><b>{escaped(problem)}</b></p>" if problem else ""
        shown = marked(self._release.text[begin:end], [mark])
        self._view.value = f"<p>{shown}<br><small>{escaped(told)}</small></p>{warning}"
        if not problem:
            self.fill(**{name: as_row(one)[name] for name in self._fields})


def _shown(value: Any) -> str:  # noqa: ANN401 - of the types of a row of gold
    return "" if value is None else str(value)


def _ipywidgets() -> Any:  # noqa: ANN401 - it has no types
    try:
        return import_module("ipywidgets")
    except ImportError:
        raise MissingExtraError("the form for corrections", "notebooks") from None
