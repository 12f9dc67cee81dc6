"""What a teacher does who records her own voice, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import soundfile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., object]
    Write = Callable[..., str]


def hum(path: Path) -> None:
    soundfile.write(path, np.pad(0.1 * np.sin(np.arange(16_000) * 0.1), 4_000), 16_000)


def test_a_list_is_written_recorded_and_played(run: Run, write: Write, tmp_path: Path) -> None:
    script = write("One.\n\nTwo.\n\nThree.\n")
    written = run("wording", "--phrases", script, "-o", "anna/phrases.txt")
    assert (written.code, written.out) == (0, "")
    assert "--voice own:anna" in written.err
    for name in ("1.wav", "two.flac"):
        hum(tmp_path / "anna" / name)
    refused = run("export", script, "--voice", "own:anna", "-o", "session.wav")
    assert refused.code == 1
    assert "3. Three." in refused.err
    assert not (tmp_path / "session.wav").exists()
    missing = run("wording", "--phrases", script, "--missing", "own:anna")
    assert missing.out == "3. Three.\n"
    assert "1 of 3" in missing.err
    assert run("export", script, "--voice", "own:anna+tone", "-o", "session.wav").code == 0
    hum(tmp_path / "anna" / "003 - three.wav")
    assert run("export", script, "--voice", "own:anna", "-o", "session.wav").code == 0
    assert run("play", script, "--voice", "own:anna", "--device", "wav:played.wav").code == 0
    nothing = run("wording", "--phrases", script, "--missing", "anna")
    assert (nothing.code, nothing.out) == (0, "")


def test_a_damaged_recording_at_the_end_is_told_before_the_beginning_is_heard(
    run: Run, write: Write, tmp_path: Path
) -> None:
    script = write("One.\n\n## Bridge\n- hold: 10s\n- cue: Lift it.\n- finish: Two.\n")
    run("wording", "--phrases", script, "-o", "anna/phrases.txt")
    for line in (tmp_path / "anna" / "phrases.txt").read_text(encoding="utf-8").splitlines():
        hum(tmp_path / "anna" / f"{line.partition('.')[0]}.wav")
    assert run("play", script, "--voice", "own:anna", "--device", "wav:whole.wav").code == 0
    (tmp_path / "anna" / "5.wav").write_bytes(b"RIFF and nothing more")
    played = run("play", script, "--voice", "own:anna", "--device", "wav:played.wav")
    assert played.code == 1
    assert "5.wav" in played.err
    assert not (tmp_path / "played.wav").exists()


def test_what_does_not_go_together_is_wrong_usage(run: Run, write: Write) -> None:
    script = write("One.\n")
    assert run("wording", "--pace", "0.8").code == 2
    assert run("wording", "--missing", "own:anna").code == 2
    assert run("wording", "--phrases", script, "--missing", "own:anna", "-o", "some.txt").code == 2
    assert run("wording", "--phrases", script, "--missing", "own:anna").code == 1
