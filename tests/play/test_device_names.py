"""Which device a name means, and the words for those that are not there."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import DeviceError
from voicecoach.play.device import list_devices, open_device
from voicecoach.play.miniaudio_device import MiniaudioDevice

if TYPE_CHECKING:
    from pathlib import Path

NO_SOUND = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": os.devnull, "JACK_NO_START_SERVER": "1"}


def refusal(spec: str) -> str:
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
    assert refusal("nul").endswith("| did you mean 'null'?")
    assert "'wav:PATH'" in refusal("wav")


def test_a_wav_needs_a_file_in_a_folder_that_is_there(tmp_path: Path) -> None:
    assert "such as wav:session.wav" in refusal("wav:")
    assert "that is a folder" in refusal(f"wav:{tmp_path}")
    assert "does its folder exist" in refusal(f"wav:{tmp_path / 'nowhere' / 'out.wav'}")


def test_a_card_is_found_by_its_name_in_any_case(sound_server: object) -> None:  # noqa: ARG001
    assert [listing.spec for listing in list_devices()] == ["default", "Null Output", "null", "wav:PATH"]
    with open_device("null output", 2) as device:
        assert isinstance(device, MiniaudioDevice)
        assert device.name == "Null Output"
    assert "'Null Output'" in refusal("Nul Output")


def test_without_a_sound_card_the_error_points_to_exporting_and_alsa_is_quiet() -> None:
    pytest.importorskip("miniaudio")
    ran = python(
        "from voicecoach.errors import DeviceError",
        "from voicecoach.play.device import list_devices, open_device",
        "print([listing.spec for listing in list_devices()])",
        "try:",
        "    open_device('default', 1)",
        "except DeviceError as error:",
        "    print(error.message, error.hint, sep=' | ')",
        **NO_SOUND,
    )
    listed, refused = ran.stdout.splitlines()
    assert listed == "['null', 'wav:PATH']"
    assert refused.startswith("the sound device 'default' cannot be used: no sound card could be opened | ")
    assert "`voicecoach export SCRIPT`" in refused
    assert ran.stderr == ""


def test_without_miniaudio_the_error_says_so() -> None:
    ran = python(
        "import sys",
        "sys.modules['miniaudio'] = None  # as on Linux on ARM, where it has no wheel",
        "from voicecoach.errors import DeviceError",
        "from voicecoach.play.device import list_devices, open_device",
        "print(len(list_devices()))",
        "open_device('null', 1)",
        "try:",
        "    open_device('default', 1)",
        "except DeviceError as error:",
        "    print(error.message, error.hint, sep=' | ')",
    )
    assert ran.stdout.startswith("2\n")
    assert "miniaudio, which plays on it, is not installed | " in ran.stdout
    assert "`voicecoach export SCRIPT`" in ran.stdout


def test_the_player_loads_no_sound_library_until_a_device_needs_it() -> None:
    ran = python(
        "import sys, voicecoach.play.player, voicecoach.play.keys, voicecoach.play.device",
        "print({'miniaudio', 'soundfile', 'rich'} & set(sys.modules))",
    )
    assert ran.stdout == "set()\n"
