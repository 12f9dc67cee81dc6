"""Write a session that plays into the practice log, while it plays: a player that is killed loses seconds at most."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.errors import PracticeLogError
from voicecoach.live.background_writer import BackgroundWriter
from voicecoach.play.player import Ending
from voicecoach.practice.entry import PracticeEntry
from voicecoach.practice.log import PracticeLog

_LONGEST_ADVANCE_MS = 3_000  # the player notes its position ten times a second; more is a jump
_EVERY_MS = 10_000
_LEAST_MS = 1_000


class Journal:
    """The entry of one session. Where it cannot be written, the session goes on.

    Args:
        log: The practice log.
        entry: The entry, of which nothing was heard yet.

    Attributes:
        is_paced: Whether the device takes sound as it is heard; otherwise nobody can jump.
        entry: The entry as it was noted last.
        failure: Why the entry could not be written; empty if it was.
    """

    def __init__(self, log: PracticeLog, entry: PracticeEntry) -> None:
        self.is_paced = True
        self.entry = replace(entry, heard_ms=0, is_finished=False)
        self.failure = ""
        self._log = log
        self._number: int | None = None
        self._position_ms: int | None = None
        self._put_ms = 0
        self._writer = BackgroundWriter(self._write, "practice log")

    @property
    def is_written(self) -> bool:
        """Whether the entry is in the log."""
        return self._number is not None and not self.failure

    def note(self, position_ms: int) -> None:
        """Note how far the session was heard; a jump to another place was not heard. Returns at once."""
        advance_ms = position_ms - (position_ms if self._position_ms is None else self._position_ms)
        self._position_ms = position_ms
        if advance_ms > 0 and (advance_ms <= _LONGEST_ADVANCE_MS or not self.is_paced):
            self.entry = replace(self.entry, heard_ms=self.entry.heard_ms + advance_ms)
        if self.entry.heard_ms - self._put_ms >= _EVERY_MS:
            self._put()

    def end(self, ending: Ending | None) -> None:
        """Write the entry for the last time, and wait until it is written; None for an error or a signal.

        What was heard for less than a second and not to its end is no session.
        """
        if ending is not None:
            self.note(ending.position_ms)
            self.entry = replace(self.entry, is_finished=not ending.by_person)
        if self.entry.is_finished or self.entry.heard_ms >= _LEAST_MS:
            self._put()
        self._writer.settle()

    def _put(self) -> None:
        self._put_ms = self.entry.heard_ms
        self._writer.put(self.entry)

    def _write(self, entry: PracticeEntry) -> None:
        try:
            if self._number is None:
                self._number = self._log.add(entry)
            else:
                self._log.update(self._number, heard_ms=entry.heard_ms, is_finished=entry.is_finished)
            self.failure = ""
        except PracticeLogError as error:
            self.failure = f"this session is not in the practice log: {error.message}"
