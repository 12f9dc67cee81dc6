"""Comments, footnotes, boxes, emphasis and repeated lines of each format are what they are meant for."""

from __future__ import annotations

import pytest

from tests.importing.documents import docx, epub, odt
from voicecoach.importing.convert import convert

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def body(data: bytes, name: str) -> list[str]:
    """Return the lines of the script that are neither blank, nor its title or language."""
    lines = convert(data, name).text.splitlines()
    return [line for line in lines if line and not line.startswith(("# ", "- language:"))]


def rtf(words: str) -> bytes:
    fonts = r"{\fonttbl{\f0\fswiss Helvetica-Bold;}{\f1 Arial;}}{\info{\title Rest}{\author Jo}}"
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + fonts + words + "}").encode("cp1252")


RTF = {
    r"Sit.\par\f2\i (wait 5 seconds)\f1\i0 \par Breathe.\par": ["Sit.", "[pause 5s]", "Breathe."],
    r"Sit.\par {\b\i Pause for 20 seconds.}\par Breathe.\par": ["Sit.", "[pause 20s]", "Breathe."],
    "Sit.\\\n\\i pause 3 sec. \\i0\\\nBreathe.\\\n": ["Sit.", "[pause 3s]", "Breathe."],
    r"\pard\plain\i Sit.\par\plain Breathe {\i slowly} out.\par": ["Sit", "Breathe *slowly* out."],
    r"Sit{\*\atnid J}{\*\atnauthor Jo}\chatn{\*\annotation{\*\atnref 1}\pard too fast}.\par Breathe.\par": [
        "Sit.", "<!-- too fast -->", "Breathe.",
    ],
    r"Sit.{\footnote\pard\plain{\super\chftn} Or {\b lie} down.}\par Breathe.\par": [
        "Sit.", "<!-- Or lie down. -->", "Breathe.",
    ],
    r"{\header Course of May\par}{\footer Page {\field{\*\fldinst PAGE}{\fldrslt 2}}\par}Sit.\par": [
        "Sit.", "<!-- Course of May -->",
    ],
    r"Sit {\deleted down }still.{\v secret}\par{\pict\bin5 }}}{{}Breathe.\par": ["Sit still.", "Breathe."],
    r"Schlie\'dfe die Augen \u8211? ganz leicht.\par": ["Schließe die Augen – ganz leicht."],
}  # fmt: skip


@pytest.mark.parametrize(("words", "wanted"), RTF.items())
def test_rich_text(words: str, wanted: list[str]) -> None:
    assert body(rtf(words), "a.rtf") == wanted


def notes(name: str, sign_id: str, words: str) -> str:
    note = f'<w:{name} w:id="{sign_id}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{name}>'
    return f'<w:{name}s xmlns:w="{_W}">{note}</w:{name}s>'


def marked(words: str, sign: str) -> str:
    return f'<w:p><w:r><w:t>{words}</w:t></w:r><w:r><w:{sign} w:id="3"/></w:r></w:p>'


def boxed(*words: str) -> str:
    inside = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in words)
    fallback = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return (
        f'<w:p><w:r><mc:A xmlns:mc="{fallback}"><mc:Choice><w:txbxContent>{inside}</w:txbxContent></mc:Choice>'
        f"<mc:Fallback><w:txbxContent>{inside}</w:txbxContent></mc:Fallback></mc:A></w:r></w:p>"
    )


def test_comments_and_footnotes_of_word_stand_at_their_places() -> None:
    data = docx(
        marked("Sit down.", "commentReference"), "Breathe.", marked("Rest.", "footnoteReference"), "Get up.",
        extra={
            "word/comments.xml": notes("comment", "3", "too fast"),
            "word/footnotes.xml": notes("footnote", "3", "Or lie."),
        },
    )  # fmt: skip
    assert body(data, "a.docx") == [
        "Sit down.", "<!-- too fast -->", "Breathe.", "Rest.", "<!-- Or lie. -->", "Get up.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("paragraphs", "wanted"),
    [
        (
            ("Sit down and close your eyes.", boxed("A tip for readers."), "Breathe."),
            ["Sit down and close your eyes.", "<!-- A tip for readers. -->", "Breathe."],
        ),
        (
            ("Sit down and close your eyes.", boxed("Pause 10 s"), "Breathe."),
            ["Sit down and close your eyes.", "[pause 10s]", "Breathe."],
        ),
        ((boxed("Sit down.", "Close your eyes."), "Calm"), ["Sit down.", "Close your eyes.", "Calm"]),
    ],
)
def test_boxes_of_word_are_told_unless_the_text_stands_in_them(paragraphs: tuple[str, ...], wanted: list[str]) -> None:
    assert body(docx(*paragraphs), "a.docx") == wanted


DOCS = "<style>.c0{font-style:italic}.c1{color:red}</style><p class=c1><span class=c1>Sit.</span></p>"
WORD = [
    (
        ["Title|Knee", "Heading1|Heel slides – 2 x 12", "Slide.", "Heading1|Stretch – hold 30 sec", "Lean."],
        ["## Heel slides", "- reps: 12", "- sets: 2", "Slide.", "## Stretch", "- hold: 30s", "Lean."],
    ),
    (
        ["Title|Rest", "1. The right arm", "Make a fist.", "2. The face", "Lift your brows."],
        ["## The right arm", "<!-- 1. -->", "Make a fist.", "## The face", "<!-- 2. -->", "Lift your brows."],
    ),
    (
        ["Title|Ruhe", "1 – Der rechte Arm", "Mach eine Faust.", "2 – Das Gesicht", "Heb die Brauen."],
        ["## Der rechte Arm", "Mach eine Faust.", "## Das Gesicht", "Heb die Brauen."],
    ),
    (["1. Sit down slowly.", "2. Close your eyes."], ["Sit down slowly.", "Close your eyes."]),
]


@pytest.mark.parametrize(("paragraphs", "wanted"), WORD)
def test_exercises_in_first_headings_and_heads_with_typed_numbers(paragraphs: list[str], wanted: list[str]) -> None:
    assert body(docx(*paragraphs), "a.docx") == wanted


PAGES = {
    f"{DOCS}<p><span class=c0>Pause 5 seconds</span></p><p>Breathe.</p>": ["Sit.", "[pause 5s]", "Breathe."],
    "<p>Sit.</p><p style='font-style: italic'>pause 5 seconds</p><p>Breathe.</p>": ["Sit.", "[pause 5s]", "Breathe."],
    "<p>Sit.<sup><a href='#cmnt1'>[a]</a></sup> Breathe.</p><p><a href='#cmnt_ref1'>[a]</a>too fast</p>": [
        "Sit. Breathe.", "<!-- too fast -->",
    ],
    "<p>Sit.<sup><a href='#f1'>1</a></sup> Breathe.</p><p id=f1>1. Or lie down.</p>": [
        "Sit. Breathe.", "<!-- Or lie down. -->",
    ],
    "<p>Sit.</p><div class=BorlabsCookie><p>We use cookies.</p></div>": ["Sit.", "<!-- We use cookies. -->"],
    "<div>Quiet App</div><div>Menu</div><h1>Rest</h1><p>Sit down.</p>": [
        "<!-- Quiet App -->", "<!-- Menu -->", "Sit down.",
    ],
    "<p>Sit down.</p><h3>Share this</h3><ul><li><a href=x>Mail</a></li></ul><h3>Rest</h3><p>Lie down.</p>": [
        "Sit down.", "<!-- Share this -->", "<!-- Mail -->", "## Rest", "Lie down.",
    ],
    "<p>Sit.</p><div class=ad>Buy a mat.</div><p>Breathe.</p>": ["Sit.", "<!-- Buy a mat. -->", "Breathe."],
    "<div><span>0:00</span><p>Sit down.</p></div><span>0:20</span><p>Breathe.</p><div><b>1:05</b> Rest.</div>": [
        "Sit down.", "[until 0:20] Breathe.", "[until 1:05] Rest.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("page", "wanted"), PAGES.items())
def test_pages(page: str, wanted: list[str]) -> None:
    assert body(f"<html lang=en><body>{page}</body></html>".encode(), "a.html") == wanted


def cues(*texts: tuple[str, str]) -> bytes:
    return ("WEBVTT\n\n" + "".join(f"{times}\n{words}\n\n" for times, words in texts)).encode()


CAPTIONS = {
    cues(
        ("00:01.000 --> 00:03.000", "sit<00:02.000><c> down</c>"),
        ("00:03.000 --> 00:03.010", "sit down"),
        ("00:05.000 --> 00:07.000", "sit down\nclose your eyes"),
        ("00:07.000 --> 00:07.010", "close your eyes"),
        ("00:20.000 --> 00:22.000", "close your eyes\nbreathe"),
    ): ["[until 0:01] sit down", "[until 0:05] close your eyes", "[until 0:20] breathe"],
    cues(("00:01.000 --> 00:03.000", "Breathe in."), ("00:05.000 --> 00:07.000", "Breathe in.")): [
        "[until 0:01] Breathe in.", "[until 0:05] Breathe in.",
    ],
    cues(("00:01.000 --> 00:03.000", "Sit."), ("00:05.000 --> 00:07.000", "<i>soft music</i>")): [
        "[until 0:01] Sit.", "<!-- soft music -->",
    ],
    cues(("00:01.000 --> 00:03.000", "Sit."), ("00:05.000 --> 00:07.000", "<i>Breathe in.</i>")): [
        "[until 0:01] Sit.", "[until 0:05] Breathe in.",
    ],
    cues(("00:01.000 --> 00:03.000", "(BREATHES) Sit."), ("00:05.000 --> 00:07.000", "[BELL]")): [
        "<!-- (BREATHES) -->", "[until 0:01] Sit.", "[until 0:05] [chime bell]",
    ],
    cues(("00:01.000 --> 00:03.000", "Sit.")) + b"REGION\nid:low\nwidth:40%\n": ["[until 0:01] Sit."],
}  # fmt: skip


@pytest.mark.parametrize(("data", "wanted"), CAPTIONS.items())
def test_captions(data: bytes, wanted: list[str]) -> None:
    assert body(data, "a.vtt") == wanted


def test_boxes_of_opendocument_and_other_languages_of_ssml() -> None:
    box = "<text:p><draw:frame><draw:text-box><text:p>Close the window.</text:p></draw:text-box></draw:frame></text:p>"
    draw = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    words = "<text:p>Sit down and close your eyes.</text:p>"
    assert body(odt(f"<text:section {draw}>{words}{box}</text:section>"), "a.odt") == [
        "Sit down and close your eyes.", "<!-- Close the window. -->",
    ]  # fmt: skip
    text = '<speak>Solte os ombros, respire fundo e sinta <lang xml:lang="en-US">here</lang> o corpo.</speak>'
    assert convert(text.encode(), "a.ssml").language == "pt"


def test_a_table_with_times_and_a_column_named_by_a_compound_word() -> None:
    table = "Zeit\tSprechertext\tPause (s)\n0:00\tSetz dich hin.\t5\n0:20\tAtme ein.\t10\n"
    assert body(table.encode("utf-16"), "a.csv") == ["Setz dich hin. [pause 5s]", "[until 0:20] Atme ein. [pause 10s]"]


COUNTED = {
    "## Bridge\n\nLift your hips.\n\n(x8)\n\n## Plank\n\n2 x 30 s\n": [
        "## Bridge", "- reps: 8", "Lift your hips.", "## Plank", "- hold: 30s", "- sets: 2",
    ],
    "## Brücke\n\nHeb das Becken.\n\n10x\n\n## Katze\n\nMach den Rücken rund.\n\n(6x)\n": [
        "## Brücke", "- reps: 10", "Heb das Becken.", "## Katze", "- reps: 6", "Mach den Rücken rund.",
    ],
    "## Rest\n\nBreathe in, and breathe out.\n\n(x3)\n\n## End\n\nGet up.\n": [
        "## Rest", "Breathe in, and breathe out.", "<!-- (x3) -->", "## End", "Get up.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), COUNTED.items())
def test_a_bare_count_below_a_pose_is_its_reps_beside_other_exercises(text: str, wanted: list[str]) -> None:
    assert body(f"# Back\n\n{text}".encode(), "a.md") == wanted


def test_silences_of_azure_at_every_stop_are_no_pause_and_sounds_are_told() -> None:
    every, once = '<mstts:silence type="Comma-exact" value="1s"/>', '<mstts:silence type="Leading-exact" value="2s"/>'
    text = f'<speak><mstts:backgroundaudio src="sea.wav"/><p>{every}Sit.</p><p>{once}Breathe.</p></speak>'
    assert body(text.encode(), "a.ssml") == [
        "<!-- sound: sea.wav -->", "Sit.", "<!-- silence: Comma-exact 1s -->", "[pause 2s] Breathe.",
    ]  # fmt: skip


def test_a_column_of_silences_is_silent() -> None:
    rows = ("Part | Words | Silence (s)", "--|--|--", "Arms | Feel both arms. | 10", "Legs | And both legs. | 1 min")
    assert body("".join(f"| {row} |\n" for row in rows).encode(), "a.md") == [
        "<!-- Arms -->", "Feel both arms. [pause 10s]", "<!-- Legs -->", "And both legs. [pause 1m]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    ["Pause after (s)", "Pause danach", "Pausa después (s)", "Pause après", "Pausa dopo", "Pausa depois", "Pauze erna"],
)
def test_a_column_of_silences_may_say_that_they_come_afterwards(head: str) -> None:
    table = f"Text;{head}\nFeel both of your arms.;10\nAnd now feel both legs.;20\n"
    assert body(table.encode(), "a.csv") == [
        "Feel both of your arms. [pause 10s]",
        "And now feel both legs. [pause 20s]",
    ]


TABLES = {
    "a.md": (
        "| Nr | Wat zeg je | Stilte daarna |\n| - | - | - |\n| 1 | Adem rustig in en uit. | 4 s |\n| 2 | Sta op. | |\n",
        ["<!-- 1 -->", "Adem rustig in en uit. [pause 4s]", "<!-- 2 -->", "Sta op."],
    ),
    "a.csv": (
        "minuto;guion;silencio (seg)\n1;Cierra los ojos.;8\n1;Siente los pies.;20\n3;Abre los ojos.;5\n",
        ["<!-- 1 -->", "Cierra los ojos. [pause 8s]", "<!-- 1 -->", "Siente los pies. [pause 20s]", "<!-- 3 -->",
         "Abre los ojos. [pause 5s]"],
    ),
    "a.txt": (
        "Split,Übung,Anzahl\nKraft,Plank,45 Sek\nKraft,Käfer,20 Sek\nKraft,Brücke,30 Sek\nEnde,Dehnung,40 Sek\n",
        ["## Plank", "- hold: 45s", "<!-- Split: Kraft -->", "## Käfer", "- hold: 20s", "<!-- Split: Kraft -->",
         "## Brücke", "- hold: 30s", "<!-- Split: Kraft -->", "## Dehnung", "- hold: 40s", "<!-- Split: Ende -->"],
    ),
    "b.csv": (
        "Tag,Übung,Sätze,Wdh,Tag-Dauer\nTag 1,Dips,3,8,90\n",
        ["## Dips", "- reps: 8", "- sets: 3", "<!-- Tag: Tag 1 -->", "<!-- Tag-Dauer: 90 -->"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_by_what_is_in_its_columns(name: str) -> None:
    table, lines = TABLES[name]
    assert body(table.encode(), name) == lines


def test_commands_of_other_programs_that_speak_are_silences_or_told() -> None:
    said = "[[rate 140]] Sit down. [[slnc 2000]] Breathe in, ^pause^ and out. ^long pause^"
    assert body(said.encode(), "a.txt") == [
        "Sit down. [pause 2s] Breathe in, [pause] and out. [long pause]",
        "<!-- [rate 140] -->",
    ]


def test_the_sign_of_a_footnote_in_a_book_is_not_spoken() -> None:
    chapter = '<p>Sleep well.<a href="#n1" epub:type="noteref">1</a></p>'
    assert body(epub(chapter), "a.epub") == ["Sleep well."]
