"""Several voices in one session: who speaks what, in which language, how loud, and what cannot be had."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyloudnorm
import pytest

from voicecoach.errors import ScriptError
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.phrases import missing_phrases, numbered_phrases
from voicecoach.pipeline.verify import script_check
from voicecoach.session.cues import OtherVoice
from voicecoach.session.options import Choices
from voicecoach.session.timeline import SpeechSource
from voicecoach.units import MIX_RATE_HZ, ms_to_frames
from voicecoach.voices.engines.pico import is_installed

if TYPE_CHECKING:
    from pathlib import Path

    from sessions import Open, Write

needs_pico = pytest.mark.skipif(not is_installed(), reason="pico is not on this machine")
PICO_DE = OtherVoice("pico:de-DE", "de-DE")
TONE_DE = OtherVoice("tone:tone", "de")
HEART = OtherVoice("hibari:heart", "en")

TWO_PEOPLE = """
    # Two people

    Welcome to a short session with two people who lead it together.

    [voice pico:de-DE] Guten Morgen, und herzlich willkommen zu unserer Stunde. [gap 1.5] [voice] That was German.

    ## Stretch

    - voice: pico:de-DE
    - hold: 12s
    - cue: Strecke beide Arme für {hold} weit über den Kopf hinaus.

    ---

    Thank you for coming.
"""


@needs_pico
def test_each_voice_speaks_its_words_equally_loud_and_a_gap_is_as_long_as_its_phrase(opened: Open) -> None:
    session = opened(TWO_PEOPLE, Choices(voice="hibari"))
    timeline = session.timeline()
    spoken = {clip.text: clip for clip in timeline.clips if isinstance(clip.source, SpeechSource)}
    assert {text for text, clip in spoken.items() if clip.source.voice == PICO_DE} == {  # type: ignore[union-attr]
        "Guten Morgen, und herzlich willkommen zu unserer Stunde.",
        "Stretch.",
        "Strecke beide Arme für 12 Sekunden weit über den Kopf hinaus.",
        "Drei.",
        "Zwei.",
        "Eins.",
    }
    german, after = (
        spoken[text] for text in ("Guten Morgen, und herzlich willkommen zu unserer Stunde.", "That was German.")
    )
    assert after.start_ms - german.end_ms == (3 * german.duration_ms + 1) // 2

    sheet = session.sheet(timeline)
    told = {cue["text"]: cue.get("voice") for cue in sheet["cues"] if cue["kind"] == "speech"}  # type: ignore[attr-defined]
    assert told["Drei."] == {"engine": "pico", "name": "de-DE", "pace": 1.0, "language": "de-DE"}
    assert told["That was German."] is None

    sound = np.concatenate([block[:, 0] for block in session.blocks(timeline)])
    meter = pyloudnorm.Meter(MIX_RATE_HZ)
    levels = [
        meter.integrated_loudness(sound[ms_to_frames(clip.start_ms) : ms_to_frames(clip.end_ms)])
        for clip in spoken.values()
        if clip.duration_ms > 2_000
    ]
    assert len(levels) >= 3
    assert max(levels) - min(levels) < 2.0, levels


@needs_pico
def test_each_voice_says_numbers_in_its_own_language(opened: Open) -> None:
    texts = ("Für 30 s.", "For 30 s.")
    session = opened(f"[voice de] {texts[0]} [voice] {texts[1]}", Choices(voice="hibari"))
    session.timeline()
    of = {source.spoken: source for source in (clip.source for clip in session.timeline().clips)}  # type: ignore[union-attr]
    in_words = opened("- language: de\n\nFür dreißig Sekunden.", Choices(voice="pico"))
    spoken_ms = session.sound_of(of[texts[0]]).duration_ms
    in_words_ms = in_words.sound_of(SpeechSource("Für dreißig Sekunden.")).duration_ms
    assert spoken_ms == pytest.approx(in_words_ms, abs=60)  # pico's lengths vary a little with what it said before


CASES = {
    "a step's language keeps a voice that speaks any": ("tone", "## A\n- language: de\n- hold: 5s", "A.", TONE_DE),
    "the language alone in words": ("tone", "[voice de] Hallo. [voice] So.", "Hallo.", TONE_DE),
    "back again": ("tone", "[voice de] Hallo. [voice] So.", "So.", None),
    "up to the end of the paragraph": ("tone", "[voice de] Hallo.\n\nSo.", "So.", None),
    "the session's own voice by name is no other one": ("tone", "[voice tone] Hello.", "Hello.", None),
    "a voice with a language of its own": ("tone", "[voice hibari] Hello.", "Hello.", HEART),
    "the language around": ("tone", "## A\n- language: de\n\n[voice tone] Hallo.", "Hallo.", TONE_DE),
    "--voice replaces the session's own voice wherever it is named": (
        "tone", "- voice: hibari\n\n[voice hibari] Hello.", "Hello.", None,
    ),
    "at the half of a rest": (
        "tone", "## A\n- hold: 5s\n- sets: 2\n- rest: 30s\n- rest half: [voice de] Halb. [voice] So.", "Halb.", TONE_DE,
    ),
    "--voice leaves the others": ("tone", "- voice: auto\n\n[voice hibari] Hello.", "Hello.", HEART),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_who_speaks(opened: Open, case: str) -> None:
    chosen, text, words, voice = CASES[case]
    session = opened(text, Choices(voice=chosen))
    assert {cue.source.voice for cue in session.cached_timeline()[0].clips if cue.text == words} == {voice}  # type: ignore[union-attr]


MISTAKES = {
    "no such engine": ("Hello. [voice hibary] Hi.", 8, "no voice called 'hibary'"),
    "no such voice": ("Hello. [voice hibari:joe] Hi. [voice] So. [voice hibari:joe] Hi.", 8, "hibari:joe"),
    "a server": ("Hello. [voice server:127.0.0.1:1] Hi.", 8, "scripts cannot choose a server"),
    "a path": ("Hello. [voice own:../anna] Hi.", 8, "needs the folder's name without a path"),
    "a language that its voice does not speak": ("Hello. [voice hibari, de] Hi.", 8, "'hibari:heart' cannot be used"),
    "too many": (
        " ".join(f"[voice tone, {tag}] Hi." for tag in ["de", "es", "fr", "it", "pt", "nl", "da", "sv", "fi"]),
        169,
        "too many voices",
    ),
}


@pytest.mark.parametrize("text", ["- voice: de\n\nHallo.", "## A\n- voice: de\n\nHallo."])
def test_a_language_in_the_place_of_a_voice_gets_the_setting_that_is_meant(opened: Open, text: str) -> None:
    with pytest.raises(ScriptError) as caught:
        opened(text, Choices())
    (found,) = caught.value.diagnostics
    assert found.hint == "'de' is a language: write - language: de"


@pytest.mark.parametrize("case", MISTAKES)
def test_a_voice_that_cannot_be_had_is_one_located_mistake(opened: Open, case: str) -> None:
    text, column, told = MISTAKES[case]
    with pytest.raises(ScriptError) as caught:
        opened(text)
    (found,) = caught.value.diagnostics
    assert (found.location.line, found.location.column) == (1, column)
    assert told in found.message


def test_a_voice_that_fails_when_it_speaks_is_located_too(opened: Open, write: Write, tmp_path: Path) -> None:
    (tmp_path / "anna").mkdir()
    write("", "anna/Other words.wav")
    with pytest.raises(ScriptError) as caught:
        opened("Hello. [voice own:anna] Not recorded.").timeline()
    (found,) = caught.value.diagnostics
    assert (found.location.line, found.location.column) == (1, 8)


def test_a_gap_without_a_phrase_is_a_mistake(opened: Open) -> None:
    with pytest.raises(ScriptError) as caught:
        opened("[gap] Hello.")
    assert "needs a phrase before it" in caught.value.diagnostics[0].message


def test_another_pace_is_that_of_every_voice(opened: Open) -> None:
    session = opened("[voice hibari] Hello.", Choices(voice="tone"))
    slow = replace(session.choices, pace=session.script.options.pace / 2)
    (fast_ms, slow_ms) = (
        opened("[voice hibari] Hello.", choices).cached_timeline()[0].clips[0].duration_ms
        for choices in (session.choices, slow)
    )
    assert slow_ms > 1.5 * fast_ms


def test_each_of_two_people_is_told_what_is_left_to_record(write: Write, tmp_path: Path) -> None:
    script = write("""
        - voice: own:anna

        I am Anna. [voice own:ben] I am Ben. [voice] Let us begin. [voice hibari] Hello.
    """)
    assert [line.split(". ", 1)[1] for line in numbered_phrases(str(script)).splitlines()] == [
        "I am Anna.", "I am Ben.", "Let us begin.",
    ]  # fmt: skip
    for person in ("anna", "ben"):
        write("", f"{person}/phrases.txt")
        write("", f"{person}/Other words.wav")
    assert missing_phrases(str(tmp_path / "anna"), str(script), Choices()).of == 2
    assert missing_phrases(str(tmp_path / "ben"), str(script), Choices()).of == 1


def test_words_of_another_language_than_their_voices_are_warned_of(write: Write) -> None:
    text = (
        "Say: [voice hibari] Wie geht es dir? [voice] [voice tone, de] Wie geht es dir? [voice hibari] Lift your arms."
    )
    script = write(f"- voice: auto\n\n{text}\n\n## A\n- voice: tone\n\nJetzt atme ein und wieder aus.\n")
    found = load_script(str(script), Choices(voice="system")).report.diagnostics
    assert [(one.location.line, one.location.column, one.message) for one in found] == [
        (3, 6, "these words look like German, and hibari:heart speaks English here"),
        (6, 10, "these words look like German, and tone:tone speaks English here"),
    ]


CHANGED = {
    "another voice": ("Say: Hello.", "Say: Hello.", "hibari:heart speaks it now instead of the session's own voice"),
    "another bed": ("- bed: drone\n\nHello.", "- bed: drone, -30 dB\n\nHello.", "the bed is drone, -30 dB,"),
    "no bed": ("- bed: drone\n\nHello.", "Hello.", "this bed is missing"),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGED)
def test_verify_tells_of_another_voice_and_another_bed(opened: Open, case: str) -> None:
    old, new, told = CHANGED[case]

    def sheet(text: str) -> dict[str, object]:
        session = opened(text)
        return session.sheet(session.cached_timeline()[0])

    before, after = sheet(old), sheet(new)
    assert script_check(before, before).is_ok
    if case == "another voice":
        after["cues"][0]["voice"] = {"engine": "hibari", "name": "heart"}  # type: ignore[index]
    (miss,) = script_check(before, after).misses
    assert told in miss.message


VARYING = {"engine": "pico", "name": "de-DE"}
REPEATING = {"engine": "hibari", "name": "heart"}


@pytest.mark.parametrize(
    ("voice", "starts_ms", "lengths_ms", "end_ms", "is_ok"),
    [
        (VARYING, [500, 3_510, 6_502], [1_010, 1_995, 1_003], 9_006, True),
        (VARYING, [500, 3_488, 6_500], [988, 2_000, 1_000], 9_000, True),  # on time again before the end
        (REPEATING, [500, 3_510, 6_502], [1_010, 1_995, 1_003], 9_006, False),
        (VARYING, [500, 3_500, 6_500], [1_000, 1_900, 1_000], 9_000, False),  # other words
        (VARYING, [500, 3_510, 6_610], [1_010, 2_000, 1_000], 9_100, False),  # a longer pause
        (VARYING, [500, 3_500, 6_500], [1_000, 2_000, 1_000], 9_500, False),
    ],
)
def test_a_voice_that_does_not_repeat_itself_has_not_changed(
    voice: dict[str, str], starts_ms: list[int], lengths_ms: list[int], end_ms: int, *, is_ok: bool
) -> None:
    def sheet(starts_ms: list[int], lengths_ms: list[int], end_ms: int) -> dict[str, Any]:
        cues = [
            {"kind": "speech", "text": text, "role": "say", "step": 1, "start_ms": start_ms, "duration_ms": length_ms}
            for text, start_ms, length_ms in zip("ABC", starts_ms, lengths_ms, strict=True)
        ]
        bed = {"sound": "rain", "level_db": -24.0, "start_ms": 0, "end_ms": end_ms}
        return {"voice": voice, "script_sha256": "", "cues": cues, "beds": [bed], "duration_ms": end_ms}

    before = sheet([500, 3_500, 6_500], [1_000, 2_000, 1_000], 9_000)
    assert script_check(before, sheet(starts_ms, lengths_ms, end_ms)).is_ok == is_ok
