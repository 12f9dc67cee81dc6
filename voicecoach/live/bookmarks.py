"""Bookmarks: the position in a session, saved while it plays, and the place where ``--resume`` goes on."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from voicecoach import folders
from voicecoach.live.background_writer import BackgroundWriter
from voicecoach.live.timeline import LiveTimeline
from voicecoach.session.navigate.places import Place, hold_at, section_at, this_side
from voicecoach.session.options import Choices, choices_from_json, choices_json
from voicecoach.session.timeline import PlacedSection
from voicecoach.store.atomic import write_atomically

_VERSION = 1
_EVERY_MS = 1_500
_SLUG = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A saved position in a session.

    Attributes:
        script: The script's path.
        sha256: The hash of the script's bytes.
        position_ms: The position, in the session as its options make it.
        section: The section's number, from 0.
        step: The step's name; empty outside of steps.
        hold: The number of the hold in the section, from 0; None outside of holds.
        into_ms: The position in the hold, or else in the section.
        choices: The options given outside the script.
        gain_db: The gain.
        is_muted: Whether the voice was off.
    """

    script: str
    sha256: str
    position_ms: int
    section: int
    step: str
    hold: int | None
    into_ms: int
    choices: Choices
    gain_db: float = 0.0
    is_muted: bool = False


class Bookmarks:
    """The bookmark of one script: written every 1.5 s of the session, and at each new hold.

    Where the folder cannot be written, nothing is saved and the session goes on. A worker writes it: a slow disk may
    take a second, and keys are answered in a tenth of that.

    Args:
        script: The script's path.

    Attributes:
        failure: Why the last position could not be saved; empty if it was.
    """

    def __init__(self, script: Path) -> None:
        self.failure = ""
        self._script = script.resolve()
        digest = hashlib.sha256(str(self._script).encode()).hexdigest()[:16]
        slug = _SLUG.sub("-", script.stem)[:40]
        self._path = folders.cache() / "bookmarks" / f"{slug}-{digest}.json"
        self._noted: tuple[int, int, int | None] | None = None
        self._noted_ms = 0
        self._writer = BackgroundWriter(self._write, "bookmark")

    def load(self) -> Bookmark | None:
        """Return the bookmark; None if there is none that can be read."""
        self.settle()
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            if kept["version"] != _VERSION:
                return None
            return Bookmark(**{**kept["bookmark"], "choices": choices_from_json(kept["bookmark"]["choices"])})
        except (OSError, ValueError, TypeError, LookupError):
            return None

    def note(
        self,
        timeline: LiveTimeline,
        position_ms: int,
        *,
        gain_db: float,
        is_muted: bool,
        is_last: bool = False,
    ) -> None:
        """Save a position if it is far enough from the one saved last, or is the last one; returns at once."""
        session, sections = timeline.session, timeline.sections
        if not sections:
            return
        index = section_at(sections, position_ms)
        hold = hold_at(sections[index], position_ms)
        here = (id(timeline.producer), index, hold)
        if not is_last and here == self._noted and abs(position_ms - self._noted_ms) < _EVERY_MS:
            return
        self._noted, self._noted_ms = here, position_ms
        begin_ms = sections[index].step.start_ms if hold is None else sections[index].holds[hold].start_ms
        plain_ms = timeline.plain_ms(position_ms)
        bookmark = Bookmark(
            str(self._script),
            session.script.sha256,
            plain_ms,
            index,
            sections[index].step.name,
            hold,
            max(plain_ms - timeline.plain_ms(begin_ms), 0),
            session.choices,
            gain_db,
            is_muted,
        )
        plain = {each.name: getattr(bookmark, each.name) for each in fields(bookmark)}
        plain["choices"] = choices_json(bookmark.choices, is_exact=True)
        self._writer.put(json.dumps({"version": _VERSION, "bookmark": plain}, ensure_ascii=False))

    @property
    def has_place(self) -> bool:
        """Whether a position was noted: not before anything was heard."""
        return self._noted is not None

    def remove(self) -> None:
        """Remove the bookmark: the session was heard to its end."""
        self.settle()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def settle(self) -> None:
        """Wait until the last position is saved."""
        self._writer.settle()

    def _write(self, text: str) -> None:
        """Replace the file atomically, and have it on the disk: the battery may be flat the next moment."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, text)
            self.failure = ""
        except OSError as error:
            self.failure = f"your position could not be saved: {error.strerror or error}"


def resume_place(bookmark: Bookmark, timeline: LiveTimeline, *, is_exact: bool) -> Place | None:
    """Return the place to resume at; None while too few sections are placed to know.

    In a script that has changed since, the step is found by its name; if it is gone, the session goes on with the
    section of the same number.

    Args:
        bookmark: The saved position.
        timeline: The session.
        is_exact: Whether to go on at the exact position.
    """
    sections = timeline.sections
    if len(sections) <= bookmark.section + 1 and not timeline.is_complete:
        return None
    if bookmark.section < len(sections) and sections[bookmark.section].step.name == bookmark.step:
        index = bookmark.section
    elif not timeline.is_complete:
        return None
    else:
        index = _nearest(sections, bookmark)
    position_ms = _position_ms(sections[index], bookmark)
    if is_exact:
        return Place(position_ms)
    return this_side(sections, position_ms) or Place(sections[index].step.start_ms)


def _nearest(sections: Sequence[PlacedSection], bookmark: Bookmark) -> int:
    named = [index for index, section in enumerate(sections) if section.step.name == bookmark.step]
    if not bookmark.step or not named:
        return min(bookmark.section, len(sections) - 1)
    return min(named, key=lambda index: abs(index - bookmark.section))


def _position_ms(section: PlacedSection, bookmark: Bookmark) -> int:
    """Return the position in a section: as far into the same hold, or into the section, as it was."""
    if bookmark.hold is not None and bookmark.hold < len(section.holds):
        hold = section.holds[bookmark.hold]
        return min(hold.start_ms + bookmark.into_ms, hold.end_ms - 1)
    return section.step.start_ms + min(bookmark.into_ms, max(section.step.end_ms - section.step.start_ms - 1, 0))
