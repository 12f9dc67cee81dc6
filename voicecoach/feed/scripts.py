"""The scripts behind the sessions of a feed: as a person names them, and as the list stores them."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from voicecoach.errors import FeedError
from voicecoach.feed.state import FeedState
from voicecoach.folders import is_file
from voicecoach.pipeline.week_names import name_in_week
from voicecoach.script.files import SUFFIXES
from voicecoach.session.options import Choices, choices_from_json
from voicecoach.text import did_you_mean


@dataclass(frozen=True, slots=True)
class FeedScript:
    """The script of a session that is to be in the feed.

    Attributes:
        stored: The script in the list: a name, or a path relative to the folder.
        named: The same for whoever reads it.
        choices: The options of the session.
    """

    stored: str
    named: str
    choices: Choices


def wanted_scripts(
    folder: Path, state: FeedState, add: Mapping[str, Choices], gone: Collection[str]
) -> dict[str, FeedScript]:
    """Return the scripts of the sessions that are to be in the feed, by the session's name.

    Args:
        folder: The folder.
        state: Its state.
        add: Scripts as the person names them, with their options.
        gone: The names of sessions that are to be removed.

    Raises:
        FeedError: A script is not there any more, or two scripts have one name.
    """
    wanted = {}
    for name, one in state.sessions.items():
        if name in gone:
            continue
        named = _as_named(folder, one.script)
        if (
            named != one.script
            and not is_file(Path(named))
            and not any(_name_of(script, choices) == name for script, choices in add.items())
        ):
            raise FeedError(
                folder,
                f"the script of {name} is missing: {named}",
                f"put it back, or remove the session: --remove {name}",
            )
        wanted[name] = FeedScript(one.script, named, choices_from_json(one.options))
    for script, choices in add.items():
        stored, name = _as_stored(folder, script), _name_of(script, choices)
        if name in wanted and wanted[name].stored != stored:
            hint = f"rename one of the scripts, or remove the other session: --remove {name}"
            raise FeedError(folder, f"it already has another script called {name}", hint)
        wanted[name] = FeedScript(stored, script, choices)
    return wanted


def found_session(folder: Path, state: FeedState, name: str) -> str:
    """Return the name of a session that a person names, also by the path of its script."""
    found = _name_of(name, Choices())
    if found not in state.sessions:
        raise FeedError(folder, f"it has no session called {name!r}", did_you_mean(found, state.sessions))
    return found


def _name_of(script: str, choices: Choices) -> str:
    """Return the name of a session whose script is named by name or by path: each week of a programme has its own."""
    path = Path(script)
    return name_in_week(path.stem if path.suffix.lower() in SUFFIXES else path.name, choices.week)


def _as_stored(folder: Path, script: str) -> str:
    """Return a script for the list: a name as it is, a path relative to the folder."""
    if script == Path(script).name and not Path(script).is_file():
        return script
    try:
        relative = Path(os.path.relpath(script, folder)).as_posix()
    except ValueError:  # on another drive of Windows
        return Path(script).resolve().as_posix()
    return relative if "/" in relative else f"./{relative}"  # in the folder itself, a path as well


def _as_named(folder: Path, stored: str) -> str:
    return stored if stored == Path(stored).name else str(folder / stored)
