"""The session as a media player on a Linux desktop: MPRIS 2.2, the interface that media keys and headsets reach.

See https://specifications.freedesktop.org/mpris-spec/latest/. Only this module needs dbus-fast, in whose thread all
of it runs. It must evaluate its annotations at once, since dbus-fast reads signatures from them.
"""

from collections.abc import Callable
from typing import Annotated, ClassVar, TypeAlias

from dbus_fast import PropertyAccess, Variant
from dbus_fast.annotations import DBusBool, DBusDict, DBusDouble, DBusInt64, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

from voicecoach.play.controls.commands import Command
from voicecoach.play.status import NowPlaying, State, Status
from voicecoach.units import db_to_gain

BUS_NAME = "org.mpris.MediaPlayer2.voicecoach"
OBJECT_PATH = "/org/mpris/MediaPlayer2"

_TRACK = "/org/voicecoach/session"
_US_PER_MS = 1_000
_HEARD = {State.PREPARING, State.PLAYING, State.TELLING}

_Strings: TypeAlias = Annotated[list[str], DBusSignature("as")]


class Player(ServiceInterface):
    """``org.mpris.MediaPlayer2.Player``: what can be asked of the session, and where it is.

    Stop pauses: a headset that is switched off sends it too, and then the session should wait, not be over.
    """

    def __init__(self, title: str, wish: Callable[[Command], None]) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._title = title
        self._wish = wish
        self._status = Status(State.PREPARING, 0, 0, NowPlaying())
        self._is_heard = True

    def publish(self, status: Status) -> None:
        """Take the status, and tell everyone who listens what changed of it; the position is asked for, never told."""
        before, self._status = self._status, status
        self._is_heard = status.state in _HEARD
        changed: dict[str, object] = {}
        if (before.state in _HEARD) != self._is_heard:
            changed["PlaybackStatus"] = self._playback_status()
        if (before.now.step, before.now.total_ms) != (status.now.step, status.now.total_ms):
            changed["Metadata"] = self._metadata()
        if before.gain_db != status.gain_db:
            changed["Volume"] = db_to_gain(status.gain_db)
        if changed:
            self.emit_properties_changed(changed)

    @dbus_method(name="Next")
    def next_step(self) -> None:
        """Wish for the next step."""
        self._wish(Command.NEXT)

    @dbus_method(name="Previous")
    def previous_step(self) -> None:
        """Wish for the previous step."""
        self._wish(Command.PREVIOUS)

    @dbus_method(name="PlayPause")
    def play_or_pause(self) -> None:
        """Wish for the other of the two."""
        self._is_heard = not self._is_heard
        self._wish(Command.PAUSE)

    @dbus_method(name="Pause")
    def pause(self) -> None:
        """Wish for a pause, unless there is one."""
        if self._is_heard:
            self._is_heard = False
            self._wish(Command.PAUSE)

    @dbus_method(name="Stop")
    def stop(self) -> None:
        """Wish for a pause, unless there is one."""
        if self._is_heard:
            self._is_heard = False
            self._wish(Command.PAUSE)

    @dbus_method(name="Play")
    def play(self) -> None:
        """Wish for the end of a pause, if there is one."""
        if not self._is_heard:
            self._is_heard = True
            self._wish(Command.PAUSE)

    @dbus_method(name="Seek")
    def seek(self, _offset_us: DBusInt64) -> None:
        """Do nothing, which ``CanSeek`` announces: the places of a session are its steps."""

    @dbus_method(name="SetPosition")
    def set_position(self, _track: DBusObjectPath, _position_us: DBusInt64) -> None:
        """Do nothing, as above."""

    @dbus_method(name="OpenUri")
    def open_uri(self, _uri: DBusStr) -> None:
        """Do nothing: no scheme is supported."""

    @dbus_property(PropertyAccess.READ, name="PlaybackStatus")
    def playback_status(self) -> DBusStr:
        """``Playing`` or ``Paused``."""
        return self._playback_status()

    @dbus_property(PropertyAccess.READ, name="Metadata")
    def metadata(self) -> DBusDict:
        """The session's title and length, and the step where a desktop shows the artist."""
        return self._metadata()

    @dbus_property(PropertyAccess.READ, name="Position")
    def position_us(self) -> DBusInt64:
        """The clock in microseconds."""
        return self._status.position_ms * _US_PER_MS

    @dbus_property(name="Volume")
    def volume(self) -> DBusDouble:
        """The factor on amplitude by which the person made the session louder."""
        return db_to_gain(self._status.gain_db)

    @volume.setter
    def set_volume(self, volume: DBusDouble) -> None:
        """Wish for one step louder or softer, whichever comes nearer."""
        now = db_to_gain(self._status.gain_db)
        if volume != now:
            self._wish(Command.LOUDER if volume > now else Command.SOFTER)

    @dbus_property(name="Rate")
    def rate(self) -> DBusDouble:
        """1: a second of the session is a second."""
        return 1.0

    @rate.setter
    def set_rate(self, _rate: DBusDouble) -> None:
        """Do nothing: the lowest rate and the highest are 1."""

    @dbus_property(PropertyAccess.READ, name="MinimumRate")
    def minimum_rate(self) -> DBusDouble:
        """1, as above."""
        return 1.0

    @dbus_property(PropertyAccess.READ, name="MaximumRate")
    def maximum_rate(self) -> DBusDouble:
        """1, as above."""
        return 1.0

    @dbus_property(PropertyAccess.READ, name="CanGoNext")
    def can_go_next(self) -> DBusBool:
        """Yes."""
        return True

    @dbus_property(PropertyAccess.READ, name="CanGoPrevious")
    def can_go_previous(self) -> DBusBool:
        """Yes."""
        return True

    @dbus_property(PropertyAccess.READ, name="CanPlay")
    def can_play(self) -> DBusBool:
        """Yes."""
        return True

    @dbus_property(PropertyAccess.READ, name="CanPause")
    def can_pause(self) -> DBusBool:
        """Yes."""
        return True

    @dbus_property(PropertyAccess.READ, name="CanSeek")
    def can_seek(self) -> DBusBool:
        """No."""
        return False

    @dbus_property(PropertyAccess.READ, name="CanControl")
    def can_control(self) -> DBusBool:
        """Yes."""
        return True

    def _playback_status(self) -> str:
        return "Playing" if self._status.state in _HEARD else "Paused"

    def _metadata(self) -> dict[str, Variant]:
        now = self._status.now
        metadata = {"mpris:trackid": Variant("o", _TRACK), "xesam:title": Variant("s", self._title)}
        if now.total_ms is not None:
            metadata["mpris:length"] = Variant("x", now.total_ms * _US_PER_MS)
        if now.step:
            metadata["xesam:artist"] = Variant("as", [now.step])
        return metadata


class Application(ServiceInterface):
    """``org.mpris.MediaPlayer2``: which program this is."""

    NAME: ClassVar = "voicecoach"

    def __init__(self, wish: Callable[[Command], None]) -> None:
        super().__init__("org.mpris.MediaPlayer2")
        self._wish = wish

    @dbus_method(name="Raise")
    def to_front(self) -> None:
        """Do nothing: a terminal's window is not ours to bring to the front."""

    @dbus_method(name="Quit")
    def leave(self) -> None:
        """Wish for the end."""
        self._wish(Command.QUIT)

    @dbus_property(PropertyAccess.READ, name="CanQuit")
    def can_quit(self) -> DBusBool:
        """Yes."""
        return True

    @dbus_property(PropertyAccess.READ, name="CanRaise")
    def can_raise(self) -> DBusBool:
        """No."""
        return False

    @dbus_property(PropertyAccess.READ, name="HasTrackList")
    def has_track_list(self) -> DBusBool:
        """No."""
        return False

    @dbus_property(PropertyAccess.READ, name="Identity")
    def identity(self) -> DBusStr:
        """The name that a desktop shows."""
        return self.NAME

    @dbus_property(PropertyAccess.READ, name="SupportedUriSchemes")
    def supported_uri_schemes(self) -> _Strings:
        """None."""
        return []

    @dbus_property(PropertyAccess.READ, name="SupportedMimeTypes")
    def supported_mime_types(self) -> _Strings:
        """None."""
        return []
