"""Texts: words, actions, variables and substitutions, read and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import Location
from voicecoach.script.directions import BreathPause, NamedPause, PauseKind, TimedPause
from voicecoach.script.model import (
    Chime,
    Pause,
    Recording,
    SideChoice,
    Substitution,
    Text,
    Until,
    Variable,
    Wait,
    Words,
)
from voicecoach.script.printer import print_text, without_emphasis, written_form
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.text_reader import Allowed, read_text_pieces
from voicecoach.units import Span

if TYPE_CHECKING:
    from voicecoach.script.model import Piece

HERE = Location("", 1, 1)


def pause(low_ms: int, high_ms: int | None = None) -> Pause:
    return Pause(TimedPause(Span(low_ms, low_ms if high_ms is None else high_ms)), HERE)


def until(time_ms: int, *, is_from_step: bool = False) -> Until:
    return Until(time_ms, is_from_step, HERE)


def read_pieces(written: str, allowed: Allowed = Allowed.PARAGRAPH) -> tuple[tuple[Piece, ...], list[str]]:
    report = Report()
    text = read_text_pieces(SourceText(written, "", ((0, 1, 1),)), allowed, report)
    return (text.pieces if text else ()), [f"{one.location.column}: {one.message}" for one in report.diagnostics]


def words(text: str) -> Words:
    return Words(text, HERE)


SIDE = Variable("side", HERE)

PIECES: dict[str, list[Piece]] = {
    # What is written: what it means. Each is also printed, and read again.
    "{side}": [SIDE],
    "a [[10s]] b **[10s]** c": [words("a"), pause(10_000), words("b"), pause(10_000), words("c")],
    "{Side} and { SIDE }": [SIDE, words(" and "), SIDE],
    "{side|rechtes|linkes} Bein": [SideChoice(("rechtes", "linkes"), HERE), words(" Bein")],
    "{ Side | rechts  außen | links }": [SideChoice(("rechts außen", "links"), HERE)],
    "(Cat-Cow){Cat Cow}.": [Substitution("Cat-Cow", "Cat Cow", HERE), words(".")],
    "the ( IT ){ eye  tee } band": [words("the "), Substitution("IT", "eye tee", HERE), words(" band")],
    "(a) {side}": [words("(a) "), SIDE],
    r"\(a){side}": [words("(a)"), SIDE],
    "(a (b)){side}": [words("(a (b))"), SIDE],
    "(a (b){side})": [words("(a "), Substitution("b", "side", HERE), words(")")],
    r"(a \(b)){side}": [words("(a (b))"), SIDE],
    "({side}){side}": [words("("), SIDE, words(")"), SIDE],
    r"\(a){side|b|c}": [words("(a)"), SideChoice(("b", "c"), HERE)],
    "[pause 2s]": [pause(2_000)],
    "[PAUSE 2 Sek.] [1:30][ pause 5 ]": [pause(2_000), pause(90_000), pause(5_000)],
    "a[10s]b": [words("a"), pause(10_000), words("b")],
    "[0s] a": [pause(0), words("a")],
    "{side} [500ms] {side}": [SIDE, pause(500), SIDE],
    "[pause:5s][PAUSE:5][pause for 5 seconds][5 second pause]": [pause(5_000)] * 4,
    '[silence 10s][Pausa de 3 segundos][break:"3s"]': [pause(10_000), pause(3_000), pause(3_000)],
    "[pause 5-10s][pause 30-60 seconds]": [pause(5_000, 10_000), pause(30_000, 60_000)],
    "[pause 3 breaths][one breath]": [Pause(BreathPause(Span(3, 3)), HERE), Pause(BreathPause(Span(1, 1)), HERE)],
    "[pause] [short pause][LONG PAUSE]": [
        Pause(NamedPause(PauseKind(kind)), HERE) for kind in ("plain", "short", "long")
    ],
    "[until 1:10] a": [until(70_000), words("a")],
    "[Until: + 30s] a [until 70.5s]": [until(30_000, is_from_step=True), words("a"), until(70_500)],
    "[wait: 20s][wait for 20 seconds]": [Wait(20_000, HERE)] * 2,
    "[chime bowl] a": [Chime("bowl", HERE), words("a")],
    "[Chime  My   bell 2]": [Chime("My bell 2", HERE)],
    "[sound my (first) intro.wav]": [Recording("my (first) intro.wav", HERE)],
    "[wait 1 min]": [Wait(60_000, HERE)],
    r"\[x] \{y} \(z)": [words("[x] {y} (z)")],
    r"\[pause 2s]": [words("[pause 2s]")],
    r"\[\[a]]": [words("[[a]]")],
    r"a \] b \}": [words("a ] b }")],
    r"\{{side}}": [words("{"), SIDE, words("}")],
    r"a\b \\ c\n": [words(r"a\b \\ c\n")],
    r"\\[x]": [words(r"\[x]")],
    r"\\\(x)": [words(r"\\(x)")],
    "*Slowly* **now**": [words("*Slowly* **now**")],
    "a \t b": [words("a b")],
}


@pytest.mark.parametrize(("written", "expected"), PIECES.items())
def test_the_pieces_of_a_text(written: str, expected: list[Piece]) -> None:
    pieces, mistakes = read_pieces(written)
    assert mistakes == []
    assert list(pieces) == expected
    printed = print_text(Text(pieces, HERE))
    assert read_pieces(printed) == (pieces, [])
    assert print_text(Text(read_pieces(printed)[0], HERE)) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("{ Side }", "{side}"),
        ("a[10 sec.]b", "a [pause 10s] b"),
        (r"\[x\] and \(y\)", r"\[x] and (y)"),
        ("( a ){ b }", "(a){b}"),
        (r"(a (b)){side}", r"(a (b)){side}"),
        (r"\(a){side}", r"\(a){side}"),
        (r"a\] b", r"a\] b"),
    ],
)
def test_the_canonical_form(written: str, printed: str) -> None:
    assert print_text(Text(read_pieces(written)[0], HERE)) == printed


@pytest.mark.parametrize(
    ("written", "mistakes"),
    [
        ("[10]", ['1: "[10]" has no unit']),
        ("a [-1,5]", ['3: "[-1,5]" has no unit']),
        ("[]", ['1: "[]" is not an action']),
        ("[ ]", ['1: "[]" is not an action']),
        ("{}", ['1: "{}" is not a variable']),
        ("{next step}", ['1: "{next step}" is not a variable']),
        ("{1}", ['1: "{1}" is not a variable']),
        ("{side|a}", ["1: {side|…} needs one word for each side, the right one first"]),
        ("{side|a|}", ["1: {side|…} needs one word for each side, the right one first"]),
        ("{side|a|b||c}", ["1: {side|…} needs one word for each side, the right one first"]),
        ("{name|a|b}", ['1: "{name|a|b}" is not a variable']),
        ("a [pause 2s", ["3: this bracket is not closed"]),
        ("a {side", ["3: this brace is not closed"]),
        ("a pause 2s]", ["11: this ] closes nothing"]),
        ("side}", ["5: this } closes nothing"]),
        (r"\[a]]", ["5: this ] closes nothing"]),
        ("(a){}", ["1: both forms are needed"]),
        ("( ){a}", ["1: both forms are needed"]),
        ("*", ['1: there is nothing to speak in "*"']),
        ("(…){?}", ['1: there is nothing to speak in "(…){?}"']),
        (
            "[x] and {1} and [10]",
            ['1: "[x]" is not an action', '9: "{1}" is not a variable', '17: "[10]" has no unit'],
        ),
    ],
)
def test_a_bracket_that_means_nothing_is_a_mistake_at_its_place(written: str, mistakes: list[str]) -> None:
    assert read_pieces(written)[1] == mistakes


@pytest.mark.parametrize(
    ("written", "allowed"),
    [
        ("{side}", Allowed.VARIABLES),
        ("{side|a|b}", Allowed.VARIABLES),
        ("[pause 2s]", Allowed.PAUSES),
        ("[chime bowl]", Allowed.CHIMES),
        ("[sound a.wav]", Allowed.ACTIONS),
        ("[wait 2s]", Allowed.ACTIONS),
    ],
)
def test_where_a_piece_may_stand(written: str, allowed: Allowed) -> None:
    assert read_pieces(f"a {written}", allowed)[1] == []
    assert len(read_pieces(f"a {written}", Allowed.PARAGRAPH & ~allowed)[1]) == 1


def test_a_piece_is_placed_where_it_was_written() -> None:
    lines = [SourceText("One {side}", "", ((0, 3, 2),)), SourceText("[10s]  two", "", ((0, 4, 5),))]
    report = Report()
    text = read_text_pieces(SourceText.joined(lines), Allowed.PARAGRAPH, report)
    assert text is not None
    places = [(piece.location.line, piece.location.column) for piece in text.pieces]
    assert places == [(3, 2), (3, 6), (4, 5), (4, 12)]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("*Slowly*, now", "Slowly, now"),
        ("**very** ***much***", "very much"),
        ("**a *b* c**", "a b c"),
        ("(*so*)", "(so)"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("2*3*4", "2*3*4"),
        ("footnote*", "footnote*"),
        ("*a", "*a"),
        ("* a *", "* a *"),
        ("****a****", "****a****"),
        ("*a* and *b*", "a and b"),
    ],
)
def test_marks_of_emphasis(marked: str, plain: str) -> None:
    assert without_emphasis(marked) == plain


def test_a_name_for_the_eye() -> None:
    pieces, _ = read_pieces(r"*The* (Cat-Cow){Cat Cow}  \[slow]")
    assert written_form(Text(pieces, HERE)) == "The Cat-Cow [slow]"
    pieces, _ = read_pieces("<b>The</b> cat,<br>and <x:y z='1'>cow</x:y>")
    assert written_form(Text(pieces, HERE)) == "The cat, and cow"
