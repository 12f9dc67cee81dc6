"""The words that name who speaks a text, such as "Narrator:", in seven languages."""

from __future__ import annotations

_SPEAKERS_TEXT = (
    "narrator narration vo v.o. v/o voice-over voiceover voice speaker host guide instructor teacher therapist coach "
    "hypnotist facilitator leader practitioner reader erzähler erzählerin sprecher sprecherin stimme "
    "anleiter anleiterin "
    "kursleiter kursleiterin lehrer lehrerin therapeut therapeutin narrador narradora voz locutor locutora guía "
    "instructora profesor profesora terapeuta narrateur narratrice voix guide instructeur professeur thérapeute "
    "narratore narratrice voce istruttore istruttrice insegnante guida terapista instrutor instrutora professora guia "
    "verteller vertelster stem begeleider begeleidster docent instructrice spreker operatore operatrice ipnotista "
    "hipnotizador hipnotizadora hipnotista sophrologue sofrólogo sofrologo conduttore conduttrice facilitador "
    "facilitadora facilitatore facilitatrice animateur animatrice "
    "docente trainer trainerin monitor monitora"
)
SPEAKERS = tuple(sorted(set(_SPEAKERS_TEXT.split()), key=len, reverse=True))
"""Those who speak, and the words for a voice; the longest first."""

VOICES = frozenset(["voice", "voz", "voce", "voix", "stimme", "stem"])
"""The words for a voice, which may tell how it sounds as well: "Voice: calm"."""
