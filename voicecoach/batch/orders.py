"""The order for one row: all that is needed to make its files; and what holds for every row of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from voicecoach.pipeline.file_options import FileChoices
from voicecoach.session.options import Choices


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """The options of the command that hold for every row; a cell of a row wins.

    Attributes:
        folder: The folder for the files.
        choices: The options of the sessions.
        suffix: The suffix of a file that is not named with one, with its dot.
        bitrate_kbps: Of a lossy format; None for the default of the format.
        channels: 1 or 2; None for as many as each session needs.
        own_tags: Tags for every file, by key.
        cover: The bytes of a JPEG file; empty for no cover, None for a drawn one.
        has_sidecars: Whether words and chapters are written beside each file; None leaves it to the script.
        handout: The suffix of the handout of a row that does not say; empty for none.
        pattern: The pattern of the names of files.
        hides_values: Whether the row's own values, such as a patient's name, are kept out of tags.
    """

    folder: Path
    choices: Choices = field(default_factory=Choices)
    suffix: str = ".mp3"
    bitrate_kbps: int | None = None
    channels: int | None = None
    own_tags: Mapping[str, str] = field(default_factory=dict)
    cover: bytes | None = None
    has_sidecars: bool | None = None
    handout: str = ""
    pattern: str = "{script}-{row}"
    hides_values: bool = True

    @property
    def file(self) -> FileChoices:
        """The options of every file; the script has those that are not given."""
        return FileChoices(channels=self.channels, bitrate_kbps=self.bitrate_kbps, has_sidecars=self.has_sidecars)


@dataclass(frozen=True, slots=True)
class Order:
    """One row, read and typed.

    Attributes:
        row: The number of the row.
        script: The script, as its cell names it or as a path beside the table.
        out: The file, relative to the folder.
        choices: The options of its session.
        tags: Its own tags, by key.
        cover: The path of its cover, or ``none``; empty for that of all rows.
        handout: The suffix of its handout; empty for none.
        inputs: The digest of all that its files depend on.
    """

    row: int
    script: str
    out: Path
    choices: Choices
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
    is_disk_full: bool = False
