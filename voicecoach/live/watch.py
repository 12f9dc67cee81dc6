"""Notice when a script is saved, or a file that it includes, and read it again."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from voicecoach import folders
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.pipeline.load import Script, load_script
from voicecoach.pipeline.session import Session
from voicecoach.session.options import Choices

_LOOK_EVERY_S = 0.5

_Stamps = dict[Path, tuple[int, int]]


class ScriptWatch:
    """The files of a script: itself, what it includes or is based on, and the wording it may take.

    Args:
        name_or_path: The script as it was asked for.
        script: The script as it was read.
        now_s: The wall clock.
    """

    def __init__(self, name_or_path: str, script: Script, now_s: Callable[[], float] = time.monotonic) -> None:
        self._name_or_path = name_or_path
        self._paths = _files_of(script)
        self._stamps = _stamps(self._paths)
        self._now_s = now_s
        self._looked_at_s = now_s()

    def has_changed(self) -> bool:
        """Return whether one of the files was saved since this was last true; looks twice a second."""
        now_s = self._now_s()
        if now_s - self._looked_at_s < _LOOK_EVERY_S:
            return False
        self._looked_at_s = now_s
        stamps = _stamps(self._paths)
        if stamps == self._stamps:
            return False
        self._stamps = stamps
        return True

    def read(self, choices: Choices, channels: int) -> Session:
        """Return a session of the script as it is now.

        Raises:
            ScriptError: It has mistakes.
            NotFoundError: It is gone, or a step that the command line names.
        """
        script = load_script(self._name_or_path, choices)
        session = Session(script, choices, file=FileChoices(channels=channels))
        self._paths = self._paths | _files_of(script)
        self._stamps = {**_stamps(self._paths), **self._stamps}
        return session


def _files_of(script: Script) -> frozenset[Path]:
    written = {section.location.path for section in script.routine.sections if hasattr(section, "location")}
    wording = {text.location.path for pack in script.wording.packs for texts in pack.phrases.values() for text in texts}
    own = folders.home() / "wording"
    named = {Path(path) for path in written | wording | {script.routine.path}}
    return frozenset({script.path, *named, *(own.glob("*.md") if own.is_dir() else ())})


def _stamps(paths: frozenset[Path]) -> _Stamps:
    """Return when each file was changed and how large it is, except of a file that is just being replaced."""
    stamps: _Stamps = {}
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        stamps[path] = (found.st_mtime_ns, found.st_size)
    return stamps
