"""Which sound a signal has in a step: the step's own choice, the session's, or what every session has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.script import settings as table
from voicecoach.session import rules
from voicecoach.session.cues import Role, Strike

if TYPE_CHECKING:
    from voicecoach.errors import Location
    from voicecoach.script.model import Side
    from voicecoach.script.spec import Settings


class Signals:
    """The signals of one step.

    Args:
        step: The step's settings.
        session: The session's settings.
        has_reps: Whether the step's holds come in several reps, which have a softer begin and end.
    """

    def __init__(self, step: Settings, session: Settings, *, has_reps: bool) -> None:
        self._sounds: dict[str, tuple[str | None, Location | None]] = {
            signal: (sound, None) for signal, sound in rules.DEFAULT_CHIMES.items()
        }
        self._choose(session)
        if has_reps:
            for signal in ("begin", "end"):
                if self._sounds[signal][0] is not None:
                    self._sounds[signal] = (rules.REP_CHIME, None)
        self._choose(step)

    def begin(self, side: Side | None) -> Strike | None:
        """Return the signal at the start of a hold or movement; None where it is off."""
        return self._strike("begin", Role.BEGIN, side)

    def end(self, side: Side | None) -> Strike | None:
        """Return the signal at the end of a hold or movement; None where it is off."""
        return self._strike("end", Role.END, side)

    def half(self, side: Side | None) -> Strike | None:
        """Return the signal at the half of a hold; None where it is off."""
        return self._strike("half", Role.HALF, side)

    def switch(self, side: Side | None) -> Strike | None:
        """Return the signal to change to a side; None where it is off."""
        return self._strike("switch", Role.SWITCH, side)

    def _choose(self, settings: Settings) -> None:
        """Let the chimes that these settings name win over what was chosen before."""
        chimes, written = settings.get(table.CHIMES), settings.written(table.CHIMES)
        if settings.is_off(table.CHIMES):
            self._sounds = dict.fromkeys(self._sounds, (None, None))
        elif chimes is not None and written is not None:
            self._sounds.update((signal, (sound, written.value_location)) for signal, sound in chimes.sounds)

    def _strike(self, signal: str, role: Role, side: Side | None) -> Strike | None:
        sound, location = self._sounds[signal]
        return None if sound is None else Strike(sound, role, location=location, side=side)
