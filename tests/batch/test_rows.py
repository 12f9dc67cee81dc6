"""The options of a row's file: from its cells, else the command, else its script."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicecoach.batch.columns import CellError, choices_of, column_named, file_choices_of
from voicecoach.batch.orders import BatchSettings
from voicecoach.batch.rows import RowFiles
from voicecoach.batch.table import read_table
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.session.options import Choices

OPUS, AAC = FileChoices(format="opus"), FileChoices(place="apple-podcasts")


@pytest.mark.parametrize(
    ("script", "cells", "command", "name"),
    [
        ("", {}, FileChoices(), "r.mp3"),
        ("- format: ogg\n", {}, FileChoices(), "r.ogg"),
        ("- format: ogg\n", {}, OPUS, "r.opus"),
        ("- format: ogg\n", {"Format": ".FLAC"}, OPUS, "r.flac"),
        ("- format: ogg\n", {"for": "apple-podcasts"}, FileChoices(), "r.mp3"),
        ("- format: ogg\n", {"for": "apple-podcasts", "format": "m4a"}, FileChoices(), "r.m4a"),
        ("- format: ogg\n", {"for": "none"}, AAC, "r.ogg"),
        ("- format: ogg\n", {"out": "r.wav", "format": "m4a"}, OPUS, "r.wav"),
    ],
)
def test_the_format_of_a_file(
    tmp_path: Path, script: str, cells: dict[str, str], command: FileChoices, name: str
) -> None:
    (tmp_path / "own.md").write_text(f"# Own\n{script}\nHello.\n", encoding="utf-8")
    heads, row = ";".join(["script", *cells]), ";".join(["own", *cells.values()])
    (tmp_path / "t.csv").write_text(f"{heads}\n{row}\n", encoding="utf-8")
    files = RowFiles(read_table(tmp_path / "t.csv"), BatchSettings(tmp_path, file=command, pattern="r"))
    assert files.out(files.table.rows[0]) == Path(name)


@pytest.mark.parametrize(
    ("cells", "choices"),
    [
        (
            {"bitrate": "128k", "mono": "yes", "verify": "ja"},
            FileChoices(bitrate_kbps=128, channels=1, is_verified=True),
        ),
        ({"stereo": "x", "sidecars": "no"}, FileChoices(channels=2, has_sidecars=False)),
        ({"channels": "stereo", "for": "no"}, FileChoices(channels=2, place="none")),
    ],
)
def test_every_option_of_a_file_is_a_column(cells: dict[str, str], choices: FileChoices) -> None:
    assert [column_named(column) for column in cells] == [*cells]
    assert file_choices_of(cells) == (choices, {})
    assert choices_of(cells) == (Choices(), {})


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("format", "mp4", '"mp4"'),
        ("for", "spotify", '"spotify"'),
        ("bitrate", "loud", '"loud"'),
        ("sidecars", "maybe", '"maybe" is neither yes nor no'),
    ],
)
def test_a_mistake_in_such_a_cell_is_told(column: str, text: str, message: str) -> None:
    choices, mistakes = file_choices_of({column: text})
    assert choices == FileChoices()
    assert isinstance(mistakes[column], CellError)
    assert message in mistakes[column].message
    assert mistakes[column].hint


def test_switches_of_a_session_are_columns() -> None:
    assert choices_of({"preview": "yes", "no_wake": "x"}) == (Choices(preview=True, wake_after_ms=0), {})
    assert choices_of({"preview": "no"}) == (Choices(), {})
