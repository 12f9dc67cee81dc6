"""Recognise what a page, a post or an e-mail has around a text, and nobody wants spoken: tags, links, greetings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from voicecoach.caseless import Caseless
from voicecoach.importing.document import (
    Block,
    Heading,
    Item,
    Note,
    Rule,
    TextBlock,
    Unspoken,
    Words,
    WrittenLine,
    text_of,
)
from voicecoach.importing.lines.bylines import is_byline
from voicecoach.importing.lines.figures import read_figures
from voicecoach.importing.lines.labels import is_chat_after, is_chat_before, is_transcript_label, names_session
from voicecoach.script.direction_words import folded
from voicecoach.script.listener import folded_words
from voicecoach.units import MINUTE_MS

NOT_OF_TEXT = "not part of the text"
OF_PAGE = "of the page around the text"
"""The reasons why lines of the page or post around a text are notes."""

OF_LETTER = "of the e-mail"
"""The reason why the greeting and the signature of a letter are notes."""

_LABELLED = Caseless(
    r"[\W_]*(?:related(?: (?:posts|notes|pages))?|verwandt\w*|backlinks|tags?|keywords?|schlagw[oö]rter|"
    r"schlagworte|stichw[oö]rter|stichworte|etiquetas|mots[- ]clés|"
    r"étiquettes|parole chiave|palavras-chave|trefwoorden|filed under|categor(?:y|ies|ía|ías|ia|ie|ias)|kategorien?|"
    r"catégories?|rubrik|"
    r"next (?:appointment|visit|session)|nächster termin|próxima (?:cita|consulta|sesión)|prochain rendez-vous|"
    r"prossimo appuntamento|volgende afspraak|(?:controle)?afspraak|kontrolltermin|follow-?up(?: appointment)?|"
    r"(?:home ?(?:practice|work|exercises)|hausaufgaben?|(?:üben|übung) (?:zu|für) ?hause|"
    r"tareas?(?: para (?:la )?casa)?|"
    r"devoirs?|à faire (?:à la maison|chez soi)|compiti(?: (?:a|per) casa)?|tarefas?(?: (?:de|para) casa)?|huiswerk)|"
    r"word count|wortzahl|wörterzahl|número de pala(?:b|v)ras|nombre de mots|numero di parole|aantal woorden|"
    r"(?:next |last )?review(?:ed)?(?: date| on)?|last updated|"
    r"edit(?:ed)?(?:\s?\d)?|reading time|lesezeit|leestijd|"
    r"tiempo de lectura|temps de lecture|tempo di lettura|tempo de leitura)\s?:",
)
_BEGINS = Caseless(
    r"[\W_]*(?:(?:share|teilen|compartir|partager|condividi|partilhar|compartilhar|delen)\s?:\s.*?(?:facebook|twitter|"
    r"pinterest|whatsapp)|das könnte (?:dich|ihnen|dir) auch (?:interessieren|gefallen)|"
    r"you (?:may|might) also like|también te puede (?:interesar|"
    r"gustar)|vous aimerez aussi|"
    r"potrebbe(?:ro)? (?:anche )?interessarti|(?:você )?também pode(?:rá)? gostar|dit vind je misschien ook leuk|"
    r"(?:schreibe? einen kommentar|leave a (?:comment|reply)|deja un comentario|"
    r"laisser un commentaire|lascia un commento|deixe um comentário|(?:plaats|geef) een reactie)\W*$|"
    r"deine e-?mail-?adresse wird nicht|votre adresse e-?mail ne sera|tu (?:dirección de )?correo electrónico no será|"
    r"il tuo indirizzo e-?mail non sarà|o seu endereço de e-?mail não será|je e-?mailadres wordt niet|"
    r"(?:texto?|testo|texte|tekst) (?:extra[íi]do|tirado|tratto|extrait|entnommen|aus dem buch|taken|adapted|adaptado|"
    r"adattato|adapté|overgenomen)\b|"
    r"(?:please |bitte )?(?:(?:bring|keep|print|take) this (?:work)?(?:sheet|handout|leaflet)|dieses \w{0,9}blatt)\b|"
    r"(?:apporte[zr]|garde[zr]|conserve[zr]) cette (?:feuille|fiche)|(?:tra[ei]ga?n?|guarden?|guarda) esta "
    r"(?:hoja|ficha)|"
    r"(?:porta|conserva)(?:te)? quest[oa] (?:foglio|scheda)|(?:traga|guarde) est[ae] (?:folha|ficha)|"
    r"(?:neem|bewaar) dit \w{0,5}blad|"
    r"(?:photos?|images?|pictures?|illustrations?|fotos?|bild(?:er)?|imagen|immagine|imagem) "
    r"(?:by|credit|courtesy|von|de|di|por|door|van)\b|"
    r"(?:made|built|created|generated|powered) (?:with (?:♥|❤|love|\W{1,3})\W* )?by(?-i:(?= [A-Z]))|"
    r"(?:ready for|want|looking for) (?:more|a longer)\b[^.!?]{0,40}(?=\?)|"
    r"posted by|submitted by|see also|siehe auch|s\. auch|zie ook|véase también|ver también|voir aussi|"
    r"vedi anche|veja também|read next|read more|further reading|lees (?:ook|meer)|weiterlesen|mehr dazu|leer más|"
    r"lire aussi|leggi anche|leia (?:também|mais)|(?:click|klicken sie|klik|cliquez|clicca|clique|"
    r"haz clic|haga clic)(?: \w{2,3})? (?:here|hier|ici|aquí|qui|aqui)\b|(?:back|scroll) to top|nach oben|"
    r"(?:(?:top|bottom) of page|(?:skip to|zum|ir al|saltar al|aller au|vai al|ir para o|ga naar(?: de)?) (?:main )?"
    r"(?:content|inhalt|contenido|contenu|contenuto|conteúdo|inhoud))\W*$|"
    r"(?:print this (?:page|post|article)|imprimer(?: la| cette)? (?:page|programmation)|imprimir(?: esta)? página|"
    r"seite drucken|stampa (?:questa )?pagina|pagina afdrukken)\W*$|"
    r"download (?:the |this |as )?(?:pdf|audio|mp3|script)|"
    r"share (?:this (?:post|page|article)|on \w+)\W*$|\d+ min(?:ute)?s? read|"
    r"\d+ (?:likes|upvotes|comments|views)\b\W*(?:$|[·|•])|gefällt \d|"
    r"last edited|your e-?mail (?:address )?will not|required fields|log ?in to|sign up|this (?:site|website) uses|"
    r"diese (?:seite|website) verwendet|zuletzt (?:bearbeitet|geändert)|laatst bewerkt|última edición|dernière "
    r"modification)\b",
)
_SUBSCRIBE = Caseless(
    r"\b(?:subscribe|newsletter|follow me|follow us|like and share|patreon|paypal|donat(?:e|ion)|buy me a coffee|"
    r"my (?:website|channel|podcast|shop|course|blog)|this (?:post|article|blog)|leave (?:a|me a|us a) (?:comment|"
    r"review|rating)|if you (?:liked|enjoyed|like|love) (?:this|what)|"
    r"abonnier\w*|folgt? mir|spende\w*|meine[nrm]? (?:kanal|webseite|website|podcast|shop|kurs|blog)|"
    r"diese[rnm]? (?:beitrag|artikel|blog)|abonneer|mijn (?:website|kanaal|podcast|cursus|blog)|dit (?:bericht|"
    r"artikel)|suscríbe\w*|sígueme|mi (?:canal|web|podcast|curso|blog)|este (?:artículo|post)|abonne[rz]\w*|"
    r"ma (?:chaîne|page)|mon (?:site|podcast|blog)|cet article|iscrivi\w*|seguimi|il mio (?:canale|sito|corso|libro|"
    r"blog)|questo (?:articolo|post)|inscreva\w*|siga-me|meu (?:canal|site|podcast|curso|blog)|este (?:artigo|post))\b",
)
_RECORDING = Caseless(
    r"[\W_]*(?:voici|here is|here['’]s|hier(?: ist| is)?|aquí(?: tienes| está)?|ecco|aqui está)\b[^.!?]{0,24}\b"
    r"(?:audio\w*|aufnahme|opname|mp3)\b(?:\W*$|[^.!?]{0,60}:)"
)
_MORE = Caseless(
    r"\b(?:more information|mehr (?:informationen|infos)|meer informatie|más información|plus d['’]informations?|"
    r"maggiori informazioni|mais informações)\b[^.!?]{0,16}\b(?:here|hier|aquí|ici|qui|aqui)\W*$"
)
_TAGS_ONLY = re.compile(r"\s*(?:#[^\W\d_][\w/-]*[\s,;]*)+")
_TRAIL = Caseless(
    r"\s*(?:home|start(?:seite)?|startpagina|blog|accueil|inicio|início|"
    r"index)\s*(?:\s[»\u203a>](?:\s(?=[^.!?:;»\u203a>]{60}))?+[^.!?:;»\u203a>]{1,60})+\s*",
)
_HERE = Caseless(
    r"\b(?:here(?:['’]s|['’]re)?(?: is| are| you go| it is)|here(?:['’]s|['’]re)|below|attached|hier (?:ist|sind|kommt|"
    r"kommen|die|der|das|mein\w*)|anbei|unten|untenstehend|hierbij|bijgevoegd|hieronder|hier (?:heb|vind) je|hier is|"
    r"voici|voilà|ci-joint|ci-dessous|aquí (?:va|tenéis|tienes|está|os dejo|te dejo)|os dejo|te dejo|adjunto|abajo|"
    r"ecco(?:ti|vi)?|allego|in allegato|qui sotto|aqui (?:vai|está|fica)|segue|abaixo|em anexo)\b",
)
_MADE = Caseless(
    r"\b(?:(?:I|we)(?:['’]ve| have)? (?:also |just |always |usually |often |still )?(?:use|used|wrote|write|written|"
    r"made|"
    r"make|put together|create|created|adapted|translated|found|copied|recorded|typed|did|do|tried|share|shared|kept|"
    r"promised|thought|marked|included|added)|asked (?:me )?for|as (?:promised|requested|discussed)|like you asked|"
    r"you (?:asked|wanted|requested)|(?:feel free|works every time|hope (?:this|it) helps|enjoy[!.])|"
    r"(?:habe|haben) (?:ich|wir)|ich (?:habe|benutze|nutze|verwende|nehme|teile|hab)|wie (?:versprochen|besprochen|"
    r"gewünscht|gewollt)|(?:den|die|das) ich|gefragt|gebeten|viel (?:spaß|freude)|"
    r"(?:heb|hebben) (?:ik|we)|ik (?:heb|gebruik|deel|maakte|schreef)|zoals (?:beloofd|afgesproken|gevraagd)|die ik|"
    r"(?:como )?(?:te |os )?prometí|que (?:uso|usé|escribí|hice|grabé)|he (?:escrito|hecho|preparado|adaptado)|"
    r"comme (?:promis|convenu|demandé)|que j['’](?:ai|utilise)|j['’]ai (?:écrit|fait|préparé|traduit|adapté|utilisé)|"
    r"come promesso|che (?:uso|ho usato|ho scritto)|ho (?:scritto|fatto|preparato|tradotto|adattato)|"
    r"como (?:prometido|combinado|pedido)|que (?:uso|usei|escrevi|fiz)|(?:escrevi|preparei|adaptei|traduzi))\b",
)
# "ti mando il rilassamento di ieri", in a letter
_SENDS = Caseless(
    r"\b(?:(?:te|ti|vi|vos|os|lhe|le) (?:mando|envío|envio|invio|paso)|je (?:t['’]|vous )envoie|(?:schicke|sende) "
    r"(?:ich )?(?:dir|euch|ihnen)|(?:stuur ik|ik stuur) (?:je|jullie)|i['’]?(?:m| am) sending)\b"
)
_PRACTICE = Caseless(
    r"\b(?:practice|relaxation|visuali[sz]ation|story|flow|work-?out|warm-?up|cool-?down|break|praxis|entspannung|"
    r"geschichte|ontspanning|verhaal|práctica|cuento|pratique|histoire|pratica|storia|prática|história)\b",
)
_SCRIPT = Caseless(r"\b(?:scripts?|skript\w*|gui[oó]n|roteiro|copione)\b")
_FREE = Caseless(
    r"\bfeel free\b.*|\b(?:you|du|ihr) (?:can|could|may|kannst|könnt|darfst|dürft|are (?:very |most )?welcome to) "
    r"(?:use|read|record|adapt|copy|share|verwenden|lesen)\b.*",
    re.DOTALL,
)
_WHO_SPEAKS = Caseless(
    r"\W*(?:hi|hey|hello|welcome|good (?:morning|afternoon|evening)|hallo|guten (?:morgen|tag|abend)|willkommen|hola|"
    r"buen[oa]s \w+|bienvenid\w+|bonjour|bonsoir|bienvenue|ciao|buon\w+|benvenut\w+|olá|bo[am] \w+|bem-vind\w+|hoi|"
    r"goede\w+|welkom)\b[^.!?:]{0,50}[\s,.!](?:I['’]?m|I am|my name is|this is|ich bin|"
    r"mein name ist|hier ist|soy|me llamo|je suis|je m['’]appelle|sono|mi chiamo|(?:eu )?sou|chamo-me|me chamo|ik ben|"
    r"mijn naam is)\s(?-i:(?:[ao] )?[A-ZÀ-Ý])",
)
"""The first words of a recording in which somebody says who speaks."""
_YOU = frozenset(
    folded(
        "you your yours du dich dir dein deine deinen ihr euch je jij jouw u uw tú tu toi ton ta vous votre tuo tua "
        "voi você"
    ).split()
)
_SPEAKER_ALONE = Caseless(r"\W*(?:speaker|sprecher(?:in)?|locuteur|hablante|parlante|falante|spreker) 1\s?:?\W*")
_WHY_INTRODUCTION = "unsure: this looks like an introduction to the text"
WHY_CHAT = "unsure: this looks like the start of a chat answer"
"""The reason for a first paragraph as a note in which a language model hands over what it wrote."""
_MOST_INTRODUCTIONS = 2
_LEAST_PART_MS = 2 * MINUTE_MS
_MOST_OF_ANSWER = 20
_MOST_WORDS = 45
_MOST_WORDS_OF_LABELLED = 25
_MOST_WORDS_OF_TITLE = 12


def without_page_above(blocks: Sequence[Block]) -> list[Block]:
    """Turn what a page has above the transcript of a recording into notes; its first longer line is the title."""
    end = next((at for at, block in enumerate(blocks) if _is_transcript(block)), -1)
    heads = [at for at, block in enumerate(blocks[: max(end, 0)]) if isinstance(block, Heading)]
    if end < 0 or (heads and (len(heads) > 1 or not _SPEAKER_ALONE.fullmatch(text_of(blocks[end])))):
        return list(blocks)
    title = next(iter(heads), next((at for at, block in enumerate(blocks[:end]) if _may_be_title(block)), -1))
    above: list[Block] = [
        Heading(block.text, 1, block.line) if at == title else Note(block.text, block.line, OF_PAGE)
        for at, block in enumerate(blocks[: end + 1]) if isinstance(block, WrittenLine)
    ]  # fmt: skip
    return [*above, *blocks[end + 1 :]]


def _is_transcript(block: Block) -> bool:
    text = block.text if isinstance(block, TextBlock | Heading) else ""
    return is_transcript_label(text) or _SPEAKER_ALONE.fullmatch(text) is not None


def _may_be_title(block: Block) -> bool:
    words = block.text.split() if isinstance(block, TextBlock | Heading) else []
    return 1 < len(words) <= _MOST_WORDS_OF_TITLE and words[0][:1].isupper() and words[-1][-1:].isalnum()


def is_around_text(text: str) -> bool:
    """Return whether a paragraph is part of the page or post around a text: tags, a way to it, an invitation to follow.

    >>> is_around_text("Tags: #sleep #rest"), is_around_text("Home » Blog » Sleep")
    (True, True)
    >>> is_around_text("See the lake. Follow me down the stairs.")
    False
    """
    count = len(text.partition(". ")[0].split())
    if len(text.split()) > _MOST_WORDS or "[" in text:
        return False
    is_labelled = _LABELLED.match(text) or _BEGINS.match(text) or _TAGS_ONLY.fullmatch(text) or _TRAIL.fullmatch(text)
    if is_labelled and count <= _MOST_WORDS_OF_LABELLED:
        return True
    return _MORE.search(text) is not None or len({found[0].lower() for found in _SUBSCRIBE.finditer(text)}) > 1


def is_recording(text: str) -> bool:
    """Return whether a line only leads to a recording of the text: "Voici la séance audio : 2m57s"."""
    return _RECORDING.match(text) is not None and len(text.split()) <= _MOST_WORDS_OF_LABELLED


def is_introduction(text: str) -> bool:
    """Return whether a first paragraph hands over a text and is no part of it: "Here's the script I use on Mondays.".

    >>> is_introduction("Someone asked for the sleep script I use, so here you go.")
    True
    >>> is_introduction("In this meditation I will guide you to sleep."), is_introduction("Here is your breath.")
    (False, False)
    >>> is_introduction("Hello, I'm Anna from Leeds, and I use this exercise with all of my students.")
    False
    """
    if len(text.split()) > _MOST_WORDS or "[" in text:
        return False
    named = names_practice(text)
    is_here, is_made = _HERE.search(text) is not None, _MADE.search(text) is not None
    first, _, others = text.partition(". ")
    if is_made and text.endswith(":") and named and (not _addresses(first) or _SCRIPT.search(first)):
        return True  # "I've written a script for you to read out. It guides you through:"
    if _addresses(others) or (_WHO_SPEAKS.match(text) and not is_here):
        return False  # "Here is a meditation that I wrote. Close your eyes."
    return (is_here and (is_made or (named and _HERE.match(text.lstrip("*_ ")) is not None))) or (
        is_made and named and not _addresses(first)
    )


def _is_told_in_letter(above: Sequence[Block], text: str) -> bool:
    """Return whether a paragraph below the greeting of a letter tells what comes with it: "here is what I promised"."""
    is_letter = any(isinstance(block, Note) and block.why == OF_LETTER for block in above)
    first = text.partition(". ")[0]
    return is_letter and any(one.search(first) is not None for one in (_HERE, _MADE, _SENDS))


def names_practice(text: str) -> bool:
    """Return whether some words name a session, or the kind of practice that it is."""
    return names_session(text) or _PRACTICE.search(text) is not None


def _addresses(text: str) -> bool:
    """Return whether some words address somebody, beside an offer such as "feel free to use it"."""
    words = folded_words(_MADE.sub(" ", without_offer(text)))
    return not _YOU.isdisjoint(words)


def without_offer(text: str) -> str:
    """Return a text without an offer to use it, such as "feel free to read it to your class"."""
    return _FREE.sub(" ", text)


def with_introductions(blocks: Sequence[Block]) -> list[Block]:
    """Turn the paragraphs at the top that hand over a text, as in a chat or an e-mail, into notes."""
    kept = list(blocks)
    count = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Unspoken) or (isinstance(block, Heading) and block.level == 1):
            continue
        if not isinstance(block, TextBlock) or count == _MOST_INTRODUCTIONS:
            break
        if is_around_text(block.text) or is_byline(block.text):
            continue
        head, colon, tail = block.text.partition(": ")
        if not count and is_chat_before(block.text):
            kept[at] = Note(block.text, block.line, WHY_CHAT)
        elif colon and tail[:1].isupper() and is_introduction(head):
            kept[at : at + 1] = [Note(f"{head}:", block.line, _WHY_INTRODUCTION), replace(block, text=tail)]
            break
        elif is_introduction(block.text) or (not count and _is_told_in_letter(blocks[:at], block.text)):
            kept[at] = Note(block.text, block.line, _WHY_INTRODUCTION)
        elif not count and _may_be_title(block):
            continue
        else:
            break
        count += 1
        if kept[at] is not block:
            end = _end_of_answer(blocks, at)
            kept[at + 1 : end] = [Note(text_of(one), one.line, WHY_CHAT) for one in blocks[at + 1 : end]]
    return kept


def _has_figures(text: str) -> bool:
    """Return whether a line has figures of an exercise, and not only the minutes of a part."""
    figures = read_figures(text)
    hold_ms = figures.hold_ms
    return bool(figures.sets or figures.reps or figures.rest_ms or (hold_ms and hold_ms.low < _LEAST_PART_MS))


def _end_of_answer(blocks: Sequence[Block], at: int) -> int:
    """Return where the words end with which a language model hands over a text: a list, and all above a line.

    Above the line across the page is an offer: "Would you like me to make it longer?".
    """
    end = at + 1
    while text_of(blocks[at]).endswith(":") and end < len(blocks) and isinstance(blocks[end], Item):
        end += 1
    listed = blocks[at + 1 : end]
    if listed and 2 * sum(_has_figures(text_of(one)) for one in listed) >= len(listed):
        return at + 1  # the exercises themselves: "Voici vos exercices :"
    rule = next(
        (place for place, one in enumerate(blocks[:_MOST_OF_ANSWER]) if isinstance(one, Rule) and place > at), at
    )
    above = blocks[at + 1 : rule]
    is_offer = any(is_chat_after(text_of(one)) for one in above) and all(isinstance(one, Words) for one in above)
    return rule if is_offer else end
