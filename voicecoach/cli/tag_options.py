"""The options that say what a file tells about itself, and what lies beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")


def _own_tags(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    from voicecoach.export.own_tags import TagError, parse_tag

    try:
        return dict(parse_tag(pair) for pair in given)
    except TagError as error:
        raise click.BadParameter(str(error)) from error


def _cover(_context: click.Context, _parameter: click.Parameter, given: str | None) -> bytes | None:
    """Return the bytes of a cover, none for ``none``, and None where the session's own is to be drawn."""
    from voicecoach.export.cover import own_cover

    if given is None:
        return None
    return b"" if given.lower() in ("none", "off") else own_cover(Path(given))


_OPTIONS = (
    click.option("--tag", "own_tags", multiple=True, metavar="KEY=VALUE", callback=_own_tags,
                 help="A tag of your own: title, album, artist, album-artist, composer, genre, year, track, comment, "
                      "language; KEY= leaves it out."),
    click.option("--cover", metavar="FILE|none", callback=_cover,
                 help="Your own picture (.jpg or .png) in place of the drawn one."),
    click.option("--sidecars", is_flag=True,
                 help="Write the words and chapters beside it, too: .lrc, .vtt, .labels.txt, .chapters.json."),
)  # fmt: skip


def tag_options(command: F) -> F:
    """Add these options to a command; it receives them as ``own_tags``, ``cover`` and ``sidecars``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
