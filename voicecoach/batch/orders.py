"""The order for one row: all that is needed to make its files; and what holds for every row of a run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from voicecoach.export.tags.tags import ChapterMark
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.session.options import Choices


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """The options of the command that hold for every row; a cell of a row wins.

    Attributes:
        folder: The folder for the files.
        choices: The options of the sessions.
        file: The options of the files; a script has those that are open.
        own_tags: Tags for every file, by key.
        cover: The bytes of a JPEG file; empty for no cover, None for a drawn one.
        handout: The suffix of the handout of a row that does not say; empty for none.
        paper: The paper of a handout in PDF, ``A4`` or ``letter``.
        pattern: The pattern of the names of files.
        hides_values: Whether the row's own values, such as a patient's name, are kept out of tags.
    """

    folder: Path
    choices: Choices = field(default_factory=Choices)
    file: FileChoices = field(default_factory=FileChoices)
    own_tags: Mapping[str, str] = field(default_factory=dict)
    cover: bytes | None = None
    handout: str = ""
    paper: str = "A4"
    pattern: str = "{script}-{row}"
    hides_values: bool = True


@dataclass(frozen=True, slots=True)
class Order:
    """One row, read and typed.

    Attributes:
        row: The number of the row.
        script: The script, as its cell names it or as a path beside the table.
        out: The file, relative to the folder.
        choices: The options of its session.
        file: The options of its file; the script has those that are open.
        tags: Its own tags, by key.
        cover: The path of its cover, or ``none``; empty for that of all rows.
        handout: The suffix of its handout; empty for none.
        inputs: The digest of all that its files depend on.
    """

    row: int
    script: str
    out: Path
    choices: Choices
    file: FileChoices
    tags: Mapping[str, str]
    cover: str = ""
    handout: str = ""
    inputs: str = ""


class OrderStatus(StrEnum):
    """The end of a row: its files were made, were there already, could not be made, or would be made."""

    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class SessionText:
    """The text of a session in a feed, without values that are to be hidden.

    Attributes:
        title: Its title.
        about: What it is for; empty where the script does not say.
        language: Its language tag.
        chapters: Its chapters, in order.
    """

    title: str
    about: str
    language: str
    chapters: tuple[ChapterMark, ...]

    def as_json(self) -> str:
        """Return the text in one line."""
        marks = [[one.start_ms, one.end_ms, one.title] for one in self.chapters]
        return json.dumps([self.title, self.about, self.language, marks], ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> SessionText:
        """Return the text that :meth:`as_json` made this line of.

        Raises:
            ValueError, TypeError: It did not.
        """
        title, about, language, marks = json.loads(line)
        return cls(str(title), str(about), str(language), tuple(ChapterMark(*mark) for mark in marks))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a row.

    Attributes:
        row: The number of the row.
        script: Its script.
        out: Its sound file, with the folder; None where the row does not even tell that.
        status: How it ended.
        error: Tells why it failed; empty otherwise.
        hint: Tells what to do about it.
        duration_ms: The length of the session; 0 if nothing was made.
        sizes_bytes: The size of each of its files, by its path relative to the folder.
        text: Its text for a feed, in JSON.
        is_disk_full: Whether the disk is full, so that other rows fail as well.
    """

    row: int
    script: str
    out: Path | None
    status: OrderStatus
    error: str = ""
    hint: str = ""
    duration_ms: int = 0
    sizes_bytes: Mapping[str, int] = field(default_factory=dict)
    text: str = ""
    is_disk_full: bool = False
