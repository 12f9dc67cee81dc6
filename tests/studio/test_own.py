"""One's own voice in the studio: phrases to record, recordings with what is wrong with them, and how they sound."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from studio_client import SHORT, Client

RATE_HZ = 48_000
UPLOAD = {"content-type": "audio/wav"}
ROOM = 0.0005


def recorded(level: float = 0.3, room: float = ROOM, most: float = 1.0, rate_hz: int = RATE_HZ) -> bytes:
    """Return a second of room, a second of a voice-like sound, a second of room, as a WAV file."""
    random = np.random.default_rng(1)
    frames = np.arange(rate_hz) / rate_hz
    words = sum(np.sin(2 * np.pi * 150 * n * frames) / n for n in range(1, 20)) * (1 + np.sin(2 * np.pi * 4 * frames))
    words *= level / np.abs(words).max()
    silence = np.zeros(rate_hz)
    samples = np.concatenate([silence, words, silence]) + random.normal(0, room, 3 * rate_hz)
    file = io.BytesIO()
    soundfile.write(file, np.clip(samples, -most, most), rate_hz, "PCM_16", format="WAV")
    return file.getvalue()


def put(page: Client, number: int | str, content: bytes, voice: str = "anna") -> tuple[int, Any]:
    answer = page.call("PUT", f"/api/own/{voice}/{number}", content, UPLOAD)
    return answer.status, json.loads(answer.body)


@pytest.fixture
def phrases(page: Client) -> list[dict[str, Any]]:
    status, listed = page.send("POST", "/api/own/anna/list", {"text": SHORT})
    assert status == 200, listed
    assert (listed["recorded"], listed["of"]) == (0, len(listed["phrases"]))
    found: list[dict[str, Any]] = listed["phrases"]
    return found


def test_a_phrase_is_recorded_heard_in_a_session_and_removed(
    page: Client, home: Path, phrases: list[dict[str, Any]]
) -> None:
    (breathe,) = (one for one in phrases if one["text"] == "Breathe in.")
    number, options = breathe["number"], {"voice": "own:anna+tone"}
    before = page.send("POST", "/api/sessions", {"text": SHORT, "options": options})[1]
    status, measured = put(page, number, recorded())
    assert status == 200, measured
    assert (measured["remarks"], measured["is_clipped"]) == ([], False)
    assert 900 <= measured["duration_ms"] <= 1_200
    assert abs(measured["peak_dbfs"] - 20 * np.log10(0.3)) < 0.5
    assert abs(measured["noise_dbfs"] - 20 * np.log10(ROOM)) < 1.0
    listed = page.send("POST", "/api/own/anna/list", {"text": SHORT})[1]
    assert listed["recorded"] == 1
    assert page.fields("/api/own")["voices"] == [{"voice": "anna", "recorded": 1, "phrases": len(phrases)}]
    heard = page.get(f"/api/own/anna/{number}.wav").body
    assert len(heard) < len(page.get(f"/api/own/anna/{number}.wav?raw=1").body) / 2
    after = page.send("POST", "/api/sessions", {"text": SHORT, "options": options})[1]
    assert after["id"] != before["id"]
    ready = page.fields(f"/api/sessions/{after['id']}?wait_s=20")
    (cue,) = (one for one in ready["sheet"]["cues"] if one.get("text") == "Breathe in.")
    assert abs(cue["duration_ms"] - measured["duration_ms"]) <= 20
    page.send("DELETE", f"/api/own/anna/{number}", {})
    assert page.send("POST", "/api/own/anna/list", {"text": SHORT})[1]["recorded"] == 0
    assert len(list((home / "bin").glob(f"*-{number}.wav"))) == 1


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (recorded(), []),
        (recorded(rate_hz=44_100), []),
        (recorded(level=0.02, room=0.00002), ["soft"]),
        (recorded(room=0.02), ["noise"]),
        (recorded(level=1.02), ["clipped"]),
    ],
    ids=["clean", "44100", "soft", "noise", "clipped"],
)
def test_what_is_wrong_with_a_recording_is_told(
    page: Client, phrases: list[dict[str, Any]], content: bytes, kinds: list[str]
) -> None:
    status, measured = put(page, phrases[0]["number"], content)
    assert status == 200, measured
    assert [one["kind"] for one in measured["remarks"]] == kinds
    assert all(one["message"] and one["hint"] for one in measured["remarks"])


@pytest.mark.parametrize(
    ("voice", "number", "content", "status"),
    [
        ("anna", 1, recorded(level=6.0), 422),
        ("anna", 1, recorded(level=0.0, room=0.0), 422),
        ("anna", 1, b"RIFF", 422),
        ("anna", 1, b"", 422),
        ("anna", 999, recorded(), 404),
        ("berta", 1, recorded(), 404),
        ("..%2F..%2Fx", 1, recorded(), 404),
        ("..", 1, recorded(), 422),
    ],
    ids=["distorted", "silent", "damaged", "empty", "no phrase", "no voice", "path", "dots"],
)
def test_what_is_no_recording_is_refused_and_the_one_before_stays(
    page: Client, home: Path, phrases: list[dict[str, Any]], voice: str, number: int, content: bytes, status: int
) -> None:
    assert phrases[0]["number"] == 1
    put(page, 1, recorded())
    kept = (home / "voices" / "anna" / "1.wav").read_bytes()
    told, answer = put(page, number, content, voice)
    assert told == status, answer
    assert answer["message"]
    assert (home / "voices" / "anna" / "1.wav").read_bytes() == kept
    assert not (home / "bin").exists()


def test_a_distorted_recording_is_kept_if_a_person_wants_it(
    page: Client, home: Path, phrases: list[dict[str, Any]]
) -> None:
    (breathe,) = (one for one in phrases if one["text"] == "Breathe in.")
    number, distorted = breathe["number"], recorded(level=6.0)
    assert put(page, number, distorted)[1]["kind"] == "distorted"
    status, measured = put(page, f"{number}?keep=1", distorted)
    assert (status, measured["is_clipped"]) == (200, True), measured
    assert [one["kind"] for one in measured["remarks"]] == ["clipped"]
    assert (home / "voices" / "anna" / f"{number}-keep.wav").read_bytes() == distorted
    session = page.spoken("Breathe in.\n", voice="own:anna")
    assert session["sheet"]["cues"][0]["spoken"] == "Breathe in."
    assert put(page, f"{number}?keep=1", recorded())[1]["is_clipped"] is False
    assert [one.name for one in (home / "voices" / "anna").glob("*.wav")] == [f"{number}.wav"]


def test_a_recording_of_another_format_is_served_as_what_it_is(
    page: Client, home: Path, phrases: list[dict[str, Any]]
) -> None:
    number = phrases[0]["number"]
    samples, rate_hz = soundfile.read(io.BytesIO(recorded()))
    soundfile.write(home / "voices" / "anna" / f"{number}.flac", samples, rate_hz)
    types = [page.get(f"/api/own/anna/{number}.wav{query}").headers["content-type"] for query in ("?raw=1", "")]
    assert types == ["audio/flac", "audio/wav"]
