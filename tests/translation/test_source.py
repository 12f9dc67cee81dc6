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
GOLDEN = HERE.parent / "script" / "golden"
REMARK = re.compile(r".+?:\d+:\d+: (?:error|warning): (.*)\n    (.*)\n")

SHOWN = ("errors.py", "units.py", "text.py", "script/")
"""Modules whose texts the page shows."""

LISTS = (
    "script/guide", "script/direction_words.py", "script/fact_words.py", "script/language.py", "script/line_stops.py",
    "script/near_settings.py", "script/printer.py", "script/sound_cues.py",
)  # fmt: skip
"""Modules with words of scripts, and with the guide, which is in English."""

OTHER_EDGES = frozenset({
    "the sound device {} cannot be used: {}", "the table {} cannot be read: {}", "the feed in {} was not changed: {}",
    "the practice log {} cannot be used: {}", "move the file away to start a new log; nothing else needs it",
    "words; given twice, the phrase has variants", "words with commas between them",
})  # fmt: skip
"""Texts of those modules that only the command line has."""

COMPOSED = {
    "there is no {} called {}": "there is no script called 'legs'",
    "the script {} was {} elsewhere": "the script 'legs' was changed elsewhere",
    "write it as [bed rain 5s]": "write it as [bed rain 5s]",
    "write it as [bed {} 3s]": "write it as [bed off 3s]",
    "write {}[gap 1.5] for 1.5 times the phrase before it": "write [pause 2s] for silence of that length, or "
    "[gap 1.5] for 1.5 times the phrase before it",
    "write {} {} for the word and the silence, or": "write breathe [pause 5s] for the word and the silence, or write "
    r"\[breathe 5s] to have it spoken",
    "write [repeat {}], [chime {}] and [end], each on its own line, or": "write [repeat 9], [chime bowl] and [end], "
    r"each on its own line, or write \[9 bells] to have it spoken",
    r"write \[{}{} to have it spoken": r"write \[x] to have it spoken",
    "the {} of {} Hz is out of range: {} to {} Hz": "the beat of 90 Hz is out of range: 0.5 to 60 Hz",
    "write, for example, {} 200 Hz 6 Hz": "write, for example, binaural 200 Hz 6 Hz",
    "write [until {}] for a time of the session": "write [until 0:20] for a time of the session; check --fix does this",
    "write it as {} 1.1s": "write it as cue 1.1s",
    "write {}.{}={}": "write hold.Bridge=8s",
    "{} is removed at {}:{}": '"Bridge" is removed at legs.md:4',
    "write it as {} 4s": "write it as in 4s",
    "write it as {} 6-10s, from the first round to the last": "write it as out 6-10s, from the first round to the last",
    "write {} and a name, or remove the line": "write ## and a name, or remove the line",
    "this {} needs a name": "this step needs a name",
    "add {}, or remove this line": "add - sets: 2, or remove this line",
    "did you mean {{{}}}? If not,": "did you mean {name}? If not, name it at the top with - value nmae: words, or "
    r"write \{ to speak the brace itself",
    "the words are at {}:{}: write new words here, or keep the sides": "the words are at legs.md:3: write new words "
    r"here, or keep the sides, or write \{ to speak the brace itself",
    "{}put it after its setting, such as - bed: off; {}. with a full stop is a word to speak": "write - skip: Bridge "
    "at the top to skip this step, or put it after its setting, such as - bed: off; off. with a full stop is a word "
    "to speak",
    "write - {}: {}, or - programme: {}": "write - level by week: 1, 2, 2, or - programme: 2 weeks",
    "write [repeat {}]": "write [repeat 3]",
    "this changes the voice of the whole {}: it must be {}": "this changes the voice of the whole session: it must be "
    "at the top",
    "write it as [include warm-up]": "write it as [include warm-up]",
    "write, for example, 3-6": "write, for example, 3-6",
}
"""Texts that are put together of others, each with an example as it is shown."""

_EDGES = re.compile(r"^(?:\{\} ?)+|(?: ?\{\})+$|[,;]? or(?: \{\})?$")


def form(english: str) -> str:
    """Return a template as the source's forms are: an empty pair of braces for each place, marks around it removed."""
    pieces = []
    for literal, place, _, _ in Formatter().parse(english):
        pieces.append(literal.replace("{", "{{").replace("}", "}}") + ("{}" if place is not None else ""))
    return plain("".join(pieces))


def plain(text: str) -> str:
    return " ".join(text.replace('"{}"', "{}").split())


def is_covered(text: str, known: set[str]) -> bool:
    """Return whether a text, or what is left of it without values at its ends, is a template or a part of one."""
    while text not in known and not any(text in one for one in known):
        shorter = _EDGES.sub("", text)
        if shorter == text:
            return False
        text = shorter
    return True


def is_shown(message: Message) -> bool:
    return not message.module.startswith(LISTS) and message.form not in OTHER_EDGES


def test_every_text_of_the_source_has_its_translations() -> None:
    known = {form(english) for english in texts_of("de")}
    words = {one for spec in TABLE for one in (spec.key, spec.example, spec.codec.form)}
    lines = (HERE / "no_texts.txt").read_text(encoding="utf-8").splitlines()
    left_out = {*words, *PHRASES, *COMPOSED, *(line for line in lines if not line.startswith("#"))}
    missing = {
        str(one)
        for one in messages(package_folder(), SHOWN)
        if is_shown(one) and not {one.text, one.form} & left_out and not is_covered(plain(one.form), known)
    }
    assert missing == set(), "add them to voicecoach/translation/*.json"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_put_together_of_several_texts_is_translated_whole(language: str) -> None:
    found = catalogue(language)
    reports = (path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*.txt")))
    shown = [text for report in reports for remark in REMARK.findall(report) for text in remark if text]
    assert len(shown) > 300
    assert [text for text in (*shown, *COMPOSED.values()) if found.find(text) is None] == []
