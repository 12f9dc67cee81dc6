"""Words as people write them, held against what they mean: the text, and the sounds that engines make of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from examples import MANY_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.errors import SpeechError
from voicecoach.voices.normalize.de import GERMAN
from voicecoach.voices.normalize.en import ENGLISH as ENGLISH_TABLE
from voicecoach.voices.normalize.es import SPANISH
from voicecoach.voices.normalize.fr import FRENCH
from voicecoach.voices.normalize.it import ITALIAN
from voicecoach.voices.normalize.language import LanguageTable
from voicecoach.voices.normalize.nl import DUTCH
from voicecoach.voices.normalize.pt import PORTUGUESE
from voicecoach.voices.normalize.text import normalized, require_speakable

if TYPE_CHECKING:
    from collections.abc import Callable

# What is written, and how a person would write it out in full.
ENGLISH = [
    ("Hold 30s.", "Hold thirty seconds."),
    ("Hold for 30 s. Then rest.", "Hold for thirty seconds. Then rest."),
    ("30 sec. each side", "thirty seconds each side"),
    ("2x15 sec", "two times fifteen seconds"),
    ("Do 3 x 30 s.", "Do three times thirty seconds."),
    ("3×10", "three times ten"),
    ("3 sets x 10 reps", "three sets times ten reps"),
    ("Do it 2x.", "Do it two times."),
    ("1 min", "one minute"),
    ("1.5 min", "one point five minutes"),
    ("2,5 min", "two point five minutes"),
    ("1m30s", "one minute and thirty seconds"),
    ("1h30", "one hour and thirty minutes"),
    ("1x and 2 ×", "one time and two times"),
    ("min. 30 s, max. 5 min. 10 reps", "minimum thirty seconds, maximum five minutes. Ten reps"),
    ("Hold for 2m.", "Hold for two minutes."),
    ("1:30", "one minute and thirty seconds"),
    ("0:45", "forty five seconds"),
    ("1:30–2:00", "one minute and thirty seconds to two minutes"),
    ("1'30\"", "one minute and thirty seconds"),
    ("Hold 30\" now, then 5'.", "Hold thirty seconds now, then five minutes."),
    ('He said "hold 30" twice.', "He said hold thirty twice."),
    ("10–15", "ten to fifteen"),
    ("10-15", "ten to fifteen"),
    ("5-10s", "five to ten seconds"),
    ("5-4-3-2-1", "five, four, three, two, one"),
    ("4-7-8 breathing", "four seven eight breathing"),
    ("in 4, hold 4, out 8", "in four, hold four, out eight"),
    ("L/R", "left, right"),
    ("Turn R/L.", "Turn right, left."),
    ("Lift your leg (R).", "Lift your leg, right."),
    ("cat/cow", "cat, cow"),
    ("slow and/or deep", "slow and or deep"),
    ("90/90 stretch", "ninety ninety stretch"),
    ("2/day", "two per day"),
    ("3x/week", "three times per week"),
    ("10 reps/side", "ten reps per side"),
    ("a prop, e.g. a towel", "a prop, for example a towel"),
    ("the core, i.e. the belly", "the core, that is the belly"),
    ("left vs. right", "left versus right"),
    ("approx. 10 times", "about ten times"),
    ("a towel etc. and a mat", "a towel etc and a mat"),
    ("w/ a strap, w/o a block", "with a strap, without a block"),
    ("½", "half"),
    ("a ½ turn", "a half turn"),
    ("a ¼ turn", "a quarter turn"),
    ("2½ minutes", "two and a half minutes"),
    ("1 1/2 minutes", "one and a half minutes"),
    ("1⅓ cups", "one and a third cups"),
    ("1/2 minute", "half a minute"),
    ("1/2", "half"),
    ("3/4 of it", "three quarters of it"),
    ("pain of 3/10", "pain of three out of ten"),
    ("the 1st, the 3rd, the 21st", "the first, the third, the twenty first"),
    ("50%", "fifty percent"),
    ("45°", "forty five degrees"),
    ("20°C", "twenty degrees Celsius"),
    ("5 kg", "five kilograms"),
    ("10cm", "ten centimeters"),
    ("1.5 m", "one point five meters"),
    ("2 km", "two kilometers"),
    ("1,000 steps", "one thousand steps"),
    ("in & out", "in and out"),
    ("2 + 3 = 5", "two plus three equals five"),
    ("5 * 3", "five times three"),
    ("~10", "about ten"),
    ("≈10", "about ten"),
    ("Cat → Cow → rest", "Cat, Cow, rest"),
    ("#1", "number one"),
    ("No. 4", "number four"),
    ("No. Stop there.", "No. Stop there."),
    ("Warrior II", "Warrior two"),
    ("Warrior I.", "Warrior one."),
    ("Level III", "Level three"),
    ("Vitamin C and I", "Vitamin C and I"),
    ("L5-S1", "L five S one"),
    ("C5-C7", "C five to C seven"),
    ("the IT band", "the I T band"),
    ("Cat-Cow.", "Cat Cow."),
    ("Child’s Pose", "Child's Pose"),
    ("Breathe in — and out", "Breathe in, and out"),
    ("Breathe in -- and out", "Breathe in, and out"),
    ("Lift it (gently) now", "Lift it, gently, now"),
    ("„Yes“, «no», “so” and 'go'", "Yes, no, so and go"),
    ("*Let go* of `it`, __now__", "Let go of it, now"),
    ("Good 👍🏽 work 👨‍👩‍👧!", "Good work!"),
    ("1️⃣ Lie down", "one Lie down"),
    ("<b>Rest</b> &amp; breathe", "Rest and breathe"),
    ("Take [[it]] slowly", "Take, it, slowly"),
    ("- left", "left"),
    ("• left", "left"),
    ("#relax", "relax"),
    ("see https://example.org/a?b=c.", "see example dot org."),
    ("mail anna@example.org", "mail anna at example dot org"),
    ("Re\u00adlax\u200b now", "Relax now"),
    ("𝗥𝗲𝗹𝗮𝘅 now", "Relax now"),  # noqa: RUF001 - as people style it
]

EMPHASIS = [
    ("RELAX now.", "Relax now."),
    ("BREATHE IN. LET GO.", "Breathe in. Let go."),
    ("DO NOT push. Do IT.", "Do not push. Do it."),
    ("Squeeze your GLUTES.", "Squeeze your glutes."),
]

OTHERS = {
    "de": [
        ("2x15 Sek., z. B. L/R", "zwei mal fünfzehn Sekunden, zum Beispiel links, rechts"),
        ("Halte 1:30 lang.", "Halte eine Minute und dreißig Sekunden lang."),
        ("1 Minute, 1 Runde", "eine Minute, eine Runde"),
        ("Um 7:30 Uhr", "Um sieben Uhr dreißig"),
        ("10–15", "zehn bis fünfzehn"),
        ("2½ Minuten", "zwei einhalb Minuten"),
        ("1½ Stunden", "eineinhalb Stunden"),
        ("die 3. Runde", "die dritte Runde"),
        ("beim 2. Mal", "beim zweiten Mal"),
        ("d. h. langsam, ca. 10 kg, usw.", "das heißt langsam, etwa zehn Kilo, und so weiter."),
        ("2.5 km", "zwei Komma fünf Kilometer"),
        ("20°C", "zwanzig Grad Celsius"),
        ("2/Tag", "zwei pro Tag"),
        ("rechts & links", "rechts und links"),
        ("Krieger II", "Krieger zwei"),
        ("NICHT drücken", "Nicht drücken"),
        ("Nr. 4, #5", "Nummer vier, Nummer fünf"),
    ],
    "es": [
        ("20-30 s", "veinte a treinta segundos"),
        ("1 minuto, 1 hora, 1 vez", "un minuto, una hora, una vez"),
        ("21 segundos", "veintiún segundos"),
        ("2½ minutos", "dos minutos y medio"),
        ("1½ horas", "una hora y media"),
        ("p. ej. una toalla, etc.", "por ejemplo una toalla, etcétera."),
        ("I/D", "izquierda, derecha"),
        ("NO empujes", "No empujes"),
        ("a las 7:30 h", "a las siete treinta"),
        ("50 %", "cincuenta por ciento"),
        ("n.º 4", "número cuatro"),
        ("2x y 1x", "dos veces y una vez"),
        ("inspira y/o espira", "inspira y o espira"),
    ],
    "fr": [
        ("3 x 30 s", "trois fois trente secondes"),
        ("1 minute, 1 fois", "une minute, une fois"),
        ("21 secondes", "vingt et une secondes"),
        ("2½ heures", "deux heures et demie"),
        ("p. ex. une serviette", "par exemple une serviette"),
        ("G/D", "gauche, droite"),
        ("NE poussez PAS", "Ne poussez pas"),
        ("la 1re fois", "la première fois"),
        ("1h30", "une heure et trente minutes"),
        ("10 cm & 5 kg", "dix centimètres et cinq kilos"),
        ("« oui » — maintenant", "oui, maintenant"),
    ],
    "it": [
        ("3 x 30 s", "tre per trenta secondi"),
        ("1 minuto, 1 volta", "un minuto, una volta"),
        ("2½ ore", "due ore e mezza"),
        ("p. es. un asciugamano, ecc.", "per esempio un asciugamano, eccetera."),
        ("S/D", "sinistra, destra"),
        ("NON spingere", "Non spingere"),
        ("gamba dx", "gamba destra"),
        ("10 cm & 5 kg", "dieci centimetri e cinque chili"),
    ],
    "pt": [
        ("3 x 30 s", "três por trinta segundos"),
        ("1 minuto, 1 hora, 1 vez", "um minuto, uma hora, uma vez"),
        ("21 segundos", "vinte e um segundos"),
        ("2½ horas, 22 vezes", "duas horas e meia, vinte e duas vezes"),
        ("p. ex. uma toalha, etc.", "por exemplo uma toalha, etcétera."),
        ("E/D", "esquerda, direita"),
        ("NÃO force", "Não force"),
        ("50 %", "cinquenta por cento"),
    ],
    "nl": [
        ("3 x 30 s", "drie keer dertig seconden"),
        ("1 minuut, 1 keer", "één minuut, één keer"),
        ("1½ minuut", "anderhalve minuut"),
        ("bijv. een handdoek, enz.", "bijvoorbeeld een handdoek, enzovoort."),
        ("L/R", "links, rechts"),
        ("NIET duwen", "Niet duwen"),
        ("10 cm & 5 kg", "tien centimeter en vijf kilo"),
        ("20-30 sec", "twintig tot dertig seconden"),
        ("nr. 4", "nummer vier"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def english_sounds() -> Callable[[str], str]:
    """What hibari would say, as phonemes."""
    g2p: Any = pytest.importorskip("hibari.g2p").G2P()
    return lambda text: str(g2p(text)).replace("-", " ")


@pytest.fixture(scope="module")
def espeak_sounds() -> Callable[[str, str], str]:
    """What espeak-ng would say in a language, as phonemes."""
    program = shutil.which("espeak-ng")
    if program is None:
        pytest.skip("no espeak-ng program on this machine")

    def sounds(text: str, language: str) -> str:
        command = [program, "-q", "-x", "-v", language, f" {text}"]
        spoken = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        # Stress and the joints of words differ between a figure and its word.
        return re.sub(r"[',_:;|%=!\s-]", "", spoken)

    return sounds


def unstressed(sounds: str) -> str:
    return sounds.translate(dict.fromkeys((0x2C8, 0x2CC)))


@pytest.mark.parametrize(("written", "in_full"), ENGLISH)
def test_hibari_says_it_as_if_it_were_written_out(
    written: str, in_full: str, english_sounds: Callable[[str], str]
) -> None:
    heard = english_sounds(normalized(written, "en-US"))
    assert unstressed(heard) == unstressed(english_sounds(in_full))


@pytest.mark.parametrize(("written", "in_full"), EMPHASIS)
def test_words_in_capitals_are_words(written: str, in_full: str, english_sounds: Callable[[str], str]) -> None:
    assert english_sounds(normalized(written, "en")) == english_sounds(in_full)


@pytest.mark.parametrize(
    ("language", "written", "in_full"), [(language, *row) for language, rows in OTHERS.items() for row in rows]
)
def test_espeak_says_it_as_if_it_were_written_out(
    language: str, written: str, in_full: str, espeak_sounds: Callable[[str, str], str]
) -> None:
    assert espeak_sounds(normalized(written, language), language) == espeak_sounds(in_full, language)


@pytest.mark.parametrize(
    ("language", "written", "read"),
    [
        ("en", "30-s hold, 3-second hold", "30-second hold, 3-second hold"),
        ("en", "2024-05-01", "2024-05-01"),
        ("en", "Meet at 7:30.", "Meet at 7:30."),
        ("en", "7:30 am", "7:30 am"),
        ("en", "sah-VAH-sah-na", "sah vah sah na"),
        ("en", "Re-align and self-massage.", "Re-align and self-massage."),
        ("en", "TMJ, MRI, YMCA", "TMJ, MRI, YMCA"),
        ("de-AT", "Um 7:30 Uhr 1:30 lang", "Um 7 Uhr 30 eine Minute und 30 Sekunden lang"),
        ("fr", "allez-vous, peut-être", "allez-vous, peut-être"),
        ("ja", "猫 ☀️ 30s", "猫 30s"),
        ("fa", "می\u200cروم", "می\u200cروم"),
        ("sv", "*Lugn* (lugn) — 2x15 e.g. ½", "Lugn, lugn, 2x15 e.g. 1 2"),
    ],
)
def test_what_is_left_as_it_is(language: str, written: str, read: str) -> None:
    assert normalized(written, language) == read


def test_inline_sounds_are_kept_for_an_engine_that_reads_them_and_are_the_word_for_others() -> None:
    text = "Your [IT](/aI ti/) band, 2x."
    assert normalized(text, "en", inline_sounds=True) == "Your [IT](/aI ti/) band, 2 times."
    assert normalized("Now, [IT](/aI/), [SI](/es/) (joint).", "en", inline_sounds=True) == (
        "Now, [IT](/aI/), [SI](/es/), joint."
    )
    assert normalized("Your [hip](/hIp/), 2x.", "en") == "Your hip, 2 times."
    assert normalized("Private \ue000, [hip](/hIp/).", "en", inline_sounds=True) == "Private, [hip](/hIp/)."


_SIGNS = ["/", "-", " - ", "–", "—", "*", "_", "(", ")", '"', "'", "’", "“", "<", ">", "&", "#", "~", "→", "½", "°C",
          "%", "🙂", ".", ",", ":", "…", "...", "@", "=", "+", "|", "[", "]", "`", "\\"]  # fmt: skip
_WORDS = ["hold", "L", "R", "30", "1", "2", "s", "min", "x", "IT", "RELAX", "II", "L5", "e.g.", "No.", "etc.", "band"]
_TEXTS = st.lists(st.sampled_from([*_SIGNS, *_WORDS, " ", " ", " "]), max_size=14).map("".join)


@given(st.one_of(st.text(max_size=40), _TEXTS), st.sampled_from(["en", "de", "es", "fr", "it", "pt", "nl", "ja"]))
@MANY_EXAMPLES
def test_no_sign_is_left_that_an_engine_would_name(text: str, language: str) -> None:
    read = normalized(text, language)
    assert read == read.strip()
    assert "  " not in read
    assert not set(read) & set('*_`"“”„«»()[]{}<>|\\#^~🙂→—')


@given(st.lists(st.sampled_from(["left", "knee", "bent", "12", "hold", "slowly"]), min_size=1, max_size=12))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    text = " ".join(words)
    assert normalized(text, "en") == text


def test_a_text_without_a_letter_or_a_number_is_an_error() -> None:
    require_speakable("½", "tone")
    with pytest.raises(SpeechError, match="it contains nothing to speak"):
        require_speakable("🙂 …", "tone")


@pytest.mark.parametrize("language", [ENGLISH_TABLE, GERMAN, SPANISH, FRENCH, ITALIAN, PORTUGUESE, DUTCH])
def test_no_rewrite_refers_to_a_group_or_sets_a_flag_since_several_are_tried_as_one(language: LanguageTable) -> None:
    assert [
        pattern for pattern, _ in language.rewrites if re.search(r"\\[1-9]|\(\?P=|\(\?\(|^\(\?[aiLmsux]", pattern)
    ] == []
