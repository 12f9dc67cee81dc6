"""The studio's server: its lock, documents, and the sound of a session by byte range."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from studio_client import JSON, PORT, SHORT, TOKEN, Client

import voicecoach

HERE = f"http://127.0.0.1:{PORT}"


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/api/about", "/api/events", "/api/library", "/api/nothing"])
def test_nothing_is_told_without_the_token(stranger: Client, path: str) -> None:
    for headers in ({}, {"authorization": "Bearer wrong"}, {"cookie": f"voicecoach-{PORT}=wrong"}):
        assert stranger.get(path, headers=headers).status == 403
    assert stranger.get("/?token=wrong").status == 403


def test_the_opened_address_gives_a_cookie_that_no_script_reads(stranger: Client) -> None:
    answer = stranger.get(f"/?token={TOKEN}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": f"evil.example:{PORT}"}, 421),
        ({"host": "127.0.0.1@evil.example"}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": HERE, "sec-fetch-site": "same-origin"}, 200),
        ({}, 200),
    ],
    ids=str,
)
def test_foreign_pages_and_rebound_names_are_turned_away(page: Client, headers: dict[str, str], status: int) -> None:
    assert page.get("/api/about", headers=headers).status == status


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("POST", "/api/scripts", b"name=x", {"content-type": "application/x-www-form-urlencoded"}, 415),
        ("POST", "/api/scripts", b'{"name": "x"}', {"content-type": "text/plain"}, 415),
        ("POST", "/api/scripts", b'{"name": "x"}', {}, 415),
        ("POST", "/api/scripts", b"{", JSON, 400),
        ("POST", "/api/scripts", b"[" * 100_000, JSON, 400),
        ("POST", "/api/scripts", b"[]", JSON, 400),
        ("POST", "/api/scripts", b'{"name": 3}', JSON, 400),
        ("POST", "/api/scripts", b" " * 4_000_001, JSON, 413),
        ("POST", "/api/look", rb'{"text": "Hi \ud800."}', JSON, 400),
        ("POST", "/api/sessions", rb'{"text": "Hi \uDFFF."}', JSON, 400),
        ("POST", "/api/voices/..%2F..%2Fx/download", b"{}", JSON, 404),
        ("POST", "/api/scripts", b'{"name": "../x", "text": "hi"}', JSON, 422),
        ("POST", "/api/scripts", b'{"name": "/x", "text": "hi"}', JSON, 422),
        ("POST", "/api/scripts", b'{"name": "x", "from": "/etc/passwd"}', JSON, 404),
        ("POST", "/api/scripts", b'{"name": "x", "from": "../lower-back"}', JSON, 404),
        ("PUT", "/api/scripts/..%2Fx", b'{"text": "hi", "revision": null}', JSON, 404),
        ("PUT", "/api/scripts/lower-back", b'{"text": "hi", "revision": "1"}', JSON, 409),
        ("DELETE", "/api/scripts/lower-back", b"{}", JSON, 404),
        ("POST", "/api/bin/..%2F..%2Fx/restore", b"{}", JSON, 404),
        ("POST", "/api/sessions", b'{"text": "hi", "options": {"wording": "/etc/passwd"}}', JSON, 400),
        ("POST", "/api/sessions", b'{"text": "hi", "options": {"bed": "../x.wav"}}', JSON, 400),
        ("POST", "/api/sessions", b'{"text": "hi", "options": {"voice": "own:/etc"}}', JSON, 400),
        ("POST", "/api/sessions", b'{"text": "hi", "options": {"pase": 1}}', JSON, 400),
        ("POST", "/api/sessions", b'{"text": "hi", "options": {"pace": 9}}', JSON, 422),
        ("POST", "/api/sessions", b'{"text": "# T\\n\\n- hodl: 3"}', JSON, 422),
        ("GET", "/api/sessions/nothing", b"", {}, 404),
        ("PATCH", "/api/about", b"", {}, 405),
        ("POST", "/api/about", b"{}", JSON, 405),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_hostile_or_mistaken_call_is_refused_and_writes_nothing(
    page: Client, home: Path, method: str, path: str, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = page.call(method, path, body, headers)
    assert answer.status == status, answer.text
    assert "Traceback" not in answer.text
    if status != 405 or method != "PATCH":  # methods that nothing has are refused before the interface
        assert json.loads(answer.body)["message"]
    assert not [found for found in home.rglob("*") if found.is_file()]


def test_every_answer_has_the_strict_headers(page: Client) -> None:
    for path in ("/api/about", "/api/nothing", "/page/nothing.js"):
        headers = page.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")


def test_a_document_is_saved_only_over_its_revision(page: Client, home: Path) -> None:
    _, made = page.send("POST", "/api/scripts", {"name": "mine", "text": SHORT})
    address, file = "/api/scripts/mine", home / "scripts" / "mine.md"
    assert page.fields(address) == made
    status, saved = page.send("PUT", address, {"text": SHORT + "\nMore.\n", "revision": made["revision"]})
    assert status == 200
    file.write_text("# Elsewhere\n", encoding="utf-8")
    status, refused = page.send("PUT", address, {"text": "# Mine\n", "revision": saved["revision"]})
    assert (status, refused["kind"], refused["text"]) == (409, "conflict", "# Elsewhere\n")
    assert file.read_text(encoding="utf-8") == "# Elsewhere\n"
    status, kept = page.send("PUT", address, {"text": "# Mine\n", "revision": refused["revision"]})
    assert status == 200
    file.unlink()
    status, gone = page.send("PUT", address, {"text": "# Mine\n", "revision": kept["revision"]})
    assert (status, gone["text"]) == (409, None)
    assert page.send("PUT", address, {"text": "# Mine\n", "revision": None})[0] == 200
    # One that hid a ready-made session is written again under its name, too.
    assert page.send("PUT", "/api/scripts/lower-back", {"text": "# Mine\n", "revision": None})[0] == 200
    assert page.fields("/api/scripts/lower-back")["is_own"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"# A\r\n\r\nHi.\r\n", b"# A\r\n\r\nHi there.\r\n\r\nMore.\r\n"),
        (b"# A\r\n\nHi.", b"# A\r\n\nHi there.\r\n\r\nMore.\r\n"),
        ("# A\r\n\r\nHi.\r\n".encode("utf-16"), b"# A\r\n\r\nHi there.\r\n\r\nMore.\r\n"),
    ],
)
def test_a_saved_file_keeps_its_line_ends(page: Client, home: Path, before: bytes, after: bytes) -> None:
    file = home / "scripts" / "mine.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(before)
    found = page.fields("/api/scripts/mine")
    text = str(found["text"]).replace("Hi.", "Hi there.").rstrip("\n") + "\n\nMore.\n"
    assert page.send("PUT", "/api/scripts/mine", {"text": text, "revision": found["revision"]})[0] == 200
    assert file.read_bytes() == after


def test_what_is_deleted_comes_back_under_a_free_name(page: Client) -> None:
    page.send("POST", "/api/scripts", {"name": "mine", "text": SHORT})
    _, entry = page.send("DELETE", "/api/scripts/mine", {})
    page.send("POST", "/api/scripts", {"name": "mine", "text": "# Other\n\nHi.\n"})
    assert [one["title"] for one in page.fields("/api/library")["bin"]] == ["Short"]
    _, back = page.send("POST", f"/api/bin/{entry['id']}/restore", {})
    assert (back["name"], back["text"]) == ("mine-2", SHORT)
    _, renamed = page.send("POST", "/api/scripts/mine-2/rename", {"name": "anna"})
    assert (renamed["name"], page.get("/api/scripts/mine-2").status) == ("anna", 404)
    own = [one["name"] for one in page.fields("/api/library")["routines"] if one["is_own"]]
    assert own == ["anna", "mine"]


def test_a_text_is_imported_with_its_report(page: Client) -> None:
    upload = {"content-type": "application/octet-stream"}
    text = b"Lie down.\n\n(Pause 3s)\n\nClose your eyes.\n"
    made = page.call("POST", "/api/import?filename=evening.txt", text, upload)
    assert made.status == 201, made.text
    assert json.loads(made.body)["document"]["name"] == "evening"
    assert "pause" in {one["kind"] for one in json.loads(made.body)["report"]}


def test_any_part_of_the_sound_is_what_the_mixer_makes(page: Client) -> None:
    session = page.spoken(SHORT)
    mixed = voicecoach.render(SHORT, voice="tone")
    whole = page.get(session["audio"])
    assert (whole.status, whole.headers["accept-ranges"]) == (200, "bytes")
    content = whole.body
    assert struct.unpack("<4sI4s4sIHHIIHH4sI", content[:44]) == (
        b"RIFF", len(content) - 8, b"WAVE", b"fmt ", 16, 1, 1, 48_000, 96_000, 2, 16, b"data", len(content) - 44,
    )  # fmt: skip
    heard = np.frombuffer(content[44:], "<i2")[:, np.newaxis]
    assert heard.shape == mixed.shape
    assert len(heard) == session["duration_ms"] * 48
    assert np.abs(heard / 32_768 - mixed).max() <= 0.5 / 32_768
    for first, last in ((0, 9), (40, 50), (44, 44), (100_001, 200_002), (len(content) - 3, len(content) - 1)):
        part = page.get(session["audio"], headers={"range": f"bytes={first}-{last}"})
        assert part.status == 206
        assert part.headers["content-range"] == f"bytes {first}-{last}/{len(content)}"
        assert part.body == content[first : last + 1], (first, last)
    assert page.get(session["audio"], headers={"range": f"bytes={len(content)}-"}).status == 416


def test_another_text_or_option_is_another_session_and_the_old_one_still_answers(page: Client) -> None:
    first = page.spoken(SHORT)
    assert page.spoken(SHORT)["id"] == first["id"]
    changed, slower = page.spoken(SHORT.replace("in.", "out.")), page.spoken(SHORT, pace=0.8)
    assert len({first["id"], changed["id"], slower["id"]}) == 3
    assert page.get(first["audio"], headers={"range": "bytes=0-3"}).body == b"RIFF"
    assert first["fit"]["least_ms"] < first["duration_ms"] < first["fit"]["most_ms"]
    assert [cue["line"] for cue in first["sheet"]["cues"] if cue.get("text") == "Breathe in."] == [3]
    picture = page.get(f"/api/sessions/{first['id']}/timeline.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")


def test_a_session_can_be_heard_while_it_is_spoken_and_stays_what_it_was(page: Client) -> None:
    status, opened = page.send("POST", "/api/sessions", {"text": SHORT, "options": {"voice": "tone", "pace": 0.9}})
    assert status == 200
    growing = f"/api/sessions/{opened['id']}/growing.wav"
    first = page.get(growing, headers={"range": "bytes=44-300000"})
    assert first.status == 206
    ready = page.fields(f"/api/sessions/{opened['id']}?wait_s=20")
    assert ready["is_exact"]
    whole = page.get(ready["audio"]).body
    assert first.body == whole[44:300_001]
    longer = page.get(growing).body
    assert len(longer) > len(whole)
    assert longer[44 : len(whole)] == whole[44:]
    assert not any(longer[len(whole) :])


def test_a_step_alone_has_its_own_words_only(page: Client) -> None:
    text = SHORT + "\n## Cobra\n\n- hold: 5s\n\nLie down.\n\n---\n\nGood bye.\n"
    asked = {"text": text, "step": 2, "options": {"voice": "tone"}}
    session = page.send("POST", "/api/sessions", asked)[1]
    heard = [cue["text"] for cue in session["sheet"]["cues"] if cue["kind"] == "speech" and cue["role"] != "count"]
    assert heard == ["Cobra.", "Lie down."]
    assert [step["index"] for step in session["sheet"]["steps"]] == [2]
    assert page.send("POST", "/api/sessions", {**asked, "step": 3})[0] == 404
    assert page.send("POST", "/api/sessions", {**asked, "options": {"skip": "Cobra", "voice": "tone"}})[0] == 404


def test_the_length_is_known_without_speaking(page: Client) -> None:
    asked = {"text": SHORT, "options": {"voice": "tone"}}
    status, free = page.send("POST", "/api/lengths", asked)
    assert (status, free["is_exact"]) == (200, False)
    assert free["fit"]["least_ms"] < free["duration_ms"] < free["fit"]["most_ms"]
    fitted = page.send("POST", "/api/lengths", {"text": SHORT, "options": {"voice": "tone", "fit": "1m"}})[1]
    assert fitted["duration_ms"] == 60_000
    assert "1:00" in fitted["fit_summary"]
    status, refused = page.send("POST", "/api/lengths", {"text": SHORT, "options": {"fit": "9h"}})
    assert (status, refused["kind"]) == (422, "fit")
