"""Read the lines above the first words of a text: its title, and what is told about it, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from voicecoach.importing.directions.for_leader import is_for_leader
from voicecoach.importing.document import Block, Document, Heading, Item, Note, Rule, TextBlock, TimedCue, Unspoken
from voicecoach.importing.lines.about_text import WHY_ABOUT, is_about_session, is_reading_instruction, sentences_of
from voicecoach.importing.lines.bylines import is_byline
from voicecoach.importing.lines.exercise_lines import is_exercise, read_exercise
from voicecoach.importing.lines.figures import figures_alone
from voicecoach.importing.lines.labels import is_fact_key, split_fact, without_speaker
from voicecoach.importing.lines.words import STOP_AT_END
from voicecoach.importing.readers.titles import is_title, names_text
from voicecoach.script.direction_words import BREATHE, folded
from voicecoach.script.directions import TimedPause, read_direction
from voicecoach.script.listener import addresses_listener, folded_words
from voicecoach.script.word_patterns import TEXT_NOUN
from voicecoach.units import MINUTE_MS

SAYS = frozenset(
    folded(
        "welcome hello hi hey good thank thanks let sit lie stand close open find take bring imagine picture notice "
        "feel relax settle begin start make place rest breathe allow start turn come bend lift raise lower keep hold "
        "stretch is are will am "
        "willkommen hallo guten danke setz setze setzen leg lege legen stell stelle stellen schließ schließe "
        "schließen nimm lass lasse lassen spür spüre komm komme finde mach mache stellt legt ist sind wird bin wirst "
        "welkom goedemorgen ga zit lig sluit neem laat voel kom stel maak adem zijn wordt "
        "bienvenido bienvenida bienvenidos hola siéntate túmbate acuéstate cierra busca toma deja imagina siente "
        "coloca estás está son eres "
        "bienvenue bonjour asseyez allongez fermez prenez laissez imaginez installez sentez ferme prends laisse "
        "imagine installe allonge assieds est sont "
        "benvenuto benvenuta benvenuti ciao siediti sdraiati chiudi trova prendi lascia immagina senti porta è sono "
        "sei bem-vindo bem-vinda bem-vindos olá sente sentado deite feche encontre deixe imagine coloque traga são"
    ).split()
)
"""Words of a line that may be spoken, though it has no stop: greetings, what a session asks for first, and verbs."""

_TITLE_CASE = re.compile(
    r"[A-ZÀ-Ý0-9][\w'’-]*(?:\s(?:[A-ZÀ-Ý0-9][\w'’-]*|[a-zà-ÿ]{1,3})){1,7}(?<=\s[A-Z][\w'’-]{3})[\w'’-]*"
)
_ARTICLE = re.compile(r"(?:an?|eine?|een|une?|uno|una|um|uma)\s", re.IGNORECASE)  # A story for the evening
_ABBREVIATED = re.compile(r"\b(?:[A-ZÀ-Ý]|Dr|Prof|Dipl|ca|Min|min|Nr|Kl)\.(?:\s|-|$)")
_SENTENCE = re.compile(r"\n|[^\W\d_]{3}[.!?…][\"'”’»]*\s")
_ENDS = re.compile(r"(?:[.!?…:;][\"'”’»)\]*_]*|[)\]*_>~/|–—-])\s*$")
_BRACKET_BEHIND = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
_BRACKET = re.compile(r"[(\[<{]([^()\[\]<>{}]{2,60})[)\]>}]")
_MOST_WORDS = 12
_LONGEST_ABBREVIATED = 6
_MOST_LINES = 8
_MOST_LOOKED_AT = 200
_LEAST_FOLLOWING = 2
_LEAST_STOPPED = 0.6
_LEAST_FACTS = 2
_MOST_WORDS_OF_KEY = 3
_MOST_WORDS_OF_NAME = 6
_MOST_WORDS_OF_HEAD = 3
_NAMED = re.compile(r"[A-ZÀ-Ý][^:]{2,30}: [A-ZÀ-Ý]\w* \w")  # Calm Corner: The Sleepy Bear
_LEAST_SESSION_MS = 10 * MINUTE_MS
_LEAST_LENGTH_MS = 2 * MINUTE_MS


def may_be_said_first(words: Sequence[str]) -> bool:
    """Return whether folded words begin as the first ones of a session do: with a greeting or what it asks for."""
    return not SAYS.isdisjoint(words[:1]) or not BREATHE.isdisjoint(words)


def may_be_said(text: str) -> bool:
    """Return whether a text addresses the listener, or begins with what is asked for, as "Settle down" does."""
    words = folded_words(text)
    return not words or words[0] in SAYS | BREATHE or addresses_listener(text)


def with_preamble(blocks: Sequence[Block], document: Document) -> list[Block]:
    """Return the blocks with the title above the first words as a heading, and the other lines there as notes.

    A line counts only if it has no stop, addresses nobody, and the text below has sentences with stops: in a poem no
    line has any.
    """
    tops = _tops(blocks)
    first = tops[-1] + 1 if tops else 0
    if not tops or not _is_prose(blocks[first:]):
        return list(blocks)
    facts = _facts(blocks, tops)
    has_title = bool(document.title) or any(isinstance(one, Heading) and one.level == 1 for one in blocks)
    free = [at for at in tops if at not in facts and not _is_about(_words(blocks[at]))]
    title = None if has_title else _title_of(blocks, free, tops)
    kept = list(blocks)
    told = title is not None or has_title
    for at in tops:
        block = blocks[at]
        if not isinstance(block, TextBlock):
            continue
        words = _words(block)
        if at == title:
            kept[at] = Heading(words, 1, block.line)
        elif at in facts:
            kept[at] = Note(block.text, block.line)
        elif _is_about(words) or (told and _is_beside_title(blocks, at, title, tops)):
            kept[at] = Note(block.text, block.line, WHY_ABOUT)
    return kept


def _tops(blocks: Sequence[Block]) -> list[int]:
    """Return the places of the lines above the first words."""
    tops: list[int] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Unspoken) or (isinstance(block, Heading) and block.level == 1):
            continue
        if not isinstance(block, TextBlock) or len(tops) == _MOST_LINES:
            break
        words = _words(block)
        is_close = bool(tops) and (blocks[tops[-1]].line == block.line - 1 or STOP_AT_END.search(words) is not None)
        if is_close and words[:1].islower() and not _is_about(words):
            tops.pop()  # a verse goes on in this line
            break
        if _is_speech(words) and (tops or not _names_session(words)):
            if tops and figures_alone(words) is not None:
                tops.pop()  # the name of an exercise
            break
        tops.append(at)
    return tops


def _names_session(words: str) -> bool:
    """Return whether a first line names a session, though it addresses the listener: "Your evening meditation"."""
    is_verb = not SAYS.isdisjoint(folded_words(words))
    if _TITLE_CASE.fullmatch(re.sub('["“„”]', "", words)) and is_title(words) and not is_verb:
        return True
    is_short = len(words.split()) <= _MOST_WORDS_OF_NAME or _NAMED.match(words) is not None
    return is_short and not is_verb and is_title(words) and names_text(words)


def _words(block: Block) -> str:
    return block.text.strip("*_ ") if isinstance(block, TextBlock) else ""


def _is_speech(words: str) -> bool:
    """Return whether a line may be spoken, or is part of something else than the lines about a text."""
    if is_for_leader(words) or is_byline(words) or is_reading_instruction(words) or is_about_session(words):
        return False
    texts = folded_words(words)
    if figures_alone(words) is not None:
        return True
    if _is_fact(words) and _ABBREVIATED.search(words):
        return False
    bare = _BRACKET_BEHIND.sub("", words)
    has_stop = STOP_AT_END.search(bare) is not None and not _ABBREVIATED.search(words[-_LONGEST_ABBREVIATED:])
    if not texts or len(words.split()) > _MOST_WORDS or has_stop or _SENTENCE.search(words):
        return True
    if _is_fact(words):
        return False
    is_asked = may_be_said(words) or not SAYS.isdisjoint(texts[1:3])
    is_other = (is_exercise(bare) and not _lasts_session(bare)) or bool(without_speaker(words)[1])
    return is_asked or is_other or any(_is_direction(one) for one in _BRACKET.findall(words))


def _lasts_session(words: str) -> bool:
    """Return whether a line has the length of a whole session: "Gentle yoga, 45 min, Thursdays"."""
    found = read_exercise(words, 1, is_listed=True)
    return found is not None and found.hold_ms is not None and found.hold_ms.low >= _LEAST_SESSION_MS


def _is_fact(words: str) -> bool:
    """Return whether a line has a key and a value, and asks for nothing: "Room: 1.04", "Script: Dr R. Sommer, 2021"."""
    fact = split_fact(words)
    if fact is None or not fact[1] or len(fact[0].split()) > _MOST_WORDS_OF_KEY:
        return False
    speaker = without_speaker(words)[1].strip(" :*_").lower()
    is_said = may_be_said_first(folded_words(fact[1])) if is_fact_key(fact[0]) else may_be_said(fact[1])
    return not is_said and (not speaker or speaker in TEXT_NOUN.split("|"))


def _is_direction(words: str) -> bool:
    """Return whether words in brackets are a direction, and not the length of it all."""
    direction = read_direction(words)
    is_length = isinstance(direction, TimedPause) and direction.span_ms.low >= _LEAST_LENGTH_MS
    return direction is not None and not is_length


def _is_prose(blocks: Sequence[Block]) -> bool:
    """Return whether most of the following paragraphs end with a stop, or a pause behind it."""
    texts = [one.text for one in islice(blocks, _MOST_LOOKED_AT) if isinstance(one, TextBlock | Item | TimedCue)]
    figures = stopped = 0
    for text in texts:
        is_figure = is_exercise(text) or figures_alone(text) is not None
        is_figure = is_figure or (len(text.split()) <= _MOST_WORDS_OF_HEAD and not _ENDS.search(text))
        figures += is_figure
        stopped += not is_figure and _ENDS.search(text) is not None
    count = len(texts) if len(texts) > 1 else sum(len(sentences_of(text)) for text in texts)
    return count >= _LEAST_FOLLOWING and stopped >= _LEAST_STOPPED * (len(texts) - figures)


def _facts(blocks: Sequence[Block], tops: Sequence[int]) -> set[int]:
    """Return the places of lines such as "Room: 1.04", where two or more stand together."""
    facts = set()
    for at in tops:
        words = _words(blocks[at])
        fact = split_fact(words)
        is_title_of_two = at == tops[0] and _NAMED.match(words)
        if _is_fact(words) and fact is not None and not is_title_of_two and not names_text(fact[0]):
            facts.add(at)
    return facts if len(facts) >= _LEAST_FACTS else {at for at in facts if _ABBREVIATED.search(_words(blocks[at]))}


def _is_about(words: str) -> bool:
    fact = split_fact(words)
    is_fact = fact is not None and bool(fact[1]) and is_fact_key(fact[0])
    return is_fact or is_for_leader(words) or is_byline(words) or is_reading_instruction(words)


def _title_of(blocks: Sequence[Block], free: Sequence[int], tops: Sequence[int]) -> int | None:
    """Return the place of the line that is the title: one that names a kind of session, else the first."""
    if len(free) == 1 and len(tops) > 1 and _words(blocks[free[0]]).isupper():
        return free[0]
    words = {at: _BRACKET_BEHIND.sub("", _words(blocks[at])) for at in free}
    named = [at for at in free if is_title(words[at]) or (at == tops[0] and _NAMED.match(words[at]))]
    titles = [at for at in named if not is_about_session(_words(blocks[at]))]
    titles = [at for at in titles if names_text(words[at]) or not is_byline(words[at])]
    naming = (at for at in titles if names_text(words[at]) and not _ARTICLE.match(words[at]))
    return next(naming, next(iter(titles), None))


def _is_beside_title(blocks: Sequence[Block], at: int, title: int | None, tops: Sequence[int]) -> bool:
    """Return whether a line stands right above or below the title or another line about the text."""
    if title is not None and at < title:
        return True
    place = next((one for one in range(at + 1, len(blocks)) if not isinstance(blocks[one], Note)), None)
    # A word processor has no lines between its paragraphs; a list there has its head in another style.
    has_gaps = any(below.line > above.line + 1 for above, below in pairwise(blocks))
    is_close = has_gaps or (place is not None and not isinstance(blocks[place], Item))
    is_right_below = place is not None and is_close and blocks[place].line == blocks[at].line + 1
    if is_right_below and place not in tops:
        return False  # it may be the head of the words right below it
    above = next((one for one in reversed(blocks[:at]) if not isinstance(one, Rule)), None)
    return above is not None and getattr(above, "line", 0) >= getattr(blocks[at], "line", 0) - 1
