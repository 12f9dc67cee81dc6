"""What ``import voicecoach`` offers: the names, the options, and that nothing heavy is loaded before it is used."""

from __future__ import annotations

import doctest
import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import numpy as np
import pytest
import soundfile
from shared_cache import cache_with_sounds

import voicecoach
from voicecoach.api import session as api
from voicecoach.cli.show import show

DOCS = Path(__file__).parent.parent / "docs"
SHORT = "# Short\n\nBreathe in. [2s]\n\n## Bridge\n\n- hold: 10s\n- sides: right, left\n"


@pytest.fixture(autouse=True)
def folders_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", cache_with_sounds(tmp_path / "cache"))


def test_the_public_names_are_these() -> None:
    assert voicecoach.__all__ == [
        "AddressError",
        "ConflictError",
        "DeviceError",
        "Diagnostic",
        "EditError",
        "ExportError",
        "FeedError",
        "FitError",
        "GuidedSession",
        "Location",
        "NotFoundError",
        "OptionError",
        "PracticeLogError",
        "ScriptError",
        "SessionOptions",
        "Severity",
        "SoundError",
        "SourceError",
        "SpeechError",
        "TableError",
        "Timeline",
        "VoiceUnavailableError",
        "VoicecoachError",
        "check",
        "handout_html",
        "open",
        "render",
    ]
    for name in voicecoach.__all__:
        assert inspect.getdoc(getattr(voicecoach, name)), name
    assert set(voicecoach.__all__) <= set(dir(voicecoach))


def test_every_public_error_is_a_voicecoach_error_and_no_other_is_left_out() -> None:
    from voicecoach import errors

    public = {name for name in voicecoach.__all__ if name.endswith("Error")}
    assert public == {name for name in vars(errors) if name.endswith("Error")}
    assert all(issubclass(getattr(voicecoach, name), voicecoach.VoicecoachError) for name in public)


def test_the_example_in_the_map_of_the_package_works() -> None:
    assert doctest.testmod(voicecoach).attempted >= 2
    assert doctest.testmod(voicecoach).failed == 0


def test_importing_it_loads_no_numpy_and_an_error_class_loads_none_either() -> None:
    program_text = (
        "import sys, voicecoach; voicecoach.ScriptError; print('numpy' in sys.modules, 'click' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program_text], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"


def test_the_options_are_those_of_the_command_line() -> None:
    offered = {
        option.opts[0].removeprefix("--").replace("-", "_") for option in show.params if option.opts[0].startswith("--")
    }
    assert set(get_type_hints(api.SessionOptions)) == offered - {"json", "plot", "programme", "plain"}


def test_timeline_sheet_and_blocks_are_one_session() -> None:
    with voicecoach.open(SHORT, voice="tone") as session:
        timeline = session.timeline
        assert [step.name for step in timeline.steps] == ["Bridge"]
        sheet = json.loads(json.dumps(session.sheet()))
        assert sheet["duration_ms"] == timeline.duration_ms
        whole = np.concatenate(list(session.blocks()))
        assert whole.dtype == np.float32
        assert whole.shape == (timeline.duration_ms * 48, session.channels)
        later = np.concatenate(list(session.blocks(start_ms=3_000)))
        assert np.array_equal(later, whole[3_000 * 48 :])
    assert np.array_equal(voicecoach.render(SHORT, voice="tone"), whole)


def test_a_file_is_written_with_the_persons_tags(tmp_path: Path) -> None:
    with voicecoach.open(SHORT, voice="tone") as session:
        written = session.export(tmp_path / "short.flac", tags={"artist": "Anna"})
    assert written.path == tmp_path / "short.flac"
    with soundfile.SoundFile(written.path) as file:
        assert file.frames == written.duration_ms * 48
        assert file.artist == "Anna"


def test_options_shape_the_session_as_on_the_command_line() -> None:
    with voicecoach.open("desk-break", voice="tone", fit="5m") as session:
        assert session.timeline.duration_ms == 300_000
    with voicecoach.open(SHORT, voice="tone", focus="left", only=["Bridge"], pace=1) as session:
        right, left = (hold.end_ms - hold.start_ms for hold in session.timeline.holds)
        assert (right, left) == (10_000, 15_000)
        assert session.sheet()["options"] == {"voice": "tone", "pace": 1.0, "focus": "left", "only": ["Bridge"]}
    with voicecoach.open("# T\n\nDear {patient}.\n", voice="tone", set={"patient": "Anna"}) as session:
        assert session.timeline.clips[0].text == "Dear Anna."


@pytest.mark.parametrize(
    ("options", "option"),
    [
        ({"pase": 1}, "pase"),
        ({"pace": "quick"}, "pace"),
        ({"pace": 7}, "pace"),
        ({"level": 9}, "level"),
        ({"fit": "soon"}, "fit"),
        ({"focus": "middle"}, "focus"),
        ({"guidance": "loud"}, "guidance"),
        ({"bed_level": 3}, "bed_level"),
    ],
    ids=str,
)
def test_an_option_that_means_nothing_is_an_error_that_names_it(options: dict[str, object], option: str) -> None:
    with pytest.raises(voicecoach.OptionError) as raised:
        voicecoach.open(SHORT, **options)  # type: ignore[arg-type]
    assert raised.value.option == option
    assert raised.value.hint


def test_check_lists_every_mistake_of_a_file_or_a_text(tmp_path: Path) -> None:
    text = "# T\n\n- hold 30\n\nBreathe. [10]\n"
    path = tmp_path / "mine.md"
    path.write_text(text, encoding="utf-8")
    in_text = [(one.line, one.column, one.severity) for one in voicecoach.check(text)]
    assert in_text == [(3, 3, "error"), (5, 10, "error")]
    assert [(one.line, one.column, one.severity) for one in voicecoach.check(path)] == in_text
    assert {one.path for one in voicecoach.check(path)} == {str(path)}
    assert all(one.message and one.hint for one in voicecoach.check(path))
    assert voicecoach.check(SHORT) == []
    assert [one.severity for one in voicecoach.check("no-such-script")] == ["error"]


def test_mistakes_and_missing_scripts_are_raised_when_it_is_opened() -> None:
    with pytest.raises(voicecoach.ScriptError) as raised:
        voicecoach.open("# T\n\n- hold 30\n\n- nonsense: 3\n\nWords.\n")
    assert len(raised.value.diagnostics) >= 2
    with pytest.raises(voicecoach.NotFoundError):
        voicecoach.render("no-such-script")


def test_the_page_of_the_api_is_written_from_it() -> None:
    page = (DOCS / "api.md").read_text(encoding="utf-8")
    for name in voicecoach.__all__:
        assert f"`{name}" in page, name
    for option in get_type_hints(api.SessionOptions):
        assert f"| `{option}` |" in page, option
    examples = page.split("```python\n")[1:]
    assert len(examples) >= 2
    for block in examples:
        exec(compile(block.partition("```")[0], "docs/api.md", "exec"), {})  # noqa: S102 - the page's own examples
