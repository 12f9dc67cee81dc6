"""Play a session while it is still being spoken: device, keys, display and bookmarks around a live session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from rich.console import Console

from voicecoach.errors import DeviceError
from voicecoach.live.bookmarks import Bookmark, Bookmarks, resume_place
from voicecoach.live.session import LiveOptions, LiveSession
from voicecoach.live.timeline import LiveTimeline
from voicecoach.live.watch import ScriptWatch
from voicecoach.pipeline.session import Session
from voicecoach.play.controls.keys import NoKeys
from voicecoach.play.controls.terminal import open_keys
from voicecoach.play.devices.base import Device
from voicecoach.play.devices.table import open_device
from voicecoach.play.display.terminal import TimelyDisplay, open_display
from voicecoach.play.player import Ending, PlayerOptions, play
from voicecoach.session.navigate.places import Place, check_opening, opening_ms

_DEFAULT_DEVICE = "default"
_SILENT_DEVICES = ("null", "wav:")


@dataclass(frozen=True, slots=True)
class Playing:
    """How to play a session.

    Attributes:
        begin: Where to begin: a step's name, its number or a time such as ``12:30``.
        bookmark: Where to go on instead.
        is_exact: Whether to go on at the exact position, and not at the start of its side.
        bookmarks: Saves how far it was heard; None for nothing.
        reentry: What is heard before a hold goes on after a pause: ``chime``, ``voice`` or ``off``.
        any_key: Whether every key pauses and goes on, except the one that quits.
        watch: Tells whether the script was saved; None for never.
    """

    begin: str | None = None
    bookmark: Bookmark | None = None
    is_exact: bool = False
    bookmarks: Bookmarks | None = None
    reentry: str = "chime"
    any_key: bool = False
    watch: ScriptWatch | None = None


def play_live(
    session: Session, device: str, open_console: Callable[[], Console], playing: Playing = Playing()
) -> Ending:
    """Play a session and return how it ended; it begins when the first section's phrases are spoken.

    Args:
        session: What to play.
        device: Where to, as ``--device`` takes it.
        open_console: Returns where to show what is playing; called once there is something to show.
        playing: How.

    Raises:
        DeviceError: There is no such device, or it failed.
        SpeechError: The voice could not speak a phrase.
        NotFoundError: There is no such step, or the session ends before that time.
    """
    if playing.begin is not None:
        check_opening(session.cached_timeline()[0].steps, playing.begin)
    opened = open_device(device, session.channels)
    keys = open_keys()
    bookmarks = playing.bookmarks if opened.paced else None
    live = LiveSession(
        session,
        LiveOptions(
            reentry=playing.reentry,
            waits_for_keys=opened.paced and not isinstance(keys, NoKeys),
            opening=_opening(playing),
            bookmarks=bookmarks,
            watch=playing.watch if opened.paced else None,
        ),
        keys.wake,
    )
    bookmark = playing.bookmark
    try:
        ending = play(
            live,
            device=opened,
            keys=keys,
            display=TimelyDisplay(lambda: open_display(open_console())),
            reopen=partial(_reopened, device, session.channels),
            options=PlayerOptions(
                title=session.script.title if opened.paced else None,
                any_key=playing.any_key,
                gain_db=bookmark.gain_db if bookmark is not None else 0.0,
                is_muted=bookmark is not None and bookmark.is_muted,
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


def _opening(playing: Playing) -> Callable[[LiveTimeline], Place | None] | None:
    if playing.bookmark is not None:
        return partial(resume_place, playing.bookmark, is_exact=playing.is_exact)
    return None if playing.begin is None else partial(_asked, playing.begin)


def _asked(begin: str, timeline: LiveTimeline) -> Place | None:
    begin_ms = opening_ms(timeline.sections, begin, timeline.total_ms)
    return None if begin_ms is None else Place(begin_ms)


def _reopened(device: str, channels: int) -> Device:
    """Return the device again, or the one that the system prefers now."""
    try:
        return open_device(device, channels)
    except DeviceError:
        return open_device(_DEFAULT_DEVICE, channels)
