"""Recognise lines that tell who made a text: "Script by Jo Smith", "Text: Marieke de Boer", "frei nach A. Roth"."""

from __future__ import annotations

import re

from voicecoach.caseless import Caseless

_MAKER = r"(?=[\"'„“«]?[A-ZÀ-Ý][\w.'’-]*(?:[\s,.&/-]|$))"
_BY = re.compile(
    r"(?:^|[\s,;(|–—-])(?i:"
    # who wrote, read or made it
    r"(?:(?:re)?written|read|script|text|adapted|narrated|recorded|composed|created|led|guided|voiced|translated|"
    r"compiled|developed|prepared|presented|hosted|taught|produced|meditation|story|session|class|practice) by|"
    r"(?:geschrieben|gelesen|gesprochen|verfasst|erzählt|angeleitet|übersetzt|erstellt|entwickelt|text|skript|idee|"
    r"geschichte|anleitung|aufgenommen|eingesprochen) von|"
    r"(?:escrit[oa]|leíd[oa]|narrad[oa]|grabad[oa]|guion|guión|texto|adaptad[oa]|guiad[oa]|cread[oa]|traducid[oa]) "
    r"(?:por|de)|"
    r"(?:écrite?|lue?|enregistrée?|texte|guidée?|adaptée?|créée?|traduite?|animée?|dite?|séance|script) (?:par|de)|"
    r"(?:scritt[oa]|lett[oa]|testo|guidat[oa]|adattat[oa]|registrat[oa]|narrat[oa]|tradott[oa]|creat[oa]) (?:da|di)|"
    r"(?:escrit[oa]|lid[oa]|narrad[oa]|gravad[oa]|texto|guiad[oa]|adaptad[oa]|criad[oa]|traduzid[oa]|roteiro) (?:por|"
    r"de)|(?:geschreven|gelezen|voorgelezen|ingesproken|tekst|begeleid|verteld|vertaald|gemaakt|script) (?:door|van)|"
    r"a cura d(?:i|el|ella|ei)|(?:courtesy of|mit (?:freundlicher genehmigung (?:von|des|der)|dank an)|"
    r"(?:por )?cortes[ií]a de|avec l['’]aimable autorisation d[eu]|per gentile concessione d(?:i|el|ella)|"
    r"com autorização d[eoa]|met (?:dank aan|toestemming van)|gentileza de)"
    r"(?:\s(?:the|der|das|la|le|il|el|het|de|o|a))?"
    rf")\s?:?\s+{_MAKER}"
)
_BEGINS = re.compile(
    r"(?![–—-]\s.*[.…]\s*[–—-]$)"  # "- Come, sit down. -" is what somebody says
    r"(?:[Bb]y|[Vv]on|[Pp]or|[Pp]ar|de|di|[Dd]oor|van|©|[–—-])\s*:?\s+"
    r"(?=[A-ZÀ-Ý][\w.'’-]*(?:\s?[,•·|]|$| [A-ZÀ-Ýd]))[^!?]{2,70}"
)
_NAME_ALONE = re.compile(
    r"(?![A-HIVX]+\.\s?[A-ZÀ-Ý][\w'’-]+$)"  # I. Arrival
    r"(?:(?:Dr|Prof|Mag|Dipl)\.?[ -]?[\w.-]*\s)?(?:[A-ZÀ-Ý]\.\s?){1,3}[A-ZÀ-Ý][\w'’-]+|"
    r"(?:Dr|Prof)\.?(?:\s[A-ZÀ-Ý][\w'’-]+){1,3}"
)
# "bedtime story with breathing, by Granny Jo"
_BY_BEHIND_COMMA = re.compile(rf".{{3,60}}[,;·|]\sby\s{_MAKER}(?:[A-ZÀ-Ý][\w.'’-]*\s?){{1,4}}")
# "Traumreise von Anna Roth"
_KIND_AND_NAME = re.compile(
    r"[A-ZÀ-Ý][^\W\d_]{3,24} (?:by|von|de|por|par|di|door|van) [A-ZÀ-Ý][\w.'’-]* [A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)?"
)
_AFTER = re.compile(
    r"[\W_]*(?:adapted|taken|excerpted|translated|borrowed) from|[\W_]*(?:loosely )?based on (?=[A-Zt])|"
    r"[\W_]*inspired by|[\W_]*(?:frei )?nach (?:einer? )?(?=(?-i:[A-Z]))|[\W_]*in anlehnung an|[\W_]*basado en|"
    r"[\W_]*adaptado d[eo]|[\W_]*adapt(?:é|ée) d|[\W_]*d['’]après|[\W_]*inspiré|[\W_]*(?:adattato|tratto|ispirato) "
    r"(?:da|a)|[\W_]*baseado em|[\W_]*inspirado em|[\W_]*(?:vrij )?naar (?=(?-i:[A-Z]))|[\W_]*gebaseerd op|"
    r"[\W_]*bewerk(?:t|ing) (?:naar|van)|[\W_]*aus dem (?:buch|heft)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[\W_]*(?i:text|texte|texto|testo|tekst|script|skript|story|geschichte|histoire|historia|storia|história|verhaal|"
    r"guion|guión|roteiro|autor(?:a|in)?|author|auteure?|autore|autrice|voice|stimme|voix|voz|voce|stem|"
    r"sprecher(?:in)?|"
    r"narrator|narration|leitung|teacher|lehrer(?:in)?|docente?|juf|meester|music|musik|musique|música|musica|muziek|"
    r"instructora?|instructrice|instrutora?|istruttore|istruttrice|insegnante|facilitadora?|animat(?:eur|rice)|"
    r"illustrations?|übersetzung|translation|redaktion|idee|idea|concept|conception)\s*(?:&|und|and|/)?\s*"
    r"(?i:music|musik|voice|idee|stimme)?\s*:\s*"
    r"(?:[A-ZÀ-Ý][\w.'’-]*|de|van|von|der|den|da|di|do|dos|del|la|le|du|of|und|and|&)"
    r"(?:[\s,]+(?:[A-ZÀ-Ý][\w.'’-]*|de|van|von|der|den|da|di|do|dos|del|la|le|du|of|und|and|&|\(\w+\)))+[\s*_)]*"
)
_DATED = Caseless(
    r"[\W_]*(?:version|reviewed|revised|updated|rev\.|überarbeitet|versión|revisado|révisé|versione|versão|versie)\b"
    r"[^.!?:]{0,60}\d[^.!?]*|[^.!?]{2,80}[/|·][^.!?]{0,60}\b(?:19|20)\d\d\b[^.!?]*"
)
_ENDS_SENTENCE = re.compile(r"[!?…][\"'”’»)]*\s*$")
_MOST_WORDS = 14
_MOST_WORDS_OF_CREDIT = 6
_MOST_WORDS_DATED = 12


def is_dated(words: str) -> bool:
    """Return whether a short line tells which version of a text it is, or what it is and when it was written.

    >>> is_dated("Version 3 / reviewed Nov 2020 / Ward 7"), is_dated("Rest for 3 minutes"), is_dated("Spring / 2019")
    (True, False, True)
    """
    return len(words.split()) <= _MOST_WORDS_DATED and _DATED.fullmatch(words) is not None


def is_byline(text: str) -> bool:
    """Return whether a short line tells who wrote or reads a text, or from what it was taken.

    >>> is_byline("A bedtime story, read by Alan"), is_byline("adapted from the MBSR curriculum")
    (True, True)
    >>> is_byline("Text: Marieke de Boer"), is_byline("You are guided by Love")
    (True, False)
    """
    words = text.strip("*_ ")
    if len(words.split()) > _MOST_WORDS or _ENDS_SENTENCE.search(words):
        return False
    if len(words.split()) <= _MOST_WORDS_OF_CREDIT and _CREDIT.fullmatch(words):
        return True
    if (
        is_dated(words)
        or _BEGINS.fullmatch(words)
        or _NAME_ALONE.fullmatch(words)
        or _BY_BEHIND_COMMA.fullmatch(words)
        or _KIND_AND_NAME.fullmatch(words)
    ):
        return True
    found = _BY.search(words)
    is_address = re.match(r"(?:you|du|tú?|tu|je|sie)\b", words, re.IGNORECASE) is not None
    return (found is not None and not is_address) or _AFTER.match(words) is not None
