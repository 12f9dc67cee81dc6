"""The files of each row: their names, formats and handouts, as its cells, the command and its script say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from voicecoach import folders
from voicecoach.batch.columns import HANDOUT, NO, SCRIPT, CellError, file_choices_of, switch
from voicecoach.batch.mistakes import Mistake
from voicecoach.batch.names import compared, name_of
from voicecoach.batch.orders import BatchSettings
from voicecoach.batch.table import BatchRow, Table
from voicecoach.errors import VoicecoachError
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.text import quoted

_HANDOUTS = {"html": ".html", "pdf": ".pdf"}


class RowFiles:
    """Tells the files of the rows of a table.

    Args:
        table: The table.
        settings: What holds for every row.
    """

    def __init__(self, table: Table, settings: BatchSettings) -> None:
        self.table = table
        self.settings = settings
        self._of_scripts: dict[str, FileChoices] = {}

    def script(self, cells: Mapping[str, str]) -> str:
        """Return the script of a row as the command line would name it; a file beside the table comes first."""
        from voicecoach.script.files import SUFFIXES

        cell = cells.get(SCRIPT, "")
        if not cell or Path(cell).is_absolute():
            return cell
        beside = [self.table.path.parent / f"{cell}{suffix}" for suffix in ("", *SUFFIXES)]
        return next((str(path) for path in beside if folders.is_file(path)), cell)

    def choices(self, cells: Mapping[str, str]) -> FileChoices:
        """Return the options of a row's file: its cells, else the command; the script has those that are open.

        A cell with a mistake is as if empty.
        """
        return file_choices_of(cells)[0].over(self.settings.file)

    def out(self, row: BatchRow) -> Path:
        """Return the sound file of a row, relative to the folder.

        Raises:
            CellError: Its name leads out of the folder, or cannot be the name of a file on every system.
        """
        file = self.choices(row.cells)
        if file.format is None and file.preset is None:
            file = file.over(self._of_script(self.script(row.cells)))
        stem = Path(row.cells.get(SCRIPT, "session")).stem
        return name_of(row.cells, row.number, stem, self.settings.pattern, file.suffix)

    def handout(self, cells: Mapping[str, str]) -> str:
        """Return the suffix of a row's handout; empty for none.

        Raises:
            CellError: There is no such kind.
        """
        text = cells.get(HANDOUT, "").lower()
        if not text:
            return self.settings.handout
        if text in _HANDOUTS:
            return _HANDOUTS[text]
        if text in NO:
            return ""
        try:
            return (self.settings.handout or ".html") if switch(text) else ""
        except CellError as error:
            raise CellError(f"{quoted(text)} is not a kind of handout", "write html, pdf, yes or no") from error

    def same_names(self) -> list[Mistake]:
        """Return a mistake for each row that writes a file of an earlier row."""
        first: dict[str, int] = {}
        mistakes = []
        for row in self.table.rows:
            try:
                path, handout = self.out(row), self.handout(row.cells)
            except CellError:
                continue  # told with the row
            for name in (compared(path), *([compared(path.with_suffix(handout))] if handout else [])):
                other = first.setdefault(name, row.number)
                if other != row.number:
                    message = f"row {other} writes the file {quoted(name)}, too"
                    hint = "give each row its own file name"
                    mistakes.append(Mistake((row.number,), self.table.column("out"), message, hint))
                    break
        return mistakes

    def _of_script(self, script: str) -> FileChoices:
        """Return the options for files that a script sets; none for one with mistakes, which are told with its rows."""
        if script not in self._of_scripts:
            self._of_scripts[script] = _options_of(script)
        return self._of_scripts[script]


def _options_of(script: str) -> FileChoices:
    from voicecoach.pipeline.defaults import read_defaults
    from voicecoach.script.compose.read import read_composed
    from voicecoach.script.files import find_script
    from voicecoach.script.report import Report

    try:
        routine = read_composed(find_script(script), Report()).routine
    except VoicecoachError:
        return FileChoices()
    return FileChoices.of(read_defaults(Report()).under(routine).settings)
