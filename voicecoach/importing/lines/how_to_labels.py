"""The labels in front of the words that tell how an exercise is done: "How to:", "Starting position:"."""

from __future__ import annotations

import re

HOW_TO = re.compile(
    r"(?:how(?: to)?(?: do(?: it| this)?)?|d[ei]scri\w+|beschr\w+|instructions?|steps?|execution|"
    r"(?:so geht[’']?s|durchführung|ausführung|anleitung|übungsablauf)|"
    r"(?:cómo (?:hacerlo|se hace|realizarlo)|ejecución|instrucciones|pasos)|"
    r"(?:comment (?:faire|procéder|s['’]y prendre)|exécution|instructions|étapes|réalisation)|"
    r"(?:come (?:si fa|fare|eseguirlo)|esecuzione|istruzioni|passaggi)|"
    r"(?:como (?:fazer|executar)|execução|instruções|passos)|"
    r"(?:hoe(?: doe je (?:het|dit))?|uitvoering|instructies?|stappen))\s*:?",
    re.IGNORECASE,
)
"""A label that names no exercise: the words behind it say how one is done."""

POSITION = re.compile(r"posi[tcçz]|stellung|haltung|houding|lage\b", re.IGNORECASE)
"""A label whose words the listener needs: "Starting position"."""
