"""A session to the sound device while it is still being spoken: the other sink of the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from voicecoach.errors import DeviceError
from voicecoach.live.bookmarks import Bookmark, Bookmarks, resumed
from voicecoach.live.session import LiveOptions, LiveSession
from voicecoach.live.timeline import Course
from voicecoach.live.watch import Watch
from voicecoach.pipeline.session import Session
from voicecoach.play.controls.keys import NoKeys
from voicecoach.play.controls.terminal import open_keys
from voicecoach.play.devices.base import Device
from voicecoach.play.devices.table import open_device
from voicecoach.play.display.terminal import TimelyDisplay, open_display
from voicecoach.play.player import Ending, Settings, play_programme
from voicecoach.session.navigate.places import Place, check_opening, opening_ms

if TYPE_CHECKING:
    from rich.console import Console


_DEFAULT_DEVICE = "default"
_SILENT_DEVICES = ("null", "wav:")


@dataclass(frozen=True, slots=True)
class Playing:
    """How a session is played.

    Attributes:
        begin: Where to begin: a step's name, its number or a time such as ``12:30``.
        bookmark: Where to go on, in the place of that.
        is_exact: Whether to go on at the very place, and not at the start of its side.
        bookmarks: Keeps how far it was heard; None for nothing.
        reentry: What is heard before a hold goes on after a pause: ``chime``, ``voice`` or ``off``.
        any_key: Whether every key pauses and goes on, but for the one that quits.
        watch: Tells whether the script was saved; None for never.
    """

    begin: str | None = None
    bookmark: Bookmark | None = None
    is_exact: bool = False
    bookmarks: Bookmarks | None = None
    reentry: str = "chime"
    any_key: bool = False
    watch: Watch | None = None


def play_live(
    session: Session, device: str, open_console: Callable[[], Console], playing: Playing | str | None = None
) -> Ending:
    """Play a session and return how it ended; it begins when the first section's phrases are spoken.

    Args:
        session: What to play.
        device: Where to, as ``--device`` takes it.
        open_console: Returns where to show what is playing; called once there is something to show.
        playing: How; a text is where to begin.

    Raises:
        DeviceError: There is no such device, or it failed.
        SpeechError: The voice could not speak a phrase.
        NotFoundError: There is no such step, or the session ends before that time.
    """
    how = Playing(begin=playing) if isinstance(playing, str) else playing or Playing()
    if how.begin is not None:
        check_opening(session.cached_timeline()[0].steps, how.begin)
    opened = open_device(device, session.channels)
    keys = open_keys()
    bookmarks = how.bookmarks if opened.paced else None
    live = LiveSession(
        session,
        LiveOptions(
            reentry=how.reentry,
            waits_for_keys=opened.paced and not isinstance(keys, NoKeys),
            opening=_opening(how),
            bookmarks=bookmarks,
            watch=how.watch if opened.paced else None,
        ),
        keys.wake,
    )
    try:
        ending = play_programme(
            live,
            device=opened,
            keys=keys,
            display=TimelyDisplay(lambda: open_display(open_console())),
            reopen=partial(_reopened, device, session.channels),
            settings=Settings(
                title=session.script.title if opened.paced else None,
                any_key=how.any_key,
                gain_db=how.bookmark.gain_db if how.bookmark is not None else 0.0,
                is_muted=how.bookmark is not None and how.bookmark.is_muted,
                keeps_awake=not device.startswith(_SILENT_DEVICES),
            ),
        )
    finally:
        live.close()
        if bookmarks is not None:
            bookmarks.settle()
    if bookmarks is not None and not ending.by_person:
        bookmarks.remove()
    return ending


def _opening(how: Playing) -> Callable[[Course], Place | None] | None:
    if how.bookmark is not None:
        return partial(resumed, how.bookmark, is_exact=how.is_exact)
    return None if how.begin is None else partial(_asked, how.begin)


def _asked(begin: str, course: Course) -> Place | None:
    begin_ms = opening_ms(course.sections, begin, course.total_ms)
    return None if begin_ms is None else Place(begin_ms)


def _reopened(device: str, channels: int) -> Device:
    """Return the device again, or the one that the system prefers now."""
    try:
        return open_device(device, channels)
    except DeviceError:
        return open_device(_DEFAULT_DEVICE, channels)
