"""The system's voice, over both of the espeak-ng that this machine may have; its worker is hung and killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import numpy as np
import pytest
from patience import wait_for

from voicecoach.errors import SpeechError, VoiceUnavailableError
from voicecoach.voices.engines.system.client import EspeakLibrary, packaged_espeak
from voicecoach.voices.engines.system.voice import ListedVoice, SystemVoice, choose

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the worker is looked at through /proc")


def trimmed_s(voice: SystemVoice, text: str) -> float:
    speech = voice.speak(text)
    loud = np.flatnonzero(np.abs(speech.samples) > 0.01)
    return float(loud[-1] - loud[0]) / speech.rate_hz


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_many_phrases_are_each_their_own(system_voice: SystemVoice) -> None:
    long = "Lie down on your back with both knees bent, and close your eyes for a while"
    lengths_s = [trimmed_s(system_voice, long if turn % 2 else "One") for turn in range(40)]
    assert all(length_s < 0.8 for length_s in lengths_s[::2])
    assert all(length_s > 3 for length_s in lengths_s[1::2])
    assert max(lengths_s[1::2]) < 1.1 * min(lengths_s[1::2])


def test_the_pace_sets_the_rate_of_every_phrase(system_voice: SystemVoice) -> None:
    text = "Draw your right knee towards your chest, and hold it there."
    library = system_voice.library
    lengths_s = []
    for pace in (0.7, 1.0, 1.4):
        voice = SystemVoice("en", "en", pace, library=library)
        lengths_s.append(np.mean([trimmed_s(voice, text) for _ in range(2)]))
        voice.close()
    assert lengths_s[0] > 1.2 * lengths_s[1] > 1.2 * 1.2 * lengths_s[2]


def test_a_worker_that_is_killed_is_started_again(system_voice: SystemVoice) -> None:
    assert not system_voice.worker_pids
    system_voice.speak("One.")
    (first,) = system_voice.worker_pids
    os.kill(first, signal.SIGKILL)
    assert len(system_voice.speak("Two.").samples)
    assert first not in system_voice.worker_pids


@linux_only
def test_a_worker_that_hangs_is_ended_and_started_again(system_voice: SystemVoice) -> None:
    voice = SystemVoice("en", "en", 1.0, library=system_voice.library, deadline_ms=500)
    voice.speak("One.")
    (hung,) = voice.worker_pids
    os.kill(hung, signal.SIGSTOP)
    assert len(voice.speak("Two.").samples)
    assert not alive(hung)
    voice.close()


def test_a_worker_that_fails_twice_is_an_error_that_names_the_phrase(system_voice: SystemVoice) -> None:
    text = "Breathe in and out, and let your shoulders grow heavy. " * 200
    finished = threading.Event()

    def kill_every_worker() -> None:
        while not finished.wait(0.005):
            for pid in system_voice.worker_pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_every_worker)
    killer.start()
    try:
        with pytest.raises(SpeechError, match="failed twice") as caught:
            system_voice.speak(text)
    finally:
        finished.set()
        killer.join()
    assert caught.value.text == text
    assert caught.value.hint
    assert not system_voice.worker_pids
    assert len(system_voice.speak("One.").samples)


def test_an_engine_that_ends_its_process_is_a_plain_error(tmp_path: Path) -> None:
    library = packaged_espeak()
    if library is None:
        pytest.skip("no packaged espeak-ng on this machine")
    without_sounds = EspeakLibrary(library.path, str(tmp_path / "no sounds"), "broken")
    with pytest.raises(VoiceUnavailableError, match=r"cannot be started.*ended") as caught:
        SystemVoice("en", "en", 1.0, library=without_sounds).speak("Half way.")
    assert "install" in caught.value.hint


def test_a_library_that_cannot_be_loaded_is_a_plain_error(tmp_path: Path) -> None:
    library = EspeakLibrary(str(tmp_path / "libespeak-ng.so.1"), "", "missing")
    with pytest.raises(VoiceUnavailableError, match="cannot be started"):
        SystemVoice("en", "en", 1.0, library=library).speak("Half way.")


def test_an_unknown_voice_is_an_error_with_the_nearest(system_voice: SystemVoice) -> None:
    voice = SystemVoice("Germann", "de", 1.0, library=system_voice.library)
    with pytest.raises(VoiceUnavailableError) as caught:
        voice.speak("Eins.")
    assert '"German"' in caught.value.hint


@linux_only
def test_a_closed_voice_leaves_no_program_and_no_folder(
    system_voice: SystemVoice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    system_voice.speak("One.")
    (pid,) = system_voice.worker_pids
    assert len(list(tmp_path.iterdir())) == 1
    system_voice.close()
    assert not alive(pid)
    assert not list(tmp_path.iterdir())


@linux_only
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_the_worker_ends_with_its_parent_and_takes_its_folder_with_it(ending: signal.Signals, tmp_path: Path) -> None:
    program = (
        "import time; from voicecoach.voices.table import open_voice\n"
        "voice = open_voice('system', 'en', 1.0); voice.speak('One.')\n"
        "print(voice.worker_pids[0], flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    assert parent.stdout
    pid = int(parent.stdout.readline())
    assert len(list(tmp_path.iterdir())) == 1
    parent.send_signal(ending)
    parent.wait()
    parent.stdout.close()
    wait_for(lambda: not alive(pid) and not list(tmp_path.iterdir()))


def test_what_the_engine_prints_stays_out_of_our_output() -> None:
    program = "from voicecoach.voices.table import open_voice; open_voice('system', 'en', 1.0).speak('One.')"
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert printed.stdout == ""
    assert printed.stderr == ""


ESPEAK = [
    ListedVoice("gmw/de", "German", "de"),
    ListedVoice("gmw/en-029", "English (Caribbean)", "en-029"),
    ListedVoice("gmw/en", "English (Great Britain)", "en-gb"),
    ListedVoice("gmw/en-us", "English (America)", "en-us"),
    ListedVoice("sit/cmn", "Chinese (Mandarin)", "cmn"),
    ListedVoice("roa/fr", "French (France)", "fr-fr"),
    ListedVoice("roa/pt", "Portuguese (Portugal)", "pt"),
    ListedVoice("roa/pt-br", "Portuguese (Brazil)", "pt-br"),
]
MAC = [
    ListedVoice("com.apple.voice.Samantha", "Samantha", "en_US"),
    ListedVoice("com.apple.voice.Albert", "Albert", "en_US"),
    ListedVoice("com.apple.voice.Anna", "Anna", "de_DE"),
]
WINDOWS = [
    ListedVoice("HKEY\\Tokens\\ZIRA", "Microsoft Zira Desktop - English (United States)", "en-US"),
    ListedVoice("HKEY\\Tokens\\HEDDA", "Microsoft Hedda Desktop - German", "de-DE"),
]


@pytest.mark.parametrize(
    ("voices", "wanted", "chosen"),
    [
        (ESPEAK, "de", "gmw/de"),
        (ESPEAK, "de-AT", "gmw/de"),
        (ESPEAK, "en", "gmw/en"),
        (ESPEAK, "en-US", "gmw/en-us"),
        (ESPEAK, "en_GB", "gmw/en"),
        (ESPEAK, "fr", "roa/fr"),
        (ESPEAK, "pt-BR", "roa/pt-br"),
        (ESPEAK, "zh-CN", "sit/cmn"),
        (ESPEAK, "german", "gmw/de"),
        (ESPEAK, "gmw/en-029", "gmw/en-029"),
        (MAC, "en", "com.apple.voice.Samantha"),
        (MAC, "de-CH", "com.apple.voice.Anna"),
        (MAC, "Albert", "com.apple.voice.Albert"),
        (WINDOWS, "en", "HKEY\\Tokens\\ZIRA"),
        (WINDOWS, "de", "HKEY\\Tokens\\HEDDA"),
        (WINDOWS, "Hedda", "HKEY\\Tokens\\HEDDA"),
    ],
)
def test_a_voice_is_chosen_by_language_or_name(voices: list[ListedVoice], wanted: str, chosen: str) -> None:
    assert choose(voices, wanted).id == chosen


@pytest.mark.parametrize("wanted", ["xx", "xx-YY", "Nobody", ""])
def test_no_voice_is_chosen_where_none_fits(wanted: str) -> None:
    with pytest.raises(VoiceUnavailableError):
        choose(ESPEAK, wanted)
