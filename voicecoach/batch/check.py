"""Check all rows of a table before anything is spoken, and make an order of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from voicecoach import folders
from voicecoach.batch.columns import COVER, HANDOUT, SCRIPT, CellError, choices_of, file_choices_of, is_change, tags_of
from voicecoach.batch.digest import order_digest, session_digest
from voicecoach.batch.mistakes import Mistake
from voicecoach.batch.orders import BatchSettings, Order
from voicecoach.batch.rows import RowFiles
from voicecoach.batch.table import BatchRow
from voicecoach.errors import (
    Diagnostic,
    FitError,
    NotFoundError,
    OptionError,
    ScriptError,
    Severity,
    VoicecoachError,
    VoiceUnavailableError,
)
from voicecoach.handout.compose import PATIENT_VALUES
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.pipeline.hiding import Hiding
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.recorded import recording_lines
from voicecoach.pipeline.session import Session
from voicecoach.session.options import Choices, choices_json, overridden
from voicecoach.session.timeline import SpeechSource
from voicecoach.text import did_you_mean, quoted

_ESTIMATE_PERCENT = 10


@dataclass(frozen=True, slots=True)
class _Checked:
    """A session that was checked for all rows that differ only in their own values.

    Attributes:
        digest: The digest of the session; empty if it has mistakes.
        refusal: The reason why its sound cannot have the bit rate, by suffix.
        mistakes: The column of each mistake, its message and its hint.
    """

    digest: str
    channels: int
    mistakes: tuple[tuple[str, str, str], ...]


class Checker:
    """Checks rows; scripts and sessions that rows share are checked once.

    Args:
        files: Tells the files of each row.

    Attributes:
        mistakes: The mistakes so far.
        warnings: The warnings about the scripts, each once.
        recordings: Lines about a person's own recordings, for the first row of each script and voice.
    """

    def __init__(self, files: RowFiles) -> None:
        self.mistakes: list[Mistake] = list(files.table.mistakes)
        self.warnings: dict[Diagnostic, None] = {}
        self.recordings: dict[tuple[str, str], list[str]] = {}
        self._files = files
        self._table = files.table
        self._settings = files.settings
        self._checked: dict[str, _Checked] = {}
        self._covers: dict[str, bytes] = {}
        self._changes: dict[tuple[str, str, str], tuple[str, str] | None] = {}

    def orders(self, rows: Iterable[BatchRow], progress: Callable[[], None]) -> list[Order]:
        """Return the orders of rows without mistakes; the mistakes of all others are in :attr:`mistakes`.

        Args:
            rows: The rows to check.
            progress: Called after each row.
        """
        self.mistakes += self._files.same_names()
        wrong = {number for mistake in self.mistakes for number in mistake.rows}
        found = []
        for row in rows:
            order = self._order(row)
            if order is not None and row.number not in wrong:
                found.append(order)
            progress()
        return found

    def _tell(self, row: BatchRow, column: str, message: str, hint: str = "") -> None:
        self.mistakes.append(Mistake((row.number,), self._table.column(column) if column else "", message, hint))

    def _order(self, row: BatchRow) -> Order | None:
        """Return the order of a row; None after telling its mistakes."""
        told = len(self.mistakes)
        own, wrong_options = choices_of(row.cells)
        tags, wrong_tags = tags_of(row.cells)
        _, wrong_file = file_choices_of(row.cells)
        for column, error in {**wrong_options, **wrong_tags, **wrong_file}.items():
            self._tell(row, column, error.message, error.hint)
        out, handout = Path("session.mp3"), ""
        try:
            out = self._files.out(row)
            self._check_inside(out)
        except CellError as error:
            self._tell(row, "out", error.message, error.hint)
        try:
            handout = self._files.handout(row.cells)
        except CellError as error:
            self._tell(row, HANDOUT, error.message, error.hint)
        cover = self._cover(row)
        choices = overridden(replace(self._settings.choices, values={}, changes={}), own)
        choices = replace(
            choices,
            values={**self._settings.choices.values, **own.values},
            changes={**self._settings.choices.changes, **own.changes},
        )
        if SCRIPT not in row.cells:
            self._tell(row, SCRIPT, "this row has no script", "write the name of a script, such as lower-back")
            return None
        script, file = self._files.script(row.cells), self._files.choices(row.cells)
        checked = self._session(script, choices, file, row.cells)
        for column, message, hint in checked.mistakes:
            self._tell(row, column, message, hint)
        if not checked.mistakes:
            self._check_bitrate(row, out, checked.channels, file.bitrate_kbps)
        if len(self.mistakes) > told:
            return None
        order = Order(row.number, script, out, choices, file, tags, row.cells.get(COVER, ""), handout)
        return replace(order, inputs=order_digest(order, self._settings, checked.digest, cover))

    def _check_inside(self, out: Path) -> None:
        """Check that no link leads a file out of the folder.

        Raises:
            CellError: One does.
        """
        folder = self._settings.folder.resolve()
        if not (self._settings.folder / out).parent.resolve().is_relative_to(folder):
            raise CellError(
                f"{quoted(out.as_posix())} is outside the folder, through a link", "write a name without a folder"
            )

    def _cover(self, row: BatchRow) -> bytes | None:
        """Return the bytes of a row's cover; None for a drawn one."""
        text = row.cells.get(COVER, "")
        if not text:
            return self._settings.cover
        try:
            if text not in self._covers:
                self._covers[text] = cover_bytes(text)
            return self._covers[text]
        except VoicecoachError as error:
            self._tell(row, COVER, error.message, error.hint)
            return None

    def _check_bitrate(self, row: BatchRow, out: Path, channels: int, asked_kbps: int | None) -> None:
        from voicecoach.export.formats import bitrate_refusal, format_of

        try:
            refusal = bitrate_refusal(format_of(out), channels, asked_kbps)
        except VoicecoachError as error:
            self._tell(row, "out", error.message, error.hint)
            return
        if refusal:
            column = "bitrate" if "bitrate" in row.cells else "out"
            self._tell(row, column, refusal, "choose another bit rate or format")

    def _session(self, script: str, choices: Choices, file: FileChoices, cells: Mapping[str, str]) -> _Checked:
        """Return the check of a session; it is the same for all rows that differ only in their own values."""
        names = dict.fromkeys(sorted(choices.values), "")
        asked = [script, choices_json(replace(choices, values={}), is_exact=True), list(names), file.asked_channels]
        key = json.dumps(asked, sort_keys=True, default=str)
        if key not in self._checked:
            self._checked[key] = self._check(script, choices, file, cells)
        return self._checked[key]

    def _check(self, script: str, choices: Choices, file: FileChoices, cells: Mapping[str, str]) -> _Checked:
        if missing := self._missing(script):
            return _Checked("", 1, ((SCRIPT, *missing),))
        changes = self._change_mistakes(script, choices, cells)
        if changes:
            return _Checked("", 1, tuple(changes))
        try:
            loaded = load_script(script, choices, other_values=PATIENT_VALUES)
            with Session(loaded, choices, file=file) as session:
                self.warnings.update(dict.fromkeys(loaded.report.diagnostics))
                _check_length(session)
                heard = script, loaded.options.voice
                if heard not in self.recordings:
                    hiding = Hiding(choices.values if self._settings.hides_values else {})
                    self.recordings[heard] = [hiding.text(line) for line in recording_lines(session)]
                return _Checked(session_digest(session), session.channels, ())
        except ScriptError as error:
            self.warnings.update(dict.fromkeys(error.diagnostics))
            count = sum(found.severity is Severity.ERROR for found in error.diagnostics)
            mistakes = f"{count} mistakes" if count > 1 else "a mistake"
            message = f"the script {quoted(script)} has {mistakes}, listed above"
            return _Checked("", 1, ((SCRIPT, message, f"voicecoach check {script}"),))
        except VoicecoachError as error:
            return _Checked("", 1, ((_column_of(error, cells), error.message, error.hint),))

    def _missing(self, script: str) -> tuple[str, str] | None:
        """Return the message and the hint where there is no such script; None where there is."""
        from voicecoach.script.files import SUFFIXES, find_script, list_scripts

        try:
            if folders.exists(find_script(script)):
                return None
        except NotFoundError:
            pass
        known = [found.name for found in list_scripts()]
        beside = [path.name for path in self._table.path.parent.glob("*") if path.suffix.lower() in SUFFIXES]
        return f"there is no script called {quoted(script)}", did_you_mean(script, [*beside, *known])

    def _change_mistakes(self, script: str, choices: Choices, cells: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Return the mistakes in the changes of steps' settings, each by its column."""
        from voicecoach.script.compose.changes import with_changes
        from voicecoach.script.compose.read import read_composed
        from voicecoach.script.files import find_script
        from voicecoach.script.report import Report

        if not any(map(is_change, cells)):
            return []
        try:
            routine = read_composed(find_script(script), Report()).routine
        except VoicecoachError:
            return []  # told as a mistake of the script
        found = []
        for column, value in choices.changes.items():
            report = Report()
            with_changes(routine, {column: value}, report)
            found += [
                (column, one.message.removeprefix(f"{column}: "), one.hint)
                for one in report.diagnostics
                if one.severity is Severity.ERROR
            ]
        return found


def digest_of(order: Order, settings: BatchSettings) -> str:
    """Return the digest of what an order's files depend on, as this machine has it.

    Raises:
        VoicecoachError: The session cannot be opened here.
    """
    cover = cover_bytes(order.cover) if order.cover else settings.cover
    script = load_script(order.script, order.choices, other_values=PATIENT_VALUES)
    with Session(script, order.choices, file=order.file) as session:
        return order_digest(order, settings, session_digest(session), cover)


def _check_length(session: Session) -> None:
    """Check that a session can have the length that was asked for, as far as that is known before it is spoken.

    Raises:
        FitError: It cannot, even if its words take a tenth more or less time than estimated.
        ScriptError: Likewise, for a length in the script.
    """
    if session.script.options.fit_ms is None:
        return
    refusal: VoicecoachError | None = None
    for percent in (100, 100 + _ESTIMATE_PERCENT, 100 - _ESTIMATE_PERCENT):

        def length_ms(phrase: SpeechSource, percent: int = percent) -> int:
            return session.speakers.estimate_ms(phrase) * percent // 100

        try:
            session.plan.timeline(length_ms)
        except (FitError, ScriptError) as error:
            refusal = refusal or error
        else:
            return
    if refusal is not None:
        raise refusal


def cover_bytes(text: str) -> bytes:
    """Return the bytes of a cover by its path; empty for ``none``.

    Raises:
        VoicecoachError: The picture cannot be used.
    """
    from voicecoach.pictures.cover import own_cover

    return b"" if text.lower() in ("none", "off") else own_cover(Path(text))


def _column_of(error: VoicecoachError, cells: Mapping[str, str]) -> str:
    """Return the column that an error of a session is about."""
    match error:
        case FitError():
            return "fit"
        case VoiceUnavailableError():
            return "voice" if "voice" in cells else SCRIPT
        case OptionError(option=option):
            return option
        case NotFoundError(kind="step"):
            is_skip = error.name.casefold() in cells.get("skip", "").casefold()
            return "skip" if is_skip else "only"
        case NotFoundError(kind="wording pack"):
            return "wording"
        case NotFoundError(kind="voice" | "bed" as kind):
            return kind if kind in cells else SCRIPT
        case _:
            return SCRIPT
