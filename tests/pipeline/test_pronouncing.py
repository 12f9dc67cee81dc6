"""A person's own pronunciations, from the file in their folder to the voice."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from voicecoach import folders
from voicecoach.errors import ScriptError
from voicecoach.pipeline.library import check_script
from voicecoach.pipeline.phrase import SinglePhrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.pipeline.session import Session

    Write = Callable[..., Path]
    Open = Callable[..., Session]


def write_list(text: str, encoding: str = "utf-8") -> Path:
    path = folders.home() / "pronounce.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding=encoding)
    return path


def spoken(session: Session) -> list[tuple[str, str]]:
    cues = session.sheet(session.timeline())["cues"]
    return [(cue["text"], cue["spoken"]) for cue in cues if cue["kind"] == "speech"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_persons_list_holds_for_every_script(opened: Open, encoding: str) -> None:
    write_list("# mine\npsoas: SO-az\ncafé: caff-ay\n", encoding)
    assert spoken(opened("The Psoas. The café.")) == [("The Psoas. The café.", "The SO-az. The caff-ay.")]


def test_the_scripts_own_lines_win(opened: Open) -> None:
    write_list("psoas: SO-az\nhip: hipp\ntoe: tow")
    script = "- pronounce Psoas: SOH-as\n- pronounce hip: off\n\nThe psoas, hip, toe."
    assert spoken(opened(script)) == [("The psoas, hip, toe.", "The SOH-as, hip, tow.")]


def test_without_a_list_words_are_left_to_the_voice(opened: Open) -> None:
    assert spoken(opened("The psoas.")) == [("The psoas.", "The psoas.")]


def test_a_mistake_in_the_list_is_told_with_its_place(write: Write) -> None:
    path = write_list("psoas: SO-az\nhip hipp\n")
    (found,) = check_script(str(write("Hello."))).diagnostics
    assert str(found) == f'{path}:2:1: error: "hip hipp" needs a colon between a word and its pronunciation'


def test_a_list_that_is_no_text_is_told(write: Write) -> None:
    path = write_list("")
    path.write_bytes(b"\x89PNG\xff\xfe")
    (found,) = check_script(str(write("Hello."))).diagnostics
    assert str(found).startswith(f"{path}:1:1: error: this is not text in UTF-8")


def test_a_single_phrase_is_spoken_with_the_list_too(tmp_path: Path) -> None:
    write_list("psoas: SO-az")
    with SinglePhrase("psoas", voice="tone", language="en", pace=Fraction(1)) as phrase:
        longer = phrase.export(tmp_path / "a.wav").duration_ms
    with SinglePhrase("knees", voice="tone", language="en", pace=Fraction(1)) as phrase:
        assert phrase.export(tmp_path / "b.wav").duration_ms == longer
    write_list("psoas")
    with pytest.raises(ScriptError, match=r"pronounce.txt:1:1"):
        SinglePhrase("psoas", voice="tone", language="en", pace=Fraction(1))


@pytest.mark.parametrize(
    ("text", "longer_ms"),
    [
        ("Rest [pause 3s] now", 3_000),
        ('Rest <break time="2s"/> now', 2_000),
        ("Rest [pausa larga] now", 10_000),
        ("Rest <emphasis>now</emphasis> [pause: 5]", 5_000),
    ],
)
def test_pauses_of_a_single_phrase_are_silent(tmp_path: Path, text: str, longer_ms: int) -> None:
    lengths_ms = []
    for words in (text, re.sub(r"\[[^]]*\]|<[^>]*>", " ", text).strip()):
        with SinglePhrase(words, voice="tone", language="en", pace=Fraction(1)) as phrase:
            lengths_ms.append(phrase.export(tmp_path / "a.wav").duration_ms)
    # The stand-in voice has 60 ms for each character, and pauses at the ends of phrases.
    assert abs(lengths_ms[0] - lengths_ms[1] - longer_ms) < 500
