"""The list that ``voicecoach voices`` prints: the default voices first, then the natural ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from voicecoach.cli import console
from voicecoach.script.language import NAMES
from voicecoach.voices import fetched
from voicecoach.voices.base import VoiceListing
from voicecoach.voices.names import base_language
from voicecoach.voices.table import Pick, basic_voice_note, is_natural, row_of


def show_voices(listings: Sequence[VoiceListing], picks: Sequence[Pick], *, every_voice: bool) -> None:
    """Print the default voice of each language, the usable voices, and how to get more.

    Args:
        listings: The voices to list.
        picks: The voices that ``auto`` takes.
        every_voice: Whether basic voices have a line each, and not one line together.
    """
    _show_picks(picks)
    usable = [one for one in listings if one.usable]
    natural = [one for one in usable if is_natural(one)]
    basic = [one for one in usable if row_of(one.engine).is_basic]
    _show_group("Natural voices", [_line(one, _origin(one)) for one in natural])
    _show_group("Other voices", [_line(one, one.licence) for one in usable if one not in natural + basic])
    if every_voice:
        _show_group("Basic voices", [_line(one, _origin(one)) for one in basic])
    elif basic:
        count = "1 basic voice" if len(basic) == 1 else f"{len(basic)} basic voices"
        click.echo(f"\n{count}, harder to understand: voicecoach voices --all")
    _show_group("More voices", [_line(one, one.remedy) for one in listings if not one.usable])
    if note := fetched.old_place_note():
        click.echo()
        console.show_line(note)
    click.echo("\nHear them: voicecoach voices --demo")


def _show_picks(picks: Sequence[Pick]) -> None:
    """Print the voice that ``auto``, the default, takes for each language, and how to get a better one."""
    click.echo("Default voices, by language:")
    for pick in picks:
        known_as = f" ({pick.listed_name})" if pick.listed_name not in {"", str(pick.auto.voice)} else ""
        console.show_line(f"  {_language(pick.language):<14} {pick.auto.voice}{known_as}: {pick.auto.reason}")
        note = basic_voice_note(pick.auto.voice, pick.language)
        if note:
            console.show_line(f"  {'':<14} {note}")


def _show_group(title: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    if lines:
        click.echo(f"\n{title}:")
    for line in lines:
        console.show_line(f"  {line}")


def _origin(voice: VoiceListing) -> str:
    return ", ".join(part for part in (voice.description, voice.licence) if part)


def _line(voice: VoiceListing, about: str) -> str:
    language = _language(voice.language) if voice.language else "any language"
    return f"{voice.name:<28} {language:<14} {about}"


def _language(tag: str) -> str:
    """Return the English name of a language tag's language, or the tag."""
    return NAMES.get(base_language(tag), tag)
