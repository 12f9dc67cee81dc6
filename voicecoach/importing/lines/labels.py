"""Recognise words that are not for the listener: names of speakers, facts about the text, the small talk of a chat."""

from __future__ import annotations

import re

from voicecoach.caseless import Caseless
from voicecoach.script.fact_words import FACT_WORDS
from voicecoach.script.speaker_words import SPEAKERS
from voicecoach.script.word_patterns import TEXT_NOUN

_SPEAKER = Caseless(
    r"(?P<label>(?:\*\*|__|\[|\()?\s*"
    r"(?:(?:the|die|der|el|la|le|il|o|a|de)\s+(?=[\w-]+\s+(?:says|sagt|dice|dit|diz|zegt)\b))?(?:"
    + "|".join(re.escape(word) for word in SPEAKERS)
    + r"|voice over|voix off|voz en off|voce fuori campo|voz off|off)"
    r"(?:\s+(?:[a-z]?\d{1,2}|[a-z]|says|sagt|dice|dit|diz|zegt))?(?:\s*\([^()]{0,40}\))?\s*(?:\*\*|__|\]|\))?)\s*:\s*(?:\*\*|__)?\s*",
)
_SPEAKER_ALONE = re.compile(
    r"(?:NARRATOR|VOICE ?-?OVER|V\.?O\.?|SPEAKER(?: \w{1,2})?|NARRADORA?|SPRECHER(?:IN)?|ERZÄHLER(?:IN)?)"
)
_READS = (
    r"(?:reads|says|speaks|liest|sagt|spricht|lee|dice|habla|lit|dit|parle|legge|parla|pronuncia|lê|diz|fala|leest|"
    r"zegt|spreekt)"
)
_READS_ALONE = re.compile(rf"[^\W\d_]+(?: [^\W\d_]+){{0,2}} {_READS}\s?:", re.IGNORECASE)
_LEADER_READS = Caseless(
    r"[^.!?:]*\b(?:teach|instru[ck]t|profes|docent|insegnant|maestr|maîtr|édu[ck]|edu[ck]|form[ae](?:t|d)|th?erap|facilita|"
    rf"trainer|condu[ct]t|kursleit|lehr|begeleid|leerkracht|leraar)\w*\s[^.!?:]{{0,40}}?\b{_READS}\b[^.!?:]{{0,60}}:",
)
_TEXT_BEFORE = Caseless(
    r"(?P<label>(?:\*\*|__)?\s*(?:spoken text|text|texte|texto|testo|tekst|sprechtext|instructions?|anleitung|consigne|"
    r"instrucci[oó]n(?:es)?|istruzion[ei]|instruç(?:ão|ões)|instructies?)\s*(?:\*\*|__)?)\s*:\s*(?:\*\*|__)?\s*(?=\S)",
)
_CODE = re.compile(r"[A-Za-z]?\d{1,3}|[A-Z]")
_SLUG = re.compile(r"(?P<label>[a-z0-9]+(?:[-_][a-z0-9]+)+)\s*:\s+(?=\S)")
_PAUSE_FIRST = re.compile(r"\W*(?:[^\W\d_]+\s)?(?:paus|pauz|sil[eê]n|still)", re.IGNORECASE)
_WITH_MORE = re.compile(r"\s(?:&|and|und|y|et|e|en)\s", re.IGNORECASE)
_FACT = re.compile(
    r"(?:[-*•]\s+)?(?P<mark>\*\*|__|\*|_|)(?P<key>[^\W\d_][^:*_\n]{0,40}?)\s*(?::\s*(?P=mark)|(?P=mark)\s*:)\s*(?P<value>.*)"
)
_WHEN_TO_USE = Caseless(
    r"(?:when|wann|cuándo|cuando|quand|quando|wanneer)(?: (?:to|l'|te|se|man))? ?(?:use[ds]?|usar(?:lo|la)?|utiliser|"
    r"usare|gebruiken|anwenden|einsetzen)(?: (?:it|this|es|das|dies|questo|esto|isso|cela|dit))?|.{1,20} count",
)
_FOR_WHOM = frozenset(["for", "für", "para", "pour", "per", "voor"])
_NOTES_WORDS_TEXT = (
    "notes note notas nota notities hinweise hinweis anmerkungen instructions instruction instrucciones instruções "
    "istruzioni instructies anweisungen settings guidelines tips tipps consejos conseils consigli dicas consignes "
    "specifications specs spezifikationen especificaciones spécifications specifiche especificações "
    "suggerimenti sugestões sugerencias suggestions recomendaciones recommandations raccomandazioni recomendações "
    "empfehlungen aanbevelingen specificaties parameters parámetros paramètres parametri parâmetros"
)
_NOTES_WORDS = frozenset(_NOTES_WORDS_TEXT.split())
_INSTRUCTIONS = re.compile(r"instru|istru|anweis|consign|settings|param|parám|paràm|spec|spez|espec")
_RECORDING_WORDS_TEXT = (
    "recording production tts voice audio technical reader delivery narrator narration speaker pacing "
    "gravação produção técnicas voz narrador locutor locução grabación producción locución aufnahme produktion "
    "technische sprecher sprecherin stimme vertonung enregistrement techniques technique voix narrateur "
    "registrazione produzione tecniche voce narratore lettura opname productie stem verteller inspreken"
)
_RECORDING_WORDS = frozenset(_RECORDING_WORDS_TEXT.split())
_SCRIPT_LABEL = (
    r"\W*(?:script|skript|guion|guión|roteiro|copione|trans[ck]ript(?:ion)?|transcripci[oó]n|trascrizione|transcrição|"
    r"transcriptie)(?:\s+(?:complet[oae]?|compleet|integral(?:e)?|íntegro))?\W*|"
    r"\W*(?:[\w'’-]+\s+){1,4}(?:script|skript|guion|guión|roteiro|copione)\s*:\W*|"
    rf"\W*(?:(?:spoken|synchronized|full|complete|gesprochener|komplette[rs]?|volledige?)\s+)?"
    rf"(?:{TEXT_NOUN}|narration|narración|narração|narrazione|sprechtext|voice-?over|voiceover text|speech)"
    r"(?:(?:\s+\w+){0,3}\s*:|(?-i:(?<=[A-ZÀ-Ý]{4})))\W*"
)
_LETTER = re.compile(r"[^\W\d_]")  # each label has one; a long line of marks alone would be tried from each mark
_BEGINS_SCRIPT = re.compile(_SCRIPT_LABEL, re.IGNORECASE)
_TEXT_LABEL = Caseless(
    _SCRIPT_LABEL
    + r"|\W*(?:durchführung|anleitung|die übung|procedure|the practice|the exercise|uitvoering|de oefening|ejecución|"
    r"desarrollo|déroulement|esecuzione|svolgimento|execução)\s*:\W*|"
    # "Say:", "Then say:", but not "Say to yourself:"
    r"\W*(?:(?:then|now|dann|nun|luego|ahora|puis|ensuite|poi|ora|depois|agora|dan|nu)\s)?(?:say|sagen sie|"
    r"sprechen sie|dites|diga|dica|zeg)\s?:\W*|"
    r"\W*(?:words )?(?:to be )?(?:spoken|said|read(?: aloud)?) to (?:the )?(?:subject|client|patient|listener|group|"
    r"class|participant|children)s?(?:\W+\([^()]{2,80}\))?\W*|"
    # "Script for recording", "Éventuellement à enregistrer ..."
    r"\W*(?:(?:script|skript|text|guion|guión|texto|roteiro|copione|testo|texte|tekst|words|eventuell|[eé]ventuellement|"
    r"eventualmente|eventueel|possibly|optionally)\s)?(?:for|to|zum|zur|para|pour|à|per|da|te|om)\s(?:(?:the|be|die|la|"
    r"a|te)\s)?(?:record(?:ing|ed)?|aufnehmen|aufnahme|einsprechen|grabar|grabación|enregistrer|enregistrement|"
    r"registrare|registrazione|gravar|gravação|opnemen|opname)\s?[\W_]*",
)
_USE_HEADING = Caseless(
    r"\W*(?:why|warum|wieso|por qué|pourquoi|perché|por que|waarom)\b.{3,60}|"
    r"\W*(?:how to use|so nutzt du|cómo usar|comment utiliser|come usare|como usar|hoe gebruik je)\s"
    r"(?:th|die|est|cet|ques|dez)[^\W\d_]*\s[^\W\d_]+\W*|"
    r"\W*(?:what|was|cosa|o que|wat|qué|qu['’]est-ce que)\s(?:this|it|das|dies|è|é|es|dit|het)\s?(?:is|ist|does|"
    r"helps with|bringt|bewirkt|doet)?\W*|"
    r"\W*(?:goals?|objectives?|purpose|ziele?|objetivos?|objectifs?|obiettiv[oi]|scopo|doel(?:en)?)(?:\s[^\W\d_]+)?\W*|"
    r"\W*(?:who (?:is )?(?:this|it)(?:['’]s| is)? for|(?:für|voor) wen|wie is dit voor|para quién(?: es)?|pour qui|"
    r"per chi|para quem)\W*",
)
_TRANSCRIPT = Caseless(
    r"\W*(?:(?:read|lies|lee|lire|leggi|leia|lees)\s(?:the|das|la|il|a|het)\s|[^\W\d_]+\s)?(?:transcri|trascri|transkri|transkr)[^\W\d_]{1,8}(?:\s[^\W\d_]+){0,2}\s*:?\W*"
)
_NOTES_HEADING = Caseless(
    r"\W*(?:(?:production|tts|voice|audio|recording|technical|reader|director'?s?|teacher'?s?|facilitator|"
    r"instructor)\s+"
    r"(?:notes?|instructions?|settings?|direction)|(?:notes?|instructions?) (?:for|to) (?:the )?(?:reader|speaker|"
    r"teacher|narrator|voice|hypnotist|(?:hypno)?therapist|operator|practitioner|facilitator|leader|guide|parents?)s?|"
    r"instrucciones\s+(?:tts|de voz|para .+)|notas?\s+(?:de producción|técnicas|tts|de produção)|"
    r"hinweise? (?:für|zum|zur) .+|tts[- ]?(?:hinweise|anweisungen)|sprechhinweise|regieanweisungen|"
    r"notes? (?:de production|techniques?|pour .+)|instructions? (?:tts|vocales)|note (?:di produzione|"
    r"tecniche|per .+)|instruções\s+(?:tts|de voz|para .+)|instructies? (?:tts|voor .+)|metadata|metadaten|"
    r"notes?(?:\s+(?:for|on)\s+.+)?|"
    r"(?:group |class )?(?:discussion|sharing|debrief(?:ing)?|de-?brief)(?: questions)?|"
    r"(?:(?:discussion|sharing|reflection|writing|journal(?:l?ing)?|talking|group|class|art)"
    r"(?:,? (?:or|and|&) |[, /]+)?)+"
    r" ?(?:questions?|prompts?|topics?|starters?|ideas?)|talking points|"
    r"(?:gesprächs|schreib|reflexions)(?:impulse?|anregung(?:en)?|fragen|anlässe)|(?:gespreks|reflectie|schrijf)"
    r"(?:vragen|opdracht(?:en)?)|(?:preguntas|questions|domande|perguntas|pistes|spunti|ideas) (?:para|de|di|per|pour)"
    r"(?: la| el| le| il| l['’]| a| o)? ?(?:reflexi\w+|réfle\w+|rifle\w+|refle\w+|conversa\w*|convers\w*|dis[ck]u\w+|"
    r"di[áa]logo|debate|écri\w+|escri\w+|scri\w+)|"
    r"austausch(?:runde)?|nachbesprechung|gesprächsrunde|(?:na)?bespreking|nagesprek|puesta en común|échanges?|"
    r"(?:dialogue|échange|partage)[ -](?:post-séance|après.*|libre|final)|partage|"
    r"condivisione|partilha|lesson (?:aims?|objectives?)|lernziele?|lesdoel(?:en)?|materials?|equipment|"
    r"what (?:you|we)(?:['’]ll| will)? need|you(?:['’]ll| will) need|"
    r"end of (?:the )?(?:script|session|recording|meditation)|ende des (?:skripts|textes)|fin del guion|"
    r"(?:about|über|over|sobre|à propos de|sull['’])(?: the| die| den| de| el| la| l['’]| o| a)? ?(?:author|"
    r"autor(?:in|ea|a)?|auteure?|autor[ei])|comments?|\d+ comments|kommentare|comentarios|commentaires|"
    r"commenti|comentários|reacties|related (?:posts|articles)|"
    r"sources?|references|credits|quellen|fuentes|références|fonti|bronnen|script notes|about this script)\W*",
)
_CHAT_BEFORE = Caseless(
    r"(?:sure|certainly|of course|absolutely|great|here(?:'|’)?s|here is|here are|below is|gerne?|natürlich|hier ist|"
    r"klar|¡?claro|¡?por supuesto|¡?aquí (?:tienes|está|va)|bien sûr|avec plaisir|voici|certo|ecco|certamente|"
    r"volentieri|aqui está|aqui vai|com certeza|natuurlijk|hier is)\b.{0,240}",
    re.DOTALL,
)
_CHAT_YES = Caseless(
    r"(?:sure|certainly|of course|absolutely|gerne?|natürlich|¡?claro|¡?por supuesto|bien sûr|avec plaisir|certo|"
    r"certamente|volentieri|com certeza|claro|assolutamente|absolutamente|"
    r"absolument|natuurlijk|¡?aquí (?:tienes|está)|aqui está|"
    r"ecco (?:a te|un|una|il|la)|voici)\b[!,.]?",
)
_CHAT_HERE = Caseless(
    _CHAT_YES.pattern
    + r"[^.!?]{0,20}[.!]?\s*(?:here(?:'|’)?s|here (?:is|are)|hier (?:ist|sind|kommt)|aquí (?:tienes|está)|"
    r"te dejo|voici|ecco(?:ti)?|aqui (?:está|vai)|hier (?:is|zijn|heb je)|below (?:is|you)|im folgenden|nachfolgend|"
    r"a continuación|ci-dessous|di seguito|a seguir|abaixo|hieronder)\b[^\n]{0,200}",
)
_CHAT_WORDS = Caseless(
    r"\b(?:scripts?|skripte?|guion|guión|texte?|\w*(?:meditation|meditatie|übung|oefening|reise|reis|scan)(?:s|en)?|"
    r"meditación|"
    r"méditation|meditazione|meditação|session|sesión|séance|sessione|sessão|sessie|routine|rutina|plan|exercise|"
    r"ejercicio|exercice|esercizio|exercício|relajación|rilassamento|relaxamento|respiración|respiration|respirazione|"
    r"respiração|atemübung|sitzung|scaletta|roteiro|\S*(?:hiit|workout|tabata))\b",
)
_CHAT_AFTER = Caseless(
    r"(?:¡?[^\W\d_]{2,12}[!.]\s)?(?:¿?te gustaría que|¿?le gustaría que|gostarias que|ti piacerebbe|aimerais-tu|"
    r"tu aimerais que|(?:i )?hope (?:this|that|it) helps|"
    r"want (?:an?|another|the)\b|shall i|happy to|i can also|just (?:ask|tell me)|let me know|feel free|would you "
    r"like|do you want me|i hope this|if you(?:'|’)?d like(?: me)?|want me to|"
    r"möchtest du,? dass|soll ich|sag mir|lass mich wissen|¿quieres que|dime si|avísame|souhaitez-vous que|"
    r"n(?:'|’)hésitez|dis-moi|vuoi che|fammi sapere|quer que eu|gostaria que eu|me avise|wil je dat ik|"
    r"souhaites-tu|veux-tu|voulez-vous|j(?:'|’)espère que|spero che (?:ti|sia|questo)|vorresti|desideri che|"
    r"espero que (?:ajude|te (?:ayude|sirva)|(?:esto|isso) )|"
    r"(?:se quiser|si quieres|se vuoi|if you want),? (?:\w{2,3} )?(?:posso|pued[oe]|preparo|hago|adapto|escribo|genero|"
    r"creo|grabo|scrivo|faccio|i can|i could)\b|si lo deseas|si tu veux|si vous voulez|als je wilt|"
    r"ich hoffe,? (?:das|dass|dir)|wenn du möchtest,? kann|ik hoop dat|laat (?:het )?(?:me|mij) (?:gerust )?weten)\b.*|"
    r"[^.!?]{3,60}\b(?:version|versión|versione|versão|versie|fassung)\b[^.!?]{0,80}\?\W*",
    re.DOTALL,
)
_TIP = Caseless(
    r"[\W_]*(?:(?:(?:pro|top)[- ])?tips?|tipps?|consejos?|conseils?|astuces?|consigli[oa]?|suggeriment[oi]|dicas?|"
    r"not[ae]s?|hinweis|anm(?:\.|erkung)|remarques?|opmerking(?:en)?|bemerkung(?:en)?|observaci(?:ón|ones)|"
    r"observa(?:ç(?:ão|ões)|[cç]?[aã]?o)|osservazion[ei]|"
    r"n\.?\s?b\.?|p\.?\s?s\.?|obs\.?|let op|opgelet|achtung|parents|grown-?ups|carers|(?:liebe )?eltern|padres|"
    r"genitori|pais|ouders)[\W_]*[\dIl]?[\W_]*:|[\W_]*(?:n\.\s?b\.|p\.\s?s\.)\s|"
    r"[\W_]*(?:temps d['’]échange|post-s[ée]ance|verbalisation|debriefing|nachgespräch|nachbesprechung|nabespreking|"
    r"feedback|mode d['’]emploi|modo de (?:uso|empleo|usar)|modalità d['’]uso|c[oó]mo usar(?:lo|la)?|come usarl[oa]|"
    r"how to use|"
    r"gebrauchsanleitung|anwendung|gebruiksaanwijzing|gebruik|(?:tras|después de) la sesión|dopo la s(?:essione|"
    r"eduta)|após a sessão|na de sessie|after the session|nach der sitzung)\b[^:.!?]{0,30}:",
)
_TIPS_HEAD = Caseless(
    r"[\W_]*(?:(?:pro[- ])?tips?|tipps?|consejos?|conseils?|astuces?|consigli[oa]?|suggeriment[oi]|sugerencias?|dicas?|"
    r"not[ae]s?|hinweise?|remarques?|opmerking(?:en)?|bemerkung(?:en)?|observaciones|observações|osservazioni|"
    r"recomendaciones|recommandations|raccomandazioni|recomendações|empfehlungen|"
    r"aanbevelingen)(?:\s[^\W\d_]+){0,3}[\W_]*",
)

_MOST_HEADING_WORDS = 8
_MOST_WORDS_OF_NOTES_HEADING = 3
_MOST_WORDS_OF_TRANSCRIPT = 5


def without_speaker(text: str) -> tuple[str, str]:
    """Return a text without the name of its speaker, and the name; empty where it has none.

    >>> without_speaker("Narrator: Close your eyes."), without_speaker("SPEAKER: F2")
    (('Close your eyes.', 'Narrator:'), ('', 'SPEAKER: F2'))
    """
    has_colon = ":" in text  # each label has one
    found = (_SPEAKER.match(text) or _TEXT_BEFORE.match(text)) if has_colon else None
    if found is None:
        slug = _SLUG.match(text) if has_colon else None
        if slug is not None:
            return text[slug.end() :], slug[0].strip()
        is_alone = _SPEAKER_ALONE.fullmatch(text.strip(" :[]()*")) or _reads_alone(text)
        return ("", text) if is_alone else (text, "")
    if text[:1] in "[(" and not re.search(r"[\])]", found[0]):
        return text, ""  # [voice: low and calm]
    rest = text[found.end() :]
    if _CODE.fullmatch(rest.strip()):
        return "", text
    return rest, found[0].strip()


def _reads_alone(text: str) -> bool:
    """Return whether a line in capitals says who reads what follows: "PARTNER READS:"."""
    return text.isupper() and _READS_ALONE.fullmatch(text.strip(" *_")) is not None


def says_who_reads(text: str) -> bool:
    r"""Return whether the last sentence of a paragraph says that the words of whoever leads follow.

    >>> says_who_reads("Music plays.\nO professor fala com a voz pausada:"), says_who_reads("O leão diz:")
    (True, False)
    """
    text = text.strip(" *_")
    return text.endswith(":") and _LEADER_READS.fullmatch(re.split(r"[.!?]\s|\n", text)[-1]) is not None


def split_fact(text: str) -> tuple[str, str] | None:
    """Return key and value of a line such as ``**Level:** easy``, or None.

    >>> split_fact("**Tono**: Cálido.")
    ('Tono', 'Cálido.')
    """
    found = _FACT.fullmatch(text.strip()) if ":" in text else None
    return (found["key"].strip(), found["value"].strip()) if found else None


def names_pause(words: str) -> bool:
    """Return whether a head such as "Long pause" names a pause, and no part of a session, as "Ruhe" may."""
    return _PAUSE_FIRST.match(words) is not None and _WITH_MORE.search(words) is None  # "Pause and breathe"


def is_fact_key(key: str) -> bool:
    """Return whether a key tells something about a text, such as its level or length."""
    words = key.lower().split()
    is_known = bool(words) and (words[0] in FACT_WORDS or words[-1] in FACT_WORDS)
    is_known = is_known or _WHEN_TO_USE.fullmatch(key) is not None
    return (is_known and len(words) <= 3) or (len(words) == 1 and words[0] in _FOR_WHOM)  # noqa: PLR2004


def is_notes_heading(text: str) -> bool:
    """Return whether a heading begins notes for the reader, such as "TTS instructions:"."""
    if _NOTES_HEADING.fullmatch(text):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not 0 < len(words) <= _MOST_HEADING_WORDS or re.search(r"(?<!\W)(?=\W*$)\W*[.!?]", text.strip()) is not None:
        return False
    # "Usage notes", "Consejos de uso"; below "Instructions" may be the exercise itself
    noun = next((one for one in (words[-1], words[0]) if one in _NOTES_WORDS), "")
    if noun and 1 < len(words) <= _MOST_WORDS_OF_NOTES_HEADING and not _INSTRUCTIONS.match(noun):
        return True
    return not _NOTES_WORDS.isdisjoint(words) and not _RECORDING_WORDS.isdisjoint(words)


def is_text_label(text: str) -> bool:
    """Return whether a line only says that the words to speak follow: "Text:"."""
    is_label = _LETTER.search(text) is not None and _TEXT_LABEL.fullmatch(text.replace("*", "")) is not None
    return is_label or is_transcript_label(text)


def is_transcript_label(text: str) -> bool:
    """Return whether a line says that all the words of a recording follow, and what is above them is a page."""
    return len(text.split()) <= _MOST_WORDS_OF_TRANSCRIPT and _TRANSCRIPT.fullmatch(text) is not None


def begins_script(text: str) -> bool:
    """Return whether a line says that the text to read aloud follows: "Script", "SCRIPT BEGINS HERE:"."""
    return _LETTER.search(text) is not None and _BEGINS_SCRIPT.fullmatch(text) is not None


def is_use_heading(text: str) -> bool:
    """Return whether a heading is above words about when, why or for whom a text is: "When to use it", "Why it works".

    >>> is_use_heading("What this is"), is_use_heading("Wann anwenden"), is_use_heading("When the mind wanders")
    (True, True, False)
    """
    words = text.strip("#*_ :?")
    return _WHEN_TO_USE.fullmatch(words) is not None or _USE_HEADING.fullmatch(words) is not None


def is_chat_before(text: str) -> bool:
    """Return whether the first paragraph is a language model's introduction: "Sure! Here is a script…"."""
    if _CHAT_HERE.match(text.strip()):
        return True
    # Behind the stop may be an emoji.
    is_announced = re.search(r"(?<![^\w.?])(?=[^\w.?]*$)[^\w.?]*[:!]", text) is not None
    is_announced = is_announced or _CHAT_YES.match(text.strip()) is not None
    return is_announced and _CHAT_BEFORE.fullmatch(text.strip()) is not None and _CHAT_WORDS.search(text) is not None


def is_chat_after(text: str) -> bool:
    """Return whether the last paragraph is a language model's offer: "Let me know if…", "Wil je een langere versie?".

    >>> is_chat_after("¿Quieres una versión más larga?"), is_chat_after("What would you like to feel?")
    (True, False)
    """
    return _CHAT_AFTER.fullmatch(text.strip()) is not None


def is_tip(text: str) -> bool:
    """Return whether a paragraph at the end is a tip or note for whoever reads the text: "Tip: record it yourself"."""
    return _TIP.match(text) is not None


def is_tips_head(text: str) -> bool:
    """Return whether a line is the head of tips and remarks for whoever reads the text: "📝 *Remarques :*"."""
    return _TIPS_HEAD.fullmatch(text) is not None


def names_session(words: str) -> bool:
    """Return whether some words name a session or its script: "Séance de sophrologie", "Guion de hipnosis"."""
    return _CHAT_WORDS.search(words) is not None
