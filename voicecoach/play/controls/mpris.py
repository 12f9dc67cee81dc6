"""The session as a media player on a Linux desktop: MPRIS 2.2, the interface of media keys and headsets.

See https://specifications.freedesktop.org/mpris-spec/latest/. Only this module needs dbus-fast, and all of it runs
in the thread of dbus-fast. It must evaluate its annotations at once, since dbus-fast reads signatures from them.
"""

from collections.abc import Callable
from typing import Annotated, TypeVar

from dbus_fast import PropertyAccess, Variant
from dbus_fast.annotations import DBusDict, DBusDouble, DBusInt64, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

from voicecoach.play.controls.commands import Command
from voicecoach.play.status import NowPlaying, State, Status
from voicecoach.units import db_to_gain

BUS_NAME = "org.mpris.MediaPlayer2.voicecoach"
OBJECT_PATH = "/org/mpris/MediaPlayer2"

_TRACK = "/org/voicecoach/session"
_US_PER_MS = 1_000
_Interface = TypeVar("_Interface", bound=ServiceInterface)
_HEARD = {State.PREPARING, State.PLAYING, State.TELLING}


def _with_constants(**constants: tuple[str, object]) -> Callable[[type[_Interface]], type[_Interface]]:
    """Return a decorator that adds properties that never change, each given as its D-Bus signature and its value."""

    def add(interface: type[_Interface]) -> type[_Interface]:
        for name, (signature, value) in constants.items():
            setattr(interface, name, _constant(name, signature, value))
        return interface

    return add


def _constant(name: str, signature: str, value: object) -> object:
    def constant(_self: ServiceInterface) -> Annotated[object, DBusSignature(signature)]:
        return value

    constant.__name__ = name  # dbus-fast looks the property up by the name of its function
    return dbus_property(PropertyAccess.READ, name=name)(constant)


@_with_constants(
    MinimumRate=("d", 1.0),
    MaximumRate=("d", 1.0),
    CanGoNext=("b", True),
    CanGoPrevious=("b", True),
    CanPlay=("b", True),
    CanPause=("b", True),
    CanSeek=("b", False),
    CanControl=("b", True),
)
class Player(ServiceInterface):
    """``org.mpris.MediaPlayer2.Player``: commands to the session, and its status.

    Stop pauses: a headset that is switched off sends it too, and then the session should wait, not be over.
    """

    def __init__(self, title: str, request: Callable[[Command], None]) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._title = title
        self._request = request
        self._status = Status(State.PREPARING, 0, 0, NowPlaying())
        self._is_heard = True

    def publish(self, status: Status) -> None:
        """Take the status, and send its changes to listeners; the position is sent only on request."""
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
        """Request the next step."""
        self._request(Command.NEXT)

    @dbus_method(name="Previous")
    def previous_step(self) -> None:
        """Request the previous step."""
        self._request(Command.PREVIOUS)

    @dbus_method(name="PlayPause")
    def play_or_pause(self) -> None:
        """Request a pause, or its end."""
        self._is_heard = not self._is_heard
        self._request(Command.PAUSE)

    @dbus_method(name="Pause")
    def pause(self) -> None:
        """Request a pause, unless there is one."""
        if self._is_heard:
            self.play_or_pause()

    @dbus_method(name="Stop")
    def stop(self) -> None:
        """Request a pause, unless there is one."""
        self.pause()

    @dbus_method(name="Play")
    def play(self) -> None:
        """Request the end of a pause, if there is one."""
        if not self._is_heard:
            self._is_heard = True
            self._request(Command.PAUSE)

    @dbus_method(name="Seek")
    def seek(self, _offset_us: DBusInt64) -> None:
        """Do nothing, as ``CanSeek`` announces: a session is navigated by its steps."""

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
        """The position in microseconds."""
        return self._status.position_ms * _US_PER_MS

    @dbus_property(name="Volume")
    def volume(self) -> DBusDouble:
        """The factor on amplitude that the person set."""
        return db_to_gain(self._status.gain_db)

    @volume.setter
    def set_volume(self, volume: DBusDouble) -> None:
        """Request one step louder or softer, whichever is nearer."""
        now = db_to_gain(self._status.gain_db)
        if volume != now:
            self._request(Command.LOUDER if volume > now else Command.SOFTER)

    @dbus_property(name="Rate")
    def rate(self) -> DBusDouble:
        """1: a second of the session is a second."""
        return 1.0

    @rate.setter
    def set_rate(self, _rate: DBusDouble) -> None:
        """Do nothing: the lowest rate and the highest are 1."""

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


@_with_constants(
    CanQuit=("b", True),
    CanRaise=("b", False),
    HasTrackList=("b", False),
    Identity=("s", "voicecoach"),  # the name that a desktop shows
    SupportedUriSchemes=("as", []),
    SupportedMimeTypes=("as", []),
)
class Application(ServiceInterface):
    """``org.mpris.MediaPlayer2``: the program."""

    def __init__(self, request: Callable[[Command], None]) -> None:
        super().__init__("org.mpris.MediaPlayer2")
        self._request = request

    @dbus_method(name="Raise")
    def to_front(self) -> None:
        """Do nothing: the terminal's window belongs to another program."""

    @dbus_method(name="Quit")
    def leave(self) -> None:
        """Request the end of the session."""
        self._request(Command.QUIT)
