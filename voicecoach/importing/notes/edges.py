"""Tell of paragraphs at the edges of a text that may be about it: what it is good for, how to read it, to whom.

What surely is becomes a note. The others stay spoken, since such sentences may also be the first words of a session,
and the report names their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.bracket_words import OTHERS
from voicecoach.importing.directions.edge_words import DURATION, FOR_READER, GREETING, PURPOSE, VOICE, is_told
from voicecoach.importing.directions.for_leader import is_afterwards, names_others
from voicecoach.importing.document import Block, Heading, Item, Note, Rule, TextBlock, Unspoken, Words, text_of
from voicecoach.importing.lines.about_text import WHY_ABOUT, WHY_EDGE, sentences_of
from voicecoach.importing.lines.bylines import is_byline
from voicecoach.importing.lines.labels import is_tip, names_session
from voicecoach.importing.lines.past import may_be_past
from voicecoach.importing.notes.ends import after_return, below_exercises, without_tips
from voicecoach.importing.notes.explanations import writer_words
from voicecoach.importing.notes.habits import asks_in_infinitive
from voicecoach.importing.notes.preamble import may_be_said_first
from voicecoach.importing.report import places_of
from voicecoach.script.direction_words import folded
from voicecoach.script.directions import read_direction
from voicecoach.script.listener import folded_words, listeners

_LENGTH = re.compile(r"\d\s?(?:min\b|minut|['’](?:\s|$))", re.IGNORECASE)
WAITING = re.compile(
    r"(?:esperar|dejar|deixar|attendere|aspettare|lasciare|attendre|laisser|abwarten)\b", re.IGNORECASE
)
"""The verbs in the infinitive that ask whoever reads for silence."""

_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_TO_FILL_IN = re.compile(
    r"\{\{[^{}\n]{1,40}\}\}|(?<!\{)\{[^\W\d][^{}\n]{1,30}\}(?!\})|<(?!br\b|!)[^\W\d][^<>/=\n]{1,40}>|(?<![\w_])_{3,}(?![\w_])"
)
_OF_DOCUMENT = Caseless(
    r"[\W_]*(?:this|the following|das folgende|dies(?:es|er)?|folgende[rs]?|este|el siguiente|ce|le|questo|il seguente|"
    r"dit|deze) (?:document|script|transcript|handout|file|template|dokument|skript|arbeitsblatt|guion|guión|documento|"
    r"texte|copione|roteiro|sjabloon)\b"
)
"""A sentence that begins with the text itself, as no speech does: "This script was written for groups."."""

_GOOD_FOR = Caseless(
    r"[\W_]*(?:best|ideal|perfect|great|suitable|recommended|useful|helpful|gut|geeignet|empfohlen|hilfreich|perfekt|"
    r"recomendad[oa]|perfect[oa]|idéale?|recommandée?|parfaite?|utile|consigliat[oa]|perfett[oa]|adequad[oa]|geschikt|"
    r"aanbevolen|goed) (?:for|für|bei|para|pour|per|voor|bij)\b"
)
_WITH_THINGS = Caseless(
    r"[\W_]*(?:light|blow out|put out|extinguish|dim|switch (?:on|off)|turn (?:on|off|down)|zünde\w*|lösch\w*|puste\w*|"
    r"dimm\w*|schalte\w*|enciend\w*|apag\w*|allume\w*|éteins|éteignez|éteindre|tamise\w*|accend\w*|spegn\w*|abbass\w*|"
    r"acend\w*|apagu?\w*|steek|doof|blaas|dim)\s(?:[^\W\d_]+\s){0,3}(?:candles?|lights?|lamps?|kerzen?|lichter|licht|lampen?|"
    r"velas?|luz|luces|luzes|lámparas?|bougies?|lumières?|lampes?|candel[ae]|luci|luce|lampad[ae]|kaars(?:en)?|lichten)"
    r"(?:\s(?:an|aus|uit|aan|in|out|on|off|now|jetzt|ahora|maintenant|ora|agora|nu))?[.!]?[\W_]*"
)
"""A request to whoever leads, about the light: "Light the candle."."""

_HANDS_OUT = Caseless(
    r"[\W_]*(?:(?:hand out|pass (?:out|round|around)|give out|distribute|collect|verteile\w*|sammle|sammelt|sammeln|"
    r"reparte|repartid|recoge|recoged|distribue[rz]?|ramasse[rz]?|distribui(?:re|te)?|raccogli(?:ere|ete)?|distribua|"
    r"recolha|deel|verzamel)|(?:start|set|stop|starte\w*|stelle?|inicia|pon|lance[rz]?|avvia|inicie|zet) )\s?"
    r"(?:the|a|your|one|die|den|das|eine?n?|[ld][oa]s|el|la|un[ae]?|le|les|il|i|gli|[oa]s?|um|de|het|een) "
    r"[^\W\d_]+(?:\s(?:on|off|ein|aus|aan|uit))?[.!]?[\W_]*"
)
"""A request to whoever leads, about what the group needs: "Hand out the stones.", "Start the timer."."""

_LEADS_IN = Caseless(
    r"[^\"“„«.!?]{4,80}\b(?:by (?:saying|explaining|reading)(?! to your)|something like|etwas wie|(?:ungefähr|etwa) so|"
    r"algo (?:así )?como|quelque chose comme|qualcosa come|door te zeggen|zoiets als)\b[^\"“„«.!?]{0,30}[\"“„«]"
)
"""Words that lead whoever reads to what they say: "Begin by saying something like, “Today we …”."."""

_OF_OTHERS = frozenset(["su", "sus", "seu", "seus", "sua", "suas"])
"""Words for the listener that belong to somebody else where one is named: "los niños … sus manos"."""

_STOP = re.compile(r"[.!?…:;,)\]][\"'”’»*_]*\s*$")
_STOP_OF_SENTENCE = re.compile(r"[.!?…][\"'”’»)*_]*(?:\s|$)")
_NAME = re.compile(r"[A-ZÀ-Ý][\w'’.-]+ [A-ZÀ-Ý][\w'’.-]")
_MOST_LINES_OF_SIGNATURE = 3
_LEAST_OF_FRAME = 3
_MARKS = re.compile(r"^\W+")
_LEAST_WORDS = 5
_LEAST_WORDS_OF_PART = 8
_LEAST_WORDS_OF_ANNOUNCEMENT = 20
_LEAST_WORDS_OF_CAPITALS = 4
_LEAST_SIGNS = 3
_LEAST_SURE = 2
_SHARE_OF_LIST = 0.8
_SHARE_OF_STOPS = 0.6
_LABEL = re.compile(r"[A-ZÀ-Ý][^\W\d_]+(?:[ -][^\W\d_]+){0,4}\s?:\s")
# What is to be done if: "Si l'enfant s'endort, s'arrêter là.", "Sinon, continuer :".
_ON_CONDITION = Caseless(
    r"[\W_]*(?:(?:if|when|wenn|falls|als|indien|si|quand|se|quando|cuando)\s[^,.!?]{2,80}|"
    r"sonst|andernfalls|anders|sinon|si no|altrimenti|senão),\s*(?P<then>.+)",
)
_APPOINTMENT = re.compile(r"[A-ZÀ-Ý][^:.!?]{2,30}\s?:\s[^:!?]{0,24}(?<!\d)\d{1,2}\s?[:.h]\s?\d{2}(?!\d)\D{0,5}")
"""The next appointment on a sheet: "Nächster Termin: Mi 16:15"."""

_MOST_AT_TOP = 10
_MOST_BEFORE_BYLINE = 4
_MOST_WORDS_OF_LABEL = 6


def with_edges(blocks: Sequence[Block], language: str, remarks: list[Note]) -> list[Block]:
    """Return the blocks with what surely is about the text as notes; add what may be to the remarks."""
    kept = list(blocks)
    places = [at for at, block in enumerate(blocks) if not isinstance(block, Note | Rule | Heading)]
    told: list[Note] = []
    top = _top(blocks, places, language)
    surely = max((at for at in top if _is_sure(blocks[at], language)), default=-1)
    bylines = {at for at in places[:_MOST_BEFORE_BYLINE] if is_byline(text_of(blocks[at]))}  # below a first line, too
    last = places[_MOST_BEFORE_BYLINE:][-1:]  # "The letter was read by Anna." may end a tale
    bylines |= {at for at in last if is_byline(text_of(blocks[at])) and not may_be_past(text_of(blocks[at]), language)}
    for at in sorted({*top, *bylines}):
        block = blocks[at]
        if at <= surely or at in bylines:  # nobody begins to speak above a paragraph about the text
            kept[at] = Note(text_of(block), block.line, WHY_ABOUT)
            remarks[:] = [one for one in remarks if (one.line, one.why) != (block.line, WHY_EDGE)]
        elif isinstance(block, TextBlock) and read_direction(block.text.strip(" *_-–—[]()"), language) is None:
            told.append(Note(block.text, block.line, WHY_EDGE))
    kept = list(without_tips(kept, language))
    left = [block for block in kept if not isinstance(block, Unspoken)]
    told += [*_first_sentences(left, language), *_inside(left, language), *_last_sentences(left, language)]
    told += _signature(left, language)
    told += [*_last_parts(left, language), *after_return(left, language), *below_exercises(left, language)]
    remarks += _places_to_fill_in(left, language)
    lines = {remark.line for remark in remarks if remark.why == WHY_EDGE}
    wholes = {(edge.line, edge.text) for edge in told}
    told = [
        edge for edge in dict.fromkeys(told)
        if not any(line == edge.line and edge.text != text and edge.text in text for line, text in wholes)
    ]  # fmt: skip
    known = {(remark.line, remark.text) for remark in remarks}
    remarks += [edge for edge in told if edge.line not in lines and (edge.line, edge.text) not in known]
    return kept


def _is_sure(block: Block, language: str) -> bool:
    is_text = isinstance(block, TextBlock) and (is_about(block.text, language) or is_byline(block.text))
    return isinstance(block, Item) or is_text


def _places_to_fill_in(blocks: Sequence[Block], language: str) -> list[Note]:
    """Return one remark on the places of a template that are spoken as they stand: "Hello {{NAME}}"."""
    found = [
        (one[0], block.line)
        for block in blocks
        if isinstance(block, Words)
        for one in _TO_FILL_IN.finditer(block.text)
        if read_direction(one[0].strip("{}<>_ "), language) is None
    ]
    if not found:
        return []
    places = places_of(line for _, line in found)
    why = f"a blank to fill in{places}. Write your own words there, since it is spoken as it stands"
    return [Note(found[0][0], found[0][1], why)]


def _top(blocks: Sequence[Block], places: Sequence[int], language: str) -> list[int]:
    """Return the places of paragraphs above the first words that are about the text, perhaps with one between two."""
    run: list[int] = []
    end = 0
    has_stops = _has_stops(blocks)
    lists = _lists_about_reading(blocks)
    for at, block in enumerate(blocks[: _most_at_top(places)]):
        if isinstance(block, Note) and block.why:
            end = len(run)  # what is known to be about the text
        if at not in places:
            continue
        text = block.text if isinstance(block, Words) else "["
        is_listed = isinstance(block, Item)
        is_about_text = at in lists or (not is_listed and (may_be_about(text, language) or is_byline(text)))
        is_bare = has_stops and not is_listed and _STOP.search(text) is None
        words = set(folded_words(text.partition(":")[2] or text)) - writer_words(language)  # "my book"
        is_bare = is_bare and not _is_for_listener(text, words, language) and not _begins(text)
        is_task = not is_listed and _LABEL.match(text) is not None  # "To do: timer on 4 min, door shut."
        is_task = is_task and not _is_for_listener(text, words, language) and not _begins(text)
        is_about_text = is_about_text or ((is_bare or is_task) and "[" not in text)  # "lights down, heater on"
        asked = sum(asks_in_infinitive(one, language) for one in sentences_of(text)) if _begins(text) else 0
        if asked >= _LEAST_SIGNS or (
            not is_about_text and (is_listed or len(run) > end + 1 or "[" in text or _begins(text))
        ):
            break  # "Sit on the mat. Close the eyes. Breathe in.", in the infinitive
        run.append(at)
        end = len(run) if is_about_text else end
    below = blocks[places[end]] if end and end < len(places) else None
    if isinstance(below, TextBlock) and below.text.endswith(":") and len(below.text.split()) <= _MOST_WORDS_OF_LABEL:
        end += 1  # "Let us begin:"
    return list(places[:end]) if end < len(places) else []


def _has_stops(blocks: Sequence[Block]) -> bool:
    """Return whether most paragraphs have a stop, as no verses do."""
    texts = [block.text for block in blocks if isinstance(block, Words)]
    return sum(_STOP_OF_SENTENCE.search(text) is not None for text in texts) >= _SHARE_OF_STOPS * len(texts)


def _lists_about_reading(blocks: Sequence[Block]) -> set[int]:
    """Return the places of the items of lists in which nearly all speak of a script, or how to read it."""
    found: set[int] = set()
    for is_list, group in groupby(enumerate(blocks), lambda one: isinstance(one[1], Item | Note)):
        lines = dict(group) if is_list else {}
        texts = map(text_of, lines.values())
        told = sum(any(_signs(text, _words_of(text))) or names_session(text) for text in texts)
        if _LEAST_SIGNS <= len(lines) <= told / _SHARE_OF_LIST:
            found |= {at for at, block in lines.items() if isinstance(block, Item)}
    return found


def _most_at_top(places: Sequence[int]) -> int:
    return places[:_MOST_AT_TOP][-1] + 1 if places else 0


def _is_said(text: str, language: str) -> bool:
    return _is_for_listener(text, folded_words(text), language) or _begins(text)


def _begins(text: str) -> bool:
    """Return whether a paragraph begins a session or a story: with a greeting, or with what is asked for first."""
    words = folded_words(text)
    return not GREETING.isdisjoint(words) or may_be_said_first(words) or is_told(text)


def _is_for_listener(text: str, words: Iterable[str], language: str) -> bool:
    of_others = _OF_OTHERS if OTHERS.search(text) or names_others(text) else frozenset[str]()
    return not (listeners(language) - of_others).isdisjoint(words)


def _first_sentences(blocks: Sequence[Block], language: str) -> Iterator[Note]:
    first = next((one for one in blocks if not isinstance(one, Heading) and len(text_of(one).split()) > 1), None)
    sentences = sentences_of(first.text) if isinstance(first, TextBlock) else []
    above = list(takewhile(lambda one: not _is_said(one, language) or may_be_about(one, language), sentences))
    count = max((at for at, one in enumerate(above, start=1) if may_be_about(one, language)), default=0)
    if isinstance(first, TextBlock) and 0 < count < len(sentences):
        yield Note(" ".join(above[:count]), first.line, WHY_EDGE)


def _inside(blocks: Sequence[Block], language: str) -> Iterator[Note]:
    """Yield the tips and requests to wait among the other sentences, and what heads have about the text below them."""
    for block in blocks:
        sentences = sentences_of(block.text) if isinstance(block, Words) else []
        for one in sentences:
            label = _LABEL.match(one)
            is_labelled = label is not None and asks_in_infinitive(one[label.end() :], language)
            on_condition = _ON_CONDITION.fullmatch(one.strip())
            is_asked = WAITING.match(one) or (
                on_condition and asks_in_infinitive(on_condition["then"].rstrip(" :"), language)
            )
            is_asked = is_asked and listeners(language).isdisjoint(_words_of(one))
            is_thing = len(sentences) == 1 and (_WITH_THINGS.fullmatch(one) or _HANDS_OUT.fullmatch(one)) is not None
            if is_tip(one) or is_labelled or is_thing or is_asked or _LEADS_IN.match(one) or FOR_READER.match(one):
                yield Note(one, block.line, WHY_EDGE)
    yield from _tasks(blocks, language)
    for above, block in pairwise(blocks):
        is_above = isinstance(above, TextBlock) and isinstance(block, Item | TextBlock)
        if is_above and _is_label(text_of(above), language) and not may_be_past(text_of(above), language):
            yield Note(text_of(above), above.line, WHY_EDGE)
        if isinstance(above, Heading) and isinstance(block, TextBlock) and may_be_about(block.text, language):
            yield Note(block.text, block.line, WHY_EDGE)


def _tasks(blocks: Sequence[Block], language: str) -> Iterator[Note]:
    """Yield the first item of each list in the infinitive, where the items of another one are not.

    Such a list tells what an exercise is good for: "Disminuir la agitación.".
    """
    lists = [[one for one in run if isinstance(one, Item)] for _, run in groupby(blocks, lambda one: type(one) is Item)]
    lists = [items for items in lists if len(items) > 1]
    asked = [all(asks_in_infinitive(_MARKS.sub("", one.text), language) for one in items) for items in lists]
    for items, is_asked in zip(lists, asked, strict=True):
        if is_asked and not all(asked):
            yield Note(items[0].text, items[0].line, WHY_EDGE)


def _is_label(text: str, language: str) -> bool:
    """Return whether a line above a list may be its label, and nothing to say: "Steps to follow:"."""
    is_short = text.endswith(":") and len(text.split()) <= _MOST_WORDS_OF_LABEL
    return is_short and not _is_said(text, language)


def _last_sentences(blocks: Sequence[Block], language: str) -> Iterator[Note]:
    """Yield the last sentences that may be about the text; the very last one may also be of another kind."""
    run: list[Note] = []
    for block in reversed(blocks[1:]):
        is_said = isinstance(block, Words) and _BRACKET.sub("", block.text).strip()  # no pause
        sentences = sentences_of(text_of(block))[::-1] if is_said else []
        for one in sentences:
            is_asked = asks_in_infinitive(one, language) and not _is_said(one, language)
            is_asked = not run and (is_asked or is_afterwards(one) or _APPOINTMENT.fullmatch(one.strip()) is not None)
            if may_be_about(one, language) or is_asked:
                run.append(Note(one, block.line, WHY_EDGE))
                yield from run
                run = run[:1]
            elif run or _is_said(one, language):
                return
            else:
                run.append(Note(one, block.line, WHY_EDGE))
        if not sentences:
            return


def _last_parts(blocks: Sequence[Block], language: str) -> list[Note]:
    """Return a remark on the last parts with a heading that ask nobody for anything, where parts above them do."""
    heads = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    told: list[Note] = []
    for at in reversed(heads):
        part = blocks[at + 1 : heads[heads.index(at) + 1] if at != heads[-1] else len(blocks)]
        texts = [block for block in part if isinstance(block, Words)]
        words = sum(len(block.text.split()) for block in texts)
        if len(texts) < len(part) or any("[" in one.text or _is_said(one.text, language) for one in texts):
            return told
        if words >= _LEAST_WORDS_OF_PART:
            told.append(Note(texts[0].text, texts[0].line, WHY_EDGE))
    return []  # nothing in the text asks for anything


def _signature(blocks: Sequence[Block], language: str) -> list[Note]:
    """Return the last short lines without a stop, where the first of them may be a name: "Jo Smith", "May 2011"."""
    below = takewhile(lambda block: isinstance(block, TextBlock) and _is_unended(block.text), reversed(blocks[1:]))
    last = [block for block in below if isinstance(block, TextBlock)][::-1]
    lines = [block for block in last if not _is_said(block.text, language)]
    words = " ".join(line.text for line in lines)
    # A name alone may be "Gute Nacht".
    is_signed = len(lines) <= _MOST_LINES_OF_SIGNATURE and _NAME.match(words) is not None
    is_signed = is_signed and (len(lines) > 1 or re.search(r"\d", words) is not None)
    # Many of them below sentences may be a list, or the frame of a page.
    is_frame = len(lines) == len(last) >= _LEAST_OF_FRAME and _has_stops(blocks[: -len(last)])
    return [Note(line.text, line.line, WHY_EDGE) for line in lines] if is_signed or is_frame else []


def _is_unended(text: str) -> bool:
    return text[-1:].isalnum() and len(text.split()) <= _MOST_WORDS_OF_LABEL and "[" not in text


def may_be_about(text: str, language: str) -> bool:
    """Return whether a sentence has words of whoever writes about a text, and none for its listener.

    >>> may_be_about("Lo scopo di questo esercizio è il rilassamento.", "it"), may_be_about("Lascia le spalle.", "it")
    (True, False)
    """
    words = _words_of(text)
    is_short = len(words) < _LEAST_WORDS - (text.rstrip()[-1:] == ":" or text.isupper())
    if is_short or not GREETING.isdisjoint(words) or is_told(text):
        return False
    signs = _signs(text, words)
    is_for_listener = _is_for_listener(text, frozenset(words) - writer_words(language), language)
    is_sure = not is_for_listener or sum(signs) + names_session(text) >= _LEAST_SIGNS
    return (any(signs) and is_sure) or _OF_DOCUMENT.match(text) is not None


def is_about(text: str, language: str) -> bool:
    """Return whether a paragraph surely is about a text: it is told how to read it, or to whom.

    >>> is_about("Questi testi vanno letti ai bambini con voce calma.", "it"), is_about("I bambini ridono.", "it")
    (True, False)
    """
    words = _words_of(text)
    signs = _signs(text, words)
    # "The participants of this session" may be the first words of a talk.
    # A colon alone may announce what somebody says to a group.
    count = sum(signs) + names_session(text) if signs[0] else sum(signs[:-1])
    is_sure = (signs[0] or signs[2]) and count >= _LEAST_SURE
    return is_sure and not _is_said(text, language) and not _is_of_tale(text, language)


def _is_of_tale(text: str, language: str) -> bool:
    """Return whether most sentences tell what happened: "She listened to the music.", "She read to the group."."""
    sentences = sentences_of(text)
    return 2 * sum(may_be_past(one, language) for one in sentences) > len(sentences)


def _words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", folded(_BRACKET.sub(" ", text)))


def _signs(text: str, words: Sequence[str]) -> list[bool]:
    """Return which signs of a sentence about a text some words have: its voice, its purpose, its people, its length.

    The last two are capitals, and a colon behind a long paragraph that announces what is below it.
    """
    text = _BRACKET.sub(" ", text)
    return [
        not VOICE.isdisjoint(words) or _OF_DOCUMENT.match(text) is not None,
        not PURPOSE.isdisjoint(words) or _GOOD_FOR.match(text) is not None,
        OTHERS.search(text) is not None or names_others(text),
        not DURATION.isdisjoint(words) and _LENGTH.search(text) is not None,
        text.isupper() and len(words) >= _LEAST_WORDS_OF_CAPITALS,
        text.rstrip("*_ ").endswith(":") and len(words) >= _LEAST_WORDS_OF_ANNOUNCEMENT,
    ]
