"""Every text of the program that the studio shows has its translations; the source itself is read for that."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from tests.support.messages import Message, messages, package_folder
from voicecoach.script.phrases import PHRASES
from voicecoach.script.settings import TABLE
from voicecoach.translation.catalogue import LANGUAGES, catalogue, texts_of

HERE = Path(__file__).parent
REMARK = re.compile(r".+?:\d+:\d+: (?:error|warning): (.*)\n    (.*)\n")
SKIPPED = re.compile(r"^skipped: .+\): (.+)$", re.MULTILINE)

SHOWN = (
    "errors.py", "units.py", "text.py", "qr.py", "script/", "session/", "importing/", "practice/advice.py", "studio/",
    "api/", "pipeline/bin.py", "pipeline/documents.py", "pipeline/exported.py", "pipeline/file_options.py",
    "pipeline/library.py", "pipeline/load.py", "pipeline/look.py", "pipeline/own_scripts.py", "pipeline/own_voice.py",
    "pipeline/packs.py", "pipeline/phrases.py",
    "pipeline/plan.py", "pipeline/unnamed_sides.py", "pipeline/voices.py", "export/formats.py", "export/write.py",
    "phone/sharing.py", "serving/addresses.py", "sound/beds/names.py", "sound/decode.py", "sound/library.py",
    "sound/shaping.py", "store/atomic.py", "voices/download/", "voices/engines/hibari.py", "voices/engines/kokoro.py",
    "voices/engines/pico.py", "voices/engines/piper.py", "voices/engines/piper_files.py",
    "voices/engines/recordings/",
    "voices/engines/system/voice.py", "voices/rendering.py", "voices/table.py",
)  # fmt: skip
"""Modules whose texts the page shows."""

LISTS = (
    "script/guide", "script/direction_words.py", "script/fact_words.py", "script/language.py", "script/line_stops.py",
    "script/number_words.py", "script/reader_notes.py", "script/repeat_words.py", "script/silent_counts.py",
    "script/speaker_words.py",
    "script/near_settings.py", "script/printer.py", "script/sound_cues.py", "studio/call.py",
    "studio/lock.py", "studio/page.py", "importing/directions/asides.py",
    "importing/directions/edge_words.py", "importing/lines/labels.py",
    "importing/lines/joined_lines.py", "importing/readers/heads.py", "importing/readers/timer_words.py",
    "importing/lines/rows.py",
    "importing/lines/speakers.py",
    "voices/engines/recordings/share.py",
)  # fmt: skip
"""Modules with words that are looked for, with what only the command line or a program has, and with the guide."""

OTHER_EDGES = frozenset({
    "the sound device {} cannot be used: {}", "the table {} cannot be read: {}", "the feed in {} was not changed: {}",
    "the practice log {} cannot be used: {}", "move the file away to start a new log; nothing else needs it",
    "words; given twice, the phrase has variants", "words with commas between them", "total hold time:",
    "skipped: {} ({}, step {}): {}", "bed ~ {}{}, {} dB (until {})", "-- hold {} ({}set {}, rep {})",
})  # fmt: skip
"""Texts of those modules that only the command line has."""


MOST_WORDS_WITHOUT_A_STOP = 14


def lines_of(name: str) -> list[str]:
    """Return the lines of a file of this folder; a line end within a text is written ``\\n``."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("//")]


NO_TEXTS = lines_of("no_texts.txt")
_PAIRS = lines_of("composed.txt")
COMPOSED = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_EDGES = re.compile(r"^(?:\{\} ?)+|(?: ?\{\})+$|[,;]? or(?: \{\})?$")


def form(english: str) -> str:
    """Return a template as the source's forms are: an empty pair of braces for each place, marks around it removed."""
    pieces = []
    for literal, place, _, _ in Formatter().parse(english):
        pieces.append(literal.replace("{", "{{").replace("}", "}}") + ("{}" if place is not None else ""))
    return plain("".join(pieces))


def plain(text: str) -> str:
    return " ".join(text.removeprefix("unsure: ").replace('"{}"', "{}").split())


def is_covered(text: str, known: set[str]) -> bool:
    """Return whether a text, or what is left of it without values at its ends, is a template or a part of one."""
    while text not in known and not any(text in one for one in known):
        shorter = _EDGES.sub("", text)
        if shorter == text:
            return False
        text = shorter
    return True


def is_shown(message: Message) -> bool:
    if len(message.text.split()) > MOST_WORDS_WITHOUT_A_STOP and not re.search(r"[^\w\s'’-]", message.text):
        return False  # words that a reader looks for
    return not message.module.startswith(LISTS) and message.form not in OTHER_EDGES


def test_every_text_of_the_source_has_its_translations() -> None:
    known = {form(english) for english in texts_of("de")}
    words = {one for spec in TABLE for one in (spec.key, spec.example, spec.codec.form)}
    left_out = {*words, *PHRASES, *COMPOSED, *NO_TEXTS}
    begun = tuple(line.removesuffix("…") for line in NO_TEXTS if line.endswith(" …"))
    missing = sorted(
        str(one)
        for one in messages(package_folder(), SHOWN)
        if is_shown(one)
        and not {one.text, one.form} & left_out
        and not one.form.startswith(begun)
        and not is_covered(plain(one.form), known)
    )
    assert missing == [], "add them to voicecoach/translation/*.json"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_put_together_of_several_texts_is_translated_whole(language: str) -> None:
    found = catalogue(language)
    reports, timelines = (
        [path.read_text(encoding="utf-8") for path in sorted((HERE.parent / part / "golden").glob("*.txt"))]
        for part in ("script", "session")
    )
    shown = [text for report in reports for remark in REMARK.findall(report) for text in remark if text]
    assert len(shown) > 300
    skipped = {reason for timeline in timelines for reason in SKIPPED.findall(timeline)}
    assert skipped
    shown += sorted(skipped)
    assert [text for text in (*shown, *COMPOSED.values()) if found.find(text) is None] == []
    for text in shown:
        own = found.translated(text)
        assert [quoted for quoted in re.findall(r'"([^"]+)"', text) if quoted not in own] == [], text
