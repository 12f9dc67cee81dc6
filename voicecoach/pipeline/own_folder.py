"""Where the recordings lie that a script names: beside it, or among the person's voices, and nowhere else.

Scripts come from anywhere, so that one may not choose what else of a machine is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach import folders
from voicecoach.errors import VoiceUnavailableError
from voicecoach.voices import piper_files
from voicecoach.voices.names import VoiceName, parse
from voicecoach.voices.own_files import ENGINE, VOICES_FOLDER, parted

if TYPE_CHECKING:
    from pathlib import Path


def settled_voice(spec: str, script_folder: Path) -> str:
    """Return the voice that a script names, with the path of its folder where that is one of recordings.

    Raises:
        VoiceUnavailableError: A folder or a voice's file is named by a path, or there is no folder of this name.
    """
    voice = parse(spec)
    if voice.engine == piper_files.ENGINE and piper_files.is_path(voice.name):
        hint = f"put its two files into {piper_files.voices_folder()}, and write its name alone"
        raise VoiceUnavailableError(spec, "a script names a voice without a path", hint)
    folder, others = parted(voice.name)
    if voice.engine != ENGINE or not folder:
        return spec
    voices = folders.home() / VOICES_FOLDER
    if folder in (".", "..") or any(sign in folder for sign in "/\\:"):
        hint = f"put the folder beside the script or into {voices}, and write its name alone"
        raise VoiceUnavailableError(spec, "a script names a folder of recordings without a path", hint)
    others = settled_voice(others, script_folder) if others else ""
    for place in (script_folder, voices):
        path = _listed(folder, place)
        if path is not None and path.resolve().parent == place.resolve():
            return str(VoiceName(ENGINE, f"{path}+{others}" if others else str(path)))
    reason = f"there is no folder {folder} beside the script or in {voices}"
    raise VoiceUnavailableError(
        spec, reason, f"put the recordings there; {ENGINE}:FOLDER on the command line takes a path"
    )


def _listed(name: str, place: Path) -> Path | None:
    """Return a folder by its name, which is looked up in what there is: any words may be given as a name."""
    if not place.is_dir():
        return None
    return next((path for path in place.iterdir() if path.name == name and path.is_dir()), None)
