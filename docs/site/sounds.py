"""The examples of sound on the documentation site."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import voicecoach


@dataclass(frozen=True, slots=True)
class Example:
    """A short session: its script, the options that make it short, and what to listen for."""

    title: str
    about: str
    script: str
    options: dict[str, str]

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.title.lower().replace(' ', '-')}.mp3"

    @property
    def command(self) -> str:
        """The command that makes its file."""
        given = " ".join(f"--{name.replace('_', '-')} {shlex.quote(value)}" for name, value in self.options.items())
        return f"voicecoach export {self.script} {given} -o {self.file_name}"


EXAMPLES = (
    Example(
        "A stretch for the back",
        "A bowl begins the hold, a bell ends it, and two tones ask to change sides.",
        "lower-back",
        {"only": "Knee-to-Chest", "level": "1"},
    ),
    Example(
        "Fewer words",
        "The same stretch for somebody who knows it: names and counts only.",
        "lower-back",
        {"only": "Knee-to-Chest", "level": "1", "guidance": "names"},
    ),
    Example(
        "Rain under the voice",
        "The rain makes way for each sentence.",
        "desk-break",
        {"only": "1", "bed": "rain", "bed_level": "-18"},
    ),
    Example(
        "A slower voice",
        "Slower speech and longer pauses, as at the end of a day.",
        "desk-break",
        {"only": "1", "pace": "0.8", "pauses": "1.5"},
    ),
)


def export_examples(folder: Path) -> Iterator[Path]:
    """Export the examples as MP3 files; yield their paths."""
    for each in EXAMPLES:
        with voicecoach.open(each.script, **each.options) as session:  # type: ignore[arg-type]
            yield session.export(folder / each.file_name).path
