"""Tell what a page has around a text, "Posted on 3 May by Jane", and a form below it: "Any pain? ____"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.caseless import Caseless
from voicecoach.importing.document import (
    Block,
    Heading,
    Note,
    TableRow,
    TextBlock,
    Unspoken,
    Words,
    WrittenLine,
    text_of,
)
from voicecoach.importing.lines.about_text import WHY_FOOTER, sentences_of
from voicecoach.importing.lines.around_text import NOT_OF_TEXT, OF_PAGE
from voicecoach.importing.notes.explanations import has_pause
from voicecoach.script.listener import addresses_listener

_SIGN = Caseless(
    r"[\W_]*(?:(?:\d{1,5} |recent |latest |customer |neueste |últimos |derniers |ultimi |laatste )?(?:reviews|ratings|"
    r"comments?|kommentare?|bewertungen|comentarios?|reseñas|commentaires?|commenti|recensioni|comentários?|avaliações|"
    r"reacties|beoordelingen)|"
    r"(?:(?:on|via|auf|en|sur|su|no|op) )?(?:facebook|twitter|instagram|pinterest|whatsapp|linkedin|reddit|tumblr|"
    r"telegram|youtube)|e-?mail (?:this|me|us)|"
    r"share(?: this)?|teilen mit|compartir|comparte esto|partager|condividi|partilhar|compartilhar|delen|"
    r"(?:like )?loading|wird geladen|"
    r"(?:meet|about) (?:your|the) (?:teacher|author|narrator|instructor)|über (?:die autorin|den autor|mich)|"
    r"sobre (?:la autora|el autor|a autora|o autor|mí|mim)|(?:à propos de )?l['’]auteure?|sull['’]autor[ei]|"
    r"over (?:de auteur|mij)|"
    r"(?:related|similar|recommended|popular|more) (?:posts?|articles?|meditations?|sessions?|videos?|talks?|scripts?)|"
    r"ähnliche beiträge|entradas relacionadas|articles similaires|articoli correlati|posts relacionados|"
    r"(?:newer|older|previous|next) (?:posts?|articles?)|"
    r"privacy (?:policy|notice)|terms (?:of (?:use|service)|(?:and|&) conditions)|cookie (?:policy|settings)|impressum|"
    r"datenschutz(?:erklärung)?|aviso legal|mentions légales|note legali|privacybeleid|"
    r"pol[ií]tica de \w{4,12}|politique de \w{4,16})[\W\d_]*"
)
"""A line of the frame of a page."""

_BLOG = re.compile(
    r"[\W_]*(?:posted (?:on|by|in|\w+ \d)|filed under|share this(?: (?:post|page|article)|\W*$)|"
    r"leave a (?:comment|reply)\W*$|"
    r"related posts|read more|(?:\d+|no|keine|kein|no hay|aucun|nessun|nenhum|geen) (?:comments?|kommentare?|"
    r"comentarios?|commentaires?|comment[oi]|comentários?|reacties)\b|"
    r"veröffentlicht am|kommentar schreiben\W*$|publicad[oa] (?:el|em|por)|postad[oa] (?:por|em)|publié (?:le|par)|"
    r"(?:pubblicat|postat)[oa] (?:il|da)|geplaatst (?:op|door)|eingestellt von|gepost door|"
    r"enviar (?:esto )?por (?:correo|e-?mail)|invia tramite e-?mail|compart(?:ir|ilhar) (?:en|no|con))(?!\w)",
    re.IGNORECASE,
)
_TAGS = Caseless(
    r"[\W_]*(?:tags?|labels?|keywords|filed under|categor(?:y|ies|ía|ías|ia|ie|ias)|posted (?:by|in|on)|etiquetas|"
    r"schlagw\w+|stichw\w+|kategorien?|rubrik|mots[- ]clés|étiquettes|catégories?|parole chiave|palavras-chave|"
    r"trefwoorden|share)\b"
)
"""The first words of a line below a post that other readers know."""

_FIELD = re.compile(r"[?:]\s?(?:_{3}|\.{6}|…{3})[_.… ]*$|^[☐□]|^\[ \]")
"""A line of a form: "Any pain during the session? ____"."""

_PAGE = (NOT_OF_TEXT, OF_PAGE)
_MOST_SHARE = 1 / 3
_LEAST_ABOVE = 4
_MOST_BELOW_KNOWN = 5
_MOST_SENTENCES = 4
"""The most sentences to a listener below a line of a page that is known: "You may also like this."."""

_MOST_WORDS = 12
_MOST_WORDS_OF_BLOG = 20


def without_blog(blocks: Sequence[Block]) -> list[Block]:
    """Turn what a blog writes around a text, such as "Posted on 3 May by Jane", into notes."""
    return [
        Note(block.text, block.line, OF_PAGE)
        if isinstance(block, TextBlock) and _BLOG.match(block.text) and len(block.text.split()) <= _MOST_WORDS_OF_BLOG
        else block
        for block in blocks
    ]


def without_frame(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with all from the first line of a page's frame, or of a form, to the end as notes.

    Only the last third of a text may be that, and no part of it that has pauses or exercises.
    """
    counts = [len(text_of(block).split()) if isinstance(block, WrittenLine | Note) else 0 for block in blocks]
    left = sum(counts)
    most = left * _MOST_SHARE
    above = 0
    for at, block in enumerate(blocks):
        is_sign = left <= most and above >= _LEAST_ABOVE and _is_sign(block)
        # Below a line that other readers know may be another text.
        is_known = is_sign and isinstance(block, Note)
        below = [one.text for one in blocks[at:] if isinstance(one, Words)] if is_known else []
        if is_sign and len(below) <= _MOST_BELOW_KNOWN and sum(map(_sentences_to_listener, below)) <= _MOST_SENTENCES:
            return _framed(blocks, at)
        left -= counts[at]
        above += isinstance(block, Words)
    return _without_last_heads(blocks)


def _without_last_heads(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the headings as notes that only have notes below them to the end: "More episodes"."""
    end = next((at for at in range(len(blocks), 0, -1) if not isinstance(blocks[at - 1], Heading | Unspoken)), 0)
    last = max((at for at in range(end, len(blocks)) if isinstance(blocks[at], Note)), default=-1)
    return [
        Note(block.text, block.line, WHY_FOOTER) if end <= at < last and end and isinstance(block, Heading) else block
        for at, block in enumerate(blocks)
    ]


def _sentences_to_listener(text: str) -> int:
    return sum(addresses_listener(one) for one in sentences_of(text))


def _framed(blocks: Sequence[Block], begin: int) -> list[Block]:
    while isinstance(blocks[begin - 1], TableRow):
        begin -= 1
    begin -= isinstance(blocks[begin - 1], Heading)
    below = blocks[begin:]
    if not all(isinstance(block, WrittenLine | Unspoken | TableRow) for block in below):
        return list(blocks)
    if any(has_pause(block.text) for block in below if isinstance(block, Words)):
        return list(blocks)
    notes: list[Block] = [
        Note(block.text, block.line, WHY_FOOTER) if isinstance(block, WrittenLine) else block for block in below
    ]
    return [*blocks[:begin], *notes]


def _is_sign(block: Block) -> bool:
    """Return whether a block is a line of the frame of a page, or of a form."""
    if isinstance(block, Note):
        return block.why in _PAGE and (_TAGS.match(block.text) or _BLOG.match(block.text)) is not None
    text = block.text if isinstance(block, TextBlock | Heading) else ""
    is_short = 0 < len(text.split()) <= _MOST_WORDS
    return is_short and (_SIGN.fullmatch(text) is not None or _FIELD.search(text) is not None)
