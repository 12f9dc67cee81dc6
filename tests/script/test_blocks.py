"""Blocks of other kinds of text in a script: told once each, and rewritten where that is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.script.fix import fix_text
from voicecoach.script.printer import print_routine

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reading

TOLD = {
    "---\nname: evening\ndate: 2026-01-18\n---\n\nLie down.": [
        "1: the lines between these two --- are front matter and are not spoken"
    ],
    "a\n\n***\n\nb\n\n* * *\n\nc\n\n___": ['3: "***" counts as a blank line (and 2 more)'],
    "# T\n\n| A | B |\n|:--|--:|\n| Plank | ☐ |\n| Squat | 60s |": [
        "3: this is a table; each row is spoken as a sentence"
    ],
    "name,seconds,reps\nknee bends,10,3\nsquats,20,4": [
        "1: these lines look like a table (CSV); each is spoken as a sentence"
    ],
    "name;seconds;reps\nknee bends;10;3\nsquats;20;4": [
        "1: these lines look like a table (CSV); each is spoken as a sentence"
    ],
    "Narrator: Welcome.\n\nVO: Breathe in.\n\n**Speaker 2:** Out.": [
        '1: "Narrator:" names the speaker, and is spoken (and 2 more)'
    ],
    "- language: it\n\nVoce: Senti ora i tuoi piedi.\n\nVoce: calda": ['3: "Voce:" names the speaker, and is spoken'],
    "**Narratore:** Siediti.\n\n**Narratore:** Respira.": [
        '1: "**Narratore:**" names the speaker, and is spoken (and 1 more)'
    ],
    "intro-welcome: Welcome to it.\nintro-2: Breathe in.": [
        '1: "intro-welcome:" looks like a label, and is spoken (and 1 more)'
    ],
    "exercise_time: 30\n\nreps: 4": [
        '1: "exercise_time: 30" looks like a setting for another program, and is spoken (and 1 more)'
    ],
    "**Level:** Intermediate\n**Tone**: warm\n\nBreathe.": [
        '1: "**Level:** Intermediate" describes the text, and is spoken (and 1 more)'
    ],
    "# T\n\nLevel: easy\nDauer: 10 Minuten\nTono: suave\n\nBreathe.": [
        '3: "Level: easy" describes the text, and is spoken (and 2 more)'
    ],
    "Breathe.\n\n**My Level:** Intermediate": ['3: "**My Level:** Intermediate" may be a note, and is spoken'],
    "[0:05] Welcome.\n[0:20] Breathe.\n[1:10] Let go.": [
        "1: these 3 times rise from 0:05 to 1:10, and each is a pause"
    ],
    "0:05 Welcome.\n0:20 - Breathe.": ["1: these 2 times rise from 0:05 to 0:20, and each is spoken"],
    "One. [0:20] Two. [1:10] Three.": ["1: these 2 times rise from 0:20 to 1:10, and each is a pause"],
}
ERRORS = {
    "# A\n\na\n\n# B\n\nb\n\n# C\n\nc": ["5: there are 3 titles"],
    "**[Opening]**\n\na\n\n**[Body Scan]**\n\nb": ['1: "**[Opening]**" is not an action (and 1 more)'],
    "title: A\nsteps:\n  - name: Plank\n    seconds: 30\n  - name: Squat\n    seconds: 40": [
        "1: this looks like YAML, not a script"
    ],
    "# T\n\n* Squats: 3 sets of 12\n* Lunges: 3 sets of 10\n* Plank: 45 seconds": [
        "3: these 3 lines are a list, not settings"
    ],
    "### A\n\na\n\n### B\n\nb\n\n#### C": [
        "1: ### is not a heading: use # for the title and ## for steps; 2 more lines have one"
    ],
    # The settings below a wrong heading are no mistakes of their own.
    "# T\n\n### Plank\n\n- hold: 30s\n\n### Squat\n\n- reps: 8": [
        "3: ### is not a heading: use # for the title and ## for steps; 1 more lines have one"
    ],
    "# T\n\n##Plank\n\n- hold: 30s": ["3: a heading needs a space after ##"],
    "```text\nBreathe.\n```\nOut.": ["1: code fences are not allowed"],
    "# T\n\n- Lie down\n- Bend your knees\n- Breathe": ["3: these 3 lines are a list, not settings"],
    "## A\n\na\n\n---\n\nb\n\n- hold: 3s\n- sets: 2": ["9: these 2 settings are in the wrong place"],
}
FORMATTED = {
    "---\ntitle: Evening\n---\n\nLie down.": "# Evening\n\n<!-- title: Evening -->\n\nLie down.\n",
    "# T\n\n| A | B |\n|:--|--:|\n| Plank | ☐ |\n| Squat | 60s |": "# T\n\nA, B. Plank. Squat, 60s.\n",
    "a,b,c\n1,2,3": "a, b, c. 1, 2, 3.\n",
    "a\n***\nb\n~ ~ ~\nc": "a\n\nb\n\nc\n",
    "Close your eyes.\\\n\\\nBreathe\\\nand let go": "Close your eyes.\n\nBreathe. and let go\n",
    "Read [the book](https://example.org/book).": "Read the book.\n",
}
FIXED = {
    "# A\n\na\n\n# B\n\nb\n\n# C\n\nc": "# A\n\na\n\n## B\n\nb\n\n## C\n\nc",
    "**[Opening]**\n\na\n\n**[Body Scan]**\n\nb": "## Opening\n\na\n\n## Body Scan\n\nb",
    "### A\n\na\n\n#### B": "## A\n\na\n\n## B",
    "a\n\n***\n\nb": "a\n\n\n\nb",
    "```\nBreathe.\n```": "\nBreathe.\n",
    "---\nname: evening\n---\n\nLie down.": "# evening\n<!-- name: evening -->\n\n\nLie down.",
    "Narrator: Welcome.\n\nSPEAKER: F2": "<!-- Narrator: --> Welcome.\n\n<!-- SPEAKER: F2 -->",
    "intro-welcome: Welcome to it.": "<!-- intro-welcome: --> Welcome to it.",
    "[00:00:05] Welcome.\n[0:20 - 0:40] Breathe.": "[until 0:05] Welcome.\n[until 0:20] Breathe.",
    "(0:05) Welcome.\n0:20 - Breathe.": "[until 0:05] Welcome.\n[until 0:20] Breathe.",
    "**Level:** easy\n\nOut.": "<!-- **Level:** easy -->\n\nOut.",
    "**Level:** easy\nDuration: 10 minutes\n\nOut.": (
        "<!-- **Level:** easy -->\n<!-- Duration: 10 minutes -->\n\nOut."
    ),
    "- Lie down\n- Breathe": "Lie down\nBreathe",
    "- [ ] Lie down\n- [x] Breathe": "Lie down\nBreathe",
}
LEFT_ALONE = [
    "| A | B |\n|--|--|\n| Plank | 30s |",
    "One. [0:20] Two. [1:10] Three.", "Remember: breathe.", "Remember: breathe.\nNote: you are safe.",
    "One, two, three.\nFour, five, six.", "a | b",
    "Welcome. [0:30] Breathe. [0:20] Out.", "At 10:30 we begin.", "- hold 30s\n- hodl: 3s",
]  # fmt: skip


@pytest.mark.parametrize(("text", "warnings"), TOLD.items())
def test_a_kind_of_block_is_one_warning(text: str, warnings: list[str], read: Callable[[str], Reading]) -> None:
    reading = read(text)
    assert reading.errors == []
    assert reading.warnings == warnings


@pytest.mark.parametrize(("text", "errors"), ERRORS.items())
def test_a_kind_of_block_is_one_error(text: str, errors: list[str], read: Callable[[str], Reading]) -> None:
    assert read(text).errors == errors


@pytest.mark.parametrize(("text", "formatted"), FORMATTED.items())
def test_what_stands_for_a_block(text: str, formatted: str, read: Callable[[str], Reading]) -> None:
    printed = print_routine(read(text).routine)
    assert printed == formatted
    assert print_routine(read(printed).routine) == printed


@pytest.mark.parametrize(("text", "fixed"), FIXED.items())
def test_a_certain_block_is_rewritten(text: str, fixed: str) -> None:
    after, fixes = fix_text(text)
    assert after == fixed
    assert fixes


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_not_certain_is_left_as_it_is(text: str) -> None:
    assert fix_text(text) == (text, ())
