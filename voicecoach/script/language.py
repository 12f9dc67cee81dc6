"""Tell the language of a text by its common words: small, offline, and silent where the words prove nothing.

py3langid 0.4 was tried: it is as right on the sentences of ``tests/script/test_language.py`` (36 of 36), but brings
4.5 MB, loads numpy for every check, and names a language for "Plank", too. langdetect changes its answer from call to
call. A language in a script of its own, such as Greek, is known by its characters.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter, defaultdict
from itertools import islice

_WORDS = {
    "en": "the and your you of to in is it on with as for that this are be or at from into let feel breath "
    "breathe body now eyes slowly gently out down up back my me we can will just when there each one hold "
    "rest relax am i here reps sets side exercise calm strong enough safe bring stretch knee chest "
    "shoulders neck legs arms towards left right inhale exhale then let's stand sit lie close open hands "
    "feet",
    "de": "der die das und ist nicht du dein deine deinen deinem deiner dich dir ein eine einen einem einer auf "
    "mit zu im den dem des von wie es sich in an für dass bei nun jetzt atme atmen augen langsam lass "
    "spüre spür wieder noch nach aus über ganz durch sie ihre ihren ihr werden wird hast bist schließe "
    "beide atem ich bin beine arme linke rechte übung rücken körper füße boden linken rechten halte dann "
    "bleibt am sätze wiederholungen sekunden seite pro übungen bein ferse leg knie brust arm schultern "
    "ruhig genug zieh hals links rechts linkes rechtes einatmen ausatmen loslassen lege hin komm steh "
    "sitz öffne hände "
    "dauer wiederholung atemzug jede jeder kniebeugen",
    "es": "el la los las de del que y en un una tu tus su sus con por para se lo al es no más como está cada "
    "ahora siente respira ojos cuerpo suavemente despacio aire mientras deja hacia cierra suelta estás "
    "eres te o sobre espalda rodillas manos pies muy bien inhala exhala lentamente yo estoy soy mi series "
    "repeticiones segundos descanso lado mantener ejercicios rodilla derecha izquierda derecho izquierdo "
    "pecho lleva pie mano brazo hombros cuello piernas brazos peso nota siéntate abre túmbate dobla "
    "ejercicio repetición recuerda calienta nombre duración sentadilla plancha zancadas pierna "
    "inspirad soltad retened durante boca bienvenida bienvenido apoya afloja escucha vuelve cuando imagina tarde",
    "fr": "le la les de des du et un une vous votre vos ton ta tes tu je que qui en dans sur est pas pour avec "
    "au aux ce se ne plus par comme sont vers respirez inspirez expirez yeux corps doucement maintenant "
    "lentement laissez sentez fermez l'air c'est à où soufflez dos genoux mains pieds suis mon ma respire "
    "inspire expire ferme laisse séries répétitions secondes repos côté exercices chaque souffle épaules "
    "descendre genou droit droite gauche bras main jambes poitrine posez asseyez allongez ouvrez "
    "laissez-vous "
    "nom durée exercice consigne séance "
    "gardez pompes gainage jambe titre retenez relâchez tenir "
    "il elle nous sa mais",
    "it": "il lo la i gli le di del della dei delle che e un una uno in con per tuo tua tuoi tue suo sua non è "
    "si al alla ai nel nella sul sulla da come più ora adesso respira occhi corpo lentamente respiro "
    "lascia senti chiudi ogni sono sei mentre dolcemente inspira espira aria schiena ginocchia mani piedi "
    "verso io mio mia anche serie ripetizioni secondi riposo lato esercizi ginocchio destro sinistro "
    "destra sinistra petto porta braccio mano spalle collo gambe peso apri siediti sdraiati piega "
    "nome durata esercizio recupero giri gamba schiena "
    " tenere tieni piegamenti affondi addome trattieni contando "
    "lasciate ascolta ascoltate respiri chiudete sentite rilassa rilassate testo",
    "pt": "o a os as de do da dos das que e um uma em no na nos nas com por para seu sua seus suas não se ao à "
    "mais como é está cada agora respire respira olhos corpo devagar suavemente sinta ar enquanto deixe "
    "você teu tua feche solte são muito bem inspire expire costas joelhos mãos pés até eu estou meu minha "
    "lentamente séries repetições segundos descanso lado exercícios joelho direito esquerdo direita "
    "esquerda peito leve braço mão ombros pescoço pernas peso abra sente deite dobre sobre "
    "nome duração exercício agachamento prancha perna descanse segure "
    "respiração treino rodadas costas aquecimento alongamento",
    "nl": "de het een en van je jouw in is dat op te met voor niet aan zijn er om naar bij ook als dan nu uit "
    "door over adem ademhaling ogen langzaam rustig laat voel lichaam terwijl wordt heel even weer jezelf "
    "sluit handen voeten knieën rug ik ben mijn u uw deze elke inademen uitademen herhalingen seconden "
    "rust zijde oefeningen borst knie rechter linker arm schouders trek houd hem daar benen nek links "
    "rechts gewicht open zit lig ga liggen buig "
    "naam duur oefening herhaling been tel vasthouden spreid tussen rondes minuut",
    "da": "og det er du din dit dine at en et på med til af ikke for som den de i nu dig træk vejret øjne "
    "kroppen langsomt mærk luk lad ind ud ned fødder jeg",
    "sv": "och det är du din ditt dina att en ett på med till av inte för som den de i nu dig andas ögon "
    "kroppen långsamt känn låt in ut ner fötter jag slut",
    "no": "og det er du din ditt dine å en et på med til av ikke for som den de i nå deg pust øynene kroppen "
    "sakte kjenn lukk la inn ut ned føttene jeg",
    "fi": "ja on ei että se sinun hengitä silmät keho hitaasti nyt anna tunne sisään ulos myös kun kuin ole "
    "olet minä oma",
    "pl": "i w na się nie jest do z że to twoje twój swoje swój oddech oczy ciało powoli teraz poczuj pozwól "
    "wdech wydech zamknij jak po od ku jestem ręce",
    "cs": "a je se v na že to s do tvé své svůj dech oči tělo pomalu nyní teď nádech výdech zavři jak po jsem "
    "ruce pozor",
    "tr": "ve bir bu için ile da de nefes gözlerini beden yavaşça şimdi hisset b\u0131rak al ver kapat olarak "
    "daha senin ben",
    "ro": "și în de la cu pe nu un o este să ta tău tale respiră ochii corpul încet acum simte lasă inspiră "
    "expiră închide mai care eu",
    "hu": "a az és hogy nem egy van te lélegezz szemed tested lassan most érezd engedd be ki csukd meg is vagy",
}  # fmt: skip
"""Common words of each language, with those of guided sessions."""

_MARKS = {
    "ß": "de", "ã": "pt", "õ": "pt", "ñ": "es", "¿": "es", "¡": "es", "ł": "pl", "ż": "pl", "ś": "pl", "ę": "pl",
    "ą": "pl", "ř": "cs", "ě": "cs", "ů": "cs", "ş": "tr", "ğ": "tr", "\u0131": "tr", "ț": "ro", "ș": "ro", "ő": "hu",
    "ű": "hu", "ø": "da", "æ": "da", "å": "sv", "œ": "fr",
}  # fmt: skip
"""Letters that nearly prove a language."""

_SCRIPTS = {
    "CYRILLIC": "ru", "GREEK": "el", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh", "ARABIC": "ar",
    "HEBREW": "he", "DEVANAGARI": "hi", "THAI": "th",
}  # fmt: skip

NAMES = {
    "en": "English", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian",
    "pt": "Portuguese", "nl": "Dutch",
    "da": "Danish", "sv": "Swedish", "no": "Norwegian", "fi": "Finnish", "pl": "Polish", "cs": "Czech", "tr": "Turkish",
    "ro": "Romanian", "hu": "Hungarian", "ru": "Russian", "uk": "Ukrainian", "el": "Greek", "ja": "Japanese",
    "ko": "Korean", "zh": "Chinese", "ar": "Arabic", "he": "Hebrew", "hi": "Hindi", "th": "Thai",
}  # fmt: skip
"""The languages that can be told, by their codes."""

_STATED = re.compile(r"^[ \t]*[-*•–][ \t]*language[ \t]*:[ \t]*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_FIRST_STEP = re.compile(r"^##\s", re.MULTILINE)
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)?(?!\w)")
_MOST_WORDS = 3_000
_LEAST_SHARE = 0.16
_LEAST_POINTS = 2.9
_LEAST_LEAD = 1.3
_LEAST_SHARE_FAR_AHEAD = 0.1
_LEAD_FAR_AHEAD = 2.0


def language_of(text: str) -> str | None:
    """Return the code of a text's language, or None where too few of its words tell one.

    >>> language_of("Schließe deine Augen. Spüre deine Füße auf dem Boden."), language_of("Plank")
    ('de', None)
    """
    by_script = _by_script(text)
    if by_script is not None:
        return by_script
    # Each line once: a refrain tells no more than its first line.
    lines = dict.fromkeys(text.lower().replace("’", "'").splitlines())
    every_word = (word for line in lines for word in _WORD.findall(line))
    words = Counter(islice(every_word, _MOST_WORDS))
    if not words:
        return None
    points: defaultdict[str, float] = defaultdict(float)  # of each word that stands there
    distinct: defaultdict[str, float] = defaultdict(float)  # of each word once
    for word, times in words.items():
        knowing = [code for code, known in _SETS.items() if word in known]
        marked = {_MARKS[letter] for letter in word if letter in _MARKS}
        # A word of many languages, such as "a" or "in", tells little.
        told = Counter({code: 1 / len(knowing) for code in knowing}) + Counter(dict.fromkeys(marked, 0.5))
        for code, share in told.items():
            points[code] += share * times
            distinct[code] += share
    best, second = (*sorted(points.items(), key=lambda one: -one[1]), ("", 0.0), ("", 0.0))[:2]
    known = distinct[best[0]]
    is_clear = best[1] >= _LEAST_LEAD * second[1] and known >= min(_LEAST_POINTS, 0.4 * len(words))
    is_far_ahead = best[1] >= _LEAD_FAR_AHEAD * second[1] and known >= 2 * _LEAST_POINTS
    least_share = _LEAST_SHARE_FAR_AHEAD if is_far_ahead else _LEAST_SHARE
    # Three short words alone prove nothing.
    return best[0] if is_clear and best[1] >= least_share * words.total() and known > 1 else None


@functools.lru_cache(maxsize=100)
def language_code(name: str) -> str | None:
    """Return the code of a language that is named by its code or in English; None for any other word.

    >>> language_code("de-AT"), language_code("German"), language_code("ja")
    ('de', 'de', 'ja')
    """
    folded = name.strip().lower()
    base = re.split(r"[-_]", folded)[0]
    own = {"deutsch": "de", "español": "es", "français": "fr", "italiano": "it", "português": "pt", "nederlands": "nl"}
    by_name = {english.lower(): code for code, english in NAMES.items()} | own
    return by_name.get(folded) or (base if re.fullmatch("[a-z]{2,3}", base) and len(folded) <= 7 else None)  # noqa: PLR2004


def stated_language(text: str, otherwise: str = "en") -> str:
    r"""Return the base code of the language that a script states above its first step.

    >>> stated_language("# Rücken\n\n- language: de-AT"), stated_language("Breathe.")
    ('de', 'en')
    """
    first_step = _FIRST_STEP.search(text)
    stated = _STATED.search(text, 0, first_step.start() if first_step else len(text))
    return (language_code(stated[1]) if stated else None) or otherwise


def is_tag(words: str) -> bool:
    """Return whether words have the shape of a language tag, such as ``de`` or ``pt-BR`` (RFC 5646)."""
    return _TAG.fullmatch(words) is not None


def _by_script(text: str) -> str | None:
    """Return the language of most letters' script, where that is not Latin."""
    letters = [one for one in text[:4_000] if one.isalpha()]
    scripts = Counter(unicodedata.name(one, "").split(" ")[0].split("-")[0] for one in letters if ord(one) > 0x2FF)  # noqa: PLR2004
    if sum(scripts.values()) * 2 <= len(letters) or not scripts:
        return None
    if scripts.keys() & {"HIRAGANA", "KATAKANA"}:
        return "ja"
    found = _SCRIPTS.get(scripts.most_common(1)[0][0])
    return "uk" if found == "ru" and re.search("[іїєґ]", text) else found
