"""Each format is recognised by its content, and read with its own structure."""

from __future__ import annotations

import re

import pytest

from tests.importing.documents import docx, epub, odt, pdf, printed_pdf
from voicecoach.importing.convert import convert
from voicecoach.importing.formats import FORMATS
from voicecoach.importing.report import Kind


def body(data: bytes, name: str) -> list[str]:
    """Return the lines of the script that are neither blank, nor its title or language."""
    lines = convert(data, name).text.splitlines()
    return [line for line in lines if line and not line.startswith(("# ", "- language:"))]


def test_word_headings_lists_italics_and_tables() -> None:
    table = (
        "<w:tbl>"
        + "".join(
            "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
            for row in (("Exercise", "Hold"), ("Plank", "30 s"))
        )
        + "</w:tbl>"
    )
    deleted = (
        "<w:p><w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Kept words.</w:t></w:r></w:ins></w:p>"
    )
    comment = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:comment><w:p><w:r><w:t>too long?</w:t></w:r></w:p></w:comment></w:comments>"
    )

    def foot(words: str) -> str:
        return (
            '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:ftr>"
        )

    data = docx(
        "Title|Evening", "Heading1|Arrive (2 min)", "Sit down. (pause 4s) Breathe.", "i|Pause for 3 breaths",
        "list|Soften your jaw.", deleted, table,
        extra={"word/comments.xml": comment, "word/footer1.xml": foot("Version 2"), "word/footer2.xml": foot("Page 3")},
    )  # fmt: skip
    assert body(data, "notes.docx") == [
        "## Arrive", "<!-- (2 min) -->", "Sit down. [pause 4s] Breathe.", "[pause 3 breaths]", "Soften your jaw.",
        "Kept words.", "## Plank", "- hold: 30s", "<!-- too long? -->",
        "<!-- Version 2 -->",
    ]  # fmt: skip
    assert convert(data, "whatever.bin").format == "Word"


def test_opendocument() -> None:
    data = odt(
        '<text:h text:outline-level="1">Morgen</text:h><text:p>Atme ein.<text:s/>(Pause 5 Sekunden)</text:p>'
        "<text:p>Und <text:span>aus</text:span>, ganz langsam.<text:line-break/>Lass los.</text:p>"
        "<text:list><text:list-item><text:p>Brücke: 3 x 10</text:p></text:list-item></text:list>"
    )
    assert body(data, "m.odt") == [
        "Atme ein. [pause 5s]", "Und aus, ganz langsam. Lass los.", "## Brücke", "- reps: 10", "- sets: 3",
    ]  # fmt: skip
    assert convert(data, "m.odt").language == "de"


def test_opendocument_with_styles() -> None:
    def style(name: str, above: str, look: str) -> str:
        look = f"<style:text-properties {look}/>" if look else ""
        return f'<style:style style:name="{name}" style:parent-style-name="{above}">{look}</style:style>'

    foot = "<style:footer><text:p>Kurs Lindenhof</text:p></style:footer><style:footer><text:p>2</text:p></style:footer>"
    styles = style("P1", "Title", "") + style("P2", "Heading_20_1", "") + style("T1", "", 'fo:font-style="italic"')
    styles += style("P3", "Own", "") + style("Own", "", 'fo:font-weight="bold"') + style("T2", "T1", "") + foot
    lines = [
        ("P1", "Am See"), ("P2", "Ankommen"),
        ("P4", 'Atme ein. <text:span text:style-name="T2">Pause 5 Sek.</text:span>'), ("P3", "Zur Ruhe finden"),
        ("P4", "Atme aus.<text:tab/>Gong 2x"), ("P3", "Wach werden"), ("P4", "Öffne die Augen."),
    ]  # fmt: skip
    data = odt("".join(f'<text:p text:style-name="{one}">{words}</text:p>' for one, words in lines), styles=styles)
    assert convert(data, "m.odt").title == "Am See"
    assert body(data, "m.odt") == [
        "## Ankommen", "Atme ein. [pause 5s]", "## Zur Ruhe finden", "Atme aus.", "[chime bowl] [chime bowl]",
        "## Wach werden", "Öffne die Augen.", "<!-- Kurs Lindenhof -->",
    ]  # fmt: skip


def test_rich_text() -> None:
    words = rb"Schlie\'dfe deine Augen.\par (Pause)\par Sp\'fcre die F\'fc\'dfe.\par"
    data = rb"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}\f0 " + words + b"}"
    assert body(data, "x.rtf") == ["Schließe deine Augen.", "[pause]", "Spüre die Füße."]


def test_pdf_without_its_page_numbers() -> None:
    pages = [f"The quiet book\nLet your shoul-\nders sink down now. (pause {n} seconds)\n{n}" for n in (3, 4, 5)]
    done = convert(pdf(*pages), "book.pdf")
    assert [line for line in done.text.splitlines() if "[pause" in line] == [
        f"Let your shoulders sink down now. [pause {n}s]" for n in (3, 4, 5)
    ]
    assert "<!-- The quiet book -->" in done.text
    assert [entry.source for entry in done.entries if entry.kind is Kind.DROPPED].count("The quiet book") == 2


def test_chapters_of_a_book() -> None:
    data = epub("<h1>One</h1><p>Lie down.</p>", "<h1>Two</h1><p><i>Pause 10 seconds</i></p><p>Get up.</p>")
    done = convert(data, "b.epub")
    assert (done.title, done.language) == ("A small book", "en")
    page = epub("<h1>A small book</h1><p>M. Vale</p>", "<h1>One</h1><p>Lie down.</p>")
    assert body(page, "b.epub") == ["<!-- M. Vale -->", "## One", "Lie down."]
    assert body(data, "b.epub") == ["## One", "Lie down.", "## Two", "[pause 10s]", "Get up."]


@pytest.mark.parametrize(
    ("encoding", "text", "guess"),
    [
        ("utf-8", "Schließe die Augen. (Pause)", ""),
        ("utf-8-sig", "Schließe die Augen. (Pause)", ""),
        ("utf-16", "Schließe die Augen. (Pause)", ""),
        ("utf-16-le", "Schließe die Augen. (Pause)", ""),
        ("utf-16-be", "Schließe die Augen. (Pause)", ""),
        ("utf-32", "Schließe die Augen. (Pause)", ""),
        ("cp1252", "Spüre die Füße – und „ruh dich aus“. (Pause)", "Windows-1252"),
        ("latin-1", "Respira. El niño cerró los ojos. ¿Sientes el aire? (Pausa)", "Windows-1252"),
        ("mac_roman", "Spüre die Füße – und atme. (Pause)", "Mac Roman"),
        ("cp850", "Spüre die Füße und schließe die Augen. (Pause)", "DOS 850"),
    ],
)
def test_any_encoding(encoding: str, text: str, guess: str) -> None:
    done = convert(text.encode(encoding), "a.txt")
    spoken = re.sub(r"\s*\(.*", "", text)
    assert f"{spoken} [pause]" in done.text
    assert [entry.source for entry in done.entries if "read as" in entry.source] == (
        [f"read as {guess}"] if guess else []
    )


def test_other_alphabets_are_left_to_statistics() -> None:
    text = "Закройте глаза и почувствуйте, как дыхание становится спокойным. Плечи опускаются, руки тяжелеют. " * 3
    assert "Закройте глаза" in convert(text.encode("cp1251"), "a.txt").text


@pytest.mark.parametrize(
    ("name", "head", "wanted"),
    [
        ("x", b"%PDF-1.7", "PDF"),
        ("x.txt", b"<speak>Hi.</speak>", "SSML"),
        ("x.txt", b"<?xml version='1.0'?>\n<speak>Hi.</speak>", "SSML"),
        ("x.txt", b"<!DOCTYPE html><p>Hi.</p>", "HTML"),
        ("-", b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi.", "WebVTT"),
        ("-", b"1\n00:00:01,000 --> 00:00:02,000\nHi.", "SubRip"),
        ("-", b'[{"text": "Hi."}]', "JSON"),
        ("-", b"Just words.", "text"),
        ("x.csv", b"name,seconds\nPlank,30", "CSV"),
        ("x.yaml", b"- name: Plank\n  hold: 30", "YAML"),
    ],
)
def test_a_format_is_told_by_its_content_then_by_its_name(name: str, head: bytes, wanted: str) -> None:
    from voicecoach.importing.formats import format_of

    assert format_of(head, name).name == wanted


def test_each_row_of_the_table_has_its_reader() -> None:
    import importlib

    for row in FORMATS:
        assert callable(importlib.import_module(f"voicecoach.importing.readers.{row.reader}").read)


def test_a_line_of_a_pdf_without_room_goes_on_in_the_next_one() -> None:
    lines = [
        "Sit on a chair and straighten the knee.", "Hold it there and then lower the leg.", "Repeat ten times.", "",
        "Bend the other knee slowly, and repeat", "ten times.", "Now rest.",
    ]  # fmt: skip
    data = printed_pdf(*((words, 70, 700 - 13 * at, 11) for at, words in enumerate(lines) if words))
    assert body(data, "knee.pdf") == [
        "Sit on a chair and straighten the knee. Hold it there and then lower the leg.", "<!-- Repeat ten times. -->",
        "Bend the other knee slowly, and repeat ten times. Now rest.",
    ]  # fmt: skip


def test_a_line_below_the_words_of_an_item_of_a_pdf_is_part_of_it() -> None:
    data = printed_pdf(
        ("1. Bridge: lift your hips up. Hold for 5 seconds.", 70, 700, 11),
        ("Repeat 10 times.", 82, 687, 11),
        ("2. Clam: open your knees. Hold for 3 seconds.", 70, 674, 11),
        ("Repeat 8 times.", 82, 661, 11),
        ("Repeat all of it.", 70, 648, 11),
    )
    lines = [
        line for line in convert(data, "plan.pdf").text.splitlines() if line.startswith(("##", "- hold", "- reps"))
    ]
    assert lines == ["## Bridge", "- hold: 5s", "- reps: 10", "## Clam", "- hold: 3s", "- reps: 8"]


def test_items_of_a_pdf_with_bold_names_are_no_heads_of_a_table() -> None:
    data = printed_pdf(
        ("Neck plan", 70, 760, 20),
        ("3.", 70, 700, 11), ("Shoulder stretch", 88, 700, 11), ("- hold 30 seconds", 230, 700, 11),
        ("4.", 70, 685, 11), ("Doorway stretch", 88, 685, 11), ("- hold 20 seconds", 230, 685, 11),
    )  # fmt: skip
    assert body(data, "neck.pdf") == ["## Shoulder stretch", "- hold: 30s", "## Doorway stretch", "- hold: 20s"]


def test_items_without_marks_below_a_table_of_a_pdf_are_a_list() -> None:
    data = printed_pdf(
        ("Back plan", 70, 760, 20),
        ("Exercise", 70, 700, 12), ("Sets", 200, 700, 12), ("Reps", 260, 700, 12),
        ("Bird dog", 70, 685, 12), ("3", 200, 685, 12), ("10", 260, 685, 12),
        ("Stretches", 70, 650, 16),
        ("Knee to chest: 30 seconds each side", 90, 625, 12),
        ("Pose of a child: 1 minute", 90, 611, 12),
    )  # fmt: skip
    heads = [line for line in body(data, "back.pdf") if line.startswith(("## ", "- hold"))]
    assert [line for line in heads if line != "## Stretches"] == [
        "## Bird dog", "## Knee to chest", "- hold: 30s", "## Pose of a child", "- hold: 1m",
    ]  # fmt: skip


def test_pdf_has_headings_by_their_size_italics_paragraphs_by_their_gaps_and_tables() -> None:
    data = printed_pdf(
        ("Evening plan", 70, 760, 20),
        ("Settling (3 min)", 70, 730, 15),
        ("Let the effort-", 70, 700, 11),
        ("less breath come.", 70, 687, 11),
        ("*Hold for 3 breaths*", 70, 674, 11),
        ("Then let it go.", 70, 661, 11),
        ("Open your eyes.", 70, 635, 11),
        ("Exercise", 70, 600, 11),
        ("Sets", 200, 600, 11),
        ("Hold", 260, 600, 11),
        ("Bird dog", 70, 585, 11),
        ("3", 200, 585, 11),
        ("30 s", 260, 585, 11),
        ("Plank", 70, 570, 11),
        ("45 s", 260, 570, 11),
    )
    assert convert(data, "plan.pdf").text == (
        "# Evening plan\n\n- language: en\n\n## Settling\n\n<!-- (3 min) -->\n\nLet the effortless breath come.\n\n"
        "[pause 3 breaths]\n\nThen let it go.\n\nOpen your eyes.\n\n## Bird dog\n\n- hold: 30s\n- sets: 3\n\n"
        "## Plank\n\n- hold: 45s\n"
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Exercise;Sets;Reps\nBird dog;3;10\n", ["## Bird dog", "- reps: 10", "- sets: 3"]),
        ("title: Stretch\nsteps:\n  - name: Lunge\n    hold: 30\n", ["## Lunge", "- hold: 30s"]),
        ('{"steps": [{"name": "Lunge", "hold": 30}]}', ["## Lunge", "- hold: 30s"]),
        (
            '{"exercises": [{"title": "Twist", "seconds": 20, "perSide": true}, {"name": "Frog", "hold": 45}]}',
            ["## Twist", "- sides: right, left", "- hold: 20s", "## Frog", "- hold: 45s"],
        ),
        (
            "steps:\n  - chime: bowl\n  - say: Breathe out.\n    wait: 6\n    repeat: 5\n  - say: Rest.\n",
            ["[chime bowl]", "[repeat 5]", "Breathe out.", "[pause 6s]", "[end]", "Rest."],
        ),
        ("[[Lunge]] and breathe.\n", ["Lunge and breathe."]),
    ],
)
def test_standard_input_is_recognised_by_its_content(text: str, lines: list[str]) -> None:
    assert body(text.encode(), "-") == lines
