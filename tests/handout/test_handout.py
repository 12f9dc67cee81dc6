"""A session on paper: what is printed of each step, in every language, and nothing of a script becomes markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from shared_cache import warm_cache

import voicecoach
from voicecoach import folders
from voicecoach.handout.words import words_for
from voicecoach.pipeline.handout import make_handout
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.packs import DEFAULT_PACKS
from voicecoach.pipeline.session import Session
from voicecoach.script.speakable import without_tags
from voicecoach.session.options import Choices

SHIPPED = sorted(path.stem for path in folders.shipped_scripts().glob("*.md"))
HOSTILE = "</style></title><script>alert(1)</script><b onclick='x'>&amp;\" -->"


@dataclass
class Page(HTMLParser):
    """The elements of a page, and the text of those with a class, in order."""

    html: str
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str | None]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in ("meta", "br", "wbr", "path"):
            self._open.append((dict(attrs).get("class") or tag).split()[0])
            self.texts.setdefault(self._open[-1], []).append("")

    def handle_endtag(self, _tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for name in dict.fromkeys(self._open):
            self.texts[name][-1] += data


@pytest.fixture(autouse=True)
def folders_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", warm_cache(tmp_path / "cache"))


def page(text: str, **options: object) -> Page:
    return Page(voicecoach.handout_html(text, voice="tone", **options))  # type: ignore[arg-type]


def doses(shown: Page) -> list[str]:
    return [" ".join(one.split()) for one in shown.texts["dose"]]


def step(settings: str, language: str = "en") -> str:
    return f"# T\n- language: {language}\n\n## S\n" + "\n".join(f"- {line}" for line in settings.split("; "))


@pytest.mark.parametrize(
    ("settings", "options", "dose"),
    [
        ("hold: 30s", {}, "Hold 30 seconds"),
        ("hold: 1s", {}, "Hold 1 second"),
        ("hold: 90s", {}, "Hold 90 seconds"),
        ("hold: 150s", {}, "Hold 2 minutes 30 seconds"),
        ("hold: 20-40s", {"level": 5}, "Hold 40 seconds"),
        ("hold: 9s; sides: right, left; sets: 3; rest: 8s", {}, "Hold 9 seconds · each side · 3 sets · rest 8 seconds"),
        ("hold: 10s; sides: left", {}, "Hold 10 seconds · left side"),
        ("hold: 10s; sides: front, back", {}, "Hold 10 seconds · front, back"),
        ("hold: 10s; sides: right, left, right", {}, "Hold 10 seconds · right side, left side, right side"),
        ("hold: 8s; sides: right, left", {"focus": "left"}, "Right side: hold 8 seconds · left side: hold 12 seconds"),
        ("hold: 30s, 25s, 20s", {}, "Hold 30, 25, 20 seconds · 3 sets"),
        ("hold: 2.5s; reps: 8", {}, "Hold 2.5 seconds · 8 times"),
        ("hold: 5s; reps: 1; sets: 2", {}, "Hold 5 seconds · 2 sets"),
        ("reps: 12, 10, 8", {}, "12, 10, 8 times · 3 sets"),
        ("reps: 1", {}, "1 time"),
        ("reps: 10; every: 60s", {}, "10 times · every 60 seconds"),
        ("hold: 20s; for: 2m; rest between reps: 9s", {}, "Hold 20 seconds · 4 times · in 2 minutes · rest 9 seconds"),
        ("phase 2s: Up.; phase 3s: Down.; reps: 6-10", {"level": 1}, "6 times"),
        ("breathe: in 4s, out 6s; rounds: 5", {}, "5 rounds"),
    ],
)  # fmt: skip
def test_the_dose_of_a_step_is_that_of_the_session(settings: str, options: dict[str, object], dose: str) -> None:
    assert doses(page(step(settings), **options)) == [dose]


@pytest.mark.parametrize(
    ("language", "dose"),
    [
        ("en", "Hold 2.5 seconds · 3 times · each side · 2 sets · rest 2 minutes"),
        ("de", "2,5 Sekunden halten · 3 Mal · je Seite · 2 Sätze · Pause 2 Minuten"),
        ("es", "Mantén 2,5 segundos · 3 veces · cada lado · 2 series · descanso 2 minutos"),
        ("fr", "Tenir 2,5 secondes · 3 fois · de chaque côté · 2 séries · repos 2 minutes"),
        ("it", "Tieni 2,5 secondi · 3 volte · per lato · 2 serie · pausa 2 minuti"),
        ("pt", "Mantenha 2,5 segundos · 3 vezes · cada lado · 2 séries · descanso 2 minutos"),
        ("nl", "2,5 seconden vasthouden · 3 keer · per kant · 2 series · rust 2 minuten"),
    ],
)
def test_the_page_speaks_the_language_of_the_script(language: str, dose: str) -> None:
    settings = "hold: 2.5s; reps: 3; sides: right, left; sets: 2; rest: 120s"
    shown = page(step(settings, language))
    assert doses(shown) == [dose]
    assert ("html", "lang", language) in shown.attributes
    assert shown.texts["notes"][0].strip() == words_for(language).notes


def test_every_language_with_phrases_has_words_of_its_own() -> None:
    assert len({words_for(language) for language in DEFAULT_PACKS}) == len(DEFAULT_PACKS)
    assert words_for("pl") == words_for("en")


@pytest.mark.parametrize(
    ("settings", "parts"),
    [
        ("phase 2s: Up.; phase 3.5s: Down.", ["2 secondsUp.", "3.5 secondsDown."]),
        ("breathe: in 4s, hold 2s, out 4s; rounds: 6, out 6-10s",
         ["4 secondsin", "2 secondshold", "6 → 10 secondsout"]),
    ],
)  # fmt: skip
def test_phases_and_breaths_have_their_lengths(settings: str, parts: list[str]) -> None:
    assert re.findall("|".join(map(re.escape, parts)), page(step(settings)).texts["parts"][0]) == parts


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        ("- sides: right, left\n- cue: Draw your {side} knee in.", "Draw your right/left knee in."),
        ("- sides: left, right\n- cue: Lie on your {other_side} side.", "Lie on your right/left side."),
        ("- sides: right, left\n- cue: {side|One|Two}.", "One/Two."),
        ("- sides: left\n- cue: The {side} one.", "The left one."),
        ("- sides: front, back\n- cue: The {side}.", "The front/back."),
        ("- cue: Stay {hold}. Set {set}. [pause 2s] *Breathe*.", "Stay 10 seconds. Breathe."),
        ("- cue: Say (7 kg){seven kilos}, {friend}.", "Say 7 kg, Bo."),
        ("- brief: Short.", "Short."),
        ("\nLie down. [3s] Rest.", "Lie down. Rest."),
    ],
)
def test_a_cue_is_printed_once_for_all_sides(lines: str, printed: str) -> None:
    shown = page(f"# T\n- value friend: Bo\n\n## S\n- hold: 10s\n{lines}\n\n---\n\nThe end.\n")
    assert printed in shown.texts["step"][0]
    assert "Set" not in shown.texts["step"][0]


def test_the_head_has_the_name_the_props_and_the_safety() -> None:
    text = (
        "# For you\n- value patient: Anna\n- props: a mat, a towel\n- safety: No pain.\n\n"
        "## A\n- hold: 5s\n- safety: Slowly.\n\n## B\n- hold: 5s\n- props: a towel\n"
    )
    for options in ({}, {"lines": True}):
        shown = page(text, **options)
        assert "Anna" in shown.texts["fields"][0]
        assert "A mat, a towel" in shown.texts["needed"][0]
        assert "No pain." in shown.texts["safety"][0]
        assert "Slowly." in shown.texts["main"][0]
    shown = page(text, set={"patient": "Bo"}, only="A", skip="B")
    assert "Bo" in shown.texts["title"][0]
    assert "towel" not in shown.texts["needed"][0]
    assert "blank" in page("# T\n\n## A\n- hold: 5s\n").html


def test_a_repeat_is_printed_once_with_its_count_and_what_is_left_out_is_not() -> None:
    repeated = "[repeat 3]\n## A\n- hold: 5s\n- levels: 4-5\n## B\n- hold: 5s\n[end]\n\n"
    text = f"# T\n\n## W\n- hold: 5s\n\n{repeated}## C\n- hold: 5s\n"
    shown = page(text)
    assert [one.split()[0] for one in shown.texts["h2"][:3]] == ["W", "B", "C"]
    assert shown.texts["number"] == ["1", "2", "3"]
    assert "Do these 3 times" in shown.texts["repeat"][0]
    assert [one.strip() for one in page(text, lines=True, level=5).texts["count"][1:]] == ["1", "2", "3", "4"]


def test_a_script_without_steps_is_printed_as_it_reads() -> None:
    shown = page("# T\n\nLie down. [3s] Rest.\n\n[repeat 2]\nOnce more.\n[end]\n")
    assert shown.texts["text"][0].split("\n")[1:3] == ["Lie down. Rest.", "Once more."]
    assert "step" not in shown.texts


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_script_prints_every_step_of_its_session(name: str) -> None:
    choices = Choices(voice="tone")
    with Session(load_script(name, choices), choices) as session:
        names = [one.name for one in session.cached_timeline()[0].steps]
    made = make_handout(name, choices)
    plain = Page(made.html())
    assert [one.partition(" (")[0] for one in plain.texts["h2"] if one.partition(" (")[0] in names] == names
    assert all(doses(plain))
    assert plain.tags.count("h1") == 1
    days = words_for(str(dict(one[1:] for one in plain.attributes if one[0] == "html")["lang"])).days
    lines = Page(made.html(has_lines=True))
    assert lines.tags.count("tr") == 1 + len(names)
    assert tuple(lines.texts["day"]) == days


@pytest.mark.parametrize("lines", [False, True])
def test_no_text_of_a_script_becomes_markup(lines: bool) -> None:  # noqa: FBT001 - a value of the table
    def shown(words: str) -> Page:
        text = (
            f"# T {words}\n- props: P {words}\n- safety: F {words}\n\n## N {words}\n- position: O {words}\n"
            f"- hold: 5s\n- sides: front, back\n- cue: C {words}\n- safety: G {words}\n"
        )
        link = f"https://example.org/{words}"
        return page(text, lines=lines, link=link, set={"patient": f"A {words}"})

    hostile, usual = shown(HOSTILE), shown("x")
    assert [tag for tag in hostile.tags if tag != "wbr"] == [tag for tag in usual.tags if tag != "wbr"]
    assert {one[:2] for one in hostile.attributes} == {one[:2] for one in usual.attributes}
    assert HOSTILE in hostile.texts["fields"][0]
    for place in ("h1", "needed", "safety", "main", "figcaption"):
        # Tags that are closed are not words of a script.
        assert without_tags(HOSTILE) in without_tags(hostile.texts[place][0])
