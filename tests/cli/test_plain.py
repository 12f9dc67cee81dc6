"""Output for people who listen to a screen reader, and for logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.cli.console import progress_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from command_line import Done

    Run = Callable[..., Done]
    Write = Callable[..., str]

SCRIPT = """\
- voice: tone

Hello.

## Bridge

- hold: 5s
- ready: 0s
- countdown: 3
"""


@pytest.mark.parametrize("how", ["--plain", "ACCESSIBLE", "TERM"])
def test_nothing_is_painted_again(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    if how != "--plain":
        monkeypatch.setenv(how, {"ACCESSIBLE": "1", "TERM": "dumb"}[how])
    options = ["--plain"] if how == "--plain" else []
    done = run("play", write(SCRIPT), "--device", "wav:a.wav", *options)
    assert done.code == 0
    assert "\x1b" not in done.err
    assert done.err.splitlines()[-1].startswith("done at 0:")


def test_progress_in_a_log_is_a_line_every_ten_seconds() -> None:
    lines: list[str] = []
    now_s = 0.0
    show = progress_lines("speaking", lines.append, lambda: now_s)
    for done in range(101):
        now_s += 0.25
        show(done, 100)
    assert lines == ["speaking: 39 %", "speaking: 79 %"]
