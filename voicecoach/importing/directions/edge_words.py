"""The words that tell a sentence about a text from its own: how it is read, what it is good for, how long it lasts."""

from __future__ import annotations

import re

from voicecoach.caseless import Caseless
from voicecoach.script.direction_words import folded

VOICE = frozenset(
    folded(
        "read reading readers aloud voice tone record recording audio music pauses ellipses "
        "lesen vorlesen vorgelesen gelesen stimme tonfall aufnehmen aufnahme musik pausen "
        "leer leerlo leerla léelo léela voz grabar grabarlo grabarla grábalo "
        "música músicas pausas lectura leído leída leídos leídas "
        "lire lisez lu lue lus voix enregistrer enregistrez musique pauses lecture "
        "leggere leggerlo leggete leggilo voce registrare registrarlo "
        "registratelo musica letto letta letti lette lettura "
        "ler leia voz gravar grave gravá-lo lido lida lidos lidas música músicas pausas reticências leitura "
        "lezen voorlezen gelezen voorgelezen stem opnemen muziek pauzes"
    ).split()
)
PURPOSE = frozenset(
    folded(
        "purpose aim objective helpful useful beneficial suitable recommended "
        "zweck ziel hilfreich nützlich geeignet empfohlen dient eignet "
        "objetivo finalidad útil sirve indicado recomendable recomendado ayuda permite consiste implica "
        "objectif but utile convient recommandé permet aide consiste "
        "scopo obiettivo utile serve indicato consigliato aiuta consente permette consiste comporta "
        "objectivo finalidade útil indicado recomendado ajuda permite consiste envolve "
        "doel nuttig geschikt aanbevolen helpt"
    ).split()
)
DURATION = frozenset(folded("duration dauer duración durée durata duração duur lasts dauert dura dure duurt").split())
GREETING = frozenset(
    folded(
        "welcome willkommen bienvenido bienvenida bienvenidos bienvenue benvenuto benvenuta benvenuti welkom"
    ).split()
) | frozenset(folded("bem-vindo bem-vinda bem-vindos hello hallo hola bonjour ciao olá").split())
FOR_READER = Caseless(
    r"\W*(?:if|when|wenn|falls|si|cuando|s['’]|se|als) ?(?:s?he|er|hij|ils?|elles?|(?:the|das|die|el|la|los|las|l['’]|"
    r"les|il|i|a|o|as|os|het|de) ?(?:child\w*|kids?|group|class|clients?|students?|kind\w*|gruppe?|klasse|niñ\w+|"
    r"enfants?|bambin\w+|criança\w*))\b[^:.,!?]{2,60}:\s|"
    r"[^.!?]{4,120}?\b(?:while (?:you(?:['’]re| are)? )?read(?:ing)?|während (?:du|sie) (?:vor)?les\w*|"
    r"mientras (?:l[eo]s? )?lees?|(?:pendant que|tandis que) (?:tu lis|vous lisez)|mentre legg(?:i|ete)|enquanto lês?|"
    r"terwijl (?:je|u) (?:voor)?leest)\b"
)
"""A task for whoever reads: "If he is still awake: start again.", "Stroke her hair while you read."."""
OR = frozenset(folded("or oder o ou of u y und and et e en").split())
"""Words at the beginning of another way to do something: "(or lie down)"."""

_STORY = re.compile(
    r"[\W_]*(?:once upon a time|once there (?:was|were)|there once (?:was|were)|(?:long|many years) ago|"
    r"es (?:war|waren|lebte)n? einmal|vor langer zeit|il était une fois|il y a (?:bien )?longtemps|había una vez|"
    r"érase una vez|hace mucho tiempo|c['’]era(?:no)? una volta|tanto tempo fa|era uma vez|há muito tempo|"
    r"er (?:was|waren|leefde) (?:eens|ooit)|lang geleden)\b",
    re.IGNORECASE,
)
_QUOTE_FIRST = re.compile(r"[*_\s]*[\"“„«»\u201a\u2018][^\"“”„«»]{2,}(?:[,.!?…]\s?[\"“”«»]|[\"“”«»]\s?,)")
_DASH_FIRST = re.compile(r"[*_\s]*[—–]\s?[¿¡A-ZÀ-Ý][^—–]+[—–]")
_PRAYER = Caseless(
    r"\bam[eé]n\b|^(?:o )?(?:lord|heavenly father|dear god|herr|lieber gott|vater unser|seigneur|notre père|señor|"
    r"padre nuestro|signore|padre nostro|senhor|pai nosso|heer|onze vader)\b\s?[,!:]",
    re.MULTILINE,
)


def is_told(text: str) -> bool:
    """Return whether a paragraph is of a story: its first words, or what somebody says in it.

    >>> is_told("Once upon a time there was a bear."), is_told('"Read it to us," said the children.')
    (True, True)
    >>> is_told("„Der Bär“ ist für Kinder ab vier Jahren."), is_told("— Léelo —dijo el niño.")
    (False, True)
    """
    return any(one.match(text) is not None for one in (_STORY, _QUOTE_FIRST, _DASH_FIRST))


def is_prayer(text: str) -> bool:
    """Return whether words are of a prayer, which asks somebody to let, give and remind, and no leader."""
    return _PRAYER.search(text) is not None
