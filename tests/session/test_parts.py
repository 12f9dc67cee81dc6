"""Steps as files of their own: each begins with words that need no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from voicecoach.session import rules
from voicecoach.session.options import Choices

if TYPE_CHECKING:
    from collections.abc import Callable

    MakePlan = Callable[..., Any]

SCRIPT = """# Four

- wording part: Exercise {step} of {steps}: {name}.

Welcome.

## Bridge

- hold: 90s
- sides: right, left

Lie on your back.

## Talk

Only words.

## Quiet

- hold: 10s
- chapter: off

## Cat Cow

- reps: 2
- hold: 5s
"""


def test_each_chapter_begins_with_words_that_stand_by_themselves(plan: MakePlan) -> None:
    parts = plan(SCRIPT, Choices(parts=True))
    chapters = parts.timeline.chapters
    assert [chapter.title for chapter in chapters] == ["Bridge", "Talk", "Cat Cow"]
    for chapter, number in zip(chapters, (1, 2, 4), strict=True):
        first = next(clip for clip in parts.timeline.clips if clip.start_ms >= chapter.start_ms)
        assert first.text == f"Exercise {number} of 4: {chapter.title}."
        assert first.start_ms == chapter.start_ms + rules.LEAD_IN_MS


def test_a_name_is_said_once(plan: MakePlan) -> None:
    assert plan(SCRIPT, Choices(parts=True)).texts("name") == [
        "Exercise 1 of 4: Bridge.",
        "Exercise 2 of 4: Talk.",
        "Quiet.",
        "Exercise 4 of 4: Cat Cow.",
    ]


def test_without_parts_nothing_of_it_is_said(plan: MakePlan) -> None:
    whole = plan(SCRIPT)
    assert whole.texts("name") == ["Bridge.", "Quiet.", "Cat Cow."]
    assert [chapter.title for chapter in whole.timeline.chapters] == [
        "Bridge: right",
        "Bridge: left",
        "Talk",
        "Cat Cow",
    ]
