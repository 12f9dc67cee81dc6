"""Which device a name means, and the words for those that are not there."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import DeviceError
from voicecoach.play.devices.pulse import PulseDevice
from voicecoach.play.devices.simpleaudio import SimpleaudioDevice
from voicecoach.play.devices.table import list_devices, open_device

if TYPE_CHECKING:
    from pathlib import Path

NO_SOUND = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": os.devnull, "JACK_NO_START_SERVER": "1"}


def refused(spec: str) -> str:
    with pytest.raises(DeviceError) as caught:
        open_device(spec, 1)
    assert caught.value.device == spec
    return f"{caught.value.message} | {caught.value.hint}"


def python(*lines: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the lines in a fresh interpreter."""
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | paths | environment,
    )


def test_a_name_with_a_slip_gets_the_nearest() -> None:
    assert refused("nulll").endswith("| did you mean 'null'?")
    assert "'wav:PATH'" in refused("wav")


def test_a_wav_needs_a_file_in_a_folder_that_is_there(tmp_path: Path) -> None:
    assert "such as wav:session.wav" in refused("wav:")
    assert "that is a folder" in refused(f"wav:{tmp_path}")
    assert "does its folder exist" in refused(f"wav:{tmp_path / 'nowhere' / 'out.wav'}")


def test_a_card_is_found_by_its_name_in_any_case(sound_server: object) -> None:  # noqa: ARG001
    simpleaudio = [] if SimpleaudioDevice.refusal() else ["simpleaudio"]
    assert [listing.spec for listing in list_devices()] == ["default", "Null Output", *simpleaudio, "null", "wav:PATH"]
    with open_device("null output", 2) as device:
        assert isinstance(device, PulseDevice)
        assert device.name == "Null Output"
    assert "'Null Output'" in refused("Nul Output")


def test_without_a_sound_card_the_error_points_to_exporting_and_alsa_is_quiet() -> None:
    pytest.importorskip("miniaudio")
    ran = python(
        "from voicecoach.errors import DeviceError",
        "from voicecoach.play.devices.table import list_devices, open_device",
        "print([listing.spec for listing in list_devices()])",
        "try:",
        "    open_device('default', 1)",
        "except DeviceError as error:",
        "    print(error.message, error.hint, sep=' | ')",
        **NO_SOUND,
    )
    listed, error = ran.stdout.splitlines()
    assert listed == "['null', 'wav:PATH']"
    assert error.startswith("the sound device 'default' cannot be used: no sound card could be opened | ")
    assert "`voicecoach export SCRIPT`" in error
    assert ran.stderr == ""


def test_without_miniaudio_the_error_says_so() -> None:
    ran = python(
        "import sys",
        "sys.modules['miniaudio'] = None  # as on Linux on ARM, where it has no wheel",
        "from voicecoach.errors import DeviceError",
        "from voicecoach.play.devices.table import list_devices, open_device",
        "print(len(list_devices()))",
        "open_device('null', 1)",
        "try:",
        "    open_device('default', 1)",
        "except DeviceError as error:",
        "    print(error.message, error.hint, sep=' | ')",
    )
    assert ran.stdout.startswith("2\n" if SimpleaudioDevice.refusal() else "3\n")
    assert "the package miniaudio is not installed | " in ran.stdout
    assert "`voicecoach export SCRIPT`" in ran.stdout


def test_the_player_loads_no_sound_library_until_a_device_needs_it() -> None:
    ran = python(
        "import sys, voicecoach.play.player, voicecoach.play.controls.terminal, voicecoach.play.devices.table",
        "print({'miniaudio', 'soundfile', 'rich'} & set(sys.modules))",
    )
    assert ran.stdout == "set()\n"


@pytest.mark.parametrize(
    ("version", "installed", "reason"),
    [
        ((3, 11, 0), [], "simpleaudio is not installed"),
        ((3, 11, 0), ["simpleaudio"], ""),
        (
            (3, 12, 0),
            ["simpleaudio"],
            "needs simpleaudio-patched, which is not installed: simpleaudio itself would crash",
        ),
        ((3, 13, 0), [], "this Python needs simpleaudio-patched, which is not installed"),
        ((3, 13, 0), ["simpleaudio-patched"], ""),
    ],
)
def test_simpleaudio_is_refused_where_it_would_crash(
    version: tuple[int, ...], installed: list[str], reason: str, tmp_path: Path
) -> None:
    for name in installed:
        package = tmp_path / f"{name.replace('-', '_')}-1.0.dist-info"
        package.mkdir()
        (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    ran = python(
        "import sys",
        "from importlib import metadata",
        "from voicecoach.play.devices.simpleaudio import SimpleaudioDevice",
        "from voicecoach.errors import DeviceError",
        f"sys.version_info = {version}",
        f"sys.path[:] = [{str(tmp_path)!r}, *(path for path in sys.path if '-packages' not in path)]",
        "print(SimpleaudioDevice.refusal())",
        "if SimpleaudioDevice.refusal():",
        "    try:",
        "        SimpleaudioDevice(1)",
        "    except DeviceError as error:",
        "        print(error.hint)",
    )
    said, _, hint = ran.stdout.partition("\n")
    assert reason in said
    assert bool(reason) == bool(said)
    assert not reason or ("voicecoach[simpleaudio]" in hint and "libasound2-dev" in hint)


NEW_DEVICE = '''
"""A device that counts frames."""
from voicecoach.play.devices.base import Device

class CountingDevice(Device):
    paced = False

    def __init__(self, channels, argument):
        super().__init__(channels, f"count:{argument}")
        self._block_frames = int(argument)

    def play(self, read):
        frames = 0
        while True:
            block = read(self._block_frames)
            frames += len(block)
            if len(block) < self._block_frames:
                break
        print(frames)

    def close(self):
        pass
'''


def test_a_new_device_is_one_file_and_one_row(tmp_path: Path) -> None:
    (tmp_path / "counting.py").write_text(NEW_DEVICE)
    (tmp_path / "a.md").write_text("- voice: tone\n\nHello.\n")
    row = 'DeviceRow("counting:CountingDevice", "the number of frames", argument="FRAMES", is_heard=False)'
    row = f"from voicecoach.play.devices.table import DEVICES, DeviceRow; DEVICES['count:'] = {row}"
    alone = {"VOICECOACH_HOME": str(tmp_path), "VOICECOACH_CACHE_DIR": str(tmp_path / "cache")}
    main = "from voicecoach.cli import main; main()"
    words = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); sys.argv = ['voicecoach', *{{}}]"
    listed = python(words.format(["devices"]), row, main, **alone)
    assert "count:FRAMES  the number of frames\n" in listed.stdout
    played = python(words.format(["play", str(tmp_path / "a.md"), "--device", "count:960"]), row, main, **alone)
    assert int(played.stdout) >= 960
    assert "done at 0:0" in played.stderr
