"""The program that speaks with the system's voices, in an interpreter of its own.

pyttsx3 plays and saves in an event loop of its own, loses files, races between settings, prints from another
thread and may hang for ever or end the process. So one worker holds one engine in one thread, speaks one
phrase per run and reports each. The program that started it checks each file, sets a deadline and ends it when it must.
The worker imports nothing of voicecoach: it is run by its path and ready in a tenth of a second.

It reads requests and writes replies as lines of JSON::

    {"library": "libespeak-ng.so.1", "sounds_parent": ""}     first; empty where pyttsx3 finds its own engine
    → {"voices": [{"id": "gmw/de", "name": "German", "language": "de"}, …]}   the system's own choice first
    {"voice": "gmw/de"}
    → {"voice": "gmw/de"}
    {"words_per_minute": 105, "pitch": 50}                    the pitch is for espeak-ng, whose own is 50
    → {"set": true}
    {"text": "Langsam einatmen.", "file": "1.wav"}
    → {"written": true}

Its only argument is the folder for all files, which it deletes at its end. An error of the engine is a reply
``{"error": "…"}``. The worker ends when its standard input ends, also in the middle of a phrase.
"""

from __future__ import annotations

import ctypes
import json
import os
import queue
import shutil
import sys
import threading
from pathlib import Path
from typing import IO, Any

_WARM_UP = "One."


class SystemEngine:
    """pyttsx3, driven so that each phrase is in its own file when :meth:`save` returns."""

    def __init__(self, folder: Path, library: str, sounds_parent: str) -> None:
        self._folder = folder
        if sounds_parent:
            os.environ["ESPEAK_DATA_PATH"] = sounds_parent
        if library:
            ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
        import pyttsx3

        self._engine = pyttsx3.init()
        self._espeak: Any = None
        if str(self._engine) == "espeak":
            from pyttsx3.drivers import _espeak

            self._espeak = _espeak
        self._settle()
        # The first run of a process does not wait for its end, so its file may be lost.
        self.save(_WARM_UP, "warm-up.wav")

    def voices(self) -> list[dict[str, str]]:
        """Return identifier, name and language of each voice, the person's own choice first."""
        own = self._engine.getProperty("voice")
        listed = [
            {"id": voice.id, "name": voice.name.strip(), "language": str((voice.languages or [""])[0])}
            for voice in self._engine.getProperty("voices")
        ]
        return sorted(listed, key=lambda voice: voice["id"] != own)

    def choose(self, voice: str) -> str:
        """Set the voice, and return the one that is in use; pyttsx3 ignores an unknown one."""
        self._engine.setProperty("voice", voice)
        self._settle()
        return str(self._engine.getProperty("voice"))

    def set_manner(self, words_per_minute: int, pitch: int) -> None:
        """Set the rate, and the pitch where the engine has one."""
        self._engine.setProperty("rate", words_per_minute)
        self._settle()
        if self._espeak is not None:
            self._engine.setProperty("pitch", pitch)
            self._settle()

    def save(self, text: str, file: str) -> None:
        """Speak one phrase into a file of the folder."""
        self._engine.save_to_file(text, str(self._folder / file))
        self._engine.runAndWait()
        self._settle()

    def _settle(self) -> None:
        """Wait for espeak's own thread; other engines have no such thread."""
        if self._espeak is not None:
            self._espeak.Synchronize()


def answer(engine: SystemEngine, request: dict[str, Any]) -> dict[str, Any]:
    """Return the reply to one request."""
    if "text" in request:
        engine.save(**request)
        return {"written": True}
    if "pitch" in request:
        engine.set_manner(**request)
        return {"set": True}
    return {"voice": engine.choose(**request)}


def serve(folder: Path, requests: queue.Queue[str], replies: IO[str]) -> None:
    """Answer requests in order until the program is ended."""

    def reply(message: dict[str, Any]) -> None:
        replies.write(json.dumps(message) + "\n")
        replies.flush()

    try:
        engine = SystemEngine(folder, **json.loads(requests.get()))
        reply({"voices": engine.voices()})
        while True:
            reply(answer(engine, json.loads(requests.get())))
    except Exception as error:  # noqa: BLE001 - any error of the engine becomes a reply
        reply({"error": f"{type(error).__name__}: {error}"})


def _read_requests(folder: Path, requests: queue.Queue[str]) -> None:
    """Put each line into the queue; at the end of the input, end the program even if the engine hangs."""
    for line in sys.stdin:
        requests.put(line)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def main() -> None:
    """Serve on standard input and output; the engine's own output goes to standard error."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    folder = Path(sys.argv[1])
    requests: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_read_requests, args=(folder, requests), daemon=True).start()
    serve(folder, requests, replies)
    # An ordinary exit would call espeak once more, which fails an assertion.
    os._exit(1)


if __name__ == "__main__":
    main()
