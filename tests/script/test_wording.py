"""Wording packs: built-in phrases, and which pack wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicecoach.script.phrases import PHRASES
from voicecoach.script.printer import print_text
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.wording import Pack, Wording, check_lists, pack_of_script, read_pack

SHIPPED = Path(__file__).parents[2] / "scripts" / "wording"
LISTS = "- numbers: one, two\n- sides: right, left\n- hours: h, hs\n- minutes: m, ms\n- seconds: s, ss\n"


def read(text: str, origin: str = "mine") -> tuple[Pack, list[str]]:
    report = Report()
    pack = read_pack(text, "mine.md", origin, report)
    return pack, [f"{one.location.line}:{one.location.column}: {one.message}" for one in report.diagnostics]


def shown(pack: Pack | Wording, phrase: str) -> list[str]:
    variants = pack.variants(phrase) if isinstance(pack, Wording) else pack.phrases[phrase]
    return [print_text(variant) for variant in variants]


def test_a_pack() -> None:
    pack, mistakes = read(
        "# Mine\n<!-- my own -->\n- language: DE\n\n- Half: Half way: so.\n* HALF: Half [pause 1s] done.\n"
        "- step  props: Take\n  {props}.\n- name: {name}.\n"
    )
    assert mistakes == []
    assert (pack.origin, pack.language) == ("mine", "de")
    assert shown(pack, "half") == ["Half way: so.", "Half [pause 1s] done."]
    assert shown(pack, "step props") == ["Take {props}."]
    assert "rest" not in pack.phrases


def test_a_phrase_that_is_off_has_no_variants() -> None:
    pack, mistakes = read("- half: OFF")
    assert mistakes == []
    assert pack.phrases["half"] == ()


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("Half way.", "1:1: a wording pack contains only phrases"),
        ("## Half", "1:1: a wording pack contains only phrases"),
        ("- half", "1:1: a wording pack contains only phrases"),
        ("- half:", "1:1: a wording pack contains only phrases"),
        ("- halff: Half way.", '1:3: no phrase is called "halff"'),
        ("- half: [oops]", '1:9: "[oops]" is not an action'),
        ("- half: [wait 3s] so", "1:9: this action works only in paragraphs"),
        ("- sides: {side}, left", "1:10: variables do not work here"),
        ("##Half", "1:1: a heading needs a space after ##"),
    ],
)
def test_a_line_that_is_no_phrase(line: str, mistake: str) -> None:
    pack, mistakes = read(line)
    assert mistakes == [mistake]
    assert "sides" not in pack.phrases or len(pack.phrases["sides"]) == 1


def test_the_first_pack_that_gives_a_phrase_wins() -> None:
    strong, _ = read("- half: Strong.\n- rest: off", "strong")
    weak, _ = read("- half: Weak.\n- rest: Weak.\n- name: Weak.", "weak")
    wording = Wording((strong, weak))
    assert shown(wording, "half") == ["Strong."]
    assert shown(wording, "rest") == []
    assert shown(wording, "name") == ["Weak."]
    assert wording.variants("switch") == ()
    assert [wording.origin(phrase) for phrase in ("half", "rest", "name", "switch")] == ["strong", "strong", "weak", ""]


def test_a_script_gives_phrases_too() -> None:
    routine = read_routine("- wording half: Mine.\n- wording rest: off\nHi", "script.md", Report())
    pack = pack_of_script(routine.settings)
    assert shown(pack, "half") == ["Mine."]
    assert pack.phrases["rest"] == ()
    assert "name" not in pack.phrases


def test_the_words_of_a_list() -> None:
    pack, _ = read(r"- sides: rechte ,  linke \(*so*)")
    assert Wording((pack,)).words("sides") == ("rechte", "linke (so)")
    assert Wording(()).words("sides") == ()


@pytest.mark.parametrize(
    ("line", "mistakes"),
    [
        ("", []),
        ("- sides: rechte, linke", []),
        ("- numbers: off", []),
        ("- numbers: eins, zwei, drei", []),
        ("- sides: rechte", ['"sides" needs 2 words with a comma between them']),
        ("- sides: rechte,", ['"sides" needs 2 words with a comma between them']),
        ("- sides: rechte, linke, beide", ['"sides" needs 2 words with a comma between them']),
        ("- sides: off", ['"sides" needs 2 words with a comma between them']),
        ("- minutes: Minute", ['"minutes" needs 2 words with a comma between them']),
    ],
)
def test_lists_have_as_many_words_as_they_need(line: str, mistakes: list[str]) -> None:
    report = Report()
    wording = Wording((read(line)[0], read(LISTS)[0]))
    check_lists(wording, ["script.md"], report)
    assert [one.message for one in report.diagnostics] == mistakes


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.md")), ids=lambda path: path.stem)
def test_a_shipped_pack_has_no_mistakes(path: Path) -> None:
    _, mistakes = read(path.read_text(encoding="utf-8"))
    assert mistakes == []


@pytest.mark.parametrize("name", ["calm", "de", "es", "fr", "it", "pt", "nl"])
def test_the_pack_of_a_language_gives_every_phrase(name: str) -> None:
    pack, _ = read((SHIPPED / f"{name}.md").read_text(encoding="utf-8"))
    assert pack.phrases.keys() == PHRASES.keys()
    report = Report()
    check_lists(Wording((pack,)), ["script.md"], report)
    assert report.diagnostics == ()
    assert len(Wording((pack,)).words("numbers")) >= 10


def test_it_tells_whose_phrases_are_heard() -> None:
    strong, _ = read("- half: Strong.\n- rest: off", "strong")
    hidden, _ = read("- half: Hidden.", "hidden")
    weak, _ = read("- half: Weak.\n- name: Weak.", "weak")
    assert Wording((strong, hidden, weak)).origins() == {"strong": ["half", "rest"], "weak": ["name"]}
