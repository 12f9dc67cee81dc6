"""A new engine is one module and one row: everything that the program knows about engines comes from there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from voicecoach.cli.main import voicecoach
from voicecoach.errors import VoiceUnavailableError
from voicecoach.voices.base import Delivery, Demo, Engine
from voicecoach.voices.engines.recordings.files import parted
from voicecoach.voices.names import VoiceName
from voicecoach.voices.speaker import Speaker
from voicecoach.voices.table import ENGINES, basic_voice_note, offer, open_voice, resolve_voice, why_auto

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MODULE = """
from voicecoach.voices.base import VoiceListing
from voicecoach.voices.engines.tone import ToneVoice


def full_name(name, language):
    return name or "plain"


def best_voice(language):
    return "plain" if language == "tlh" else None


def open_voice(name, language, pace):
    return ToneVoice(language, pace, engine="throwaway", name=name)


def listings():
    return [VoiceListing("throwaway:plain", "throwaway", "tlh", usable=True, remedy="", licence="MIT")]


def offer(name):
    return f"the offer of {name}"
"""
ROW = Engine("throwaway", auto_reason="it is the only one", slowest_pace=0.8, offers="throwaway")


@pytest.fixture
def add_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Engine], None]]:
    """Put the module where it can be imported, and return what puts a row in front of all others for one test."""
    (tmp_path / "throwaway.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    rows = dict(ENGINES)

    def set_rows(changed: dict[str, Engine]) -> None:
        ENGINES.clear()
        ENGINES.update(changed)  # in this order, which is that of auto

    yield lambda row: set_rows({"throwaway": row, **rows})
    set_rows(rows)


def test_it_is_resolved_picked_and_opened_within_its_limits(add_engine: Callable[[Engine], None]) -> None:
    add_engine(ROW)
    assert resolve_voice("Throwaway", "en") == VoiceName("throwaway", "plain")
    assert why_auto("tlh") == (VoiceName("throwaway", "plain"), "it is the only one")
    assert why_auto("en").voice.engine == "hibari"
    assert parted("anna+throwaway:plain") == ("anna", "throwaway:plain")
    assert open_voice("throwaway", "en", 0.8).pace == 0.8
    with pytest.raises(VoiceUnavailableError, match=r"a pace of 0.7 is outside 0.8 to 2"):
        open_voice("throwaway", "en", 0.7)


def test_it_is_offered_to_be_fetched_if_it_has_offers(add_engine: Callable[[Engine], None]) -> None:
    add_engine(ROW)
    assert offer("throwaway:nice") == "the offer of nice"


@pytest.mark.parametrize("is_basic", [True, False])
def test_a_basic_one_is_noted(add_engine: Callable[[Engine], None], *, is_basic: bool) -> None:
    add_engine(Engine("throwaway", is_basic=is_basic))
    assert bool(basic_voice_note(VoiceName("throwaway", "plain"), "de")) is is_basic


@pytest.mark.parametrize("is_levelled", [True, False])
def test_one_that_is_levelled_is_left_as_it_is(
    add_engine: Callable[[Engine], None], tmp_path: Path, *, is_levelled: bool
) -> None:
    add_engine(Engine("throwaway", is_levelled=is_levelled))
    with Speaker("throwaway", "en", Delivery(1.0), tmp_path / "cache") as speaker:
        speaker.pcm("One.")
    assert bool([*(tmp_path / "cache" / "speech").glob("*.gain")]) is not is_levelled


@pytest.mark.parametrize(
    ("demo", "words", "is_in"),
    [
        (Demo.ALWAYS, [], True),
        (Demo.WHEN_PICKED, [], False),
        (Demo.WHEN_PICKED, ["--all"], True),
        (Demo.NEVER, ["--all"], False),
    ],
)
def test_it_is_listed_and_in_the_demo(
    add_engine: Callable[[Engine], None], demo: Demo, words: list[str], *, is_in: bool
) -> None:
    add_engine(Engine("throwaway", demo=demo))
    (line,) = [
        line
        for line in json.loads(CliRunner().invoke(voicecoach, ["voices", "--json", "--language", "tlh"]).stdout)
        if line["engine"] == "throwaway"
    ]
    assert line["usable"]
    done = CliRunner().invoke(voicecoach, ["voices", "--demo", "--language", "tlh", *words, "-o", "demo"])
    written = {path.name for path in Path("demo").glob("*.wav")}
    assert bool(re.search("throwaway", str(written))) is is_in, done.output
