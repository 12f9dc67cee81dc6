"""The words that tell a sentence about a text from its own: how it is read, what it is good for, how long it lasts."""

from __future__ import annotations

from voicecoach.script.direction_words import folded

VOICE = frozenset(
    folded(
        "read reading readers aloud voice tone record recording music pauses ellipses "
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
OR = frozenset(folded("or oder o ou of u y und and et e en").split())
"""Words at the beginning of another way to do something: "(or lie down)"."""
