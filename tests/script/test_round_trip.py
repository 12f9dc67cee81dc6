"""A routine that is printed and read again is the same; any text gives a routine or located mistakes."""

from __future__ import annotations

import codecs
from pathlib import Path

from examples import MANY_EXAMPLES
from hypothesis import example, given
from hypothesis import strategies as st
from rereading import assert_inside, read_anything, read_bytes

from voicecoach.errors import Location
from voicecoach.script.directions import BreathPause, NamedPause, PauseKind, TimedPause
from voicecoach.script.model import Chime, Pause, Piece, SideChoice, Substitution, Text, Until, Variable, Words
from voicecoach.script.printer import print_text
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.speakable import is_speakable
from voicecoach.script.text_reader import Allowed, read_text_pieces
from voicecoach.units import Span

HERE = Path(__file__).parent
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted((HERE.parents[1] / "scripts").glob("*.md"))]
FULL_OF_MISTAKES = [path.read_text(encoding="utf-8") for path in sorted((HERE / "golden").glob("*.md"))]
NOWHERE = Location("", 1, 1)

# Lines that can stand nearly anywhere, blocks that hold together, and lines that are mistakes somewhere.
SPOKEN = r"""
Hello.
{side|rechtes|linkes} Bein, (a) {steps}
\(a){steps} and (a (b)){remaining}
\[x] and \{y} \(z){steps} \] \}
*Slowly*, now: "this", it's #1
[10s]
So [pause 1m30s] then[chime bowl] [sound in tro.wav]
[chime bowl 0s]So[chime my bowl 1m 30s]
[wait 20s] Now.
[voice hibari:emma] Hi. [voice]So [VOICE : de-AT]Servus. [gap 1,5] [voice own:my voice, German]x
Hi [gap] [bed rain + drone -20 dB 5s] x [bed off]y [bed] [bed binaural 200 6.5, -30 dB] [bed 2s]
[include warm-up]
  indented: more
#4 is
x <!-- in --> y
<!-- a --><!-- b --> z
<!<!-- c -->-- d
<!-- above -->
\ and \\[
“Quote” – it’s fine…
hold: 30s
---
--- <!-- d -->
""".strip().splitlines()
SETTINGS = r"""
- pace: 0,123456
- settle: 1.5
- LEVEL : 3
- about: It's "this": [that] {so}
- Props: a mat [pause 1s] and more <!-- which? -->
-safety:Care.
- value who: Anna
- pronounce IT band: eye tee band
- pronounce 1:30: half past one
- wording   half: {name} is half done
- chimes: begin off, End bell
- bed: rain, -20 dB + my song.mp3 once
- bed fade: 1,5s
* seed: 7
– language: en
- only: OFF
- order: Bridge, Rest <!-- ok -->
- title: A *title*
- Programme: 2
- level by week: 1,5 , 2
- focus by week: LEFT, off
- guidance by week: names,full
- sessions by week: 3, 2
- log: off
- remind: daily 6 pm
""".strip().splitlines()
STEPS = [
    "## Bridge\n- hold: 20-40s\n- sides: LEFT\n- cue: {side}. [pause 2s] So.\n- at 1:30: Now\n- at end - 10 s: off",
    "## (Cat-Cow){Cat Cow} ##\n- phase 4s: In\n<!-- c -->\n- Phase 4–6 s: Out\n- reps: 6–10\n- rest: 1,5 min",
    "## Ten\n- reps: 10, 8\n- rep time: 2–3 s\n- Count reps: ON\n- sides: Front,back , front",
    "## In\n- breathe: in 4s, out 6s\n- count breath: on\n- sides: left arm, right arm\n- focus: left arm",
    "## Less\n- hold: 30,25,20\n- reps: 12,10 , 8-9",
    "## Less\n- hold: 1,5 min, 20-30s, 10\n- sets: 3\n- rest: 3s",
    "## Over\n- hold: 5s\n- sides: right, left\n- Weeks: 5 , 1–2\n- sides by week: left; Right , left",
    "## More\n- breathe: in 4s, out 6s\n- rounds: 6-8, OUT 6–10 s, in 1,5-1s",
    "## Sit\n- hold: 20m\n- at every 5 m: [chime bell]So.\n- at random 2-5m: [chime gong 0s]\n- at 12m: off",
    "## Work\n- hold: 20s\n- For: 4 min\n- Rest  between reps: 10-12s\n- rest between sets: 0\n- every: off\n- sets: 2",
    "## Wave\n- phase 3s: Up.\n- every: 60\n- for: 8\u201310 min\n- rest countdown: 3\n- rest half: So.",
    "## Go\n- hold: 5s\n- get ready: Three, two, one.\n- rest between reps: off",
    "## C# # ##\n- breathe: in 1,5s, out 2\n- rounds: 5\n- finish: So.\n  <!-- why -->\n  \tgo on",
    "## Out <!-- ok: so -->\n- off",
    "## In <!-- ok -->\n<!-- ok -->\n- hold: 3s <!-- ok: short -->\n\nwords <!-- ok -->\nmore <!-- ok -->",
    "## Rest <!-- s -->\nwords\n- levels: 4-5\n- chapter: off",
    "[repeat 2] <!-- twice -->\n\n## Again\n- hold: 3s\n\nso\n[end] <!-- done -->",
    "## Zwei\n- voice: pico\n- language: de\n- bed: Isochronic 200Hz, 10 + rain -30 dB\n\nHallo. [voice] Nein.",
    "[repeat 2]\n[repeat 3]\n\nin\n\n[end]\n[end] <!-- so -->",
]
MISTAKES = [
    "-",
    "- x",
    "- hold: 3",
    "[end]",
    "[repeat 2]",
    "###",
    "```",
    "{",
    "[",
    "]",
    "...",
    "*",
    "<!--",
    "# T",
    "##x",
]

lines = st.sampled_from([*SPOKEN, *SETTINGS, *STEPS, "", "", ""])
well_made = st.tuples(
    st.sampled_from(["", "# T\n", "<!-- top -->\n# (A){B} *c* <!-- d -->\n\n"]),
    st.lists(st.sampled_from(SETTINGS), unique=True, max_size=4),
    st.lists(st.sampled_from([*SPOKEN, "", ""]), max_size=5),
    st.lists(st.sampled_from([*STEPS, *SPOKEN, "", ""]), max_size=8),
).map(lambda parts: parts[0] + "\n".join([*parts[1], *parts[2], *parts[3]]))
slips = st.lists(lines | st.sampled_from(MISTAKES) | st.text("ab:#-*[]{}()\\ \t<!>.1s|", max_size=12), max_size=14).map(
    "\n".join
)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A shipped script with characters and lines taken out, doubled and put in."""
    text = draw(st.sampled_from(SHIPPED + FULL_OF_MISTAKES))
    for _ in range(draw(st.integers(1, 5))):
        by_line = draw(st.booleans())
        units = text.splitlines(keepends=True) if by_line else list(text)
        at = draw(st.integers(0, max(len(units) - 1, 0)))
        match draw(st.sampled_from(["delete", "double", "insert"])):
            case "delete":
                del units[at : at + 1]
            case "double":
                units[at:at] = units[at : at + 1]
            case _:
                units[at:at] = [draw(lines | st.sampled_from(MISTAKES)) + "\n" if by_line else draw(st.characters())]
        text = "".join(units)
    return text


@MANY_EXAMPLES
@given(well_made | slips)
@example("<!-- c -->\n\n# T\n[repeat 2] <!-- d -->\n\n## A\nx\n[end] <!-- e -->")
@example("- cue: x\n<!-- c -->\n  y")
@example("x\n--- pause 10s ---\ny")
@example("*\nHello.")
@example("---\n<!-- c -->\nx\n---\n<!-- d -->\ny")
@example("x <!-- c -->\ny\n<!-- d -->\nz\n<!-- e -->\n\nw")
@example("## A\n- hold: 3s\n\nx\n\n---\n")
@example("#[wait 20s]a")
@example("*[pause 2s] a*")
def test_what_is_printed_reads_as_the_same_routine(text: str) -> None:
    assert_inside(read_anything(text), text)


@given(mutations())
def test_a_script_with_slips_gives_mistakes_at_their_places(text: str) -> None:
    assert_inside(read_anything(text), text)


@MANY_EXAMPLES
@given(
    st.text(max_size=100).map(str.encode) | st.text(max_size=40).map(lambda text: ("\ufeff" + text).encode("utf-16"))
)
def test_any_text_gives_a_routine_or_mistakes(data: bytes) -> None:
    text = data.decode("utf-16" if data[:2] == codecs.BOM_UTF16 else "utf-8")
    assert_inside(read_bytes(data), text)


@MANY_EXAMPLES
@given(st.binary(max_size=60) | st.binary(max_size=60).map(lambda data: codecs.BOM_UTF16_LE + data))
def test_any_bytes_give_a_routine_or_mistakes(data: bytes) -> None:
    encoding = "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    assert_inside(read_bytes(data), data.decode(encoding, errors="replace"))


def test_most_of_what_is_made_up_here_is_well_made() -> None:
    counts = [0, 0]

    @given(well_made)
    def count(text: str) -> None:
        report = Report()
        read_routine(text, "script.md", report)
        counts[report.has_errors] += 1

    count()
    assert counts[0] > counts[1]


names = st.from_regex(r"[a-z][a-z_]{0,5}", fullmatch=True)
# What can stand in a text: no white space but single spaces, none at the ends.
tricky = st.text("a[]{}()\\ ", min_size=1, max_size=10).map(lambda text: " ".join(text.split())).filter(is_speakable)
inner = st.text("ab1 .,:", min_size=1, max_size=6).map(lambda text: " ".join(text.split())).filter(is_speakable)
spans = st.tuples(st.integers(1, 1_000), st.integers(0, 1_000)).map(lambda ends: Span(ends[0], sum(ends)))
pauses = st.one_of(
    st.builds(TimedPause, spans),
    st.builds(TimedPause, st.integers(0, 100_000).map(lambda length_ms: Span(length_ms, length_ms))),
    st.builds(BreathPause, st.tuples(st.integers(1, 9), st.integers(0, 9)).map(lambda ends: Span(ends[0], sum(ends)))),
    st.builds(NamedPause, st.sampled_from(PauseKind)),
)
pieces = st.one_of(
    st.builds(Substitution, inner, inner, st.just(NOWHERE)),
    st.builds(Variable, names, st.just(NOWHERE)),
    st.builds(SideChoice, st.lists(inner, min_size=2, max_size=4).map(tuple), st.just(NOWHERE)),
    st.builds(Pause, pauses, st.just(NOWHERE)),
    st.builds(Until, st.integers(0, 100_000), st.booleans(), st.just(NOWHERE)),
    st.builds(Chime, names, st.just(NOWHERE), st.none() | st.integers(0, 100_000)),
)


@MANY_EXAMPLES
@given(st.lists(st.tuples(tricky, pieces), max_size=4), tricky)
@example([("(a)", Variable("b", NOWHERE))], "a")
@example([("\\(a)", Variable("b", NOWHERE))], "a")
@example([("[a", Variable("b", NOWHERE))], "] a }")
def test_any_text_of_the_model_can_be_written(pairs: list[tuple[str, Piece]], last: str) -> None:
    # No script can have a backslash right before a bracket or brace that means something.
    parts = [piece for words, then in pairs for piece in (Words(words.rstrip("\\ ") or "a", NOWHERE), then)]
    text = Text((*parts, Words(last, NOWHERE)), NOWHERE)
    report = Report()
    printed = print_text(text)
    assert read_text_pieces(SourceText(printed, "", ((0, 1, 1),)), Allowed.PARAGRAPH, report) == text, printed
    assert report.diagnostics == ()
