"""``voicecoach voices`` and ``say``: list, fetch and hear voices, and speak one phrase."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import click

from voicecoach.cli import console
from voicecoach.cli.options import OptionText
from voicecoach.cli.voice_list import show_voices
from voicecoach.errors import DeviceError
from voicecoach.units import format_clock
from voicecoach.voices.base import Demo, VoiceListing
from voicecoach.voices.demo import demo_sentence
from voicecoach.voices.table import Pick


@click.command()
@click.argument("text")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Save the sound as this file.",
)
@click.option("--voice", default="auto", metavar="NAME", show_default=True, help="The voice.")
@click.option("--language", default="en", metavar="CODE", show_default=True, help="Language of the text.")
@click.option("--pace", type=OptionText("pace", "number"), default="1", show_default=True, help="Speed of the voice.")
@click.option(
    "--pitch", type=OptionText("pitch", "semitones"), default="0", show_default=True, help="Pitch in semitones."
)
@click.option("--device", metavar="NAME", show_default="default", help="Sound device.")
def say(
    text: str, output: Path | None, voice: str, language: str, pace: Fraction, pitch: Fraction, device: str | None
) -> None:
    """Speak TEXT, or save it as a sound file."""
    from rich.console import Console

    from voicecoach.live.play import DEFAULT_DEVICE
    from voicecoach.pipeline.defaults import own_device
    from voicecoach.pipeline.phrase import SinglePhrase
    from voicecoach.play.devices.base import EXPORT_HINT

    with SinglePhrase(text, voice=voice, language=language, pace=pace, pitch_semitones=pitch) as phrase:
        if output is None:
            try:
                phrase.play(device or own_device() or DEFAULT_DEVICE, Console(stderr=True))
            except DeviceError as error:
                raise DeviceError(error.device, error.reason, error.hint.replace(EXPORT_HINT, _WRITE_IT)) from error
        else:
            written = phrase.export(output)
            console.say(f"{written.path}: {format_clock(written.duration_ms)}, {written.size_bytes:,} bytes")


_WRITE_IT = "save a file instead, with -o phrase.wav"
_LANGUAGES = ("en", "de", "es", "fr", "it", "pt", "nl")  # of the built-in wording packs
_DEMO_PACE = Fraction(1)


@click.group(invoke_without_command=True)
@click.option("--language", metavar="CODE", help="Only voices of this language.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.option("--demo", is_flag=True, help="Play a sentence in each natural voice and in each default voice.")
@click.option("--all", "every_voice", is_flag=True, help="Include the basic voices of your system.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="With --demo: save each sentence as a WAV file in this folder.",
)  # fmt: skip
@click.option("--device", metavar="NAME", show_default="default", help="With --demo: sound device.")
@click.pass_context
def voices(
    context: click.Context,
    *,
    language: str | None,
    as_json: bool,
    demo: bool,
    every_voice: bool,
    output: Path | None,
    device: str | None,
) -> None:
    """List the voices you can use, and how to get more."""
    if context.invoked_subcommand is not None:
        return
    if not demo and output:
        raise click.UsageError("-o needs --demo")
    if demo and as_json:
        raise click.UsageError("use --demo or --json, not both")

    from voicecoach.live.play import DEFAULT_DEVICE
    from voicecoach.pipeline.defaults import own_device
    from voicecoach.voices.table import list_voices, of_language, picks_of_auto

    listings, picks = list_voices(), picks_of_auto([language] if language else _LANGUAGES)
    if language:
        listings = of_language(listings, language)
    if demo:
        device = device or own_device() or DEFAULT_DEVICE
        if not _demonstrate(listings, picks, output, device, every_voice=every_voice):
            context.exit(console.FAILED)
    elif as_json:
        _show_json(listings, picks)
    else:
        show_voices(listings, picks, every_voice=every_voice)


@voices.command()
@click.argument("voice")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def get(voice: str, *, yes: bool) -> None:
    """Fetch VOICE from the network: the best of a language (de), one of Piper's by name, kokoro:NAME or hibari:emma.

    Piper's voices come from its public catalogue, and Kokoro's from its library's page; VOICECOACH_VOICES_URL and
    VOICECOACH_KOKORO_URL name other places that hold the same files. They are kept in the data folder of your
    system, and the command says where.
    """
    import sys

    from voicecoach.voices.download.connection import megabytes
    from voicecoach.voices.table import offer

    found = offer(voice)
    if found.is_here():
        console.say(f"{found.spec} is already installed")
    else:
        console.say(f"{found.spec}: {found.description}, {megabytes(found.size_bytes)}")
        console.say(f"licence: {found.licence}")
        console.say(f"saved in: {found.folder}")
        if not yes:
            if not sys.stdin.isatty():
                raise click.UsageError("add --yes to download it without confirmation")
            click.confirm("Download it?", default=True, abort=True, err=True)
        with console.progress("fetching") as progress:
            found.fetch(progress)
    if found.needs:
        console.say(f"before you use it, {found.needs}")
    else:
        console.say(f'hear it: voicecoach voices --demo --language {found.language}; use it: --voice "{found.spec}"')


def _show_json(listings: Sequence[VoiceListing], picks: Sequence[Pick]) -> None:
    """Print the voices as JSON, each with the languages that ``auto`` picks it for."""
    from dataclasses import asdict

    rows = [
        {**asdict(listing), "auto_for": [pick.language for pick in picks if pick.listed_name == listing.name]}
        for listing in listings
    ]
    console.show_json(rows)


def _demonstrate(
    listings: Sequence[VoiceListing], picks: Sequence[Pick], folder: Path | None, device: str, *, every_voice: bool
) -> bool:
    """Play or write a sentence in each voice; return whether every voice spoke."""
    from voicecoach.errors import SpeechError, VoiceUnavailableError

    all_spoke = True
    picked = [pick.listed_name for pick in picks]
    taken: set[str] = set()
    for listing in _in_demo(listings, picked, every_voice=every_voice):
        try:
            _speak(listing, folder, device, taken)
        except (SpeechError, VoiceUnavailableError) as error:
            console.show_error(error)
            all_spoke = False
    return all_spoke


def _in_demo(listings: Sequence[VoiceListing], picked: Sequence[str], *, every_voice: bool) -> list[VoiceListing]:
    """Return the voices of the demo: every natural one, and those that ``auto`` picks; all usable ones if asked for."""
    from voicecoach.voices.table import row_of

    def is_in(listing: VoiceListing) -> bool:
        demo = row_of(listing.engine).demo
        return demo is Demo.ALWAYS or (demo is Demo.WHEN_PICKED and (every_voice or listing.name in picked))

    return [listing for listing in listings if listing.usable and is_in(listing)]


def _speak(listing: VoiceListing, folder: Path | None, device: str, taken: set[str]) -> None:
    from voicecoach.pipeline.phrase import SinglePhrase

    language = listing.language or "en"
    with SinglePhrase(demo_sentence(language), voice=listing.name, language=language, pace=_DEMO_PACE) as phrase:
        if folder is None:
            from rich.console import Console

            console.say(f"{listing.name} ({language})")
            phrase.play(device, Console(stderr=True))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            console.say(str(phrase.export(folder / _file_name(listing.name, taken)).path))


def _file_name(voice: str, taken: set[str]) -> str:
    """Return a file name that every file system takes and no earlier voice has, and add it to ``taken``."""
    import re

    stem = re.sub(r"\W+", "-", voice).strip("-")
    name, count = f"{stem}.wav", 1
    while name.lower() in taken:
        count += 1
        name = f"{stem}-{count}.wav"
    taken.add(name.lower())
    return name
