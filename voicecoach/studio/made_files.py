"""The files that an export made, and how the interface tells of them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from voicecoach.api.exports import ExportedFiles

_CHUNK_BYTES = 1 << 18


@dataclass(frozen=True, slots=True)
class MadeFiles:
    """The files of one session, or of several.

    Attributes:
        folder: The folder that all of them are in.
        sessions: Those of each session.
        remarks: What a person should know of them.
        failed: The sessions without a file, each with the error.
    """

    folder: Path
    sessions: Sequence[ExportedFiles]
    remarks: Sequence[str] = ()
    failed: Sequence[tuple[str, Exception]] = field(default=())

    @property
    def paths(self) -> list[Path]:
        """Every file, in order."""
        return [path for session in self.sessions for path in session.paths]

    @property
    def whole(self) -> Path | None:
        """The one file of one session; None for parts alone, and for several sessions."""
        found = [session.whole for session in self.sessions]
        return found[0].path if len(found) == 1 and found[0] is not None else None

    @property
    def duration_ms(self) -> int:
        """The playing time of all sessions, each counted once."""
        return sum(
            one.whole.duration_ms if one.whole else sum(part.duration_ms for part in one.parts) for one in self.sessions
        )

    @property
    def size_bytes(self) -> int:
        """The size of all audio files."""
        return sum(file.size_bytes for one in self.sessions for file in one.sounds)

    def name_of(self, path: Path) -> str:
        """Return the name of a file with its folder in the archive."""
        return path.relative_to(self.folder).as_posix()

    def archive(self) -> Iterator[bytes]:
        """Yield a ZIP of all files, which are not compressed further; memory does not grow with them.

        Raises:
            OSError: One of them cannot be read.
        """
        sink = _Sink()
        with ZipFile(sink, "w") as archive:
            for path in self.paths:
                info = ZipInfo.from_file(path, self.name_of(path), strict_timestamps=False)
                with path.open("rb") as source, archive.open(info, "w") as member:
                    while chunk := source.read(_CHUNK_BYTES):
                        member.write(chunk)
                        yield sink.taken()
        yield sink.taken()


class _Sink(io.RawIOBase):
    """Holds what was written until it is taken."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        self._held += content
        return len(content)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        taken = bytes(self._held)
        self._held.clear()
        return taken
