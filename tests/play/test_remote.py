"""The remote on a real session bus of the test's own, with ``dbus-send`` as the headset."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from patience import PATIENCE_S, wait_for

from voicecoach.play.controls.commands import Command
from voicecoach.play.controls.remote import DesktopRemote, Remote, open_remote
from voicecoach.play.status import NowPlaying, State, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BRIDGE = Status(State.PLAYING, 754_999, 0, NowPlaying("Bridge", total_ms=1_500_000))
PAUSED = Status(State.PAUSED, 754_999, 0, NowPlaying("Bridge", total_ms=1_500_000))
PLAYER = "org.mpris.MediaPlayer2.Player"

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[bytes]]:
    if not (shutil.which("dbus-daemon") and shutil.which("dbus-send")):
        pytest.skip("dbus-daemon and dbus-send are not installed")
    pytest.importorskip("dbus_fast")
    config = tmp_path / "bus.conf"
    config.write_text(BUS.format(path=tmp_path / "bus"))
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert daemon.stdout is not None
    assert daemon.stdout.readline()  # it listens then; its socket is there a moment before
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    yield daemon
    daemon.terminate()
    daemon.communicate(timeout=PATIENCE_S)


@pytest.fixture
def wishes() -> list[Command]:
    return []


@pytest.fixture
def remote(bus: object, wishes: list[Command]) -> Iterator[Remote]:  # noqa: ARG001 - it has to be there
    with open_remote("Lower-back relief", wishes.append) as remote:
        assert isinstance(remote, DesktopRemote)
        remote.publish(BRIDGE)
        wait_for(lambda: "Bridge" in get("Metadata"))
        yield remote


def send(method: str, *arguments: str, name: str = "voicecoach") -> str:
    to = f"--dest=org.mpris.MediaPlayer2.{name}"
    command = [
        "dbus-send",
        "--session",
        "--print-reply",
        f"--reply-timeout={1_000 * PATIENCE_S}",
        to,
        "/org/mpris/MediaPlayer2",
        method,
        *arguments,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def get(name: str, interface: str = PLAYER) -> str:
    return send("org.freedesktop.DBus.Properties.Get", f"string:{interface}", f"string:{name}")


@pytest.mark.usefixtures("remote")
@pytest.mark.parametrize(
    ("method", "command"),
    [("Next", Command.NEXT), ("Previous", Command.PREVIOUS), ("PlayPause", Command.PAUSE), ("Stop", Command.PAUSE)],
)
def test_a_button_is_a_wish(method: str, command: Command, wishes: list[Command]) -> None:
    send(f"{PLAYER}.{method}")
    assert wishes == [command]


@pytest.mark.usefixtures("remote")
def test_quit_is_the_applications(wishes: list[Command]) -> None:
    send("org.mpris.MediaPlayer2.Quit")
    assert wishes == [Command.QUIT]


def test_play_and_pause_ask_for_nothing_that_is_so_already(remote: Remote, wishes: list[Command]) -> None:
    send(f"{PLAYER}.Play")
    assert wishes == []
    send(f"{PLAYER}.Pause")
    send(f"{PLAYER}.Pause")
    assert wishes == [Command.PAUSE]
    remote.publish(PAUSED)
    wait_for(lambda: "Paused" in get("PlaybackStatus"))
    send(f"{PLAYER}.Pause")
    assert wishes == [Command.PAUSE]
    send(f"{PLAYER}.Play")
    assert wishes == [Command.PAUSE] * 2


@pytest.mark.usefixtures("remote")
def test_the_desktop_sees_title_step_length_and_position() -> None:
    metadata = get("Metadata")
    assert '"Lower-back relief"' in metadata
    assert '"Bridge"' in metadata
    assert "int64 1500000000" in metadata
    assert "int64 754999000" in get("Position")
    assert '"Playing"' in get("PlaybackStatus")
    assert '"voicecoach"' in get("Identity", "org.mpris.MediaPlayer2")
    assert "<interface" in send("org.freedesktop.DBus.Introspectable.Introspect")


@pytest.mark.usefixtures("remote")
def test_the_volume_moves_by_steps(wishes: list[Command]) -> None:
    for volume in ("1.5", "0.2", "1.0"):
        send("org.freedesktop.DBus.Properties.Set", f"string:{PLAYER}", "string:Volume", f"variant:double:{volume}")
    assert wishes == [Command.LOUDER, Command.SOFTER]


def test_changes_are_told_to_those_who_listen(remote: Remote, tmp_path: Path) -> None:
    told = tmp_path / "told"
    with told.open("w") as file:
        listener = subprocess.Popen(["dbus-monitor", "--session", "member=PropertiesChanged"], stdout=file)
        wait_for(lambda: "NameAcquired" in told.read_text())
        remote.publish(PAUSED)
        wait_for(lambda: '"Paused"' in told.read_text())
        remote.publish(PAUSED)
        remote.publish(Status(State.PAUSED, 754_999, 0, NowPlaying("Cobra", total_ms=1_500_000)))
        wait_for(lambda: '"Cobra"' in told.read_text())
        listener.terminate()
        listener.wait(PATIENCE_S)
    assert told.read_text().count("PropertiesChanged") == 2


@pytest.mark.usefixtures("remote")
def test_a_second_session_has_a_name_of_its_own(wishes: list[Command]) -> None:
    seconds: list[Command] = []
    name = f"voicecoach.instance{os.getpid()}"
    with open_remote("Another", seconds.append) as second:
        second.publish(BRIDGE)
        wait_for(lambda: bool(send(f"{PLAYER}.Next", name=name)))
    assert (wishes, seconds) == ([], [Command.NEXT])
    assert send(f"{PLAYER}.Next", name=name) == ""


@pytest.mark.usefixtures("bus")
def test_the_headsets_button_pauses_a_real_session(tmp_path: Path) -> None:
    script = tmp_path / "bridge.md"
    script.write_text("# Bridge\n\nLie down.\n\n## Bridge\n\n- hold: 60s\n\nLift your hips.\n")
    paths = {"PYTHONPATH": os.pathsep.join(sys.path), "VOICECOACH_CACHE_DIR": str(tmp_path / "cache")}
    session = subprocess.Popen(
        [sys.executable, "-m", "voicecoach", "play", str(script), "--device", "null", "--voice", "tone"],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | paths | {"VOICECOACH_HOME": str(tmp_path / "home")},
    )
    try:
        wait_for(lambda: '"Playing"' in get("PlaybackStatus"))
        send(f"{PLAYER}.PlayPause")
        wait_for(lambda: '"Paused"' in get("PlaybackStatus"))
        send("org.mpris.MediaPlayer2.Quit")
        _, said = session.communicate(timeout=PATIENCE_S)
    finally:
        session.kill()
    assert session.returncode == 0
    assert "  paused\n" in said


def test_a_bus_that_goes_away_takes_nothing_with_it(remote: Remote, bus: subprocess.Popen[bytes]) -> None:
    bus.terminate()
    bus.wait(PATIENCE_S)
    for _ in range(20):
        remote.publish(PAUSED)
        remote.publish(BRIDGE)
        time.sleep(0.01)


def test_a_bus_that_never_answers_delays_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "silent"))
        silent.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'silent'}")
        with open_remote("Lower-back relief", lambda _: None) as remote:
            remote.publish(BRIDGE)
            time.sleep(0.3)


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere", "nonsense", "tcp:host=127.0.0.1,port=1"])
def test_without_a_bus_nothing_happens(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with open_remote("Lower-back relief", lambda _: None) as remote:
        remote.publish(BRIDGE)
        time.sleep(0.1)
        remote.publish(PAUSED)
