"""What a person can ask of a session that plays: by a key, a headset's button or the desktop."""

from __future__ import annotations

from enum import StrEnum


class Command(StrEnum):
    """One wish, in the words that the list of keys shows."""

    PAUSE = "pause or go on"
    NEXT = "next step"
    PREVIOUS = "previous step"
    RESTART_SIDE = "this side again"
    OTHER_SIDE = "the other side"
    MORE = "ten seconds more of this hold"
    LOUDER = "louder"
    SOFTER = "softer"
    FASTER = "faster speech"
    SLOWER = "slower speech"
    MUTE_VOICE = "voice off or on"
    WHERE = "where am I"
    QUIT = "quit"
