"""The tags of a file, the same for every format; those that a person gives as ``key=value``; the packed cue sheet.

The cue sheet is JSON, compressed as gzip. ID3 stores those bytes as a general encapsulated object (``GEOB``), from
which any program can save them as a file; formats whose tags are texts store them in Base64.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from voicecoach.script.file_codecs import tag_key
from voicecoach.text import base_code, did_you_mean

UNDETERMINED = "und"

_PAIRS = """
aa aar  ab abk  ae ave  af afr  ak aka  am amh  an arg  ar ara  as asm  av ava  ay aym  az aze  ba bak  be bel
bg bul  bi bis  bm bam  bn ben  bo bod  br bre  bs bos  ca cat  ce che  ch cha  co cos  cr cre  cs ces  cu chu
cv chv  cy cym  da dan  de deu  dv div  dz dzo  ee ewe  el ell  en eng  eo epo  es spa  et est  eu eus  fa fas
ff ful  fi fin  fj fij  fo fao  fr fra  fy fry  ga gle  gd gla  gl glg  gn grn  gu guj  gv glv  ha hau  he heb
hi hin  ho hmo  hr hrv  ht hat  hu hun  hy hye  hz her  ia ina  id ind  ie ile  ig ibo  ii iii  ik ipk  io ido
is isl  it ita  iu iku  ja jpn  jv jav  ka kat  kg kon  ki kik  kj kua  kk kaz  kl kal  km khm  kn kan  ko kor
kr kau  ks kas  ku kur  kv kom  kw cor  ky kir  la lat  lb ltz  lg lug  li lim  ln lin  lo lao  lt lit  lu lub
lv lav  mg mlg  mh mah  mi mri  mk mkd  ml mal  mn mon  mr mar  ms msa  mt mlt  my mya  na nau  nb nob  nd nde
ne nep  ng ndo  nl nld  nn nno  no nor  nr nbl  nv nav  ny nya  oc oci  oj oji  om orm  or ori  os oss  pa pan
pi pli  pl pol  ps pus  pt por  qu que  rm roh  rn run  ro ron  ru rus  rw kin  sa san  sc srd  sd snd  se sme
sg sag  si sin  sk slk  sl slv  sm smo  sn sna  so som  sq sqi  sr srp  ss ssw  st sot  su sun  sv swe  sw swa
ta tam  te tel  tg tgk  th tha  ti tir  tk tuk  tl tgl  tn tsn  to ton  tr tur  ts tso  tt tat  tw twi  ty tah
ug uig  uk ukr  ur urd  uz uzb  ve ven  vi vie  vo vol  wa wln  wo wol  xh xho  yi yid  yo yor  za zha  zh zho
zu zul
""".split()  # noqa: SIM905 - a table to read, not 368 quoted strings

_THREE_LETTERS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))


def three_letter_code(language: str) -> str:
    """Return the ISO 639-2/T code of a language tag; ``und`` for one without such a code.

    >>> three_letter_code("en"), three_letter_code("pt-BR"), three_letter_code("deu"), three_letter_code("")
    ('eng', 'por', 'deu', 'und')
    """
    primary = base_code(language)
    is_three_letters = len(primary) == len(UNDETERMINED) and primary.isascii() and primary.isalpha()
    return primary if is_three_letters else _THREE_LETTERS.get(primary, UNDETERMINED)


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A half-open range of the file that a player can jump to, in milliseconds from the first sample."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class LyricLine:
    """A line of spoken words and its half-open range, in milliseconds from the first sample."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one file; empty ones are not written.

    Attributes:
        title: The session's name.
        album: The routine, by which a music library groups files.
        artist: The voice or the maker.
        album_artist: The artist of the whole album.
        composer: The author of the routine.
        genre: Its common English name, which music libraries know.
        year: Four digits. Empty by default: a date in the file would make every export different.
        track_number: The file's number in its album, from 1; None for none.
        track_total: The number of files in the album; None if unknown.
        language: A language tag as in a script: ``en``, ``pt-BR``.
        comment: Free text, such as the options of the session.
        encoder: The program that wrote the file.
        chapters: In the order of the file.
        lyrics: All spoken words, in the order of the file.
        cover: The front cover as the bytes of a JPEG file, or a function that waits until they are drawn.
        sheet: The cue sheet as :func:`packed_sheet` returns it.
    """

    title: str
    album: str = ""
    artist: str = "voicecoach"
    album_artist: str = ""
    composer: str = ""
    genre: str = ""
    year: str = ""
    track_number: int | None = None
    track_total: int | None = None
    language: str = ""
    comment: str = ""
    encoder: str = ""
    chapters: tuple[ChapterMark, ...] = ()
    lyrics: tuple[LyricLine, ...] = ()
    cover: bytes | Callable[[], bytes] = b""
    sheet: bytes = b""

    @property
    def cover_bytes(self) -> bytes:
        """The bytes of the cover; empty if there is none."""
        return self.cover if isinstance(self.cover, bytes) else self.cover()

    @property
    def lyrics_text(self) -> str:
        """All lines of the lyrics, separated by line feeds."""
        return "\n".join(line.text for line in self.lyrics)


PADDING_BYTES = 1024
"""Free space after the tags, so that a tag editor need not move the audio; fixed, for reproducible bytes."""

SHEET_ID3_NAME = "voicecoach cue sheet"
SHEET_VORBIS_NAME = "VOICECOACH_CUE_SHEET"
SHEET_MP4_NAME = "----:com.voicecoach:cue sheet"
GZIP_WBITS = zlib.MAX_WBITS | 16
"""Makes zlib write and expect a gzip header, which it leaves without a date."""


@dataclass(frozen=True, slots=True)
class FileTags:
    """Tags as read back from a file.

    Attributes:
        texts: By the names of the fields of :class:`Tags`, as far as they are there: at least ``title``, ``album``,
            ``artist`` and ``language``.
        chapters: Start, end and title of each; None for a time that the format does not store.
        sheet: The packed cue sheet; empty if there is none.
        cover: The bytes of the cover; empty if there is none.
        is_complete: Whether all fields, the lyrics and the cover were read, so that what is missing is not there.
    """

    texts: Mapping[str, str]
    chapters: tuple[tuple[int | None, int | None, str], ...]
    sheet: bytes = b""
    cover: bytes = b""
    is_complete: bool = False


def packed_sheet(sheet: Mapping[str, object]) -> bytes:
    """Return a cue sheet as the bytes that go into the tags; the same sheet gives the same bytes."""
    text = json.dumps(sheet, ensure_ascii=False, separators=(",", ":"))
    packer = zlib.compressobj(9, wbits=GZIP_WBITS)
    return packer.compress(text.encode()) + packer.flush()


def as_base64(content: bytes) -> str:
    """Return bytes in Base64, for tags that are texts."""
    return b64encode(content).decode("ascii")


def tag_text(text: str) -> str:
    r"""Return a text as one line that every tag format can store: no control characters, no lone surrogates.

    >>> tag_text("Cat\tCow\x00\n 🐈")
    'Cat Cow 🐈'
    """
    kept = (" " if each.isspace() else each for each in text if each.isspace() or not _is_unwritable(each))
    return " ".join("".join(kept).split())


def _is_unwritable(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"}


@contextmanager
def mutagen_as_os_errors() -> Iterator[None]:
    """Turn mutagen's errors into the ``OSError`` behind them, or into a new one with mutagen's message."""
    import mutagen

    try:
        yield
    except mutagen.MutagenError as error:
        cause = next((each for each in error.args if isinstance(each, OSError)), None)
        raise (cause or OSError(f"the tags do not fit: {error}")) from error


KEYS: Mapping[str, str] = MappingProxyType(
    {
        "title": "title",
        "album": "album",
        "artist": "artist",
        "album-artist": "album_artist",
        "composer": "composer",
        "genre": "genre",
        "year": "year",
        "track": "track_number",
        "comment": "comment",
        "language": "language",
    }
)
"""The keys that a person may give, and their fields of :class:`Tags`."""

_YEAR = re.compile(r"[0-9]{4}")
_TRACK = re.compile(r"0*([1-9][0-9]{0,3})(?:/0*([1-9][0-9]{0,3}))?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


class TagError(ValueError):
    """Raised when a tag that a person gives is invalid."""


def parse_tag(pair: str) -> tuple[str, str]:
    """Return the key and the value of ``key=value``; an empty value removes the tag.

    Raises:
        TagError: There is no ``=``, the key is unknown, or the value is invalid for it.

    >>> parse_tag("Album Artist = Anna"), parse_tag("genre=")
    (('album-artist', 'Anna'), ('genre', ''))
    """
    key, equals, value = pair.partition("=")
    key, value = tag_key(key), tag_text(value)
    if not equals:
        raise TagError(f"{pair!r} is not key=value, such as artist=Anna")
    if key not in KEYS:
        raise TagError(f"there is no tag {key!r}; {did_you_mean(key, KEYS)}")
    if value and key == "year" and not _YEAR.fullmatch(value):
        raise TagError(f"the year {value!r} does not have four figures, such as 2026")
    if value and key == "track" and not _TRACK.fullmatch(value):
        raise TagError(f"the track {value!r} is not a number such as 3, or 3/10")
    if value and key == "language" and not _LANGUAGE.fullmatch(value):
        raise TagError(f"the language {value!r} is not a code such as en or pt-BR")
    return key, value


def with_own(tags: Tags, own: Mapping[str, str]) -> Tags:
    """Return tags in which a person's own replace the others.

    Args:
        tags: The default tags of the file.
        own: By key, as :func:`parse_tag` returns them.
    """
    fields: dict[str, Any] = {KEYS[key]: value for key, value in own.items() if key != "track"}
    if "track" in own:
        found = _TRACK.fullmatch(own["track"])
        number, total = found.groups() if found else (None, None)
        tags = replace(tags, track_number=int(number) if number else None, track_total=int(total) if total else None)
    if "artist" in own and "album-artist" not in own:
        fields["album_artist"] = own["artist"]
    return replace(tags, **fields)
