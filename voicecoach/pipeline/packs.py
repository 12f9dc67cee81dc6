"""Choose the wording packs of a session: the person's, the script's, and the built-in one of its language."""

from __future__ import annotations

import shlex
from functools import lru_cache
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import Location, NotFoundError
from voicecoach.script import settings as table
from voicecoach.script.files import SUFFIXES, find_pack, list_packs, read_text
from voicecoach.script.model import Routine
from voicecoach.script.report import Report
from voicecoach.script.wording import Pack, Wording, check_lists, pack_of_script, read_pack, wordless_pack
from voicecoach.session.options import Choices, Options
from voicecoach.voices.names import base_language

DEFAULT_PACKS = {"en": "calm", "de": "de", "es": "es", "fr": "fr", "it": "it", "pt": "pt", "nl": "nl"}
"""The default wording pack of each language."""


def wording_of_session(routine: Routine, options: Options, choices: Choices, report: Report) -> Wording:
    """Return the phrases for a session, the strongest pack first."""
    packs = [pack_of_script(routine.settings)]
    if choices.wording is not None:
        packs.insert(0, _given_pack(choices.wording, report))
    base = base_language(options.language)
    own = _own_packs(base, report)
    packs += own
    place = routine.settings.written(table.LANGUAGE)
    if base not in DEFAULT_PACKS or DEFAULT_PACKS[base] not in pack_names():
        if not own and choices.wording is None and routine.settings.get(table.WORDING) is None:
            where = place.value_location if place else Location(routine.path, 1, 1)
            message = f"no built-in phrases in the language {options.language!r}: chimes replace them"
            hint = f"to hear phrases, translate a copy: voicecoach wording -o {_own_pack(base)}"
            report.warning(where, message, hint)
        base = ""
    setting = routine.settings.written(table.WORDING)
    chosen = routine.settings.get(table.WORDING)
    if setting is not None and chosen is not None:
        try:
            packs.append(_read_pack(find_pack(chosen), chosen, report))
        except NotFoundError as error:
            report.error(setting.value_location, error.message, error.hint)
    packs.append(_default_pack(base) if base else wordless_pack(base_language(options.language)))
    return _checked(packs, routine, report)


def wording_of_language(base: str, routine: Routine, report: Report) -> Wording:
    """Return the built-in phrases of a language that some steps have, beside the session's."""
    default = _default_pack(base) if base in DEFAULT_PACKS else wordless_pack(base)
    return _checked([*_own_packs(base, report), default], routine, report)


def pack_names() -> set[str]:
    """Return the names of all packs."""
    return {found.name for found in list_packs()}


def named_pack(name: str) -> Pack:
    """Return a pack by its name, whatever mistakes it has.

    Raises:
        NotFoundError: There is no such pack.
    """
    return _read_pack(find_pack(name), name, Report())


def _checked(packs: list[Pack], routine: Routine, report: Report) -> Wording:
    wording = Wording(tuple(packs))
    check_lists(wording, [routine.path], report)
    return wording


def _own_packs(base: str, report: Report) -> list[Pack]:
    """Return the person's own pack of a language, if there is one."""
    # Looked up in the listing of the folder: a language may be any words, and never becomes a path.
    paths = [found.path for found in list_packs() if not found.is_shipped and found.name == base]
    return [_read_pack(path, str(path), report) for path in paths]


def _own_pack(base: str) -> str:
    """Return the path of a person's own pack of a language, for a hint."""
    return shlex.quote(str(folders.home() / "wording" / f"{base}.md"))


def _given_pack(name_or_path: str, report: Report) -> Pack:
    """Return the wording pack that the person chose: a file, or a pack's name."""
    path = Path(name_or_path)
    if path.suffix.lower() not in SUFFIXES and not folders.is_file(path):
        path = find_pack(name_or_path)
    return _read_pack(path, name_or_path, report)


def _default_pack(base: str) -> Pack:
    return _shipped_pack(folders.shipped_scripts() / "wording" / f"{DEFAULT_PACKS[base]}.md")


@lru_cache(maxsize=8)
def _shipped_pack(path: Path) -> Pack:
    """Return a built-in pack, which is read once for all scripts.

    Raises:
        ScriptError: The file was changed, and has mistakes.
    """
    report = Report()
    pack = _read_pack(path, path.stem, report)
    report.raise_errors()
    return pack


def _read_pack(path: Path, origin: str, report: Report) -> Pack:
    return read_pack(read_text(path, str(path)), str(path), origin, report)
