"""Open a script for editing: in the person's chosen editor, else in what the desktop uses for text."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from voicecoach.cli import console
from voicecoach.errors import VoicecoachError

# Without a choice of the person, only editors that show how to leave them.
_PLAIN_EDITORS = ("nano", "micro", "pico")
_HINT = "open the file yourself, or set EDITOR to your editor's command"


def open_editor(path: Path) -> bool:
    """Open a file in ``$VISUAL`` or ``$EDITOR``, else in the desktop's text editor, else in nano; say which.

    It never opens vi for a person who has not chosen it. It returns whether the editor was closed again: the
    desktop's is not waited for.

    Raises:
        VoicecoachError: There is no editor, or it fails.
    """
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if chosen:
        console.say(f"opening {path} in {chosen}")
        _run(_words(chosen), path)
        return True
    if desktop := _desktop_command():
        console.say(f"opening {path} in your desktop's text editor")
        _start(desktop, path)
        return False
    plain = next(filter(None, map(shutil.which, _PLAIN_EDITORS)), None)
    if plain is None:
        raise VoicecoachError(f"{path} was not edited: no text editor was found", _HINT)
    console.say(f"opening {path} in {Path(plain).name}")
    _run([plain], path)
    return True


def _words(command: str) -> list[str]:
    # On Windows a path has backslashes, which are no escapes there.
    return [command] if Path(command).is_file() else shlex.split(command, posix=sys.platform != "win32")


def _run(command: list[str], path: Path) -> None:
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the person's editor
    except OSError as error:
        raise _not_edited(path, command, error.strerror or str(error)) from error
    if code:
        raise _not_edited(path, command, f"the editor failed with exit code {code}")


def _start(command: list[str], path: Path) -> None:
    try:
        subprocess.Popen(  # noqa: S603 - the desktop's editor
            [*command, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise _not_edited(path, command, error.strerror or str(error)) from error


def _not_edited(path: Path, command: list[str], reason: str) -> VoicecoachError:
    return VoicecoachError(f"{path} was not edited: {command[0]!r}: {reason}", _HINT)


def _desktop_command() -> list[str] | None:
    """Return the command that opens a text file on the desktop; None without a desktop."""
    if sys.platform == "darwin":
        return ["open", "-t"]
    if sys.platform == "win32":
        return ["notepad"]
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return None
    launcher, asker = shutil.which("gtk-launch"), shutil.which("xdg-mime")
    if launcher and asker:
        # Not the program for Markdown, which may only show it.
        question = [asker, "query", "default", "text/plain"]
        asked = subprocess.run(question, capture_output=True, text=True, check=False)  # noqa: S603 - no words of others
        if asked.stdout.strip():
            return [launcher, asked.stdout.strip()]
    opener = shutil.which("xdg-open")
    return [opener] if opener else None
