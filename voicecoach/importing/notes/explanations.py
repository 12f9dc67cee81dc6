"""Tell what explains a text from the text, by where it stands and by who speaks.

All above the line "Script", "Why it works" and "This script helps with …" explain it. So does whoever wrote it: "I
often use this at the end of my classes.".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.bracket_words import OTHERS
from voicecoach.importing.directions.edge_words import PURPOSE, VOICE
from voicecoach.importing.directions.for_leader import names_others
from voicecoach.importing.directions.parts import FoundDirection
from voicecoach.importing.directions.stage_directions import split_line
from voicecoach.importing.document import (
    Block,
    Document,
    Heading,
    Item,
    Note,
    Rule,
    TableRow,
    TextBlock,
    Words,
    WrittenLine,
    text_of,
)
from voicecoach.importing.lines.about_text import WHY_ABOUT, WHY_EDGE, is_reading_instruction, sentences_of
from voicecoach.importing.lines.around_text import OF_LETTER, names_practice, without_offer
from voicecoach.importing.lines.exercise_lines import is_exercise
from voicecoach.importing.lines.labels import begins_script, is_use_heading, without_speaker
from voicecoach.importing.lines.speakers import WHY_ABOVE
from voicecoach.importing.notes.preamble import may_be_said
from voicecoach.script.directions import BreathPause, NamedPause, TimedPause
from voicecoach.script.listener import folded_words, listeners
from voicecoach.text import base_code

_WHOLE_DOCUMENT = 99
_WHY_SCRIPT = "unsure: it is about the script"
_WHY_SECTION = "unsure: it looks like advice for whoever reads the text"
_SCRIPT = re.compile(
    r"\b(?:this|these|the following|following|each|dies\w*|folgende\w*|este|estos|siguientes?|ce|ces|cet|suivante?s?|"
    r"quest[oiae]|seguent[ei]|est[ea]s?|seguintes?|deze?|dit|volgende)\s(?:[^\W\d_]+\s){0,2}?"
    r"(?:scripts?|skripte?s?|guion(?:es)?|guión|roteiros?|copion[ei]|text[eos]?|texto?s|test[oi]|tekst(?:en)?|anleitung|"
    r"vorleseteksts?|vorlesetext)\b",
    re.IGNORECASE,
)
# "Progressive relaxation is a technique that helps you"
_DEFINED = re.compile(
    r"(?P<what>(?:[^\W\d_][\w'’-]*\s){1,6}?)(?:is an?|ist eine?|es una?|est une?|è un[ao]?|é uma?|is een)\s",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"[)\]”\"»]\s*=\s")  # "(pause)" = 5 breaths
_CODE = re.compile(r"`(?=[^`\n]{0,40}?(?:\w[._]\w|[\[\]{}<>=]|-\w{0,9}\d))[^`\n]{1,60}`")
_LEAST_WORDS = 6
_MOST_BLOCKS_OF_ADVICE = 12
_MOST_OPENINGS = 3
_WRITER = {
    "en": frozenset(["i", "me", "my", "mine"]),
    "de": frozenset(["ich", "mir", "mich", "mein", "meine", "meinen", "meinem", "meiner"]),
    "es": frozenset(["yo", "me", "mi", "mis"]),
    "fr": frozenset(["je", "j", "me", "moi", "mon", "ma", "mes"]),
    "it": frozenset(["io", "mi", "mio", "mia", "miei", "mie"]),
    "pt": frozenset(["eu", "me", "meu", "minha", "meus", "minhas"]),
    "nl": frozenset(["ik", "mij", "me", "mijn"]),
}
_TOLD = "spoken. If it is a remark by the author, put <!-- before it and --> after it"
# "Ich bin ganz ruhig. Nichts stört mich.", which the listener is to think
_FORMULA = Caseless(
    r"[\W_]*(?:i am|i['’]m|my|ich bin|meine?|je suis|j['’]ai|mon|ma|mes|(?:yo )?(?:soy|estoy)|mis?|(?:io )?sono|il mio|"
    r"la mia|le mie|(?:eu )?(?:sou|estou)|(?:o )?meu|(?:a )?minha|ik ben|mijn)\b"
)
_MOST_WORDS_OF_FORMULA = 14
_LEAST_PARAGRAPHS = 5
_LEAST_OF_LETTER = 3
_MOST_REMARKS = 2
_LEAST_OF_WRITER = 3
_LEAST_WORDS_OF_SENTENCE = 12
_CLASS = Caseless(r"\b(?:class(?:es)?|lessons?|courses?|kurs\w*|clases?|cours|corsi|lezioni?|aulas?|less?en)\b")
_MOST_WORDS_OF_VERSE = 5
_LEAST_SAID = 1 / 3


def without_explanations(blocks: Sequence[Block], document: Document) -> list[Block]:
    """Return the blocks with what explains the text as notes; a first paragraph that may do so is told, and spoken."""
    told = _without_advice(_without_above(list(blocks)))
    told = [
        Note(one.text, one.line, _WHY_SCRIPT) if isinstance(one, TextBlock) and _names_code(one.text) else one
        for one in told
    ]
    return _without_opening(told, document)


def _without_above(blocks: list[Block]) -> list[Block]:
    """Turn the part between a heading and the line "Script" below it into notes, unless it has pauses to speak with."""
    labels = [at for at, block in enumerate(blocks) if _level_of_label(block)]
    for at in labels:
        begin = _begin_above(blocks, at)
        above = blocks[begin:at]
        texts = [block.text for block in above if isinstance(block, TextBlock)]
        if above and not any(map(has_pause, texts)) and any(not isinstance(one, Note) for one in blocks[at + 1 :]):
            blocks[begin:at] = [_as_note(block, WHY_ABOVE) for block in above]
    return blocks


def _level_of_label(block: Block) -> int:
    """Return the level of a line that only says that the words to speak follow; 0 for any other block."""
    if not isinstance(block, Heading | TextBlock) or not begins_script(block.text):
        return 0
    return block.level if isinstance(block, Heading) else _WHOLE_DOCUMENT


def _begin_above(blocks: Sequence[Block], at: int) -> int:
    """Return where the part begins that stands above a label: below the heading that is over it, or another label."""
    level = _level_of_label(blocks[at])
    for place in range(at - 1, -1, -1):
        block = blocks[place]
        is_over = isinstance(block, Heading) and (block.level < level or block.level == 1)
        if is_over or _level_of_label(block):
            return place + 1
    return 0


def _without_advice(blocks: list[Block]) -> list[Block]:
    """Turn the sections that tell when, why or how to use a text into notes, unless no other section is left.

    Those about a program are never spoken.
    """
    sections = list(_sections(blocks))
    advice = [(begin, end) for begin, end in sections if _is_advice(blocks[begin:end])]
    for begin, end in advice:
        if len(advice) < len(sections) or all(_names_code(text_of(block)) for block in blocks[begin + 1 : end]):
            blocks[begin:end] = [_as_note(block, _WHY_SECTION) for block in blocks[begin:end]]
    return blocks


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the places of each heading below the title, and where its own words end."""
    heads = [at for at, block in enumerate(blocks) if isinstance(block, Heading | Rule)]
    for at, end in pairwise([*heads, len(blocks)]):
        head = blocks[at]
        if isinstance(head, Heading) and head.level > 1:
            yield at, end


def _is_advice(section: Sequence[Block]) -> bool:
    """Return whether a section tells when or why to use a text, or has only a list with how to speak it."""
    head, *words = section
    texts = [block.text for block in words if isinstance(block, Words)]
    if not isinstance(head, Heading) or not texts or len(texts) > _MOST_BLOCKS_OF_ADVICE:
        return False
    is_list = sum(isinstance(block, Item) for block in words) >= len(texts) - 1
    is_told = (
        is_use_heading(head.text)
        or all(map(_names_code, texts))
        or (is_list and len(texts) > 1 and any(map(is_reading_instruction, texts)))
    )
    if not is_told or any(has_pause(text) for text in texts if not _LEGEND.search(text)):
        return False
    return not any(is_exercise(text.partition("\n")[0]) for text in texts)


def _without_opening(blocks: list[Block], document: Document) -> list[Block]:
    """Turn the first sentences into notes, up to one that names "this script"; others about the session are told."""
    texts = [at for at, block in enumerate(blocks) if not isinstance(block, Note | Rule | Heading)]
    for at in texts[:_MOST_OPENINGS]:
        block = blocks[at]
        if not isinstance(block, TextBlock) or has_pause(block.text):
            break
        if len(block.text.split()) < _LEAST_WORDS and block.text.rstrip()[-1:].isalnum():
            continue  # "Progressive relaxation", once more below the title
        sentences = sentences_of(without_speaker(block.text)[0])
        count = next((place for place, one in enumerate(sentences) if not _tells(one)), len(sentences))
        naming = [place for place, one in enumerate(sentences[:count], start=1) if _SCRIPT.search(one)]
        if naming:
            end = naming[-1]
            blocks[at] = Note(" ".join(sentences[:end]), block.line, _WHY_SCRIPT)
            if end < len(sentences):
                blocks.insert(at + 1, replace(block, text=" ".join(sentences[end:])))
                break
        elif count and any(map(names_practice, sentences[:count])):
            document.remarks.append(Note(" ".join(sentences[:count]), block.line, WHY_EDGE))
        elif sentences and (defined := _DEFINED.match(sentences[0])) and names_practice(defined["what"]):
            document.remarks.append(Note(block.text, block.line, WHY_EDGE))
        if count < len(sentences):
            break
    return blocks


def _names_code(text: str) -> bool:
    """Return whether a paragraph names a file, an option or a form of the text in code: "`build.py` joins them"."""
    return _CODE.search(text) is not None and not has_pause(text)


def _tells(sentence: str) -> bool:
    """Return whether a sentence tells something, and neither addresses the listener nor asks for something."""
    words = folded_words(sentence)
    is_long = len(words) >= _LEAST_WORDS and not sentence.rstrip().endswith("?")
    return is_long and not may_be_said(sentence)


def _as_note(block: Block, why: str) -> Block:
    if isinstance(block, WrittenLine):
        return Note(block.text, block.line, "" if isinstance(block, Heading) else why)
    return Note(" | ".join(block.cells), block.line, why) if isinstance(block, TableRow) else block


def has_pause(text: str, language: str = "en") -> bool:
    """Return whether a text has a pause among its words, so that it is meant to be spoken."""
    found = (part.direction for part in split_line(text, language) if isinstance(part, FoundDirection))
    return any(isinstance(direction, TimedPause | BreathPause | NamedPause) for direction in found)


def writer_words(language: str) -> frozenset[str]:
    """Return the words with which somebody speaks of themselves in a language."""
    return _WRITER.get(base_code(language or "en"), frozenset())


def with_author(blocks: Sequence[Block], document: Document, language: str) -> list[Block]:
    """Return the blocks with the author's paragraphs at the top and the end as notes; the others are told, and spoken.

    Many of the other paragraphs are for the listener, as none of a tale are. Where more than two have an "I",
    somebody tells a story, or says what the listener is to repeat.
    """
    texts = {at: block.text for at, block in enumerate(blocks) if isinstance(block, Words)}
    is_letter = any(isinstance(block, Note) and block.why == OF_LETTER for block in blocks)
    own = [at for at, text in texts.items() if _is_of_author(text, language, is_letter=is_letter)]
    if len(own) > _MOST_REMARKS or len(texts) < (_LEAST_OF_LETTER if is_letter else _LEAST_PARAGRAPHS):
        return list(blocks)
    said = sum(may_be_said(text) for at, text in texts.items() if at not in own)
    top = takewhile(own.__contains__, texts)
    end = takewhile(own.__contains__, reversed(texts))
    edges = {at for at in (*top, *end) if _is_long_remark(texts[at], language)}
    if _LEAST_SAID * (len(texts) - len(own)) > said or any(_is_short(texts[at]) for at in own if at not in edges):
        edges = set()  # a tale asks nobody for anything, and a poem has an "I" throughout
    document.remarks += [Note(texts[at], blocks[at].line, _TOLD) for at in own if at not in edges]
    return [Note(texts[at], block.line, WHY_ABOUT) if at in edges else block for at, block in enumerate(blocks)]


def _is_of_author(text: str, language: str, *, is_letter: bool) -> bool:
    """Return whether a paragraph has a word of its writer behind its first one, and addresses nobody.

    In a letter it may address its reader.
    """
    words, writer = folded_words(without_offer(text)), writer_words(language)
    is_addressed = not is_letter and not (listeners(language) - writer).isdisjoint(words)
    is_repeated = _FORMULA.match(text) is not None and len(words) <= _MOST_WORDS_OF_FORMULA
    is_told = text.rstrip()[-1:] in (".", "!") and not is_repeated
    return is_told and not writer.isdisjoint(words[1:]) and not is_addressed


def _is_short(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS_OF_VERSE


def _is_long_remark(text: str, language: str) -> bool:
    """Return whether a writer speaks of a text or a class in long sentences: those to repeat, "I am calm.", are short.

    The writer is named several times.
    """
    words, writer = folded_words(text), writer_words(language)
    is_of_text = not (VOICE | PURPOSE).isdisjoint(words) or OTHERS.search(text) or names_others(text)
    if not (is_of_text or names_practice(text) or _CLASS.search(text)):
        return False  # "When I was a child, my grandmother took me to the sea."
    is_long = len(words) >= _LEAST_WORDS_OF_SENTENCE * len(sentences_of(text))
    return is_long and sum(word in writer for word in words) >= _LEAST_OF_WRITER
