"""Files of the studio: exported with progress and cancel, downloaded, verified."""

from __future__ import annotations

import json
import threading
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from studio_client import SHORT, Client

from voicecoach.serving.usage import Usage
from voicecoach.studio.jobs import Job, Jobs


def exported(page: Client, **asked: object) -> dict[str, Any]:
    fields = {"name": "mine", "text": SHORT, "options": {"voice": "tone"}, **asked}
    status, begun = page.send("POST", "/api/exports", fields)
    assert status == 202, begun
    found: dict[str, Any] = begun
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
        ({"bitrate_kbps": 1}, 202),
    ],
    ids=str,
)
def test_what_cannot_be_exported_is_told_and_leaves_no_file(
    page: Client, home: Path, asked: dict[str, Any], status: int
) -> None:
    fields = {"text": SHORT, "options": {"voice": "tone"}, **asked}
    told, answer = page.send("POST", "/api/exports", fields)
    assert told == status, answer
    if status == 202:
        failed = exported(page, **asked)
        assert failed["state"] == "failed"
        assert failed["error"]["message"]
        assert page.get(f"/api/exports/{failed['id']}/file").status in {400, 422}
    assert not [one for one in home.rglob("*") if one.is_file()]


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


def test_a_cancelled_export_leaves_nothing(page: Client, home: Path) -> None:
    text = "# Long\n\n" + "Breathe in. [9s]\n\n" * 200
    status, begun = page.send("POST", "/api/exports", {"text": text, "options": {"voice": "tone"}, "format": "flac"})
    assert status == 202
    page.call("DELETE", f"/api/exports/{begun['id']}", json.dumps({}).encode(), {"content-type": "application/json"})
    found = page.fields(f"/api/exports/{begun['id']}")
    while found["state"] in {"speaking", "writing"}:
        found = page.fields(f"/api/exports/{begun['id']}?wait_s=20")
    assert found["state"] == "cancelled"
    assert not [one for one in home.rglob("*") if one.is_file()]


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
