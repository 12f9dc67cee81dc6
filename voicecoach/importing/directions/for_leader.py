"""Recognise sentences for whoever leads a session: "Let the children lie down.", "Each person gets a raisin."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.caseless import Caseless
from voicecoach.script.direction_words import LISTENER, folded
from voicecoach.script.listener import folded_words

_OTHERS = Caseless(
    r"\b(?:children|kids|pupils|students?|participants?|everyone|everybody|clients?|the (?:class|group)|group members|"
    r"each (?:child|person|student|participant|pair)|people|"
    r"kinder[n]?|teilnehmend\w*|teilnehmer\w*|(?:die|der) (?:gruppe|klasse)|schüler\w*|klient\w*|"
    r"jede[rs]? (?:person|kind|teilnehmer\w*)|"
    r"kinderen|deelnemers|leerlingen|iedereen|de (?:groep|klas)|elk kind|iedere deelnemer|"
    r"(?:los |las )?(?:niñ[oa]s|alumn[oa]s|estudiantes|participantes)|"
    r"el grupo|la clase|cada (?:niñ[oa]|persona|participante)|a la persona que|"
    r"(?:les )?(?:enfants|élèves|participants)|le groupe|la classe|chaque (?:enfant|personne|participant\w*)|"
    r"(?:i )?(?:bambini|ragazzi|alunni|allievi|studenti|partecipanti)|"
    r"il gruppo|ogni (?:bambin[oa]|persona|partecipante)|"
    r"(?:as )?crianças|(?:os )?(?:alunos|estudantes)|a turma|o grupo|cada (?:criança|pessoa|participante))\b",
)
_ASKS_LEADER = Caseless(
    r"[\W_]*(?:(?:please|bitte|por favor|s['’]il vous plaît|per favore|alstublieft),? )?(?:"
    r"let|have|ask|invite|tell|give|hand out|make sure|remind|remember|allow|encourage|prepare|provide|seat|gather|"
    r"arrange|check|offer|keep an eye|watch|praise|ensure|distribute|explain|demonstrate|place|put|dim|play|wait|"
    r"lass(?:en|t)?|gib|gebt|geben|bitten?|verteile?n?|erinner[en]*|achten?|sorgen?|fordern?|erklären?|spielen?|"
    r"dimmen?|warten?|laden|lade|laat|laten|geef|vraag|zorg|deel|herinner|nodig|controleer|leg uit|zet|dim|speel|wacht|"
    r"deja[rd]?|dejen|da(?:r|d|le)?|dé|pid[ea][nr]?|invit[ae]r?|recuerd[ae]|repart[ae]|entreg[ae]|explic?[aq]u?[ea]|"
    r"asegúr[ae][st]e|solicit[ae]r?|"
    r"laisse[rz]|donne[rz]|demande[rz]|invite[rz]|rappele[rz]|distribue[rz]|explique[rz]|veille[rz]|installe[rz]|"
    r"lascia(?:re|te)?|dai|date|chiedi|chiedete|invita(?:re|te)?|ricorda(?:re|te)?|distribui(?:re|te)?|spiega(?:re|"
    r"te)?|deix[ae]r?|dê|peça|pedir|convid[ae]r?|lembr[ae]r?|distribu[ai]r?|expli(?:que|car)|entregu?[ae]r?)\b",
)
_GIVEN = Caseless(
    r"[\W_]*(?:each|every|jede[rs]?|elk[e]?|ieder[e]?|cada|chaque|ogni)\s\w+\s(?:gets?|receives?|takes?|needs?|has|"
    r"bekommt|erhält|braucht|nimmt|hat|krijgt|neemt|heeft|recibe|toma|tiene|reçoit|prend|a|riceve|prende|ha|recebe|"
    r"pega|tem)\b",
)
_TALK_AFTER = Caseless(
    r"[\W_]*(?:auswertung|reflexionsfragen?|evaluat(?:ie|ion)|evaluación|évaluation|valutazione|avaliação|"
    r"discuss(?:ion)?|talk about|debrief|follow-?up|gespräch|besprechung|austausch|reflexion|nabespreken|"
    r"nabespreking|gesprek|debate|puesta en común|conversación|échange|discussion|condivisione|discussione|conversa|"
    r"partilha|(?:discussion |talking )?questions? (?:after|about|for|to ask)|vragen (?:na|over|bij)|fragen (?:zu|"
    r"zur|zum|nach|an)|"
    r"preguntas (?:para|sobre|después)|questions (?:après|sur|à poser)|domande (?:per|dopo|su)|perguntas (?:para|"
    r"sobre|depois))\b[^:.!?]{0,30}:|"
    r"[\W_]*(?:homework|hausaufgaben?|huiswerk|deberes|devoirs|compit[oi] (?:a|per) casa|"
    r"(?:tarea|lição|tarefa) (?:para|de) casa|"
    r"next time|(?:das )?nächste[sn]? mal|(?:de )?volgende keer|(?:la )?próxima vez|la prochaine fois|"
    r"(?:la )?prossima volta)\s?:",
)
_LEADER_NOUN = (
    r"(?:teacher|instructor|facilitator|leader|guide|coach|trainer|lehrer(?:in)?|kursleit(?:er|erin|ung)|leitung|"
    r"anleiter(?:in)?|docente?|begeleid(?:er|ster)|leraar|leerkracht|juf|profesora?|instructora?|monitora?|"
    r"facilitadora?|professeure?|enseignante?|animat(?:eur|rice)|insegnante|istrut(?:tore|trice)|professora?|"
    r"instrutora?)"
)
_LEADER = Caseless(rf"[\W_]*{_LEADER_NOUN}[*_]*\s?:[*_]*\s+")
_LEADER_NAMED = Caseless(rf"(?:\b(?:the|der|die|el|la|le|il|lo|o|a|de) |\bl['’]){_LEADER_NOUN}\b")
# "Tell participants that you will lead them." addresses the one who leads.
_ASKS_FOR_OTHERS = Caseless(
    r"[\W_]*(?:tell|ask|invite|remind|instruct|inform|bitten? sie die|bitte die|vraag de|pide a l[oa]s|demandez aux|"
    r"chiedi (?:ai|agli)|peça a[oa]s) (?:the |all )?"
    r"(?:participants?|students|pupils|clients?|class(?! of)|group(?! of)|attendees|"
    r"teilnehmenden|teilnehmer(?:innen)?|schüler(?:innen)?|deelnemers|leerlingen|participantes|alumn[oa]s|"
    r"élèves|partecipanti|allievi|alunos)\b",
)
_MOST_LABELLED = 2
_LEAST_UNLABELLED = 3
_ASKS_ALOUD = Caseless(r"(?:ask|frag(?:e|en|t)?|vraag|pregunta|demande[rz]?|chiedi|pergunte)\b[^.!?]{0,30}:")
_WHEN = Caseless(
    r"[\W_]*(?:(?:before|after|davor|antes|avant|après|prima|ervoor)(?=\s?:)|"
    r"before (?:you (?:start|begin|read)|the (?:session|class|reading|lesson)|starting|beginning)|afterwards?|"
    r"beforehand|at the (?:start|beginning|end)|after the (?:session|reading|story|exercise)|preparation|set-?up|"
    r"follow-?up|"
    r"vorher|vorab|vor (?:dem )?beginn|zu beginn|zum (?:ab)?schluss|am ende|danach|anschließend|"
    r"(?:im )?anschluss|nachher|hinterher|vorbereitung|"
    r"vooraf|van tevoren|na afloop|achteraf|tot slot|voorbereiding|antes de (?:empezar|comenzar)|al final|después|"
    r"preparación|avant de commencer|avant la séance|à la fin|après la séance|préparation|prima di (?:iniziare|"
    r"cominciare)|alla fine|dopo|preparazione|antes de começar|no final|depois|preparação)\b[^:,.!?]{0,24}[:,]\s*",
)
_BEFORE = Caseless(
    r"[\W_]*(?:before(?:hand| (?:we|you) (?:start|begin)| starting)?|davor|vorher|vorab|vor (?:dem )?beginn|"
    r"bereit(?:legen|stellen)|antes(?: de (?:empezar|comenzar|começar))?|avant(?: de commencer)?|à préparer|"
    r"prima(?: di (?:iniziare|cominciare))?|da preparare|preparations?|vorbereitung(?:en)?|preparación|préparation|"
    r"preparazione|preparação|voorbereiding|ervoor|vooraf|klaar(?:zetten|leggen)|"
    r"voor(?:dat)? (?:we|je) begin(?:nen|t))\s?:(?=\s*\S)"
)
# "When the meditation is over, you can invite the children …"
_WHEN_OVER = Caseless(
    r"[\W_]*(?:when|once|after|wenn|sobald|nachdem|als|zodra|quand|une fois|lorsque|cuando|una vez|quando|dopo che|"
    r"depois que)\s[^,.!?]{2,60}\b(?:over|finished|ended|done|vorbei|zu ende|beendet|voorbij|afgelopen|klaar|finie?|"
    r"terminée?|terminad[ao]|finit[ao]|acabad[ao])\b[^,.!?]{0,12},\s",
)
_POLITE = frozenset(folded("sie ihr ihre ihren ihrem").split())
"""German words that address the listener, and mean "they" as well."""
_NOBODY = LISTENER - _POLITE
_PARTS = re.compile(r"[,;:]\s+|\s(?:and|und|en|y|et|e)\s")
_WISHED = Caseless(r"\b(?:be|live|find|know|sein|leben|zijn|sea|sean|soit|soient|sia|siano|seja|sejam)\b")
"""Words behind "Let everyone …" in a wish that is spoken."""

_QUOTES = tuple('"\u201c\u201d\u201e\u00ab\u00bb\u201a\u2018')
_MOST_WORDS = 40


def is_for_leader(text: str) -> bool:
    """Return whether a paragraph asks the one who leads to do something with the others, and addresses no listener.

    >>> is_for_leader("Let the children lie down. Dim the light."), is_for_leader("Let your arms sink.")
    (True, False)
    >>> is_for_leader("The children laughed and ran."), is_for_leader("Jede Person bekommt drei Rosinen.")
    (False, True)
    >>> is_for_leader("Each person has one now? Look at it."), is_for_leader("Ask the group to do as you do. Say:")
    (False, True)
    """
    text = re.sub(r"[\[(][^\[\]()]*[\])]", " ", text).strip()
    words = folded_words(text)
    if not words or len(words) > _MOST_WORDS:
        return False
    if _TALK_AFTER.match(text) or _ASKS_FOR_OTHERS.match(text):
        return True
    if (when := _WHEN.match(text)) is not None:
        text = text[when.end() :]
        words = folded_words(text)
        is_asked = any(map(_ASKS_LEADER.match, _PARTS.split(text)))
        if _ASKS_ALOUD.match(text) or (is_asked and _OTHERS.search(text) and _NOBODY.isdisjoint(words)):
            return True
    if not _NOBODY.isdisjoint(words) or _WISHED.search(text) or text.startswith(_QUOTES):
        return False
    is_given = _GIVEN.match(text) is not None and not re.match(r"[^.!]*\?", text)  # "Each person has one now?"
    return (_ASKS_LEADER.match(text) and _OTHERS.search(text)) is not None or is_given


def is_beforehand(text: str) -> bool:
    """Return whether a first paragraph tells the leader what to do before the session.

    >>> is_beforehand("Before: move the chairs."), is_beforehand("Before: you were tired.")
    (True, False)
    """
    before = _BEFORE.match(text)
    return before is not None and _addresses_nobody(text[before.end() :])


def is_afterwards(text: str) -> bool:
    """Return whether a last paragraph tells the leader what to do when the session is over.

    >>> is_afterwards("Afterwards: a round in the circle"), is_afterwards("At the end, open your eyes.")
    (True, False)
    >>> is_afterwards("Once the story is over, you can ask the children to draw.")
    True
    """
    when = _WHEN.match(text)
    is_labelled = when is not None and ":" in when[0] and _addresses_nobody(text[when.end() :])
    return is_labelled or (_WHEN_OVER.match(text) is not None and names_others(text))


def _addresses_nobody(text: str) -> bool:
    return _NOBODY.isdisjoint(folded_words(text))


def names_others(text: str) -> bool:
    """Return whether words name those who are led: "the children", "each participant"."""
    return _OTHERS.search(text) is not None


def names_leader(text: str) -> bool:
    """Return whether words name the one who leads, as notes between quotations do: "L'insegnante suona"."""
    return _LEADER_NAMED.search(text) is not None


def lines_for_leader(texts: Sequence[str]) -> set[int]:
    """Return the places of paragraphs such as "Teacher: walk around quietly.", where most have no such label.

    With a label on every paragraph it is the one who speaks.
    """
    labelled = {at for at, text in enumerate(texts) if _LEADER.match(text)}
    is_few = len(labelled) <= _MOST_LABELLED and len(texts) - len(labelled) >= _LEAST_UNLABELLED * max(len(labelled), 1)
    first = next((at for at, text in enumerate(texts) if text.strip()), -1)
    return {at for at in labelled - {first} if _addresses_nobody(texts[at])} if is_few else set()
