"""Sessions as people get them: exported by the real command line, and cut into their phrases by the cue sheet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from tests.ear.hearing import Samples, Sound, sound_of

ROOT = Path(__file__).parents[2]

_BEFORE_MS, _AFTER_MS = 40, 250
"""How far around a cue to look for its sound, if nothing else is near."""

_SIGNALS_OFF = "- chimes: begin off, end off, half off, switch off"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One cue as it is heard.

    Attributes:
        text: What is spoken.
        role: What it is for: ``name``, ``count``, ``cue``.
        step: The number of its step, ``None`` before the first.
        samples: Its sound with a little of what is around it, in mono.
        from_ms: Where they begin in the session.
        sound: Where it sounds in them.
    """

    text: str
    role: str
    step: int | None
    samples: Samples
    from_ms: float
    sound: Sound

    @property
    def begin_ms(self) -> float:
        """Where it begins in the session."""
        return self.from_ms + self.sound.begin_ms

    @property
    def end_ms(self) -> float:
        """Where it ends in the session."""
        return self.from_ms + self.sound.end_ms

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Session:
    """A finished file and its cue sheet.

    Attributes:
        name: The script's.
        sheet: The cue sheet, as JSON reads it.
        samples: All of it, mono.
        rate_hz: Their rate.
        phrases: Every spoken cue that no chime sounds over.
    """

    name: str
    sheet: Mapping[str, Any]
    samples: Samples
    rate_hz: int
    phrases: tuple[Phrase, ...]

    @property
    def language(self) -> str:
        return str(self.sheet["language"]).partition("-")[0]

    @property
    def pace(self) -> float:
        return float(self.sheet["voice"]["pace"])

    @property
    def voice(self) -> str:
        return f"{self.sheet['voice']['engine']}:{self.sheet['voice']['name']}"

    def distinct(self) -> list[Phrase]:
        """Return each text once, where it is heard first."""
        return list({phrase.text: phrase for phrase in reversed(self.phrases)}.values())[::-1]

    def neighbours(self) -> Iterator[tuple[Phrase, Phrase]]:
        """Yield each phrase of a step with the next."""
        return ((one, other) for one, other in pairwise(self.phrases) if one.step == other.step)


class Workshop:
    """A folder of its own for scripts, files and speech, empty at the beginning.

    Args:
        folder: Where everything goes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "VOICECOACH_CACHE_DIR": str(folder / "cache"),
            "VOICECOACH_HOME": str(folder / "home"),
        }

    def run(self, *arguments: str) -> None:
        """Run a command of voicecoach.

        Raises:
            SystemExit: It failed; the message has what it said.
        """
        done = subprocess.run(
            [sys.executable, "-m", "voicecoach", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"voicecoach {' '.join(arguments)} failed:\n{done.stderr}")

    def export(self, name: str, script: str, *options: str) -> Session:
        """Return a session that was made of the text of a script."""
        path = self.folder / f"heard-{name}.md"  # a script cannot be based on one of its own name
        path.write_text(script, encoding="utf-8")
        sound, sheet = path.with_suffix(".wav"), path.with_suffix(".json")
        self.run("export", str(path), "-o", str(sound), "--cues", str(sheet), "--no-wake", *options)
        samples, rate_hz = soundfile.read(sound, dtype="float64", always_2d=True)
        sound.unlink()
        return _session(name, json.loads(sheet.read_text(encoding="utf-8")), samples.mean(axis=1), rate_hz)

    def shipped(self, name: str) -> Session:
        """Return a shipped script's session without signals, which would ring over its words, and without a bed."""
        return self.export(name, f"# {name}\n\n- based on: {name}\n{_SIGNALS_OFF}\n", "--bed", "none")


def shipped_names() -> list[str]:
    """Return the names of all shipped scripts."""
    return sorted(path.stem for path in (ROOT / "scripts").glob("*.md"))


def _session(name: str, sheet: dict[str, Any], samples: Samples, rate_hz: int) -> Session:
    cues = sorted(sheet["cues"], key=lambda cue: int(cue["start_ms"]))
    phrases = []
    for at, cue in enumerate(cues):
        if cue["kind"] != "speech":
            continue
        begin_ms, end_ms = cue["start_ms"], cue["start_ms"] + cue["duration_ms"]
        others = [(other["start_ms"], other["start_ms"] + other["duration_ms"]) for other in cues[:at] + cues[at + 1 :]]
        if any(other_begin_ms < end_ms and begin_ms < other_end_ms for other_begin_ms, other_end_ms in others):
            continue
        from_ms = max([begin_ms - _BEFORE_MS, *(end for _, end in others if end <= begin_ms)])
        to_ms = min([end_ms + _AFTER_MS, *(begin for begin, _ in others if begin >= end_ms)])
        part = samples[round(from_ms * rate_hz / 1000) : round(to_ms * rate_hz / 1000)]
        sound = sound_of(part, rate_hz)
        if sound is None:
            raise SystemExit(f"{name}: {cue['spoken']!r} at {begin_ms / 1000:.3f} s is silent")
        phrases.append(Phrase(cue["spoken"], cue["role"], cue["step"], np.ascontiguousarray(part), from_ms, sound))
    return Session(name, sheet, samples, rate_hz, tuple(phrases))
