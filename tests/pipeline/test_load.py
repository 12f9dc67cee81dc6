"""Loading a script reports all mistakes at once with their locations, before anything is spoken."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from voicecoach import folders
from voicecoach.errors import NotFoundError, ScriptError, Severity, VoiceUnavailableError
from voicecoach.pipeline.library import check_script, list_routines
from voicecoach.pipeline.load import load_script
from voicecoach.script.model import BedSetting
from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.pipeline.session import Session

    Write = Callable[..., Path]
    Open = Callable[..., Session]


def told(path: Path) -> list[tuple[int, int, str]]:
    """Return line, column and message of each remark about a script."""
    found = check_script(str(path)).diagnostics
    assert all(one.location.path == str(path) and one.hint for one in found)
    return [(one.location.line, one.location.column, one.message) for one in found]


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ("- voice: klingon", 10, "klingon"),
        ("- voice: hibari:nobody", 10, "nobody"),
        ("- voice: piper:nobody", 10, "piper"),
        ("- language: tlh", 13, "tlh"),
        ("- wording: nowhere", 12, "nowhere"),
        ("- chimes: begin gong", 11, "gong"),
        ("Hello. [chime gong]", 8, "gong"),
        ("Hello. [sound ../x.wav]", 8, "../x.wav"),
        ("Hello {stranger}.", 7, "stranger"),
        ("- language: de\n- voice: hibari", 1, "English"),
    ],
)
def test_a_mistake_is_told_where_it_stands(write: Write, line: str, column: int, says: str) -> None:
    found = told(write(f"# T\n\n{line}\n\nHello.\n"))
    assert any(says in message for _, _, message in found), found
    if column > 1:
        assert [(at, where) for at, where, _ in found] == [(3, column)]


def test_every_mistake_is_told_at_once(write: Write) -> None:
    found = told(write("- voice: klingon\n- nonsense: yes\n\nHi [chime gong] {who}.\n"))
    assert [line for line, _, _ in found] == [1, 2, 4, 4]


def test_what_the_command_line_asks_for_in_vain_is_no_mistake_of_the_script(write: Write) -> None:
    path = str(write("- voice: tone\n\nHello."))
    for choices in (Choices(voice="klingon"), Choices(wording="nowhere")):
        with pytest.raises(NotFoundError):
            load_script(path, choices)
    with pytest.raises(VoiceUnavailableError):
        load_script(path, Choices(voice="hibari:emma", pace=Fraction(9)))


def test_a_voice_that_the_system_turns_out_not_to_have_is_told_at_its_setting(opened: Open) -> None:
    session = opened("# T\n\n- voice: system:nobody\n\nHello.", Choices())
    with pytest.raises(ScriptError, match="nobody") as error:
        session.timeline()
    assert (error.value.diagnostics[0].location.line, error.value.diagnostics[0].location.column) == (3, 10)


def test_an_own_sound_that_is_none_is_told_where_it_is_named(write: Write, tmp_path: Path) -> None:
    (tmp_path / "noise.wav").write_text("this is no sound")
    assert told(write("Hello. [sound noise.wav]"))[0][:2] == (1, 8)


def test_an_own_sound_beside_the_script_is_played_to_its_end(opened: Open, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "intro.wav", 0.1 * np.sin(np.arange(96_000) / 9), 48_000)
    timeline = opened("[sound intro.wav]\n\nHello.").timeline()
    sound, hello = timeline.clips
    assert (sound.role, sound.duration_ms) == ("sound", 2_000)
    assert hello.start_ms >= sound.end_ms


def test_the_strongest_wording_wins(opened: Open, write: Write) -> None:
    (folders.home() / "wording").mkdir(parents=True)
    own = folders.home() / "wording" / "en.md"
    given = write("- half: Given half.\n", "given.md")
    script = "## A\n\n- hold: 20s\n- countdown: off\n"

    def halves(text: str, wording: str | None = None) -> list[str]:
        timeline = opened(text, Choices(voice="tone", wording=wording)).timeline()
        return [clip.text for clip in timeline.clips if clip.role == "half" and clip.text]

    pack = halves(script)
    own.write_text("- half: Own half.\n", encoding="utf-8")
    assert pack not in ([], ["Own half."])
    assert halves(script) == ["Own half."]
    assert halves(f"- wording half: Script half.\n\n{script}") == ["Script half."]
    assert halves(f"- wording half: Script half.\n\n{script}", str(given)) == ["Given half."]
    assert halves(f"{script}- at half: Step half.\n", str(given)) == ["Step half."]


def test_a_script_that_is_not_there_is_told_as_a_remark(tmp_path: Path) -> None:
    (by_name,) = check_script("lower-bak").diagnostics
    assert "lower-back" in by_name.hint
    (by_path,) = check_script(str(tmp_path / "none.md")).diagnostics
    assert by_path.location.path.endswith("none.md")


@pytest.mark.usefixtures("nothing_spoken")
def test_checking_speaks_nothing_and_says_whether_its_length_is_exact(write: Write, opened: Open) -> None:
    path = write("- voice: tone\n\nHello.")
    assert check_script(str(path)).summary.endswith("0:02 (estimated speech)")
    assert not (folders.cache() / "speech").exists()
    opened("- voice: tone\n\nHello.", Choices()).timeline()
    assert check_script(str(path)).summary.endswith("0:02 (exact)")


def test_an_own_script_shadows_a_shipped_one_and_one_with_mistakes_is_listed(write: Write) -> None:
    write("# Mine\n\n- voice: tone\n\nHello.", "home/scripts/lower-back.md")
    write("# Broken\n\n- nonsense\n", "home/scripts/broken.md")
    listed = {one.name: one for one in list_routines()}
    assert (listed["lower-back"].title, listed["lower-back"].shadows_shipped) == ("Mine", True)
    assert listed["lower-back"].duration_ms == 500 + 60 * 6 + 1_500
    assert listed["broken"].duration_ms is None
    assert load_script("lower-back", Choices()).title == "Mine"


@pytest.mark.parametrize("text", ["- bed: jungle\n\nHi.\n", "Hi.\n\n## A\n\n- bed: jungle\n\nThere.\n"])
def test_a_bed_that_is_not_there_is_told_where_it_is_named(tmp_path: Path, text: str) -> None:
    script = tmp_path / "script.md"
    script.write_text(text, encoding="utf-8")
    (found,) = load_script(str(script), Choices()).report.diagnostics
    assert (found.location.line, found.location.column) == (text[: text.index("jungle")].count("\n") + 1, 8)
    assert "jungle" in found.message
    assert "rain" in found.hint


def test_a_bed_that_the_command_line_names_is_looked_for_at_once(tmp_path: Path) -> None:
    script = tmp_path / "script.md"
    script.write_text("Hi.\n", encoding="utf-8")
    with pytest.raises(NotFoundError, match="jungle"):
        load_script(str(script), Choices(bed=BedSetting("jungle")))


def test_a_side_without_words_in_its_language_is_told_once(write: Write) -> None:
    choices = Choices(voice="tone")
    text = "- language: pl\n\n## Kolano\n\n- hold: 5s\n- sides: {}\n- cue: Kolano {{side}}, {{side}}.\n"
    messages = [one.message for one in load_script(str(write(text.format("right, left"))), choices).report.diagnostics]
    assert messages[1:] == ['{side} is spoken as "R" and "L": this language has no built-in words for the sides']
    for better in (text.format("prawe, lewe"), "- wording sides: prawe, lewe\n" + text.format("right, left")):
        found = load_script(str(write(better)), choices).report.diagnostics
        assert not any("sides" in one.message for one in found)


def test_a_missed_time_is_told_as_an_estimate_until_the_speech_is_known(opened: Open) -> None:
    text = f"{'Breathe in and out. ' * 20}\n\n[until 0:10] Rest."
    session = opened(text, Choices(voice="hibari"))
    with pytest.raises(ScriptError) as missed:
        session.cached_timeline()
    assert missed.value.diagnostics[0].message.endswith(", an estimate before the voice has spoken")
    assert [(one.line, one.severity) for one in session.missed_times()] == [(3, Severity.WARNING)]
    session = opened(text)
    session.speaker.render(session.phrases())
    with pytest.raises(ScriptError, match=r"the words before it end at 0:2\d"):
        session.missed_times()
    assert opened("[until 0:10] Rest.").missed_times() == ()


def test_neither_the_list_of_scripts_nor_a_check_loads_numpy() -> None:
    program = (
        "import sys; from voicecoach.pipeline.library import check_script, list_routines\n"
        "list_routines(); print(check_script('hips-and-hamstrings').summary, 'numpy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Hips and hamstrings" in run.stdout
    assert run.stdout.endswith(" False\n")
