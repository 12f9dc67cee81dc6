"""A voice of a speech server: spoken well, and every way in which a server can be wrong named with the phrase."""

from __future__ import annotations

import contextlib
import threading
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from speech_server import RATE_HZ, SpeechServer, http_server, hum, unused_port, wav, wyoming_server

from voicecoach.errors import NotFoundError, SpeechError, VoiceUnavailableError
from voicecoach.pipeline.load import load_script
from voicecoach.session.options import Choices
from voicecoach.sound.stretching import can_stretch
from voicecoach.voices.base import Delivery
from voicecoach.voices.engines.server.address import Address, is_server, read_address
from voicecoach.voices.engines.server.connection import AnswerError
from voicecoach.voices.engines.server.voice import ServerVoice, listings
from voicecoach.voices.engines.server.wav import speech_of_wav
from voicecoach.voices.speaker import Speaker
from voicecoach.voices.table import name_in_script, open_voice, resolve_voice, why_auto

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PHRASE = "Draw your right knee towards your chest."
SHORT_PATIENCE_S = 0.3


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def http() -> Iterator[SpeechServer]:
    with http_server() as server:
        yield server


@pytest.fixture
def wyoming() -> Iterator[SpeechServer]:
    with wyoming_server() as server:
        yield server


def voice_of(server: SpeechServer, chosen: str = "voice=anna", patience_s: float = 20.0) -> ServerVoice:
    return ServerVoice(read_address(f"{server.url}#{chosen}"), "en", 1.0, patience_s=patience_s)


def error_of(server: SpeechServer, fault: str, patience_s: float = 20.0) -> str:
    """Return what is said about a fault, once it has named the phrase and the server."""
    server.fault = fault
    with pytest.raises(SpeechError) as caught:
        voice_of(server, patience_s=patience_s).speak(PHRASE)
    assert caught.value.text == PHRASE
    assert caught.value.hint
    assert server.url.removesuffix("/v1") in caught.value.message
    return caught.value.message


def test_http_speaks_a_phrase_as_the_server_gives_it(http: SpeechServer) -> None:
    spoken = voice_of(http, "voice=af_heart&model=kokoro").speak(PHRASE)
    assert spoken.rate_hz == RATE_HZ
    assert np.allclose(spoken.samples, hum(PHRASE), atol=1e-4)
    (asked,) = http.asked
    assert asked["path"] == "/v1/audio/speech"
    assert (asked["voice"], asked["model"], asked["input"]) == ("af_heart", "kokoro", PHRASE)
    assert asked["response_format"] == "wav"


def test_wyoming_speaks_a_phrase_as_the_server_gives_it(wyoming: SpeechServer) -> None:
    spoken = voice_of(wyoming).speak(PHRASE)
    assert spoken.rate_hz == RATE_HZ
    assert np.allclose(spoken.samples, hum(PHRASE), atol=1e-4)
    assert [event["type"] for event in wyoming.asked] == ["describe", "synthesize"]
    assert wyoming.asked[-1]["data"] == {"text": PHRASE, "voice": {"name": "anna"}}


def test_wyoming_without_a_voice_leaves_it_to_the_server(wyoming: SpeechServer) -> None:
    address = read_address(wyoming.url)
    assert len(ServerVoice(address, "en", 1.0).speak(PHRASE).samples) == len(hum(PHRASE))
    assert wyoming.asked[-1]["data"] == {"text": PHRASE}


def test_wyoming_says_which_voices_there_are(wyoming: SpeechServer) -> None:
    with pytest.raises(SpeechError, match="no voice carla; it has: anna, ben"):
        voice_of(wyoming, "voice=carla").speak(PHRASE)


def test_the_pace_is_the_speed_that_is_asked_for(http: SpeechServer) -> None:
    voice = voice_of(http)
    for pace in (0.5, 1.0, 2.0):
        voice.tuned(pace, 0.0).speak(PHRASE)
    slow, usual, fast = (asked["speed"] for asked in http.asked)
    assert slow == pytest.approx(usual / 2)
    assert fast == pytest.approx(usual * 2)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("cut", "cut off"),
        ("cut-data", "cut off after"),
        ("html", "text/html"),
        ("500", "500 Internal Server Error: no [31mmemory"),
        ("redirect", "http://example.org"),
        ("rate", "48000 Hz in one place, 24000 Hz in another"),
        ("slow-rate", "at 4000 Hz for about"),
        ("announced-rate", "announced 16000 Hz"),
        ("empty", "no sound"),
        ("silence", "only silence"),
        ("no-wav", "not a WAV file"),
        ("text-type", "text/plain, which is not sound"),
        ("json", "application/json, which is not sound: no such voice"),
        ("short-head", "contradicts itself: "),
        ("long-head", "cut off after"),
        ("long", "at 24000 Hz for about"),
        ("three-channels", "has 3 channels"),
        ("nan", "not numbers"),
        ("chunked-cut", "cut off"),
    ],
)
def test_whatever_an_http_server_does_wrong_names_the_phrase(http: SpeechServer, fault: str, reason: str) -> None:
    message = error_of(http, fault)
    assert reason in message
    assert "\x1b" not in message
    assert http.connections == 1


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("cut", "cut off"),
        ("html", "does not speak Wyoming"),
        ("error", "it reports: no memory"),
        ("rate", "at 4000 Hz for about"),
        ("chunk-rate", "began with 24000 Hz"),
    ],
)
def test_whatever_a_wyoming_server_does_wrong_names_the_phrase(wyoming: SpeechServer, fault: str, reason: str) -> None:
    assert reason in error_of(wyoming, fault)


@pytest.mark.parametrize("fault", ["hang", "trickle", "drip"])
def test_an_http_server_that_hangs_is_left_at_the_deadline(http: SpeechServer, fault: str) -> None:
    assert "did not finish within 0.3 s" in error_of(http, fault, SHORT_PATIENCE_S)


def test_a_wyoming_server_that_hangs_is_left_at_the_deadline(wyoming: SpeechServer) -> None:
    assert "did not finish within 0.3 s" in error_of(wyoming, "hang", SHORT_PATIENCE_S)


def test_a_server_that_is_not_running_is_named() -> None:
    server = SpeechServer(url=f"http://127.0.0.1:{unused_port()}/v1")
    assert "is the server running?" in error_of(server, "")


def test_two_channels_are_one_voice(http: SpeechServer) -> None:
    http.fault = "stereo"
    assert np.allclose(voice_of(http).speak(PHRASE).samples, hum(PHRASE), atol=1e-4)


def test_wyoming_which_has_no_speed_is_stretched_and_a_pace_beyond_that_is_told(
    wyoming: SpeechServer, tmp_path: Path
) -> None:
    if not can_stretch():
        pytest.skip("no wheel of python-stretch for this machine")
    lengths_ms = []
    for pace in (1.0, 1.3):
        with Speaker(f"server:{wyoming.url}", "en", Delivery(pace), tmp_path / "cache") as speaker:
            lengths_ms.append(speaker.duration_ms(PHRASE))
    assert lengths_ms[0] == pytest.approx(1.3 * lengths_ms[1], rel=0.03)
    script = tmp_path / "slow.md"
    script.write_text("Hello.\n")
    (told,) = load_script(str(script), Choices(voice=f"server:{wyoming.url}", pace=Fraction("0.8"))).report.diagnostics
    assert "which has no speed of its own, cannot speak slower than 3.0" in told.message
    assert not load_script(str(script), Choices(voice=f"server:{wyoming.url}")).report.diagnostics


def test_it_speaks_again_when_the_server_is_well_again(http: SpeechServer) -> None:
    voice = voice_of(http)
    http.fault = "500"
    with pytest.raises(SpeechError):
        voice.speak(PHRASE)
    http.fault = ""
    assert len(voice.speak(PHRASE).samples) == len(hum(PHRASE))


def test_closing_ends_a_phrase_that_is_waited_for(http: SpeechServer) -> None:
    http.fault = "trickle"
    voice = voice_of(http)
    failed: list[SpeechError] = []

    def speak() -> None:
        try:
            voice.speak(PHRASE)
        except SpeechError as error:
            failed.append(error)

    speaking = threading.Thread(target=speak)
    speaking.start()
    while speaking.is_alive():
        voice.close()
        speaking.join(0.01)
    assert len(failed) == 1


def test_a_session_keeps_the_phrases_of_each_voice_and_model_apart(http: SpeechServer, tmp_path: Path) -> None:
    for chosen in ("voice=a&model=m", "voice=b&model=m", "voice=a&model=n", "model=m&voice=a"):
        with Speaker(f"server:{http.url}#{chosen}", "en", Delivery(), tmp_path / "cache") as speaker:
            assert speaker.pcm(PHRASE).duration_ms > 500
    spoken = [(asked["voice"], asked["model"]) for asked in http.asked if asked["input"] == PHRASE]
    assert spoken == [("a", "m"), ("b", "m"), ("a", "n")]


def test_an_error_of_a_session_names_its_phrase_and_not_what_the_voice_is_measured_with(
    http: SpeechServer, tmp_path: Path
) -> None:
    http.fault = "500"
    with (
        Speaker(f"server:{http.url}#voice=a", "en", Delivery(), tmp_path / "cache") as speaker,
        pytest.raises(SpeechError) as caught,
    ):
        speaker.pcm(PHRASE)
    assert caught.value.text == PHRASE
    assert PHRASE in caught.value.message


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://localhost:8880/v1/#model=m&voice=a%20b", Address("http", "localhost", 8880, "/v1", "a b", "m")),
        ("HTTP://LOCALHOST:8880#voice=a", Address("http", "localhost", 8880, "/v1", "a", "")),
        ("https://nas.local/tts/v1#voice=a", Address("https", "nas.local", 443, "/tts/v1", "a", "")),
        ("http://[::1]:1/v1#voice=a", Address("http", "::1", 1, "/v1", "a", "")),
        ("wyoming://127.0.0.1", Address("wyoming", "127.0.0.1", 10_200, "", "", "")),
    ],
)
def test_an_address_has_one_spelling(written: str, address: Address) -> None:
    assert read_address(written) == address
    assert read_address(str(address)) == address


@pytest.mark.parametrize(
    "wrong",
    [
        "", "anna", "ftp://127.0.0.1#voice=a", "http://#voice=a", "http://127.0.0.1:99999#voice=a", "http://127.0.0.1:1/v1",
        "http://127.0.0.1:1/v1#anna", "http://127.0.0.1:1/v1#voice=a&speed=2", "http://me:word@127.0.0.1:1#voice=a",
        "http://127.0.0.1:1/v1?key=x#voice=a", "http://127.0.0.1:1/v 1#voice=a", "http://[::1#voice=a",
    ],
)  # fmt: skip
def test_what_is_no_address_says_how_one_looks(wrong: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_voice(f"server:{wrong}", "en")
    assert "127.0.0.1" in caught.value.hint


@pytest.mark.parametrize("server", ["http://nas.local:8880", "http://192.168.1.5:8880", "http://127.0.0.1.example.org"])
def test_another_machine_hears_nothing_unless_the_person_agreed(home: Path, server: str) -> None:
    with pytest.raises(VoiceUnavailableError) as caught:
        open_voice(f"server:{server}/v1#voice=a", "en", 1.0)
    assert str(home / "settings.toml") in caught.value.hint
    line = caught.value.hint.partition(": ")[2]
    assert line.startswith("servers = [")
    (home / "settings.toml").write_text(f"{line}\n")
    open_voice(f"server:{server}/v1#voice=a", "en", 1.0).close()
    with pytest.raises(VoiceUnavailableError):
        open_voice("server:http://other.local:8880/v1#voice=a", "en", 1.0)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.5.5.5", "[::1]"])
def test_this_machine_needs_no_word(host: str) -> None:
    open_voice(f"server:http://{host}:8880/v1#voice=a", "en", 1.0).close()


@pytest.mark.parametrize("content", ["servers = 3", "servers = [3]", "servers = ", "servers = ['nas']", "\ufeff["])
def test_a_damaged_list_agrees_to_nothing(home: Path, content: str) -> None:
    (home / "settings.toml").write_text(content, encoding="utf-8")
    with pytest.raises(VoiceUnavailableError):
        open_voice("server:http://nas.local:8880/v1#voice=a", "en", 1.0)


def test_what_is_a_server() -> None:
    assert is_server("https://nas.local")
    assert not any(map(is_server, ["nas.local", "http://", "http://nas:x", "file:///etc"]))


def test_a_script_chooses_no_server(tmp_path: Path) -> None:
    for spec in ("server:http://127.0.0.1:8880/v1#voice=a", "own:anna+server:wyoming://127.0.0.1"):
        (tmp_path / "anna").mkdir(exist_ok=True)
        with pytest.raises(VoiceUnavailableError, match="scripts cannot choose a server"):
            name_in_script(spec, tmp_path)


def test_auto_never_picks_it_and_the_list_says_how_it_is_named() -> None:
    assert why_auto("en").voice.engine != "server"
    (line,) = listings()
    assert not line.usable
    assert "--voice 'server:http://127.0.0.1" in line.remedy


@pytest.mark.parametrize("bits", [8, 16, 24, 32, -32])
def test_every_usual_width_of_samples_is_read(bits: int) -> None:
    samples = hum("A sound")
    raw = {
        8: lambda: (samples * 127 + 128).astype(np.uint8).tobytes(),
        16: lambda: (samples * 32767).astype("<i2").tobytes(),
        24: (samples * 8388607).astype("<i4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes,
        32: lambda: (samples.astype(np.float64) * 2147483647).astype("<i4").tobytes(),
        -32: lambda: samples.astype("<f4").tobytes(),
    }[bits]()
    width = abs(bits) // 8
    head = bytearray(wav(samples)[:44])
    head[20:22] = (3 if bits < 0 else 1).to_bytes(2, "little")
    head[28:36] = (
        (RATE_HZ * width).to_bytes(4, "little") + width.to_bytes(2, "little") + abs(bits).to_bytes(2, "little")
    )
    head[40:44] = len(raw).to_bytes(4, "little")
    assert np.allclose(speech_of_wav(bytes(head) + raw).samples, samples, atol=0.02)


@pytest.mark.parametrize("length", [0, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_wav_that_is_sent_while_it_is_spoken_is_read_to_its_end(length: int) -> None:
    content = bytearray(wav(hum("A sound")))
    content[40:44] = length.to_bytes(4, "little")
    assert np.allclose(speech_of_wav(bytes(content)).samples, hum("A sound"), atol=1e-4)


def test_no_wav_however_damaged_raises_anything_else() -> None:
    whole = wav(hum("A"))
    for place in range(44):
        for value in (0, 1, 127, 255):
            content = bytearray(whole)
            content[place] = value
            for damaged in (bytes(content), whole[:place]):
                with contextlib.suppress(AnswerError):
                    speech_of_wav(damaged)
