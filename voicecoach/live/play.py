"""Play a session while it is still being spoken: device, keys, display, bookmark and log around a live session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from voicecoach.errors import DeviceError
from voicecoach.live.session import LiveOptions, LiveSession
from voicecoach.pipeline.session import Session
from voicecoach.pipeline.week_names import session_title
from voicecoach.play.controls.keys import NoKeys
from voicecoach.play.controls.terminal import open_keys
from voicecoach.play.devices.base import Device
from voicecoach.play.devices.table import open_device
from voicecoach.play.display.terminal import TimelyDisplay, open_display
from voicecoach.play.player import Ending, PlayerOptions, play
from voicecoach.session.navigate.places import check_start

if TYPE_CHECKING:
    from rich.console import Console  # loading it takes a tenth of the way to the first sound

DEFAULT_DEVICE = "default"
_SILENT_DEVICES = ("null", "wav:")


def play_live(
    session: Session, device: str, open_console: Callable[[], Console], options: LiveOptions | None = None
) -> Ending:
    """Play a session and return how it ended; it begins when the first section's phrases are spoken.

    Args:
        session: The session to play.
        device: The device, as ``--device`` takes it.
        open_console: Returns where to show what is playing; called once there is something to show.
        options: Its options; None for the defaults.

    Raises:
        DeviceError: There is no such device, or it failed.
        SpeechError: The voice could not speak a phrase.
        NotFoundError: There is no such step, or the session ends before that time.
    """
    options = options or LiveOptions()
    if options.begin is not None:
        check_start(session.cached_timeline()[0].steps, options.begin)
    opened = open_device(device, session.channels)
    keys = open_keys()
    if not opened.paced:
        options = replace(options, bookmarks=None, watch=None)
    options = replace(options, waits_for_keys=opened.paced and not isinstance(keys, NoKeys))
    bookmark, bookmarks, journal = options.bookmark, options.bookmarks, options.journal
    if journal is not None:
        journal.is_paced = opened.paced
    ending: Ending | None = None
    live = LiveSession(session, options, keys.wake)
    try:
        ending = play(
            live,
            device=opened,
            keys=keys,
            display=TimelyDisplay(lambda: open_display(open_console())),
            reopen=partial(_reopened, device, session.channels),
            options=PlayerOptions(
                title=session_title(session.script) if opened.paced else None,
                any_key=options.any_key,
                gain_db=bookmark.gain_db if bookmark is not None else 0.0,
                is_muted=bookmark is not None and bookmark.is_muted,
                keeps_awake=not device.startswith(_SILENT_DEVICES),
            ),
        )
    finally:
        live.close()
        if bookmarks is not None:
            bookmarks.settle()
        if journal is not None:
            journal.end(ending)
    if bookmarks is not None and not ending.by_person:
        bookmarks.remove()
    return ending


def _reopened(device: str, channels: int) -> Device:
    """Return the device again, or the one that the system prefers now."""
    try:
        return open_device(device, channels)
    except DeviceError:
        return open_device(DEFAULT_DEVICE, channels)
