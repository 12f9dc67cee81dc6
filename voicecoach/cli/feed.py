"""``voicecoach feed``: a podcast folder, written and brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from voicecoach.cli import console
from voicecoach.cli.completion import script_names
from voicecoach.cli.options import choices, plain_option, quiet_option, session_options
from voicecoach.cli.weeks import with_week

_LISTS = ("--add", "--remove")


class ListCommand(click.Command):
    """A command whose options ``--add`` and ``--remove`` take all words that follow them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the option before each word after the first, as click wants it."""
        spread: list[str] = []
        option = ""
        for word in args:
            if word.startswith("-"):
                option = word if word in _LISTS else ""
                is_first = bool(option)
            elif option:
                if not is_first:
                    spread.append(option)
                is_first = False
            spread.append(word)
        return super().parse_args(ctx, spread)


class BaseUrl(click.ParamType[str]):
    """The address of a folder on the web."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address with a slash at its end; click reports one that is none as wrong usage."""
        text = str(value).strip()
        try:
            parts = urlsplit(text)
            host = parts.hostname or ""
        except ValueError:
            parts, host = urlsplit(""), ""
        if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment or " " in text:
            self.fail(f"{text!r} is not an address such as https://example.org/back/", param, ctx)
        if host == "localhost" or host.startswith("127.") or host == "::1":
            self.fail(f"{host} means this computer: a phone cannot open it", param, ctx)
        return text.removesuffix("feed.xml").rstrip("/") + "/"


def _cover(_context: click.Context, _parameter: click.Parameter, given: str | None) -> bytes | None:
    from voicecoach.pictures.cover import feed_cover

    if given is None:
        return None
    return b"" if given.lower() == "drawn" else feed_cover(Path(given))


@click.command(cls=ListCommand)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--add", multiple=True, metavar="SCRIPT...", shell_complete=script_names,
              help="Add these sessions, or change the options of sessions in the feed.")  # fmt: skip
@click.option("--remove", multiple=True, metavar="NAME...", help="Remove these sessions from the feed.")
@click.option("--url", "base_url", type=BaseUrl(), metavar="BASE",
              help="Web address of the folder, needed only the first time.")  # fmt: skip
@click.option("--title", help="Title of the podcast. Default: the folder's name.")
@click.option("--description", help="Description of the podcast.")
@click.option("--author", help="Author of the podcast.")
@click.option("--cover", metavar="FILE|drawn", callback=_cover,
              help="Your own picture for the podcast (.jpg or .png, at least 1400 pixels).")  # fmt: skip
@plain_option
@quiet_option
@session_options
def feed(
    *,
    folder: Path,
    add: tuple[str, ...],
    remove: tuple[str, ...],
    base_url: str | None,
    title: str | None,
    description: str | None,
    author: str | None,
    cover: bytes | None,
    **given: Any,
) -> None:
    """Write a podcast into the folder DIR, or bring it up to date, for any web space.

    Sessions whose script has changed are made again. Nothing else of the feed changes.
    """
    from datetime import UTC, datetime

    from voicecoach.feed.folder import FeedTexts, update_folder
    from voicecoach.feed.rss import FEED_NAME
    from voicecoach.pipeline.ready import SessionFile, make_room, ready_file
    from voicecoach.session.options import Choices

    chosen = choices(given)
    if not add and chosen != Choices():
        raise click.UsageError("session options need --add SCRIPT")

    def make(script: str, its: Choices) -> SessionFile:
        made = ready_file(script, its, lambda doing: console.progress(f"{script}: {doing}"))
        console.show_diagnostics(made.diagnostics, err=True)
        for line in made.recordings:
            console.say(line)
        return made

    make_room()
    changes = update_folder(
        folder,
        FeedTexts(base_url, title, description, author, cover),
        add={script: with_week(script, chosen) for script in add},
        remove=remove,
        make=make,
        now=datetime.now(UTC),
    )
    for kind, names in (("added", changes.added), ("changed", changes.changed), ("removed", changes.removed)):
        if names:
            console.say(f"{kind}: {', '.join(names)}")
    count = len(changes.added) + len(changes.changed) + len(changes.unchanged)
    console.say(f"{folder / FEED_NAME}: {count} session{'' if count == 1 else 's'}")
    if changes.added or changes.changed or changes.removed or base_url:
        console.say(f"Upload the folder to your web space, then subscribe in a podcast app: {changes.feed_url}")
