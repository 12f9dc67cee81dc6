"""The number words of seven languages up to a hundred, with halves and quarters, for lengths of pauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

_TEN = 10


@dataclass(frozen=True, slots=True)
class _Counting:
    """The number words of one language; alternatives stand with ``/`` between them.

    Attributes:
        below_20: The words from 0 to 19.
        tens: The words for 20, 30 … 90.
        joined: Makes one word of tens and ones; others are read as "treinta y cinco".
        others: More words with their values.
        half: Words for a half.
        quarter: Words for a quarter.
    """

    below_20: str
    tens: str
    joined: Callable[[str, str], str] | None
    others: str
    half: str
    quarter: str


def _with_hyphen(tens: str, ones: str) -> str:
    return f"{tens}-{ones}"


def _in_german(tens: str, ones: str) -> str:
    return f"{ones}und{tens}"


def _in_dutch(tens: str, ones: str) -> str:
    return f"{ones}{'ën' if ones[-1] == 'e' else 'en'}{tens}"


def _in_italian(tens: str, ones: str) -> str:
    return f"{tens[:-1] if ones[0] in 'uo' else tens}{ones}"


# fmt: off
_COUNTING = {
    "en": _Counting(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen",
        "twenty thirty forty/fourty fifty sixty seventy eighty ninety",
        _with_hyphen, "hundred=100", "half", "quarter quarters",
    ),
    "de": _Counting(
        "null ein/eins/eine/einen/einer/einem zwei/zwo drei vier fünf/fuenf sechs sieben acht neun zehn elf "
        "zwölf/zwoelf dreizehn vierzehn fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig/dreissig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig",
        _in_german,
        "hundert=100 einhundert=100 anderthalb=3/2 anderthalbe=3/2 eineinhalb=3/2 einundeinhalb=3/2 zweieinhalb=5/2 "
        "zweiundeinhalb=5/2 dreieinhalb=7/2 viereinhalb=9/2 fünfeinhalb=11/2",
        "halbe halben halb halbes", "viertel",
    ),
    "es": _Counting(
        "cero un/una/uno dos tres cuatro cinco seis siete ocho nueve diez/decena once doce trece catorce "
        "quince/quincena dieciséis/dieciseis diecisiete dieciocho diecinueve",
        "veinte/veintena treinta/treintena cuarenta cincuenta sesenta setenta ochenta noventa",
        None,
        "veintiún=21 veintiuno=21 veintiuna=21 veintidós=22 veintidos=22 veintitrés=23 veintitres=23 veinticuatro=24 "
        "veinticinco=25 veintiséis=26 veintiseis=26 veintisiete=27 veintiocho=28 veintinueve=29 cien=100",
        "medio media", "cuarto cuartos",
    ),
    "fr": _Counting(
        "zéro/zero un/une/d'un/d'une deux trois quatre cinq six sept huit neuf dix/dizaine onze douze/douzaine treize "
        "quatorze quinze/quinzaine seize dix-sept dix-huit dix-neuf",
        "vingt/vingtaine trente/trentaine quarante/quarantaine cinquante/cinquantaine soixante/soixantaine "
        "soixante-dix quatre-vingts/quatre-vingt quatre-vingt-dix",
        _with_hyphen,
        "vingt-et-un=21 vingt-et-une=21 trente-et-un=31 soixante-quinze=75 septante=70 huitante=80 nonante=90 "
        "quatre-vingt-quinze=95 cent=100 centaine=100",
        "demi demie", "quart quarts",
    ),
    "it": _Counting(
        "zero un/uno/una due tre/tré quattro cinque sei sette otto nove dieci/decina undici dodici tredici quattordici "
        "quindici/quindicina sedici diciassette diciotto diciannove",
        "venti/ventina trenta/trentina quaranta cinquanta sessanta settanta ottanta novanta",
        _in_italian, "cento=100", "mezzo mezza", "quarto quarti",
    ),
    "pt": _Counting(
        "zero um/uma dois/duas três/tres quatro cinco seis sete oito nove dez/dezena onze doze treze catorze/quatorze "
        "quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        None, "cem=100", "meio meia", "quarto quartos",
    ),
    "nl": _Counting(
        "nul een/één/eén twee drie vier vijf zes zeven acht negen tien/tiental elf twaalf/twaalftal dertien veertien "
        "vijftien/vijftiental zestien zeventien achttien negentien",
        "twintig/twintigtal dertig/dertigtal veertig vijftig zestig zeventig tachtig negentig",
        _in_dutch,
        "honderd=100 anderhalf=3/2 anderhalve=3/2 tweeënhalf=5/2 tweeënhalve=5/2 tweeeneenhalve=5/2 drieënhalf=7/2 "
        "drieënhalve=7/2 vierenhalve=9/2",
        "halve half", "kwart",
    ),
}
# fmt: on


def _values(row: _Counting) -> Iterator[tuple[str, Fraction]]:
    tens = [(_TEN * place, word) for place, words in enumerate(row.tens.split(), start=2) for word in words.split("/")]
    ones = [(value, word) for value, words in enumerate(row.below_20.split()) for word in words.split("/")]
    yield from ((word, Fraction(value)) for value, word in (*ones, *tens))
    if (join := row.joined) is not None:
        counted = [(ten + one, join(word, of_ones)) for ten, word in tens for one, of_ones in ones if 0 < one < _TEN]
        yield from ((word, Fraction(value)) for value, word in counted)
    yield from ((word, Fraction(value)) for word, _, value in (pair.partition("=") for pair in row.others.split()))
    yield from ((word, Fraction(1, 2)) for word in row.half.split())
    yield from ((word, Fraction(1, 4)) for word in row.quarter.split())


NUMBERS = {code: dict(_values(row)) for code, row in _COUNTING.items()}
"""The value of each number word, by language."""

HUNDRED = frozenset(["hundred", "hundert", "cien", "cent", "cento", "cem", "honderd"])
"""Words for a hundred, which may have a number before them."""

JOINING = frozenset(["and", "und", "y", "et", "e", "en"])
"""Words between tens and ones, or between a number and a half."""

ARTICLES = frozenset(["a", "an", "un", "une", "una", "um", "uma", "een", "ein", "eine", "einen", "einer"])
"""Words before a half: two and a half."""
