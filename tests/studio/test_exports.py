"""Files of the studio: exported with progress and cancel, downloaded, verified."""

from __future__ import annotations

import io
import json
import threading
import urllib.request
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import mutagen.mp3
import pytest
from PIL import Image
from studio_client import SHORT, Client

from voicecoach.serving.usage import Usage
from voicecoach.studio.jobs import Job, Jobs


def exported(page: Client, **asked: object) -> dict[str, Any]:
    fields = {"name": "mine", "text": SHORT, "options": {"voice": "tone"}, **asked}
    return ended(page, *page.send("POST", "/api/exports", fields))


def ended(page: Client, status: int, begun: dict[str, Any]) -> dict[str, Any]:
    assert status == 202, begun
    found = begun
    while found["state"] in {"speaking", "writing"}:
        found = page.fields(f"/api/exports/{begun['id']}?wait_s=20")
    return found


def test_a_file_is_exported_downloaded_and_verified(page: Client, home: Path) -> None:
    done = exported(page, format="mp3", bitrate_kbps=64, channels=1, tags={"artist": "Anna"}, sidecars=True)
    assert (done["state"], done["progress"], done["error"]) == ("done", 1.0, None)
    path = Path(done["path"])
    assert path.parent == home / "exports"
    assert len([one for one in path.parent.iterdir() if one.stem.startswith("session") or one.stem == path.stem]) > 1
    answer = page.get(done["file"])
    assert answer.body == path.read_bytes()
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["content-disposition"] == f'attachment; filename="{path.name}"'
    part = page.get(done["file"], headers={"range": "bytes=0-2"})
    assert (part.status, part.body) == (206, b"ID3")
    assert b"Anna" in answer.body[:200_000].replace(b"\x00", b"")
    status, checked = page.send("POST", f"/api/exports/{done['id']}/verify", {})
    assert (status, checked["is_ok"]) == (200, True)
    assert len(checked["checks"]) > 3
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 3_000] = bytes(3_000)
    path.write_bytes(content)
    assert not page.send("POST", f"/api/exports/{done['id']}/verify", {})[1].get("is_ok")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"format": "exe"}, 422),
        ({"format": "../mp3"}, 422),
        ({"channels": 3}, 422),
        ({"tags": ["x"]}, 400),
        ({"text": "# T\n\n- hodl: 3"}, 422),
        ({"options": {"fit": "9h", "voice": "tone"}}, 422),
        ({"bitrate_kbps": 1}, 422),
        ({"bitrate_kbps": 64, "format": "flac"}, 422),
        ({"place": "nowhere"}, 422),
        ({"tags": {"yeer": "2026"}}, 422),
        ({"tags": {"year": "this one"}}, 422),
        ({"cover": "nothing"}, 404),
        ({"sidecars": "yes"}, 400),
    ],
    ids=str,
)
def test_what_cannot_be_exported_is_told_and_leaves_no_file(
    page: Client, home: Path, asked: dict[str, Any], status: int
) -> None:
    fields = {"text": SHORT, "options": {"voice": "tone"}, **asked}
    told, answer = page.send("POST", "/api/exports", fields)
    assert told == status, answer
    assert answer["message"]
    assert not [one for one in home.rglob("*") if one.is_file()]


def test_parts_with_a_cover_of_ones_own_are_downloaded_together(page: Client, home: Path) -> None:
    upload = {"content-type": "application/octet-stream"}
    picture = io.BytesIO()
    Image.new("RGB", (1600, 800), "#204060").save(picture, "PNG")
    kept = json.loads(page.call("POST", "/api/covers?filename=logo.jpg", picture.getvalue(), upload).body)
    refused = page.call("POST", "/api/covers?filename=logo.png", b"GIF89a" + bytes(30), upload)
    assert (refused.status, json.loads(refused.body)["message"]) == (
        422,
        "the picture logo.png cannot be used: it is not a JPEG or PNG picture",
    )
    with Image.open(io.BytesIO(page.get(kept["picture"]).body)) as cover:
        assert (cover.format, cover.size) == ("JPEG", (1000, 500))
    done = exported(page, place="whatsapp", parts=True, whole=False, cues=True, cover=kept["id"])
    assert (done["state"], done["can_verify"], done["remarks"]) == ("done", False, []), done
    names = [one["name"] for one in done["files"]]
    assert names == ["mine/01 Short.mp3", "mine/02 Bridge.mp3", "mine/Short.m3u8", "mine.cues.json"]
    zipped = page.get(done["archive"])
    assert zipped.headers["content-disposition"] == 'attachment; filename="mine.zip"'
    with ZipFile(io.BytesIO(zipped.body)) as archive:
        assert archive.namelist() == names
        assert archive.testzip() is None
        assert all(archive.read(name) == (home / "exports" / name).read_bytes() for name in names)
    first = page.get(done["files"][0]["file"])
    tags = mutagen.mp3.MP3(io.BytesIO(first.body))
    assert tags.tags.getall("APIC")[0].data == page.get(kept["picture"]).body
    assert (tags.info.channels, tags.info.bitrate) == (1, 64_000)
    assert page.get(f"/api/exports/{done['id']}/files/9").status == 400
    assert page.send("POST", f"/api/exports/{done['id']}/verify", {})[0] == 400


def test_all_sessions_of_ones_own_are_exported_and_one_that_fails_is_told(page: Client) -> None:
    assert page.send("POST", "/api/exports/all", {})[0] == 400
    for name, text in {"a": SHORT, "b": "# B\n\n- hodl: 3s\n", "c": SHORT}.items():
        page.send("POST", "/api/scripts", {"name": name, "text": text})
    done = ended(page, *page.send("POST", "/api/exports/all", {"options": {"voice": "tone"}, "format": "wav"}))
    assert (done["state"], [one["name"] for one in done["files"]]) == ("done", ["a.wav", "c.wav"]), done
    assert [(one["name"], one["error"]["kind"]) for one in done["failed"]] == [("b", "script")]
    assert page.get(done["archive"]).body.startswith(b"PK")


def test_a_job_is_cancelled_where_it_tells_its_progress() -> None:
    may_go_on, told = threading.Event(), threading.Event()

    def work(job: Job[str]) -> str:
        job.tell("writing", 0.5)
        told.set()
        may_go_on.wait(20)
        job.tell("writing", 0.6)
        return "made"

    jobs: Jobs[str] = Jobs("export", "e", Usage())
    job = jobs.begin("a.mp3", work)
    assert told.wait(20)
    assert (job.state, job.progress) == ("writing", 0.5)
    job.cancel()
    may_go_on.set()
    job.wait(20)
    assert (job.state, job.result) == ("cancelled", None)


@pytest.mark.parametrize("has_parts", [False, True])
def test_a_cancelled_export_leaves_nothing(page: Client, home: Path, *, has_parts: bool) -> None:
    text = "# Long\n\n" + "Breathe in. [9s]\n\n" * 200
    asked = {"text": text, "options": {"voice": "tone"}, "format": "flac", "parts": has_parts}
    status, begun = page.send("POST", "/api/exports", asked)
    assert status == 202
    page.call("DELETE", f"/api/exports/{begun['id']}", json.dumps({}).encode(), {"content-type": "application/json"})
    found = page.fields(f"/api/exports/{begun['id']}")
    while found["state"] in {"speaking", "writing"}:
        found = page.fields(f"/api/exports/{begun['id']}?wait_s=20")
    assert found["state"] == "cancelled"
    assert not [one for one in home.rglob("*") if one.is_file()]
    assert not list(home.glob("exports/*"))


def test_a_saved_script_is_shared_with_a_phone_until_it_is_stopped(page: Client) -> None:
    page.send("POST", "/api/scripts", {"name": "mine", "text": SHORT})
    status, begun = page.send("POST", "/api/phone", {"name": "mine", "options": {"voice": "tone"}})
    assert status == 202
    found = begun
    while found["state"] in {"speaking", "writing"}:
        found = page.fields(f"/api/phone/{begun['id']}?wait_s=20")
    if found["state"] == "failed":
        assert found["error"]["message"].startswith("cannot listen at")
        pytest.skip("this computer is not in a network")
    assert found["address"].startswith("http://")
    assert found["qr"].startswith("<svg")
    with urllib.request.urlopen(found["numeric_address"]) as answer:  # noqa: S310 - our own server
        assert b"Short" in answer.read()
    page.send("DELETE", f"/api/phone/{begun['id']}", {})
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(found["numeric_address"])  # noqa: S310
    assert page.send("POST", "/api/phone", {"name": "../mine"})[0] == 404
