"""Read signs that a text uses for pauses throughout, such as a lone "/" or "~", and the line that explains them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.struck_chimes import chimes_between_signs
from voicecoach.importing.document import Block, Heading, Item, Note, Rule, TextBlock, TimedCue, Words, text_of
from voicecoach.importing.exercises.step_settings import is_setting
from voicecoach.importing.notes.explanations import has_pause
from voicecoach.importing.pauses.bracket_letters import pauses_of_letters
from voicecoach.script.directions import NamedPause, PauseKind, PauseLength, TimedPause, read_pause
from voicecoach.script.pause_marks import pauses_between_dashes, says_silence
from voicecoach.script.printer import print_pause
from voicecoach.script.spec import Scope
from voicecoach.units import format_duration

_SIGN = re.compile(
    r"(?:(?<![^\s.!?,;:…\"”»)\]])|(?<=[^\W\d_])(?=\*{1,3}(?:\s|$)))(?P<sign>(?P<one>[/|~*•·°^+#_⋯⏸])\ufe0f?(?:\s?(?P=one)\ufe0f?){0,5}|(?P<dash>[-–—])(?:\s?(?P=dash)){0,5}"
    r"|\.(?:\s?\.){3,}|\.(?:\s\.){2,}|…(?:\s?…)+|(?<=\s)(?:\.{2,3}|…))(?=\s|$)(?!\s*\d)"
)
_ANY_SIGN = r"(?P<sign>\([^()\s]{1,4}\)|\[[^\[\]\s]{1,4}\]|\.{2,6}|…{1,3}|[^\w\s\"'“”„«»()\[\].,;:=…]{1,6})"
_LEGEND = Caseless(
    r"(?:^|[,;.(]\s*)[\"'“„«]?(?P<sign>\([^()\s]{1,4}\)|\[[^\[\]\s]{1,4}\]|<[^<>\s]{1,4}>|\.{2,6}|…{1,3}|"
    r"[^\w\s\"'“”„«»()\[\].,;:=…]{1,6})[\"'”“»]?\s*(?:=|:|(?<=\s)[–-]|means?|stands for|marks?|is|bedeutet|"
    r"steht für|heißt|ist|betekent|staat voor|significa|signifie|indica|indique|è|é|est)\s+"
    r"(?:eine? |a |an |één |een |una |um |une )?"
    r"(?P<words>[^=:;,.()\[\]]{3,40}?)\s*(?=[,;.)]|$)",
)
# Key: / = short pause   // = long pause   CAPS = stress
_LEGEND_IN_ROW = re.compile(
    r"(?<![^\s(])" + _ANY_SIGN + r"\s*=\s*"
    r"(?P<words>[^=;,.|()\[\]]{3,40}?)(?=\s*(?:[,;.)|]|$)|\s+\S{1,8}\s*=)"
)
_IN_ROW = re.compile(r"(?<![^\s(])[^\s(]{1,8}\s*=\s*[^=;,.|]{3,40}?(?=\s*(?:[,;.)|]|$)|\s+\S{1,8}\s*=)")
# Pause for a few seconds wherever you see (...).
_WHERE_SIGN = Caseless(
    r"(?:^|[.!?:;]\s+)(?P<words>[^.!?:;()\[\]]{3,60}?),?\s+(?:wherever|whenever|when|where|every time|each time|"
    r"at each|at every|wenn|wo immer|immer wenn|bei jedem|dort wo|donde|cuando|cada vez que|là où|quand|à chaque|"
    r"chaque fois que|dove|quando|ogni volta che|onde|sempre que|cada vez que|waar|telkens als|bij elke?)\s"
    r"(?:[^\W\d_]+\s){0,4}?"
    r"[\"'“„«]?" + _ANY_SIGN + r"[\"'”“»]?"
    r"(?:\s[^\W\d_]+){0,2}\s*(?:[.!)]|$)",
)
# Where you see // pause for about 3 seconds.
_SIGN_FIRST = Caseless(
    r"(?:^|[.!?;:]\s+)(?:wherever|whenever|where|when|at every|at each|wenn|wo|bei jedem|donde|cuando|là où|quand|"
    r"à chaque|dove|quando|a ogni|ogni volta che|onde|sempre que|waar|als|bij elke?)\s(?:[^\W\d_]+\s){0,4}?"
    r"[\"'“„«]?(?![-–—]\s)" + _ANY_SIGN + r"[\"'”“»]?,?\s+"
    r"(?:[^\W\d_]+,\s+)?(?P<words>[^.!?;]{3,60}?)\s*(?=[.!?;)]|$)",
)
# TPI = temps de pause d'intégration (30 s)
_LETTERS = re.compile(
    r"(?:^|[,;.(]\s*)(?P<sign>[A-ZÀ-Ý]{1,5})\s*=\s*(?P<words>[^=;.\[\]]{3,60}?)\s*(?=[;.]|,\s*[A-ZÀ-Ý]{1,5}\s*=|$)"
)
_LENGTH_IN_BRACKETS = re.compile(r"\(\s*(?:~|ca\.?\s)?\d[^()]{0,14}\)\s*$")  # T = tense (7 s)
_BRACKET_AT_END = re.compile(r"[\[(<][^\[\]()<>]{1,60}[\])>]\W*$")
_LETTERS_ONLY = re.compile(r"[A-ZÀ-Ý]{1,5}")
_EACH_SIGN = Caseless(
    r"\b(?:each|every|wherever|whenever|where there is|where you see|at the|jede[mrn]?|immer|wo ein|bei|elke?|"
    r"iedere?|bij|waar|cada|donde|chaque|là où|ogni|dove|onde)\b",
)
_LENGTH = Caseless(r"\d[\d–-]*\s?(?:s|secs?|seconds?|sek\w*|seg\w*|second\w*|min\w*|tellen|counts?|breaths?)\b")
# "(pause) = 5 seconds", "three dots mean 2 seconds"; a colon alone may stand in a pause, "Long pause: 20 seconds"
_TOLD = Caseless(
    r"\s*(?P<name>\S(?:[^=\n]{0,60}?[^\s=])?)\s*(?:(?P<sure>=|→|\b(?:means?|stands? for|lasts?|marks?|bedeute[nt]|"
    r"dauer[nt]|stehen für|steht für|heißt|heißen|betekent|betekenen|duurt|duren|staa[nt] voor|significan?|duran?|"
    r"indican?|equivalen? a|signifie(?:nt)?|dure(?:nt)?|marque(?:nt)?|indique(?:nt)?|valent|vaut|significano|durano|"
    r"indicano|valgono|significam|duram|indicam|equivalem? a)(?=\s))|:|\s[–—-](?=\s)|\b(?:is|are|ist|sind|es|son|est|"
    r"sont|sono|zijn|são|about|approx(?:\.|imately)?|ca\.|circa|environ|unos|ongeveer|etwa)(?=\s)|\s[èé](?=\s))"
    r"\s*(?P<length>\S.{0,50})",
)
# As a sentence tells it: "wo (Pause) steht, 5 Sekunden warten"
_TOLD_AT = Caseless(
    r"(?:^|[\s(])(?:at|on|when(?:ever)?|where(?:ver)?|bei|wo|wenn|bij|waar|als|en|con|cuando|donde|à|quand|où|a|dove|"
    r"quando|em|onde)\s(?:[^\s\d.;]+\s){0,3}?[\"'“„«]?(?P<name>\[[^\[\]]{3,30}\]|\([^()]{3,30}\))[\"'”“»]?[:,]?\s"
    r"(?:[^\s\d\[\]().;]+\s){0,4}?(?:ca\.\s|approx\.\s)?(?P<length>\d[\d–-]*\s?[^\W\d_]+)"
)
_CLAUSES = re.compile(r"[;\n|]\s*|(?<!\.)(?<!\bca)(?<!\bapprox)\.\s+|(?<!\d),\s*|,\s+|\s(?:and|und|y|et|e|en)\s")
_DOTS_NAMED = Caseless(
    r"(?:(?:the|die|los|les|i|os|de|las|as) )?(?:(?:three |drei |tres |trois |tre |três |drie )?"
    r"(?:dots|punkte|puntos|points|puntini|pontos|puntjes)(?: (?:suspensivos|de suspension|di sospensione))?|"
    r"ellips[ei]s|an ellipsis|auslassungspunkte|reticências|\.{3,6}|…)",
)
_ROW_OF_DOTS = Caseless(
    r"(?:an? |the |eine |die |una? |la |une |uma |een )?(?:long(?:er)? |lange )?(?:line|row|string|reihe|zeile|línea|"
    r"fila|linea|riga|linha|ligne|rangée|regel|rij) (?:of |von |mit |de |di |met |van )?"
    r"(?:dots|punkten?|puntos|points|puntini|pontos|puntjes)",
)
_DOTS_ALONE = re.compile(r"(?:\.\s?){3,}|(?:…\s?)+")
_LEAST_DOTS_OF_ROW = 4
_FOR = re.compile(r".*\s(?:for|für|durante|pendant|per|por|voor)\s", re.IGNORECASE)
_ELLIPSIS, _ROW = "ellipsis", "row"
_LONGEST_KEY = 300
_DASH_NAMES = r"dash(?:es)?|gedankenstrich\w*|gedachtestreep\w*|guion(?:es)?|tirets?|trattin[oi]|travess(?:ão|ões)"
_SIGN_NAMES = {
    sign: re.compile(rf"\b(?:{names})\b", re.IGNORECASE)
    for sign, names in {
        "/": r"slash(?:es)?|strokes?|schrägstrich\w*|strich\w*|streep\w*|strepen|barras?|barres?|sbarr[ae]",
        "*": r"asterisks?|stars?|sternchen|sterretjes?|asteriscos?|estrell(?:it)?as?|astérisques?|étoiles?|"
        "asterisc(?:o|hi)",
        "~": r"tildes?|wav(?:e|y line)s?|wellenlinien?|tilden?|golfjes?|vagues?|(?:alle|le|ogni) ond[ae]",
        "|": r"bars?|pipes?|vertical lines?|senkrechte\w*",
        "—": _DASH_NAMES,
        "–": _DASH_NAMES,
    }.items()
}
_BETWEEN_SIGNS = re.compile(r"\s*(?P<mark>[/|~]{1,3})\s*(?P<words>[^/|~\n]{2,60}?)\s*(?P=mark)\s*")
_BEGINS_SENTENCE = re.compile(r"\s*[\"'“„«(\[*_]*(?:[A-ZÄÖÜÀ-Ý]|$)")
_OPENING_STAR = re.compile(r"\*[^\s*]")
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?…][\"'”“»)\]]*)\s*$")
_BETWEEN_WORDS = "/~.…⏸"
_DOTS, _PICTURE = ".…", "⏸"
_LENGTH_BEHIND = re.compile(r"\s*[*_(`]*(?:\d|pau[sz]|sil[eê]n|stil)", re.IGNORECASE)
_ALWAYS = "/~|⏸"
_EMPHASIS = "*_~"
_LONGEST_GAP = 8
_LEAST_SIGNS = 3
_LEAST_BETWEEN_WORDS = 4
_MOST_OTHER_WORDS = 6
_MOST_WORDS_BEFORE_ROW = 4
_WHY_LEGEND = "the signs of the text"
_LENGTHS = (PauseKind.SHORT, PauseKind.PLAIN, PauseKind.LONG)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign in a text: its place, how it is written without spaces, and whether it stands behind a sentence."""

    begin: int
    end: int
    written: str
    is_behind: bool


def with_pause_signs(blocks: Sequence[Block], language: str, remarks: list[Note]) -> list[Block]:
    """Write signs that stand for a pause throughout a text as pauses, and tell each once.

    A line such as "/ = short pause" says what a sign means. Without it a sign is read as a pause where it stands
    alone again and again; its longer forms are then longer pauses.
    """
    told, explained = pauses_of_letters([block.text if isinstance(block, Words) else "" for block in blocks], language)
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        legend = _legend_of(block.text, language) if isinstance(block, TextBlock | Item | Note) else {}
        legend = legend if legend and _is_used(legend, block, blocks) else {}
        told |= legend
        is_legend = bool(legend) or place in explained
        kept.append(Note(block.text, block.line, _WHY_LEGEND) if isinstance(block, Words) and is_legend else block)
    spoken = (TextBlock, Item, TimedCue)
    found = [(list(_signs(block.text, language)) if isinstance(block, spoken) else [], block) for block in kept]
    guessed = _guessed([sign for signs, _ in found for sign in signs])
    lengths = {sign: print_pause(pause) for sign, pause in (guessed | told).items()}
    for sign in [one for one in guessed if one not in told]:  # in the order of the text, not of a set
        at = [block.line for signs, block in found for one in signs if one.written == sign]
        why = f"read as {lengths[sign]} ({len(at)}×): it stands alone among the words"
        remarks.append(Note(sign, at[0], why))
    written = [_written(block, signs, lengths, told) for signs, block in found] if lengths else kept
    return _with_rules_as_pauses(written, remarks)


def with_told_lengths(blocks: Sequence[Block], language: str) -> tuple[list[Block], list[Block]]:
    """Return the blocks with the lines that tell how long pauses last as notes, and these lengths as a setting.

    "(pause) = 5 seconds; (long pause) = 15 seconds" holds for all pauses of the text that have no length of their own.
    """
    lengths: dict[str, int] = {}
    kept = list(blocks)
    for at, block in enumerate(blocks):
        told = _told_lengths(block.text, language) if isinstance(block, TextBlock | Item | Note) else {}
        others = [text_of(one) for one in blocks if one is not block] if told else []
        used = {name: ms for name, ms in told.items() if any(_may_use(name, text) for text in others)}
        lengths = used | lengths
        kept = [_with_length_of_dots(one, used) for one in kept] if _ROW in used or _ELLIPSIS in used else kept
        if used and not isinstance(block, Note):
            kept[at] = Note(block.text, block.line, _WHY_LEGEND)  # type: ignore[union-attr]
    value = ", ".join(f"{name} {format_duration(ms)}" for name, ms in lengths.items() if name != _ROW)
    first = next((block.line for block in kept if isinstance(block, Note) and block.why == _WHY_LEGEND), 1)
    return kept, [Item(f"pauses: {value}", first)] if lengths and is_setting("pauses", value, Scope.SESSION) else []


def _with_length_of_dots(block: Block, lengths: dict[str, int]) -> Block:
    """Return a block of nothing but dots as the pause that they are told to be: "three dots mean five seconds"."""
    if not isinstance(block, TextBlock) or not _DOTS_ALONE.fullmatch(block.text.strip()):
        return block
    is_row = block.text.count(".") >= _LEAST_DOTS_OF_ROW or block.text.count("…") > 1
    ms = lengths.get(_ROW if is_row and _ROW in lengths else _ELLIPSIS)
    return replace(block, text=f"[pause {format_duration(ms)}]") if ms else block


def _told_lengths(text: str, language: str) -> dict[str, int]:
    """Return how long the pauses last that a line explains, by the names that they have in a script.

    >>> _told_lengths("Key: three dots mean 2 seconds, '--- long pause ---' about 15 seconds.", "en")
    {'ellipsis': 2000, 'long': 15000}
    >>> _told_lengths("(pause) = 5 Sek., (lange Pause) = 20 Sek.", "de"), _told_lengths("Long pause: 20 seconds", "en")
    ({'plain': 5000, 'long': 20000}, {})
    """
    if len(text) > _LONGEST_KEY or not (says_silence(text) or _DOTS_NAMED.search(text) or _ROW_OF_DOTS.search(text)):
        return {}
    clauses = [one for part in _CLAUSES.split(text) for one in (part, part.partition(": ")[2])]  # with a label, "Key: "
    told = [(found, True) for found in _TOLD_AT.finditer(text)]
    told += [(found, found["sure"] is not None) for found in map(_TOLD.fullmatch, clauses) if found]
    lengths: dict[str, int] = {}
    is_sure = False
    for found, is_certain in told:
        pause, name = _length_told(found["length"], language), _name_of_pause(found["name"], language)
        if pause and name:
            lengths[name] = (pause.span_ms.low + pause.span_ms.high) // 2
            is_sure = is_sure or is_certain
    return lengths if is_sure or len(lengths) > 1 else {}


def _length_told(words: str, language: str) -> TimedPause | None:
    length = _LENGTH.search(words)
    pause = read_pause(length[0] if length else _FOR.sub("", words).strip(" .!()\"'"), language)
    return pause if isinstance(pause, TimedPause) else None


def _name_of_pause(words: str, language: str) -> str:
    """Return the name of a pause in a script; empty for words that name none."""
    words = words.strip(" \"'“”„«»’*_`")
    if _DOTS_NAMED.fullmatch(words) or _ROW_OF_DOTS.fullmatch(words):
        return _ELLIPSIS if _DOTS_NAMED.fullmatch(words) else _ROW
    pause = read_pause(words, language) if says_silence(words) else None
    return pause.kind.value if isinstance(pause, NamedPause) and pause.kind in _LENGTHS else ""


def _may_use(name: str, text: str) -> bool:
    return re.search(r"\.{3}|…", text) is not None if name in (_ELLIPSIS, _ROW) else says_silence(text)


def _is_used(legend: dict[str, PauseLength], told: Block, blocks: Sequence[Block]) -> bool:
    """Return whether a sign that a line explains stands in another one: "Every wave is quiet" explains none."""
    others = (text_of(block) for block in blocks if block is not told)
    return any(sign in text for text in others for sign in legend)


def _legend_of(text: str, language: str) -> dict[str, PauseLength]:
    """Return the pauses of the signs that a line explains; empty where it has other words as well.

    >>> {sign: print_pause(pause) for sign, pause in _legend_of("/ = short pause, // = long pause", "en").items()}
    {'/': '[short pause]', '//': '[long pause]'}
    >>> list(_legend_of("Read slowly. Pause for a few seconds wherever you see (...).", "en"))
    ['(...)']
    """
    if named := _named_signs(text, language) or _letters_of(text, language):
        return named
    if in_row := {
        one["sign"]: pause
        for one in _LEGEND_IN_ROW.finditer(text)
        if (pause := read_pause(one["words"].strip(), language)) is not None
    }:
        left = len(text.split()) - sum(len(one[0].split()) for one in _IN_ROW.finditer(text))
        if left <= _MOST_WORDS_BEFORE_ROW:
            return in_row
    where = [*_WHERE_SIGN.finditer(text), *_SIGN_FIRST.finditer(text.replace(" ca. ", " "))]
    found = [*_LEGEND.finditer(text), *where]
    pauses = {
        one["sign"].rstrip("\ufe0f"): pause
        for one in found
        if (pause := _pause_told(one["words"], language)) is not None
    }
    others = len(text.split()) - sum(len(one[0].split()) for one in found)
    return pauses if others <= _MOST_OTHER_WORDS * (len(pauses) + bool(where)) else {}


def _pause_told(words: str, language: str) -> PauseLength | None:
    """Return the pause of some words, perhaps behind a verb that a pause alone has not: "leave about ten seconds"."""
    if (pause := read_pause(words, language)) is not None:
        return pause
    behind = read_pause(words.partition(" ")[2], language)
    if behind is None and says_silence(words) and (found := _LENGTH.search(words)):
        return read_pause(found[0], language)
    return behind if isinstance(behind, TimedPause) else None


def _letters_of(text: str, language: str) -> dict[str, PauseLength]:
    """Return the pauses that capital letters stand for, as a line explains: "LP = long pause (20 s)".

    >>> _letters_of("TB = temps ; TPI = pause d'intégration (30 s)", "fr")
    {'TPI': TimedPause(span_ms=Span(low=30000, high=30000))}
    """
    found = {
        one["sign"]: one["words"]
        for one in _LETTERS.finditer(text)
        if says_silence(one["words"]) or _LENGTH_IN_BRACKETS.search(one["words"])
    }
    lengths = {sign: _LENGTH.search(words) for sign, words in found.items()}
    pauses = {
        sign: read_pause(words, language) or read_pause(length[0] if (length := lengths[sign]) else "pause", language)
        for sign, words in found.items()
    }
    return {sign: pause for sign, pause in pauses.items() if pause is not None}


def _named_signs(text: str, language: str) -> dict[str, PauseLength]:
    """Return the pauses of signs that a line calls by their names: "Pause 10 seconds at every asterisk."."""
    if not _EACH_SIGN.search(text) or not says_silence(text):
        return {}
    length = _LENGTH.search(text)
    pause = (read_pause(length[0], language) if length else None) or NamedPause(PauseKind.PLAIN)
    return {sign: pause for sign, names in _SIGN_NAMES.items() if names.search(text)}


def _signs(text: str, language: str) -> Iterator[_Sign]:
    signs = list(_SIGN.finditer(text))
    if not signs:
        return
    pairs = [(one.begin, one.end) for one in pauses_between_dashes(text, language)]
    pairs += [one.span() for one in [_BETWEEN_SIGNS.fullmatch(text)] if one and read_pause(one["words"], language)]
    pairs = sorted([*pairs, *(one.span() for one in chimes_between_signs(text, language))], reverse=True)
    end_of_pair = 0
    in_text = {sign: text.count(sign) for sign in _EMPHASIS}
    alone = Counter(found["sign"][0] for found in signs for one in found["sign"] if not one.isspace())
    for found in signs:
        while pairs and pairs[-1][0] <= found.start():
            end_of_pair = max(end_of_pair, pairs.pop()[1])
        first = found["sign"][0]
        if first in in_text and alone[first] != in_text[first]:
            continue  # the end of emphasised words
        before = text[max(found.start() - _LONGEST_GAP, 0) : found.start()]
        is_behind = _ENDS_SENTENCE.search(before) is not None and _BEGINS_SENTENCE.match(text, found.end()) is not None
        is_behind = is_behind or (found["one"] == "*" and _OPENING_STAR.search(text) is None)
        is_at_end = is_behind and before.strip() and _LINE_END.match(text, found.end())
        if found["dash"] and (text.startswith(first) or not is_at_end):
            continue  # "He said. — And" has a dash, and so has "- Who is there? -"; a bullet stands before words
        if before.rstrip()[-1:].isdigit() or found.start() < end_of_pair:
            continue  # 40 / 20, --- 20 s ---
        if first == _PICTURE and _LENGTH_BEHIND.match(text, found.end()):
            continue  # "⏸ Pause (5 s)" is read as a whole
        written = re.sub(r"[\s\ufe0f]+", "", found["sign"])
        if written in ("…", "...") and not is_behind:
            continue  # a sentence that hesitates
        if is_behind or written[0] in _BETWEEN_WORDS:
            yield _Sign(*found.span(), written, is_behind)


def _guessed(signs: Sequence[_Sign]) -> dict[str, PauseLength]:
    """Return the pauses of the signs that stand alone often enough."""
    pauses: dict[str, PauseLength] = {}
    for first in dict.fromkeys(sign.written[0] for sign in signs):
        family = [sign for sign in signs if sign.written[0] == first]
        behind = sum(sign.is_behind for sign in family)
        if first in _ALWAYS and behind:  # one alone behind a sentence is enough: nobody says it
            behind = max(behind, _LEAST_SIGNS)
        if first not in _DOTS and behind < _LEAST_SIGNS and len(family) < _LEAST_BETWEEN_WORDS:
            continue
        forms = sorted(Counter(sign.written for sign in family), key=len)
        is_short = first in _DOTS or 2 * behind < len(family)
        for place, form in enumerate(forms):
            kind = min(place + (not is_short), len(_LENGTHS) - 1) if first not in _DOTS else 0
            pauses[form] = NamedPause(_LENGTHS[kind])
    return pauses


def _written(block: Block, signs: Sequence[_Sign], lengths: dict[str, str], told: dict[str, PauseLength]) -> Block:
    """Return a block with its signs as pauses of a script."""
    if isinstance(block, Heading) and block.text in told:
        return TextBlock(lengths[block.text], block.line)
    if not isinstance(block, TextBlock | Item | TimedCue):
        return block
    pieces: list[str] = []
    end = 0
    for sign in signs:
        if sign.written in lengths:
            words = block.text[end : sign.begin]
            pieces += (words.strip(" ") if end else words.rstrip(" "), lengths[sign.written])
            end = sign.end
    words = block.text[end:]
    text = " ".join([pieces[0], *filter(None, pieces[1:]), words.lstrip(" ")]) if pieces else words
    for written in sorted((one for one in told if one[0] in "([<"), key=len, reverse=True):
        text = re.sub(r"\s?".join(map(re.escape, written)), f" {lengths[written]} ", text)  # "[. . .]" as well
    for letters in filter(_LETTERS_ONLY.fullmatch, told):
        text = re.sub(rf"[\[(]?(?<!\w){letters}(?!\w)[\])]?", f" {lengths[letters]} ", text)
    return block if text == block.text else replace(block, text=text.strip())


def _with_rules_as_pauses(blocks: list[Block], remarks: list[Note]) -> list[Block]:
    """Take rules across the page for pauses: between words, again and again, not above headings or behind pauses."""
    filled = [block for block in blocks if not isinstance(block, Note)]
    spoken = (TextBlock, TimedCue)
    between = [
        block for above, block, below in zip(filled, filled[1:], filled[2:], strict=False)
        if isinstance(block, Rule) and isinstance(above, spoken) and isinstance(below, spoken)
        and not ((last := _BRACKET_AT_END.search(above.text)) and has_pause(last[0]))
    ]  # fmt: skip
    others = sum(isinstance(block, Rule) for block in filled) - len(between)
    if len(between) < _LEAST_SIGNS or others > 1 or any(isinstance(block, Heading) for block in filled[1:]):
        return blocks
    pause = print_pause(NamedPause(PauseKind.PLAIN))
    why = f"read as {pause} ({len(between)}×): it stands between the words"
    remarks.append(Note("a line across the page", between[0].line, why))
    taken = {id(block) for block in between}
    return [TextBlock(pause, block.line) if id(block) in taken else block for block in blocks]
