"""A preview is short where nothing is said, and says what the session says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from voicecoach.errors import Location
from voicecoach.session.cues import Approach, Hold, Movement, Phase, Role, Section, Silence, Speech, Talk, Wait
from voicecoach.session.preview import previewed

if TYPE_CHECKING:
    from voicecoach.session.cues import Passage

HERE = Location("script.md", 1, 1)
WORDS = Speech("Lie down.", "Lie down.", Role.SAY, HERE)


def section(*passages: Passage) -> Section:
    return Section(passages, HERE, 1, "Bridge")


def test_long_silences_waits_holds_gaps_and_phases_last_four_seconds() -> None:
    hold = Hold(30_000, None, 1, 1, None, None)
    long = section(
        Talk((WORDS, Silence(60_000), Wait(20_000))),
        Approach(15_000, (WORDS,)),
        hold,
        Movement((Phase(8_000, (WORDS,)),), None, None, None),
    )
    assert previewed(long).passages == (
        Talk((WORDS, Silence(4_000), Wait(4_000))),
        Approach(4_000, (WORDS,)),
        replace(hold, hold_ms=4_000),
        Movement((Phase(4_000, (WORDS,)),), None, None, None),
    )


def test_what_is_short_stays_as_it_is() -> None:
    short = section(Talk((WORDS, Silence(4_000))), Approach(3_000, ()), Hold(2_000, None, 1, 1, None, None))
    assert previewed(short) == short
