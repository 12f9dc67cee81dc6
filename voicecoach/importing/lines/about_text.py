"""Recognise lines that are about a text and not part of it: for whom it is, how to read it, where it comes from."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.edge_words import is_prayer, is_told
from voicecoach.importing.directions.for_leader import is_beforehand, is_for_leader, lines_for_leader
from voicecoach.importing.document import Block, Heading, Item, Note, Rule, TextBlock, Words
from voicecoach.importing.lines.around_text import NOT_OF_TEXT, is_around_text, is_recording
from voicecoach.importing.lines.bylines import is_byline
from voicecoach.importing.lines.exercise_lines import is_counted_exercise
from voicecoach.importing.lines.figures import HOW_OFTEN
from voicecoach.importing.lines.labels import is_fact_key, split_fact
from voicecoach.importing.lines.words import SENTENCE_AT_END
from voicecoach.script.direction_words import folded
from voicecoach.script.fact_words import FACT_WORDS
from voicecoach.script.listener import addresses_listener, folded_words
from voicecoach.script.word_patterns import TEXT_NOUN, TIMES
from voicecoach.text import remembered

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADDRESS_OF_PAGE = Caseless(
    r"https?://\S|\bwww\.\w|"
    r"\b[\w-]{2,}\.(?-i:com|org|net|info|eu|de|at|ch|nl|be|co\.uk|es|fr|it|pt|com\.br|yoga|app|example)\b(?!\w)",
)
_PHONE = Caseless(
    r"(?:\b(?:tel|telefon|telefoon|telephone|phone|ph|mobil|mobile|mobiel|handy|fax|whatsapp|call|ring|sms|téléphone|"
    r"teléfono|telefono|telefone)\b[^\w\d]{0,4}(?:us |me |on |at |unter |nr\.?:? ?|"
    r"[^\W\d_]{3,15}(?: [^\W\d_]{2,12})?: ?)?\(?\+?\d[\d\s()/.–-]{4,}\d)"
    r"|(?<![\w/.])(?:\+\d{1,3}|00\d{2})[\s(][\d\s()/–-]{6,}\d|(?<![\w/.:,])0\d{1,5}[\s/–-]{1,3}\d[\d\s/–-]{3,}\d"
    r"|(?<![\w/.:,–-])\d{3}-\d{4}(?![\w–-])|\(\d{2}\) 9?\d{4}-\d{4}(?!\w)",
)
_FIGURES_OF_PHONE = re.compile(r"\d[\d\s()/.–-]{4,}\d")
# At the beginning of a word alone: to try each of these at every letter takes five times as long.
_RIGHTS = Caseless(
    r"(?:(?<!\w)|(?=[©(]))(?:©|\(c\)\s*\d{4}|^\(c\)\s+(?-i:(?:[A-Z][\w.&'’-]*[\s,]*){1,5}(?:\d{4})?\s*$)|"
    r"(?-i:\(c\) [A-Z]\. )|\bcopyright\b|all rights reserved|alle rechte vorbehalten|"
    r"alle rechten voorbehouden|tous droits réservés|todos los derechos|tutti i diritti|todos os direitos|"
    r"\b(?:do not|don't|please don't) (?:copy|distribute|share)\b|\bnot for (?:resale|distribution)\b|"
    r"\bfor personal use\b|\bpermission to (?:copy|print|use|share|record|reproduce)\b|"
    r"(?:darf|dürfen) .{0,30}\b(?:kopiert|vervielfältigt)\b|"
    r"zum (?:persönlichen|privaten) gebrauch|nicht (?:weitergeben|kopieren|vervielfältigen)|"
    r"voor (?:eigen|persoonlijk) gebruik|niet (?:verspreiden|kopiëren)|"
    r"\b(?:teacher|trainer|therapist|facilitator|instructor)(?:['’]s)? copy\b|"
    r"\b(?:para uso|uso|usage|à usage) (?:personal|pessoal|personale|personnel)\b|reproduction interdite|"
    r"prohibida (?:su|la) (?:reproducción|distribución)|(?:vietata|riproduzione) (?:la riproduzione|vietata)|"
    r"proibida a reprodução|ne pas (?:diffuser|reproduire)|non (?:diffondere|riprodurre|distribuire))",
)
_STREET = re.compile(
    r"\b\w+(?:str\.|straße|strasse|straat|laan|plein|gracht)\s?\d{1,4}|\b[A-ZÄÖÜ]\w*(?:weg|platz|allee|"
    r"gasse)\s\d{1,4}\b|\b\d{1,4}[a-z]?,?\s(?:[A-Z]\w+\s){1,3}(?:Street|St\.|Road|Rd\.?|Lane|Avenue|Ave\.?|Drive)(?!\w)"
    r"|\b(?:[Cc]alle|[Aa]vda\.?|[Aa]venida|[Rr]ue|[Aa]venue|[Bb]oulevard|[Vv]iale?|[Pp]iazza|[Pp]laza|[Rr]ua|"
    r"[Pp]raça)\s"
    r"(?:(?:de|des|du|la|della|dei|da|das|do|dos|los)\s){0,2}[A-ZÀ-Ý]\w+(?:\s\w+){0,3},?\s(?:n[.º°]?\s?)?\d{1,4}\b"
    r"|\b\d{1,4},?\s(?:bis\s)?(?:rue|avenue|boulevard|quai)\s\w+"
    r"|\b\d{5}\s[A-ZÄÖÜÉ]\w+|\b\d{4}\s?[A-Z]{2}\s[A-Z]\w+|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}\b"
)
_FOR_WHOM = Caseless(
    r"^\W*(?:written|recorded|prepared|adapted|made|geschrieben|verfasst|aufgenommen|escrit[oa]|grabad[oa]|écrite?|enregistrée?|"
    r"scritt[oa]|registrat[oa]|gravad[oa]|geschreven|opgenomen) (?:for|für|para|pour|per|voor)\b|"
    r"\b(?:for|für|voor|para|pour|per)\s+(?:[\w-]+\s){0,2}?(?:children|kids|toddlers|teens|adults|beginners|groups?|"
    r"everyone|ages?|aged|kleuters|peuters|kinder\w*|jugendliche|erwachsene|anfänger\w*|gruppen|senioren|kinderen|jongeren|"
    r"volwassenen|beginners|groepen|enfants|adultes|débutants|niños|niñas|adultos|principiantes|bambini|adulti|"
    r"principianti|crianças|iniciantes)\b|"
    r"\b(?:children|kids|kinder|enfants|niños|niñas|bambini|crianças|kinderen)\b[^.!?\d]{0,15}\d{1,2}\s?"
    r"(?:-|–|to|bis|à|a|tot)\s?\d{1,2}|\b\d{1,2}\s?(?:-|–|to|bis|à|a|tot|até)\s?\d{1,2}\s?"
    r"(?:years|jahren?|años|ans|anni|anos|jaar)\b",
)
_READING = Caseless(
    r"(?:^|[.!(:]\s*)(?:please\s+|to be\s+)?(?:read|speak|spoken|narrate|deliver|record)\b.{0,60}\b"
    r"(?:voice|slow\w*|calm\w*|aloud|out loud|pace|tone|gently|pauses?|monotone)\b"
    r"|\b(?:record|aufnehmen|aufzunehmen|enregistrer|grabarl[oa]?|grabar|registrar(?:e|la|lo)|gravá-l[oa]|gravar|opnemen)"
    r"\b[^.!?]{0,80}\b(?:read|vorlesen|vorzulesen|lire|leer|leérsel[oa]|leggere|ler|voorlezen)\b"
    r"|\b(?:langsam|ruhig|leise|sanft|mit ruhiger stimme|mit pausen|monoton)\b.{0,40}"
    r"(?:lesen|vorlesen|vorgelesen|sprechen|vortragen|gesprochen)\b\W*$"
    r"|\b(?:langzaam|rustig|zacht|met rustige stem|met pauzes)\b.{0,40}(?:lezen|voorlezen|spreken|voorgelezen|"
    r"uitgesproken)\b\W*$"
    r"|\b(?:leer|léase|grabar|lire|enregistrer|leggere|registrare|ler|leia|gravar|lee|leia-se)\b.{0,60}\b(?:despacio|"
    r"lentamente|lentement|voz|voix|voce|calma\w*|calme\w*|pausad\w*|devagar|doucement|tranquillement|suavemente|"
    r"dolcemente|pausas|pauses|pause|alta|haute)\b.{0,50}$"
    r"|\b(?:langzaam|rustig|zacht)\s(?:voor)?lezen\b"
    r"|\b(?:wherever|whenever|each time|every time|when|where) you see\b"
    r"|\b(?:pause|stop) (?:at|for|after|between) (?:each|every|all)\b.{0,40}\b"
    r"(?:dots?|ellips\w+|marks?|lines?|paragraphs?|sentences?|slash\w*|bullets?|comma|full stop)"
    r"|^(?:bitte )?(?:lesen|sprechen) sie\b.{0,60}\b(?:langsam|ruhig|leise|laut|deutlich|pausen|vor)\b"
    r"|^(?:sprich|lies) .{0,30}\b(?:langsam|ruhig|leise|pausen|vor)\b|^(?:lees|spreek) .{0,30}\b(?:langzaam|rustig|"
    r"zacht|pauzes|voor)\b|\b(?:zum vorlesen|zum vortragen|to be read aloud|om voor te lezen|para leer en voz alta|"
    r"à lire à (?:voix haute|haute voix)|da leggere ad alta voce|para ler em voz alta)\b"
    r"|\b(?:numbers|zahlen|ziffern|getallen|cijfers|números|nombres|chiffres|numeri)\b.{0,20}\b(?:brackets|"
    r"parenthes[ei]s|klammern?|haakjes|paréntesis|parenthèses|parentesi|parênteses)\b"
    r"|^how to (?:use|read|record) (?:this|the)\b|^(?:so (?:nutzen|lesen|verwenden)|anwendung|gebrauch)\b.{0,40}:|"
    r"^(?:cómo usar|comment utiliser|come usare|como usar|hoe gebruik)\b"
    r"|\b(?:bei|nach|zwischen) (?:jede[mrn]?|den|allen) (?:punkt\w*|absatz|absätzen|zeichen|sternchen|strich\w*|satz|"
    r"sätzen)|\bbij (?:elk|elke|ieder|iedere) (?:punt\w*|alinea|teken|sterretje|streep\w*|zin)\b"
    r"|\b(?:\d+\s?(?:-|–|to)\s?)?\d+\s*(?:seconds?|s) (?:pause )?between (?:each|every|sentences|lines|paragraphs)\b",
)
_PLACE_WORDS = frozenset(
    """
    handout worksheet leaflet factsheet booklet curriculum service department clinic hospital university college
    counselling counseling physiotherapy nhs institute foundation association
    arbeitsblatt merkblatt handzettel kurs kursunterlagen klinik klinikum zentrum institut universität beratungsstelle
    physiotherapie praxis verein volkshochschule vhs werkblad oefenblad cursus kliniek ziekenhuis instituut universiteit
    fysiotherapie praktijk centrum stichting
    ficha folleto consulta clínica hospital fisioterapia universidad asociación cabinet kinésithérapie hôpital
    université dispensa opuscolo ospedale università fisioterapico associazione ambulatorio folheto apostila
    universidade consultório associação
    """.split()  # noqa: SIM905 - a list to read
)
_NUMBERED_UNIT = Caseless(
    r"\b(?:week|session|lesson|class|module|unit|version|rev|woche|sitzung|stunde|lektion|les|sessie)\s*\.?\s*v?\d",
)
_FORM_KEYS_TEXT = (
    "name date physio therapist client dob born therapeut therapeutin geb geboren klient kunde cliënt naam "
    "geboortedatum nom nombre nome fecha data locutora locutor terapeuta thérapeute alumno alumna élève allievo aluno "
    "leerling cursus kurs curso cours corso paziente cliente client sig narrador voz voix voce stem kinésithérapeute "
    "docente lehrer teacher instructor sprecher sprecherin spreker duur dauer pat patient patientin patiënt dat"
)
_FORM_KEYS = FACT_WORDS | frozenset(_FORM_KEYS_TEXT.split())
_FORM_FIELD = re.compile(r"([^\W\d_]+(?:\s[^\W\d_]+)?)\.?\s?:\s*")
_COLUMNS = re.compile(r"\s{3,}")
_MONTH_OF_YEAR = re.compile(r"(?<!\d)\d{1,2}/\d{4}(?!\d)")
_FORM_KEY = r"\s*[^\W\d_]+(?:\s[^\W\d_]+){0,2}\.?\s?"
_FORM_VALUE = r"[^:]{0,50}"
_VALUE_END = r"(?:[,;|·•\t]|\s{2,}|(?<=[\w.])\s)"
_FIRST_KEY = re.compile(_FORM_KEY)
_VALUE_AND_KEY = re.compile(_FORM_VALUE + _VALUE_END + _FORM_KEY)
_LAST_VALUE = re.compile(f"{_FORM_VALUE}{_VALUE_END}?")
_BLANK_FIELD = re.compile(r"(?:[^\W\d_]+(?:[\s/][^\W\d_]+){0,3}\s?:\s*(?:[*_]{3}|\.{4}|…{2})[*_.…]*+\s*+)+")
_FILE = re.compile(r"(?<![\w./])\w[\w-]*\.(?:mp3|wav|m4a|ogg|docx?|odt|pdf|txt|md)\b")
_SCRIPT_OF_LENGTH = re.compile(
    rf"(?:{TEXT_NOUN}|audio|session|sesión|séance|sessione|sessão|sessie|sitzung|copione)\b[^.!?]{{0,24}}\b\d{{1,3}}\s?(?:min|')",
    re.IGNORECASE,
)
_MONTH = (
    "jan|feb|mar|apr|abr|avr|mai|may|maj|mag|jun|juin|giu|jul|juil|lug|aug|août|ago|sep|set|okt|oct|ott|out|nov|dez|"
    "dec|déc|dic|märz|mei|gen|ene|fév|maart"
)
_DATE = Caseless(
    rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s(?:de\s|"
    rf"of\s)?(?:{_MONTH})[^\W\d_]*\b|\b(?:{_MONTH})[^\W\d_]*\s(?:\d{{1,2}},?\s)?\d{{4}}\b",
)
_DAY = (
    "mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lunes|martes|miércoles|"
    "jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:lune|marte|mercole|giove|"
    "vener)dì|"
    "sabato|domenica|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
)
_TIME_OF_CLASS = re.compile(
    rf"\b(?:(?:{_DAY})s?\b.{{0,12}}\b\d{{1,2}}\s?(?:h\d{{0,2}}|uhr|:\d\d|[.]\d\d|am|pm|u)\b", re.IGNORECASE
)
_DATE_ALONE = Caseless(rf"(?=.{{0,40}}(?:19|20)\d\d)\W*(?:(?:(?:{_DAY}),?\s)?(?:{_DATE.pattern})\W*")
# From Monday to Friday, with what is done then behind it
_DAYS_OF_WEEK = Caseless(
    rf"\W*(?:(?:from|every|each|von|du|de|da|dal|van|ogni|cada|chaque|jeden|elke) )?(?:(?:{_DAY})s?"
    rf"(?:\s?(?:to|through|till|until|-|–|bis|au|à|a|al|até|tot|t/m|and|und|et|y|e|en|,|/)\s?(?:(?:{_DAY})s?)+"
    r"\s?(?:[:,–—-]\s.{2,60})?[.\s]*",
)
# "Level | easy"
_PIPED_FACT = re.compile(r"[A-ZÀ-Ý][^|.!?:]{2,24}\s\|\s[^|.!?]{1,30}")
_SOURCE = re.compile(r"\W*(?:source|quelle|fuente|fonte|bron|credits?)\s*:\s*\S", re.IGNORECASE)
_BEGINS_WITH_RIGHT = re.compile(r"[\W_]*(?:©|\(c\)\s*\d{4}|(?-i:\(c\) [A-Z]\. )|copyright\b)", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Dr|St|Nr|Fr|Hr|Mr)\.)(?<!\b(?:Tel|Str|Mrs|Ms\.)\.)\s+(?=[A-ZÄÖÜ„“\"]|https?://)"
    r"|(?<=…)\s+(?=https?://)"
)
_EMPHASISED_FACT = re.compile(r"[^\w*(\[<]{0,4}(?P<mark>\*|_)[^\W\d_]+(?: [^\W\d_]+)?\s?:\s[^*_]+(?P=mark)")
_CELL = r"[^|.!?]{2}(?:(?!\s[|·•]\s[^|.!?]{2})(?:[^|.!?]|\.(?=\d))){0,48}+"
_IN_CELLS = re.compile(rf"{_CELL}(?:\s[|·•]\s{_CELL}){{2,}}")  # Year 4 | 15 minutes | Room 2
WHY_LEADER = "unsure: it looks like a note to whoever leads the session"
WHY_ABOUT = "unsure: it looks like a line about the text"
WHY_EDGE = "spoken. If it is not for the listener, put <!-- before it and --> after it"
WHY_FOOTER = "unsure: this looks like a footer"
WHY_ADDRESS = "an address or a copyright line"
_OFTEN = re.compile(
    rf"\d\s?(?:{TIMES}|time\(s\))|once|twice|einmal|zweimal|dreimal|daily|täglich",
)
_BESIDE_DOSAGE_TEXT = (
    "for weeks week days für wochen woche tage durante por semanas semana días pendant semaines semaine jours per "
    "settimane settimana giorni dias voor weken dagen "
    "please do practise practice perform repeat complete try to all the these this them exercise exercises routine "
    "programme program aim for frequency freq häufigkeit frecuencia fréquence frequenza frequência frequentie "
    "and at least about once twice bitte üben übe mach mache machen führen sie aus "
    "durchführen "
    "wiederholen wiederhole alle diese die das übung übungen programm mindestens etwa graag doe doen oefen oefenen "
    "herhaal deze "
    "alle de oefening oefeningen minstens por favor haz haga realiza realice repite repita hacer practica practique "
    "estos los "
    "todos ejercicios al menos faites fais faire à répétez répéter ces les tous exercices au moins pratiquez fai "
    "fate fare "
    "ripeti ripetere esegui eseguire questi gli tutti esercizi almeno faça fazer repita repetir pratique estes os "
    "exercícios pelo menos in of den den morning evening and morgens abends früh und mañana tarde noche hacer "
    "matin soir et mattina sera e manhã noite fazer ochtend avond en y pratiquer practicar praticare praticar üben a"
)
_BESIDE_DOSAGE = frozenset(folded(_BESIDE_DOSAGE_TEXT).split())
_MOST_WORDS = 16
_MOST_WORDS_OF_DATE = 6
_MOST_WORDS_OF_QUESTION = 2
_MOST_WORDS_OF_CONTACT = 30
_MOST_WORDS_OF_LINK = 5
_MOST_AT_TOP = 8


@functools.lru_cache(maxsize=1_000)  # a sentence is looked at from two sides, one soon after the other
def is_contact(text: str) -> bool:
    """Return whether a line has a phone number, an e-mail, a web address or a copyright: nobody wants it spoken.

    >>> is_contact("Tel. 0761 / 555 01 23"), is_contact("Breathe in for 4, hold for 7, out for 8.")
    (True, False)
    """
    if len(text.split()) > _MOST_WORDS_OF_CONTACT:
        return False
    if "@" in text and _EMAIL.search(text):
        return True
    if _FIGURES_OF_PHONE.search(text) and _PHONE.search(text):
        return True
    may_have_page = "." in text or "://" in text
    return (may_have_page and _ADDRESS_OF_PAGE.search(text) is not None) or _RIGHTS.search(text) is not None


def is_postal_address(text: str) -> bool:
    """Return whether a short line has a street with its number, or a postal code with its town."""
    is_short = len(text.split()) <= _MOST_WORDS and not SENTENCE_AT_END.search(text)
    is_spoken = addresses_listener(text)
    return is_short and not is_spoken and _STREET.search(text) is not None


@functools.lru_cache(maxsize=1_000)  # a sentence is looked at from two sides, one soon after the other
def is_dosage(text: str) -> bool:
    """Return whether a sentence only tells how often a day or week to practise: "Please do these twice a day."."""
    if len(text.split()) <= _MOST_WORDS and _DAYS_OF_WEEK.fullmatch(text):
        return True
    found = HOW_OFTEN.search(text)
    behind = text[found.end() :] if found else ""  # "3 fois par jour : au lever, …"
    left = folded_words(text[: found.start()] + ("" if behind.lstrip().startswith(":") else behind)) if found else []
    is_often = found is not None and _OFTEN.search(found[0]) is not None
    return is_often and not set(left) - _BESIDE_DOSAGE and text.strip()[-1:] not in "?:"


@remembered
def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph; abbreviations before names and numbers end none."""
    return tuple(_SENTENCE.split(text))


def is_reading_instruction(text: str) -> bool:
    """Return whether a line tells how to read the text aloud: "Read slowly, in a calm voice."."""
    return len(text.split()) <= _MOST_WORDS_OF_CONTACT and _READING.search(text) is not None


def is_about_session(text: str) -> bool:
    """Return whether a line at the top tells for whom a text is, where it comes from, or whose it is.

    >>> is_about_session("A story for children aged 4-7"), is_about_session("Student Counselling Service")
    (True, True)
    >>> is_about_session("You have time for children today."), is_about_session("Name: A. Bee   Date: 3/2021")
    (False, True)
    """
    words = folded_words(text)
    if not words or len(words) > _MOST_WORDS:
        return False
    if is_form(text) or _SCRIPT_OF_LENGTH.match(text) or _FILE.search(text):
        return True
    if SENTENCE_AT_END.search(text) or addresses_listener(text):
        return False
    if _TIME_OF_CLASS.search(text):
        return True
    if _DATE.search(text) and len(words) <= _MOST_WORDS_OF_DATE:
        return True
    return bool(_FOR_WHOM.search(text) or not _PLACE_WORDS.isdisjoint(words) or _NUMBERED_UNIT.search(text))


def is_form(text: str) -> bool:
    """Return whether a line is filled in like a form: "Name: A. Bee   Date: 3/2021"."""
    if text.count(":") < 2:  # noqa: PLR2004 - two fields
        return False
    has_month = _COLUMNS.search(text.strip()) is not None and _MONTH_OF_YEAR.search(text) is not None
    keys = [key.split()[-1].lower() for key in _FORM_FIELD.findall(text)]
    return (has_month or (len(keys) > 1 and _FORM_KEYS.issuperset(keys))) and _has_fields(text.strip())


def _has_fields(text: str) -> bool:
    """Return whether a line is keys of up to three words with their values, each part between two colons by itself."""
    first, *middle, last = text.split(":")
    are_ends = _FIRST_KEY.fullmatch(first) and _LAST_VALUE.fullmatch(last)
    return bool(are_ends) and all(map(_VALUE_AND_KEY.fullmatch, middle))


def without_about(blocks: list[Block]) -> Iterator[Block]:
    """Turn lines that are about the text into notes: at the top for whom it is; contacts, rights, forms anywhere."""
    is_top = True
    texts = [block.text if isinstance(block, Words) else "" for block in blocks]
    for_leader = lines_for_leader(texts)
    is_praying = any(map(is_prayer, texts))
    is_around = False
    for at, block in enumerate(blocks):
        is_short = isinstance(block, Item) and len(block.text.split()) <= _MOST_WORDS_OF_LINK
        is_around = is_around_text(block.text) if isinstance(block, Heading) and not is_top else is_around and is_short
        if is_around and isinstance(block, Heading | Item):
            yield Note(block.text, block.line, NOT_OF_TEXT)
            continue
        if not isinstance(block, Words):
            is_top = is_top and isinstance(block, Heading | Note | Rule)
            yield block
            continue
        why = WHY_LEADER if at in for_leader else _why_about(block.text, is_top=is_top)
        why = why or (WHY_ABOUT if at < _MOST_AT_TOP and _DATE_ALONE.fullmatch(block.text) else "")
        why = "" if why == WHY_LEADER and is_praying else why
        if why:
            yield Note(block.text, block.line, why)
            continue
        is_top = False
        yield from _without_contacts(block)


def _why_about(text: str, *, is_top: bool) -> str:
    """Return why a line is about the text and not part of it; empty where it is part of it."""
    words = text.strip("*_ ")
    parts = sentences_of(words)
    if is_form(words) or _BLANK_FIELD.fullmatch(text.strip()):
        return "a form to fill in"
    told = [is_contact(part) or is_postal_address(part) or _is_question(part) for part in parts]
    has_right = _BEGINS_WITH_RIGHT.match(words) and len(words.split()) <= _MOST_WORDS_OF_CONTACT
    if has_right or (all(told) and not all(map(_is_question, parts))):
        return WHY_ADDRESS
    if is_dosage(words):
        return "how often, which is not spoken"
    if is_around_text(words):
        return NOT_OF_TEXT
    is_source = _SOURCE.match(words) and len(words.split()) <= _MOST_WORDS and not SENTENCE_AT_END.search(words)
    if is_source or is_recording(words):
        return "its source"
    fact = split_fact(text)
    if fact is not None and is_fact_key(fact[0]):
        return ""  # told apart as a fact
    if is_for_leader(words) or (is_top and is_beforehand(words)):
        return WHY_LEADER
    if is_top and _EMPHASISED_FACT.fullmatch(text.strip()) and not addresses_listener(words):
        return WHY_LEADER
    is_in_cells = _IN_CELLS.fullmatch(words) or _PIPED_FACT.fullmatch(words)
    is_about = is_in_cells or is_about_session(words) or is_reading_instruction(words)
    if is_top and (is_about or is_byline(words)) and not is_told(words) and not is_counted_exercise(words):
        return WHY_ABOUT
    return ""


def _is_question(text: str) -> bool:
    """Return whether a sentence is a question such as "Questions?", as one stands before an address."""
    return text.rstrip().endswith("?") and len(text.split()) <= _MOST_WORDS_OF_QUESTION


def _without_contacts(block: TextBlock | Item) -> Iterator[Block]:
    """Take the sentences with an address out of a paragraph: "Open your eyes. Visit www.calm.example for more."."""
    parts = sentences_of(block.text) if "\n" not in block.text else [block.text]
    told = (
        [part for part in parts if is_contact(part) or _is_question(part) or is_dosage(part)] if len(parts) > 1 else []
    )
    if any(is_contact(part) or is_dosage(part) for part in told):
        yield replace(block, text=" ".join(part for part in parts if part not in told))
        yield Note(" ".join(told), block.line, "unsure: it looks like an address, or how often to practise")
    else:
        yield block
