"""The calls about phrases, voices, sounds, wording packs and formats."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from studio_client import Client

SCRIPT = "# T\n\n- pronounce psoas: SO-az\n\n## Bridge\n\n- hold: 10s\n- sides: right, left\n- levels: 4-5\n"
TONE = {"voice": "tone"}


def samples(page: Client, address: str) -> NDArray[np.float64]:
    answer = page.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "audio/wav")
    return np.frombuffer(answer.body[44:], "<i2") / 32_768


@pytest.mark.parametrize(
    ("phrase", "spoken"),
    [
        ({"text": "Hello."}, "Hello."),
        ({"text": "Your {side} psoas.", "script": SCRIPT, "step": 1}, "Your right SO-az."),
        ({"text": "{name}, {side|rechts|links}.", "script": SCRIPT, "step": 1}, "Bridge, rechts."),
        ({"text": "Hold {hold}.\n\nThen rest.", "script": SCRIPT, "step": 1}, "Hold 10 seconds. Then rest."),
        ({"text": "Fine.", "script": SCRIPT.replace("- hold", "- hodl"), "step": 1}, "Fine."),
        ({"text": "Ask.", "script": SCRIPT, "step": 1, "options": {**TONE, "guidance": "chimes", "fit": "1s"}}, "Ask."),
    ],
    ids=str,
)
def test_a_phrase_is_heard_in_the_words_of_its_script(page: Client, phrase: dict[str, Any], spoken: str) -> None:
    status, heard = page.send("POST", "/api/phrases", {"options": TONE, **phrase})
    assert status == 200, heard
    assert heard["spoken"] == spoken
    sound = samples(page, heard["audio"])
    assert len(sound) == heard["duration_ms"] * 48
    assert np.abs(sound[:4_800]).max() > 0.01  # no silence before it


def test_a_silence_in_a_phrase_is_heard_and_a_mistake_in_it_is_told_at_its_place(page: Client) -> None:
    one, two = (page.send("POST", "/api/phrases", {"text": text, "options": TONE})[1] for text in ("A.", "A. [5s] A."))
    assert two["duration_ms"] > one["duration_ms"] + 5_000
    status, refused = page.send("POST", "/api/phrases", {"text": "Do [pase 3s]", "script": SCRIPT, "step": 1})
    assert (status, refused["kind"]) == (422, "script")
    assert [(one["line"], one["column"]) for one in refused["problems"]] == [(1, 4)]
    assert page.send("POST", "/api/phrases", {"text": "Do", "script": SCRIPT, "step": 9})[0] == 404
    assert page.get("/api/phrases/nothing.wav").status == 404


def test_sounds_are_listed_and_heard(page: Client) -> None:
    found = page.fields("/api/sounds")
    assert {"name": "rain", "is_own": False} in found["beds"]
    assert {"name": "bowl", "is_own": False} in found["chimes"]
    assert np.abs(samples(page, "/api/sounds/chimes/wood.wav")).max() > 0.05
    drone = samples(page, "/api/sounds/beds/drone.wav")
    assert len(drone) == 10 * 48_000
    thirds = [float(np.sqrt(np.mean(part**2))) for part in np.array_split(drone, 3)]
    assert min(thirds) > 0.5 * max(thirds) > 0.001  # it does not fade
    for wrong in ("chimes/nothing", "beds/..%2Fsecret", "beds/bowl%0A- voice: x"):
        assert page.get(f"/api/sounds/{wrong}.wav").status == 404


def test_voices_packs_and_formats_are_listed(page: Client) -> None:
    voices = page.fields("/api/voices")
    tone = next(one for one in voices["voices"] if one["name"] == "tone")
    assert tone["is_usable"]
    assert np.abs(samples(page, tone["sample"])).max() > 0.05
    emma = next(one for one in voices["voices"] if one["name"] == "hibari:emma")
    assert emma["is_usable"] or emma["size_bytes"] > 1_000_000
    assert "en" in [one["language"] for one in voices["defaults"]]
    assert page.get("/api/voices/nothing/sample.wav").status == 404
    assert {"name": "de", "language": "de", "is_own": False} in page.fields("/api/wording")["packs"]
    phrases = {one["name"]: one for one in page.fields("/api/wording/de")["phrases"]}
    assert phrases["half"]["texts"]
    assert "{next}" in phrases["next"]["texts"][0]
    assert phrases["half"]["setting"] == "wording half"
    assert phrases["numbers"]["is_list"]
    assert page.get("/api/wording/nothing").status == 404
    mp3, *_ = page.fields("/api/formats")["formats"]
    assert (mp3["suffix"], mp3["default_kbps"]["1"]) == ("mp3", 96)


def downloaded(page: Client, voice: str) -> dict[str, Any]:
    status, begun = page.send("POST", f"/api/voices/{voice}/download", {})
    assert (status, begun["voice"]) == (202, voice)
    return ended(page, begun)


def ended(page: Client, begun: dict[str, Any]) -> dict[str, Any]:
    found = page.fields(f"/api/downloads/{begun['id']}?wait_s=20")
    while found["state"] == "downloading":
        found = page.fields(f"/api/downloads/{begun['id']}?wait_s=20")
    return dict(found)


def test_a_voice_is_looked_up_downloaded_and_then_listed_as_usable(page: Client, voice_server: Any) -> None:
    path = voice_server.add("de_DE-thorsten-medium", model=b"x" * 300_000)
    offered = page.fields("/api/voices/de/offer")["voice"]
    assert (offered["name"], offered["language"]) == ("piper:de_DE-thorsten-medium", "de-DE")
    assert (offered["size_bytes"] > 300_000, "CC0" in offered["licence"], offered["is_here"]) == (True, True, False)
    assert path not in voice_server.asked
    done = downloaded(page, "de")
    assert (done["state"], done["progress"], done["voice"]) == ("done", 1.0, "piper:de_DE-thorsten-medium"), done
    assert path in voice_server.asked
    (listed,) = [one for one in page.fields("/api/voices")["voices"] if one["name"] == done["voice"]]
    assert (listed["is_usable"], listed["can_download"]) == (True, False)
    assert page.fields("/api/voices/de/offer")["voice"]["is_here"]


def test_a_download_of_hibari_that_broke_off_tells_how_far_it_came_and_goes_on(
    page: Client, voice_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hibari import voices

    model = bytes(range(256)) * 2_000
    emma = voices.VOICES["emma"]
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path / "hibari"))
    monkeypatch.setattr(voices, "BASE_URL", voice_server.url)  # it has no setting for it
    monkeypatch.setitem(emma, "bytes", len(model))
    monkeypatch.setitem(emma, "sha256", hashlib.sha256(model).hexdigest())
    voice_server.files[emma["file"]] = model
    voice_server.broken_off.add(emma["file"])
    failed = downloaded(page, "hibari:emma")
    assert (failed["state"], failed["error"]["kind"]) == ("failed", "voice")
    assert 0.4 < failed["progress"] < 0.6
    assert [one.name for one in (tmp_path / "hibari").iterdir()] == [f".{emma['file']}.part"]
    voice_server.broken_off.clear()
    assert downloaded(page, "hibari:emma")["state"] == "done"
    assert (tmp_path / "hibari" / emma["file"]).read_bytes() == model


def test_what_cannot_be_downloaded_fails_with_its_reason(page: Client, voice_server: Any) -> None:
    voice_server.add("de_DE-thorsten-medium")
    failed = downloaded(page, "klingon")
    assert (failed["state"], failed["error"]["kind"]) == ("failed", "not-found")
    assert json.loads(page.get("/api/voices/klingon/offer").body)["kind"] == "not-found"
