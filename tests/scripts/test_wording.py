"""The shipped wording packs are complete, in their own language, and speakable by any voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from voicecoach import folders
from voicecoach.pipeline.packs import DEFAULT_PACKS
from voicecoach.script.model import Pause, SideChoice, Variable, Words
from voicecoach.script.phrases import LIST_LENGTHS, PHRASES, SIDE_VARIABLES, PhraseForm
from voicecoach.script.printer import print_text
from voicecoach.script.report import Report
from voicecoach.script.wording import read_pack
from voicecoach.session.options import Choices
from voicecoach.session.timeline import SpeechSource
from voicecoach.voices.base import Delivery
from voicecoach.voices.normalize.text import normalized
from voicecoach.voices.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from voicecoach.script.model import Text
    from voicecoach.script.wording import Pack
    from voicecoach.session.timeline import Timeline

SCRIPTS = folders.shipped_scripts()
PACKS = sorted((SCRIPTS / "wording").glob("*.md"))
TIRING = ("next", "switch", "half", "rest")
NEEDS_SIDES = ("side", "named side", "switch", "where side")  # only spoken in a step with sides
LOWER_BACK = {"en": "lower-back", "de": "lower-back-de", "es": "lower-back-es"}
BRACED = re.compile(r"\{(\w+)[^{}]*\}")
PHRASE_LINE = re.compile(r"- ([a-z ]+): (.+)")

each_pack = pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)


def read(path: Path) -> Pack:
    report = Report()
    pack = read_pack(path.read_text(encoding="utf-8"), str(path), path.stem, report)
    assert not report.diagnostics
    return pack


def texts(pack: Pack) -> Iterator[tuple[str, Text]]:
    for name, variants in pack.phrases.items():
        for text in variants:
            yield name, text


def test_every_language_has_its_pack() -> None:
    assert {path.stem for path in PACKS} == {*DEFAULT_PACKS.values(), "brief", "coach"}
    assert {read(path).language for path in PACKS} == set(DEFAULT_PACKS)
    for language, name in DEFAULT_PACKS.items():
        assert read(SCRIPTS / "wording" / f"{name}.md").language == language


@each_pack
def test_gives_every_phrase_and_turns_none_off(path: Path) -> None:
    phrases = read(path).phrases
    assert set(phrases) == set(PHRASES)
    assert all(phrases.values())


@each_pack
def test_phrases_that_return_often_have_variants(path: Path) -> None:
    phrases = read(path).phrases
    for name in TIRING:
        assert len(phrases[name]) >= 2, name
        assert len(set(phrases[name])) == len(phrases[name]), name


@each_pack
def test_lists_have_the_words_that_are_needed(path: Path) -> None:
    phrases = read(path).phrases
    for name, least in LIST_LENGTHS.items():
        (text,) = phrases[name]
        (piece,) = text.pieces
        assert isinstance(piece, Words)
        words = [word.strip() for word in piece.text.split(",")]
        assert len(words) == (30 if name == "numbers" else least), name
        assert all(re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+)*", word) for word in words), name
        assert len(set(words)) == len(words) or name not in {"numbers", "sides"}


@each_pack
def test_variables_have_a_meaning_where_they_stand(path: Path) -> None:
    for name, text in texts(read(path)):
        for piece in text.pieces:
            if isinstance(piece, Variable):
                assert piece.name in PHRASES[name].variables, name
            if isinstance(piece, SideChoice) or (isinstance(piece, Variable) and piece.name in SIDE_VARIABLES):
                assert name in NEEDS_SIDES, f"{name} is also said in steps without sides"


@each_pack
def test_a_comment_above_each_phrase_names_only_variables_that_it_can_use(path: Path) -> None:
    comment, seen = "", set()
    body = path.read_text(encoding="utf-8").partition("- language:")[2]
    for block in re.split(r"\n\s*\n", body)[1:]:
        comment, end, lines = block.partition("-->")
        assert comment.strip().startswith("<!--"), f"no comment above {block!r}"
        assert end, block
        for name, _ in PHRASE_LINE.findall(lines):
            seen.add(name)
            if PHRASES[name].form is PhraseForm.TEXT:
                named = BRACED.findall(comment)
                assert named or name == "legend", name
                assert set(named) <= set(PHRASES[name].variables), name
                if name not in NEEDS_SIDES:
                    assert not set(named) & set(SIDE_VARIABLES), name
    assert seen == set(PHRASES)


@each_pack
def test_is_spoken_as_it_is_written(path: Path) -> None:
    language = read(path).language or ""
    for _, text in texts(read(path)):
        words = BRACED.sub("Bridge", print_text(text))
        assert re.fullmatch(r"(?:[^\W\d_]|[\s.,:;!?'-])+", words), words
        assert re.findall(r"[^\W_]+", normalized(words, language)) == re.findall(r"[^\W_]+", words)


@each_pack
def test_no_phrase_keeps_the_session_waiting(path: Path) -> None:
    assert not [piece for _, text in texts(read(path)) for piece in text.pieces if isinstance(piece, Pause)]


@each_pack
def test_the_legend_takes_about_a_quarter_of_a_minute(path: Path, tmp_path: Path) -> None:
    speaker = Speaker("auto", read(path).language or "", Delivery(), tmp_path)
    (legend,) = read(path).phrases["legend"]
    assert 8_000 <= speaker.estimate_ms(print_text(legend)) <= 18_000
    speaker.close()


@pytest.mark.parametrize("path", [path for path in PACKS if read(path).language in LOWER_BACK], ids=lambda p: p.stem)
def test_everything_fits_into_a_whole_routine(path: Path, rehearse: Callable[[Path, Choices], Timeline]) -> None:
    routine = SCRIPTS / f"{LOWER_BACK[read(path).language or '']}.md"
    timeline = rehearse(routine, Choices(voice="tone", wording=str(path)))
    assert not timeline.dropped


def test_french_sentences_agree_with_their_side(tmp_path: Path, rehearse: Callable[[Path, Choices], Timeline]) -> None:
    """No French routine ships, so its pack is heard here."""
    script = tmp_path / "genou.md"
    script.write_text(
        "# Genou\n\n- language: fr\n- props: un coussin\n\n## Fente\n\n- sides: right, left\n- hold: 20s\n- sets: 2\n",
        encoding="utf-8",
    )
    timeline = rehearse(script, Choices(voice="tone"))
    spoken = [clip.source.spoken for clip in timeline.clips if isinstance(clip.source, SpeechSource)]
    assert "Avant de fermer les yeux, préparez ceci : un coussin." in spoken
    assert "Maintenant, le côté droit." in spoken
    assert "Maintenant, le côté gauche." in spoken
    assert not timeline.dropped
