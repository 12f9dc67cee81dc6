"""``voicecoach verify`` tells what is wrong with a file, and from what it came."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import mutagen
import mutagen.id3
import pytest
import soundfile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Write = Callable[..., str]

SCRIPT = """
# Short

- voice: tone

Welcome to it.

## Stretch

- hold: 5s
- ready: 3s

---

Until next time.
"""


@pytest.mark.parametrize("suffix", [".mp3", ".flac", ".opus", ".m4b"])
def test_an_export_is_good_alone_and_beside_its_script(run: Run, write: Write, suffix: str) -> None:
    script = write(SCRIPT)
    channels = ["--stereo"] if suffix == ".flac" else []
    assert run("export", script, "-o", f"a{suffix}", "--pace", "0.8", "--set", "patient=Anna", *channels).code == 0
    alone = run("verify", f"a{suffix}")
    assert alone.code == 0, alone.out
    assert f"a{suffix}: everything matches; made from test.md" in alone.out
    assert "pace=0.8" in alone.out
    beside = run("verify", f"a{suffix}", script)
    assert beside.code == 0, beside.out
    assert "likeness" in beside.out
    assert "likeness" not in alone.out


def test_an_export_can_be_verified_before_it_takes_its_place(run: Run, write: Write, tmp_path: Path) -> None:
    script = write(SCRIPT)
    for suffix in (".mp3", ".m4b"):
        done = run("export", script, "-o", f"a{suffix}", "--verify")
        assert done.code == 0, done.err
        assert (tmp_path / f"a{suffix}").exists()


def test_json_is_for_programs(run: Run, write: Write, tmp_path: Path) -> None:
    run("export", write(SCRIPT), "-o", "a.mp3")
    tags = mutagen.id3.ID3(tmp_path / "a.mp3")
    tags["TIT2"].text = ["Other"]
    tags.save(tmp_path / "a.mp3", v2_version=3)
    done = run("verify", "a.mp3", "--json")
    found = json.loads(done.out)
    assert (done.code, done.err, found["file"], found["ok"]) == (1, "", "a.mp3", False)
    assert [(miss["check"], miss["at_ms"], miss["step"]) for miss in found["misses"]] == [("tags", None, None)]
    assert {check["name"]: check["ok"] for check in found["checks"]}["tags"] is False
    assert {"name", "ok", "checked", "worst", "unit"} <= set(found["checks"][0])
    assert found["source"]["script"] == "test.md"
    assert found["source"]["options"] == {}


def test_a_script_that_has_changed_since_is_told(run: Run, write: Write) -> None:
    script = write(SCRIPT)
    run("export", script, "-o", "a.mp3")
    write(SCRIPT.replace("Until next time.", "Goodbye for now."))
    done = run("verify", "a.mp3", script)
    assert done.code == 1
    assert "\"Until next time.\": the script has changed since: it is now 'Goodbye for now.'" in done.out
    write(SCRIPT + "\n<!-- nothing that is heard -->\n")
    done = run("verify", "a.mp3", script)
    assert done.code == 0
    assert "but sounds the same" in done.out


def test_a_file_without_a_sheet_needs_its_script(run: Run, write: Write, tmp_path: Path) -> None:
    script = write(SCRIPT)
    run("export", script, "-o", "a.wav")
    sound, rate_hz = soundfile.read(tmp_path / "a.wav")
    soundfile.write(tmp_path / "bare.wav", sound, rate_hz)
    done = run("verify", "bare.wav")
    assert (done.code, done.out) == (1, "")
    assert "voicecoach verify FILE SCRIPT" in done.err
    beside = run("verify", "bare.wav", script)
    assert "tags: the file: the tag title: there is none" in beside.out
    assert re.search(r"^likeness .* good\s*$", beside.out, re.MULTILINE)
    assert "cues" not in beside.out  # the new mix tells more


@pytest.mark.parametrize("name", ["missing.mp3", "text.mp3", "."])
def test_what_cannot_be_verified_is_said_in_plain_words(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "text.mp3").write_text("hello")
    done = run("verify", name)
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 2
